//! The plan says whom nobody visits.

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::tally::Tally;

/// The stops listed as unserved are exactly those that nobody visits, in order; alternatives of a
/// group that has a visit are not listed.
pub fn unserved(
    problem: &DeliveryProblem,
    plan: &RoutePlan,
    tally: &Tally,
    refusals: &mut Vec<RouteRefusal>,
) {
    for (id, stop) in problem.stops().iter() {
        let is_listed = plan.unserved.contains(&id);
        let stop = stop.name.clone();
        match (tally.is_unserved(problem, id), is_listed) {
            (true, false) => refusals.push(RouteRefusal::NotListed { stop }),
            (false, true) => refusals.push(RouteRefusal::WronglyListed { stop }),
            (true, true) | (false, false) => {}
        }
    }
    for pair in plan.unserved.windows(2) {
        if pair[0] >= pair[1] {
            refusals.push(RouteRefusal::OutOfOrder {
                stop: problem.stops()[pair[1]].name.clone(),
                after: problem.stops()[pair[0]].name.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::units::{GroupId, Id as _, StopId};
    use crate::verify::routes::fixture::small;
    use crate::verify::routes::{UnservedRequired, verify_routes};

    #[test]
    fn a_stop_that_nobody_visits_is_listed() {
        let mut small = small();
        small.plan.routes.clear();
        small.plan.cost = 0;
        small.plan.unserved = vec![StopId::from_index(1)];
        small.check(&["nobody visits stop `a`, but it is not listed as unserved"]);
        small.plan.unserved = [1, 0].map(StopId::from_index).to_vec();
        small.check(&["unserved stops must be listed once and in order: stop `a` comes after `b`"]);
        small.plan.unserved = [0, 1].map(StopId::from_index).to_vec();
        small.check(&[]);
        let verified = verify_routes(&small.problem, &small.plan).unwrap();
        let required = [0, 1].map(|stop| UnservedRequired::Stop(StopId::from_index(stop)));
        assert_eq!(verified.unserved_required(), required);
    }

    #[test]
    fn a_group_that_nobody_visits_counts_once() {
        let mut small = small();
        small.group(&[0, 1], None);
        small.plan.routes.clear();
        small.plan.cost = 0;
        small.plan.unserved = [0, 1].map(StopId::from_index).to_vec();
        let verified = verify_routes(&small.problem, &small.plan).unwrap();
        let required = [UnservedRequired::Group(GroupId::from_index(0))];
        assert_eq!(verified.unserved_required(), required);
    }

    #[test]
    fn a_visited_stop_is_not_listed() {
        let mut small = small();
        small.plan.unserved = vec![StopId::from_index(0)];
        small.check(&["stop `a` is listed as unserved, but it or its group is visited"]);
    }
}
