//! What the plan names exists.

use crate::plan::{HaltKind, Route, RoutePlan};
use crate::problem::delivery::{DeliveryProblem, Load};
use crate::units::{Id, StopId};
use crate::verify::routes::RouteRefusal;

/// Every vehicle type, stop and place is one of the problem's, every load has its dimensions.
pub fn references(problem: &DeliveryProblem, plan: &RoutePlan, refusals: &mut Vec<RouteRefusal>) {
    for (index, route) in plan.routes.iter().enumerate() {
        require(
            "vehicle type",
            route.vehicle,
            problem.vehicles().len(),
            refusals,
        );
        halts(problem, index + 1, route, refusals);
    }
    for &stop in &plan.unserved {
        require("stop", stop, problem.stops().len(), refusals);
    }
}

fn halts(
    problem: &DeliveryProblem,
    number: usize,
    route: &Route,
    refusals: &mut Vec<RouteRefusal>,
) {
    for halt in &route.halts {
        match &halt.kind {
            HaltKind::Visit {
                stop,
                delivery,
                pickup,
            } => {
                if require("stop", *stop, problem.stops().len(), refusals) {
                    dimensions(problem, number, *stop, "delivery", delivery, refusals);
                    dimensions(problem, number, *stop, "pickup", pickup, refusals);
                }
            }
            HaltKind::Reload { place } => {
                require("place", *place, problem.travel().n_places(), refusals);
            }
            HaltKind::Break { .. } => {}
        }
    }
}

fn require(
    what: &'static str,
    id: impl Id,
    count: usize,
    refusals: &mut Vec<RouteRefusal>,
) -> bool {
    let exists = id.index() < count;
    if !exists {
        refusals.push(RouteRefusal::Unknown {
            what,
            number: id.index(),
            count,
        });
    }
    exists
}

fn dimensions(
    problem: &DeliveryProblem,
    route: usize,
    stop: StopId,
    what: &'static str,
    load: &Load,
    refusals: &mut Vec<RouteRefusal>,
) {
    if load.len() != problem.n_dimensions() {
        refusals.push(RouteRefusal::Dimensions {
            route,
            stop: problem.stops()[stop].name.clone(),
            what,
            found: load.len(),
            expected: problem.n_dimensions(),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::HaltKind;
    use crate::units::{Id as _, PlaceId, StopId, VehicleTypeId};
    use crate::verify::routes::fixture::small;

    #[test]
    fn what_does_not_exist_is_refused_alone() {
        let mut small = small();
        small.check(&[]);
        small.plan.unserved = vec![StopId::from_index(7)];
        small.plan.cost = 9;
        small.check(&["the plan refers to stop number 7, but the problem has 2"]);
        small.plan.unserved.clear();
        small.plan.routes[0].vehicle = VehicleTypeId::from_index(1);
        small.check(&["the plan refers to vehicle type number 1, but the problem has 1"]);
        small.plan.routes[0].vehicle = VehicleTypeId::from_index(0);
        small.plan.routes[0].halts[0].kind = HaltKind::Reload {
            place: PlaceId::from_index(4),
        };
        small.check(&["the plan refers to place number 4, but the problem has 3"]);
    }

    #[test]
    fn a_load_has_the_dimensions_of_the_problem() {
        let mut small = small();
        *small.delivery(0) = vec![4, 0];
        small.check(&["the delivery at stop `a` of route 1 has 2 dimensions, expected 1"]);
    }
}
