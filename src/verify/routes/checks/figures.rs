//! The figures of the plan are right.

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;
use crate::verify::routes::tally::Tally;

/// A route's distance is that of its travel, its cost is fixed cost, distance and time.
pub fn route_figures(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    let route = drive.route;
    let expected = drive.distance();
    if i128::from(route.distance) != expected {
        refusals.push(RouteRefusal::Distance {
            route: drive.number,
            found: route.distance,
            expected,
        });
    }
    let expected = drive.cost();
    if i128::from(route.cost) != expected {
        refusals.push(RouteRefusal::RouteCost {
            route: drive.number,
            found: route.cost,
            expected,
        });
    }
}

/// The plan's cost is that of its routes and of the prizes not won. What should be visited and is
/// not costs nothing.
pub fn plan_cost(
    problem: &DeliveryProblem,
    plan: &RoutePlan,
    tally: &Tally,
    refusals: &mut Vec<RouteRefusal>,
) {
    let routes: i128 = Drive::all(problem, plan).iter().map(Drive::cost).sum();
    let expected = routes + tally.prizes(problem);
    if i128::from(plan.cost) != expected {
        refusals.push(RouteRefusal::PlanCost {
            found: plan.cost,
            expected,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::units::{Id as _, StopId};
    use crate::verify::routes::fixture::small;

    #[test]
    fn a_route_costs_its_vehicle_distance_and_time() {
        let mut small = small();
        small.change_vehicle(|van| {
            (van.fixed_cost, van.distance_cost, van.duration_cost) = (100, 2, 3);
        });
        small.plan.routes[0].cost = 100 + 2 * 8 + 3 * 10;
        small.plan.cost = 146;
        small.check(&[]);
        small.plan.routes[0].cost = 145;
        small.check(&["route 1 says it costs 145, but it costs 146"]);
        small.plan.routes[0].cost = 146;
        small.plan.routes[0].distance = 9;
        small.check(&["route 1 says it drives 9, but it drives 8"]);
    }

    #[test]
    fn what_is_left_out_costs_its_prize() {
        let mut small = small();
        small.plan.routes.clear();
        small.plan.unserved = [0, 1].map(StopId::from_index).to_vec();
        small.change_stop(0, |stop| stop.prize = Some(5));
        small.plan.cost = 5;
        small.check(&[]);
        small.group(&[1], Some(6));
        small.check(&["the plan says it costs 5, but it costs 11"]);
    }

    #[test]
    fn no_claim_overflows() {
        let mut small = small();
        small.change_vehicle(|van| van.duration_cost = 1 << 40);
        small.plan.routes[0].departure = i64::MIN;
        small.plan.routes[0].arrival = i64::MAX;
        assert!(!small.refusals().is_empty());
    }
}
