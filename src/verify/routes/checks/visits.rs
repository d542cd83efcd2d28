//! A stop that is not split is visited once, with all of its load.

use crate::plan::RoutePlan;
use crate::problem::delivery::{DeliveryProblem, Load};
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;
use crate::verify::routes::tally::Tally;

/// No stop that may not be split is visited twice; every visit has the stop's pickup, and the
/// stop's delivery unless it may be split.
pub fn visits(
    problem: &DeliveryProblem,
    plan: &RoutePlan,
    tally: &Tally,
    refusals: &mut Vec<RouteRefusal>,
) {
    for (id, stop) in problem.stops().iter() {
        if !stop.is_splittable && tally.n_visits[id] > 1 {
            refusals.push(RouteRefusal::VisitedAgain {
                stop: stop.name.clone(),
                n_visits: tally.n_visits[id],
            });
        }
    }
    for drive in Drive::all(problem, plan) {
        for visit in drive.visits() {
            let stop = &problem.stops()[visit.stop];
            let mut require = |what, found: &Load, expected: &Load| {
                amounts(drive.number, &stop.name, what, (found, expected), refusals);
            };
            if !stop.is_splittable {
                require("delivery", visit.delivery, &stop.delivery);
            }
            require("pickup", visit.pickup, &stop.pickup);
        }
    }
}

fn amounts(
    route: usize,
    stop: &str,
    what: &'static str,
    (found, expected): (&Load, &Load),
    refusals: &mut Vec<RouteRefusal>,
) {
    for (index, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        if found != expected {
            refusals.push(RouteRefusal::Amount {
                route,
                stop: stop.to_owned(),
                what,
                dimension: index + 1,
                found,
                expected,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::routes::fixture::small;

    #[test]
    fn a_stop_is_visited_once() {
        let mut small = small();
        small.check(&[]);
        small.plan.routes[0].halts[0] = small.plan.routes[0].halts[1].clone();
        let refusals = small.refusals();
        assert!(refusals.contains(&"stop `b` may not be split, but is visited 2 times".into()));
    }

    #[test]
    fn a_visit_has_the_load_of_its_stop() {
        let mut small = small();
        *small.delivery(0) = vec![3];
        *small.pickup(1) = vec![2];
        small.check(&[
            "route 1 has a delivery of 3 at stop `a` in dimension 1, expected 4",
            "route 1 has a pickup of 2 at stop `b` in dimension 1, expected 0",
        ]);
    }
}
