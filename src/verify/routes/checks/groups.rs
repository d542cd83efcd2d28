//! Of several alternatives one is visited.

use crate::problem::delivery::DeliveryProblem;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::tally::Tally;

/// At most one stop of each group is visited.
pub fn groups(problem: &DeliveryProblem, tally: &Tally, refusals: &mut Vec<RouteRefusal>) {
    for (id, group) in problem.groups().iter() {
        let n_stops = tally.n_visited[id];
        if n_stops > 1 {
            refusals.push(RouteRefusal::GroupVisitedAgain {
                group: group.name.clone(),
                n_stops,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::routes::fixture::small;

    #[test]
    fn of_a_group_one_stop_is_visited() {
        let mut small = small();
        small.group(&[0], None);
        small.check(&[]);
        small.group(&[0, 1], None);
        small.check(&["of group `both` at most one stop may be visited, but 2 are"]);
    }
}
