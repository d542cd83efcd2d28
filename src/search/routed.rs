//! What an award costs with routes, and what each vendor adds to them.

use super::plan::{Candidate, collection_cost};
use super::roads::way_cost;
use crate::award;
use crate::plan::{Award, RoutePlan};
use crate::pricing::exact;
use crate::problem::delivery::DeliveryProblem;
use crate::problem::{Case, Place};
use crate::routing;
use crate::units::{Id as _, Money, PlaceId, StopId, Table, VehicleTypeId, VendorId};

/// Iterations of the routing engine for one award.
const ITERATIONS: u64 = 3_000;

/// An award with the best routes found; `None` if no vehicles were found that can fetch all of it.
pub(super) fn candidate(case: &Case, award: Award, options: &award::Options) -> Option<Candidate> {
    let routes = routes(case, &award, options)?;
    let charges = exact::cost(case, &exact::charges(case, &award));
    let penalty = award::penalty(case, &award);
    Some(Candidate {
        objective: charges + penalty + collection_cost(case, &routes),
        award,
        routes,
    })
}

fn routes(case: &Case, award: &Award, options: &award::Options) -> Option<RoutePlan> {
    let loads = exact::collected(case, award);
    if loads.is_empty() {
        return Some(RoutePlan::default());
    }
    let options = routing::Options {
        seed: options.seed,
        iterations: Some(ITERATIONS),
        interrupt: options.interrupt.clone(),
        ..routing::Options::default()
    };
    let problem = case.collection(&loads).ok()?;
    let routes = routing::route(&problem, &options, &|_| {}).plan;
    routes.unserved.is_empty().then_some(routes)
}

/// What each vendor adds to the routes of a plan in one order cycle: what leaving it out saves if it is
/// visited, what visiting it too costs if it is not.
pub(super) fn marginal_fees(case: &Case, candidate: &Candidate) -> Table<VendorId, Money> {
    let mut fees: Table<VendorId, Money> = case.vendors.values().map(|_| Money::ZERO).collect();
    let Ok(problem) = case.collection_of_all() else {
        return fees;
    };
    let fetched = exact::collected(case, &candidate.award);
    let fetched: Vec<VendorId> = fetched.into_iter().map(|(vendor, _)| vendor).collect();
    let routes = Places::of(case, candidate, &fetched);
    for (vendor, stop) in case.collected_vendors().zip(problem.stops().values()) {
        let cost = if fetched.contains(&vendor) {
            routes.saved_without(&problem, stop.place)
        } else {
            routes.added_with(&problem, stop.place)
        };
        fees[vendor] = case.resources.cost_units.money(cost.max(0));
    }
    fees
}

/// The places of each route, with its vehicle's type.
struct Places(Vec<(VehicleTypeId, Vec<PlaceId>)>);

impl Places {
    fn of(case: &Case, candidate: &Candidate, fetched: &[VendorId]) -> Self {
        let place = |stop: StopId| {
            let vendor = Place::Vendor(fetched[stop.index()]);
            case.resources.place_of(vendor)
        };
        let routes = candidate.routes.routes.iter().map(|route| {
            let stops = route.visits().filter_map(|(stop, _)| place(stop));
            (route.vehicle, stops.collect())
        });
        Self(routes.collect())
    }

    /// What the routes without a place save.
    fn saved_without(&self, problem: &DeliveryProblem, place: PlaceId) -> i64 {
        let routes = self.0.iter().filter(|(_, stops)| stops.contains(&place));
        routes
            .map(|(vehicle, stops)| {
                let left: Vec<PlaceId> = stops.iter().copied().filter(|at| *at != place).collect();
                length(problem, *vehicle, stops) - length(problem, *vehicle, &left)
            })
            .sum()
    }

    /// The least that a further place costs, on a route that there is or on one of its own.
    fn added_with(&self, problem: &DeliveryProblem, place: PlaceId) -> i64 {
        let types = problem.vehicles().ids();
        let own = types.map(|vehicle| length(problem, vehicle, &[place]));
        let inserted = self.0.iter().flat_map(|(vehicle, stops)| {
            let before = length(problem, *vehicle, stops);
            (0..=stops.len()).map(move |at| {
                let mut longer = stops.clone();
                longer.insert(at, place);
                length(problem, *vehicle, &longer) - before
            })
        });
        own.chain(inserted).min().unwrap_or(0)
    }
}

/// What a route costs, without the time of its visits; nothing if it visits nobody.
fn length(problem: &DeliveryProblem, vehicle: VehicleTypeId, stops: &[PlaceId]) -> i64 {
    if stops.is_empty() {
        return 0;
    }
    let vehicle = &problem.vehicles()[vehicle];
    let mut at = vehicle.start;
    let mut cost = vehicle.fixed_cost;
    for next in stops.iter().copied().chain([vehicle.end]) {
        cost = cost.saturating_add(way_cost(vehicle, problem.travel().get(at, next)));
        at = next;
    }
    cost
}
