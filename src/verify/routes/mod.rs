//! The independent verifier of routes: the only maker of [`VerifiedRoutes`].
//!
//! Goes in: a [`DeliveryProblem`] and a [`RoutePlan`], which is a claim. Comes out: the plan with
//! its figures computed anew in whole numbers, or every refusal at once. What must hold:
//!
//! 1. Every id and place is one of the problem's, every load has its dimensions.
//! 2. Each stop is visited once with all of its load, or in whole units that sum to it if it is
//!    splittable; or it is listed as unserved. Of a group at most one stop is visited.
//! 3. Each route is one of as many vehicles as there are, visits only stops its type may visit,
//!    and every trip of it visits a stop.
//! 4. Each halt is reached by travel that exists, begins no earlier than arrival and inside its
//!    window, and lasts as long as it must.
//! 5. Shift, longest duration, longest distance, capacity at every moment, order of pickups,
//!    reloads and the driver's break are kept.
//! 6. Distance and cost of each route and of the plan are those stated.
//!
//! Nothing of the search's code is used. Sums are made in 128 bits: no claim can make them
//! overflow. Whether the plan is *good* is not asked here. That a stop is missing which should be
//! visited is no refusal as long as the plan says so: see [`VerifiedRoutes::unserved_required`].
//!
//! ```
//! use rochdale::plan::{Halt, HaltKind, Route, RoutePlan};
//! use rochdale::testing::routing::{stop, vehicle};
//! use rochdale::problem::delivery::{DeliveryProblem, Travel, TravelMatrix};
//! use rochdale::units::{Id, StopId, Table, VehicleTypeId};
//! use rochdale::verify::verify_routes;
//!
//! let travel = TravelMatrix::from_fn(2, |_, _| Travel { distance: 3, duration: 5 });
//! let stops = Table::new(vec![stop("a", 1, 4)]);
//! let vehicles = Table::new(vec![vehicle("van", 0, 10)]);
//! let problem = DeliveryProblem::new(stops, Table::default(), vehicles, travel).unwrap();
//!
//! let kind = HaltKind::Visit { stop: StopId::from_index(0), delivery: vec![4], pickup: vec![0] };
//! let mut plan = RoutePlan {
//!     routes: vec![Route {
//!         vehicle: VehicleTypeId::from_index(0),
//!         departure: 0,
//!         halts: vec![Halt { kind, arrival: 5, begin: 5, leave: 5 }],
//!         arrival: 10,
//!         distance: 6,
//!         cost: 6,
//!     }],
//!     unserved: vec![],
//!     cost: 6,
//! };
//! assert_eq!(verify_routes(&problem, &plan).unwrap().cost(), 6);
//!
//! plan.routes[0].arrival = 9;
//! assert_eq!(
//!     verify_routes(&problem, &plan).unwrap_err().to_string(),
//!     "route 1 is at its end at 9, but after stop `a` it is there at 10"
//! );
//! ```

mod checks;
mod drive;
#[cfg(test)]
mod fixture;
mod refusal;
mod tally;
mod verified;

pub use refusal::{RouteRefusal, RoutesRefused};
pub use verified::{RouteFigures, UnservedRequired, VerifiedRoutes};

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use drive::Drive;
use tally::Tally;

/// Computes routes anew and checks them against everything the problem demands.
///
/// # Errors
/// [`RoutesRefused`] with every refusal. A plan that refers to what does not exist is refused for
/// that alone, since nothing else can be computed.
pub fn verify_routes(
    problem: &DeliveryProblem,
    plan: &RoutePlan,
) -> Result<VerifiedRoutes, RoutesRefused> {
    let mut refusals = Vec::new();
    checks::references(problem, plan, &mut refusals);
    require(refusals)?;
    require(refusals_of(problem, plan))?;
    Ok(VerifiedRoutes::of(problem, plan.clone()))
}

fn require(refusals: Vec<RouteRefusal>) -> Result<(), RoutesRefused> {
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(RoutesRefused { refusals })
    }
}

fn refusals_of(problem: &DeliveryProblem, plan: &RoutePlan) -> Vec<RouteRefusal> {
    let mut refusals = Vec::new();
    let tally = Tally::of(problem, plan);
    checks::visits(problem, plan, &tally, &mut refusals);
    checks::split(problem, plan, &mut refusals);
    checks::groups(problem, &tally, &mut refusals);
    checks::unserved(problem, plan, &tally, &mut refusals);
    checks::fleet(problem, plan, &mut refusals);
    for drive in Drive::all(problem, plan) {
        checks::vehicle_types(&drive, &mut refusals);
        checks::trips(&drive, &mut refusals);
        checks::reachable(&drive, &mut refusals);
        checks::clock(&drive, &mut refusals);
        checks::windows(&drive, &mut refusals);
        checks::limits(&drive, &mut refusals);
        checks::load(&drive, &mut refusals);
        checks::pickup_order(&drive, &mut refusals);
        checks::reloads(&drive, &mut refusals);
        checks::driver_break(&drive, &mut refusals);
        checks::route_figures(&drive, &mut refusals);
    }
    checks::plan_cost(problem, plan, &tally, &mut refusals);
    refusals
}
