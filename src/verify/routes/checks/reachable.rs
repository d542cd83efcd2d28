//! There is a way.

use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Every place on a route, its end too, can be reached from the one before.
pub fn reachable(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    let n_halts = drive.route.halts.len();
    for (index, travel) in drive.travels().into_iter().enumerate() {
        if travel.is_reachable() {
            continue;
        }
        let to = if index == n_halts {
            "its end".to_owned()
        } else {
            drive.halt_name(index)
        };
        refusals.push(RouteRefusal::Unreachable {
            route: drive.number,
            from: drive.name_before(index),
            to,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::delivery::Travel;
    use crate::verify::routes::fixture::small;

    #[test]
    fn only_ways_that_exist_are_driven() {
        let mut small = small();
        small.change_travel(2, 1, Travel::UNREACHABLE);
        small.check(&[]);
        small.change_travel(1, 2, Travel::UNREACHABLE);
        small.plan.routes[0].distance = 5;
        small.plan.routes[0].cost = 5;
        small.plan.cost = 5;
        small.check(&["route 1 goes from stop `a` to stop `b`, but there is no way"]);
    }
}
