//! Travel and halts take the time they take.

use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// The vehicle is at each halt when travel brings it there, begins no earlier, leaves when it is
/// done, and is at its end when travel brings it there.
pub fn clock(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    let route = drive.route;
    let travels = drive.travels();
    let mut leave = route.departure;
    let arrivals = route.halts.iter().map(|halt| halt.arrival);
    for (index, found) in arrivals.chain([route.arrival]).enumerate() {
        let expected = i128::from(leave) + i128::from(travels[index].duration);
        if travels[index].is_reachable() && i128::from(found) != expected {
            refusals.push(RouteRefusal::Arrival {
                route: drive.number,
                from: drive.name_before(index),
                to: match route.halts.get(index) {
                    Some(_) => drive.halt_name(index),
                    None => "its end".to_owned(),
                },
                found,
                expected,
            });
        }
        if route.halts.get(index).is_some() {
            halt(drive, index, refusals);
            leave = route.halts[index].leave;
        }
    }
}

fn halt(drive: &Drive, index: usize, refusals: &mut Vec<RouteRefusal>) {
    let halt = &drive.route.halts[index];
    if halt.begin < halt.arrival {
        refusals.push(RouteRefusal::BeginsTooEarly {
            route: drive.number,
            halt: drive.halt_name(index),
            begin: halt.begin,
            arrival: halt.arrival,
        });
    }
    let expected = i128::from(halt.begin) + i128::from(drive.length(halt));
    if i128::from(halt.leave) != expected {
        refusals.push(RouteRefusal::Leave {
            route: drive.number,
            halt: drive.halt_name(index),
            found: halt.leave,
            expected,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::routes::fixture::{reloading, small};

    #[test]
    fn arrival_is_departure_and_travel() {
        let mut small = small();
        small.plan.routes[0].halts[0].arrival = 1;
        small.check(&["route 1 is at stop `a` at 1, but after its start it is there at 2"]);
        small.plan.routes[0].halts[0].arrival = 2;
        small.plan.routes[0].arrival = i64::MAX;
        assert!(small.refusals()[0].starts_with("route 1 is at its end at 9223372036854775807"));
    }

    #[test]
    fn a_vehicle_may_wait_but_not_begin_before_it_is_there() {
        let mut small = small();
        small.shift_from(0, 1);
        small.plan.routes[0].halts[0].arrival -= 1;
        small.check(&[]);
        small.plan.routes[0].halts[0].begin = 1;
        small.check(&[
            "route 1 begins stop `a` at 1, before it is there at 2",
            "route 1 leaves stop `a` at 5, expected 3",
        ]);
    }

    #[test]
    fn a_visit_takes_its_service() {
        let mut small = small();
        small.change_stop(1, |stop| stop.service = 2);
        small.check(&["route 1 leaves stop `b` at 7, expected 8"]);
    }

    #[test]
    fn a_reload_takes_its_time() {
        let mut small = reloading();
        small.change_reloading(|reloading| reloading.duration += 1);
        small.check(&["route 1 leaves the reload at halt 2 at 7, expected 8"]);
    }
}
