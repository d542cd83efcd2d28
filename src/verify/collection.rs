//! Whether a plan's routes fetch what its award buys from vendors whose goods are collected.

use super::{Refusal, verify_routes};
use crate::plan::{Plan, Route};
use crate::pricing::exact;
use crate::problem::Case;
use crate::problem::delivery::Load;
use crate::units::{Id as _, Money, StopId, VehicleTypeId, VendorId};

/// A route that was checked: whom it visits, what it fetches, what it drives and costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionRoute {
    /// With which vehicle.
    pub vehicle: VehicleTypeId,
    /// From whom it fetches what, in grams and millilitres, in order.
    pub visits: Vec<(VendorId, Load)>,
    /// Metres driven.
    pub distance: i64,
    /// Seconds from departure to return.
    pub duration: i64,
    /// What it costs in one order cycle, unrounded.
    pub cost: Money,
}

impl CollectionRoute {
    /// What it costs, and the vendors it visits.
    pub(super) fn bill(&self) -> (Money, Vec<VendorId>) {
        let vendors = self.visits.iter().map(|(vendor, _)| *vendor);
        (self.cost, vendors.collect())
    }
}

/// The routes of a plan (J2 to J4 of `models/joint.md`): every vendor from whom goods are collected is
/// visited until all is fetched, nobody else is, and vehicles, loads, distances, times and costs are
/// what they must be.
pub(super) fn routes(case: &Case, plan: &Plan) -> Result<Vec<CollectionRoute>, Vec<Refusal>> {
    let loads = exact::collected(case, &plan.award);
    if loads.is_empty() {
        return if plan.routes.routes.is_empty() && plan.routes.unserved.is_empty() {
            Ok(Vec::new())
        } else {
            refused(&"the plan has routes, but nothing is collected")
        };
    }
    let problem = match case.collection(&loads) {
        Ok(problem) => problem,
        Err(error) => return refused(&error),
    };
    let verified = match verify_routes(&problem, &plan.routes) {
        Ok(verified) => verified,
        Err(error) => {
            let refusals = error.refusals.iter();
            return Err(refusals.map(wrong).collect());
        }
    };
    let vendor = |stop: StopId| loads[stop.index()].0;
    if !plan.routes.unserved.is_empty() {
        let missing = plan.routes.unserved.iter().map(|stop| Refusal::NotFetched {
            vendor: case.vendors[vendor(*stop)].key.clone(),
        });
        return Err(missing.collect());
    }
    let routes = plan.routes.routes.iter().zip(verified.figures());
    Ok(routes
        .map(|(route, figures)| CollectionRoute {
            vehicle: route.vehicle,
            visits: visits(route, &vendor),
            distance: figures.distance,
            duration: figures.duration,
            cost: case.resources.cost_units.money(figures.cost),
        })
        .collect())
}

fn visits(route: &Route, vendor: &impl Fn(StopId) -> VendorId) -> Vec<(VendorId, Load)> {
    let visits = route.visits();
    visits
        .map(|(stop, load)| (vendor(stop), load.clone()))
        .collect()
}

fn wrong(reason: &impl ToString) -> Refusal {
    Refusal::Routes {
        reason: reason.to_string(),
    }
}

fn refused<T>(reason: &impl ToString) -> Result<T, Vec<Refusal>> {
    Err(vec![wrong(reason)])
}
