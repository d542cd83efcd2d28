//! What is carried fits, at every moment.

use std::ops::Range;

use crate::plan::HaltKind;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// In every dimension, the load at the start of each trip and after each of its visits is at most
/// the capacity. A trip starts with all it delivers; a visit delivers before it picks up.
pub fn load(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    for halts in drive.trips() {
        for dimension in 0..drive.problem.n_dimensions() {
            trip(drive, halts.clone(), dimension, refusals);
        }
    }
}

/// At most one refusal: of the moment with the greatest load.
fn trip(drive: &Drive, halts: Range<usize>, dimension: usize, refusals: &mut Vec<RouteRefusal>) {
    let visits = drive.visits_in(halts.clone());
    let amounts = visits.iter().map(|visit| visit.delivery[dimension]);
    let mut load: i128 = amounts.map(i128::from).sum();
    let mut greatest = (load, drive.name_before(halts.start));
    for index in halts {
        let HaltKind::Visit {
            delivery, pickup, ..
        } = &drive.route.halts[index].kind
        else {
            continue;
        };
        load += i128::from(pickup[dimension]) - i128::from(delivery[dimension]);
        if load > greatest.0 {
            greatest = (load, drive.halt_name(index));
        }
    }
    let most = drive.vehicle.capacity[dimension];
    if greatest.0 > i128::from(most) {
        refusals.push(RouteRefusal::Overloaded {
            route: drive.number,
            dimension: dimension + 1,
            after: greatest.1,
            found: greatest.0,
            most,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::routes::fixture::{reloading, small};

    #[test]
    fn deliveries_are_on_board_from_the_start() {
        let mut small = small();
        small.change_vehicle(|van| van.capacity = vec![7]);
        small.check(&[]);
        small.change_vehicle(|van| van.capacity = vec![6]);
        small.check(&["route 1 carries 7 in dimension 1 after its start, but holds 6"]);
    }

    #[test]
    fn pickups_take_the_room_of_deliveries_made_before() {
        let mut small = small();
        small.change_vehicle(|van| van.capacity = vec![7]);
        small.set_pickup(0, 4);
        small.check(&[]);
        small.set_pickup(0, 5);
        small.check(&["route 1 carries 8 in dimension 1 after stop `a`, but holds 7"]);
    }

    #[test]
    fn each_trip_is_loaded_by_itself() {
        let mut small = reloading();
        small.change_vehicle(|van| van.capacity = vec![4]);
        small.check(&[]);
        small.change_vehicle(|van| van.capacity = vec![3]);
        small.check(&["route 1 carries 4 in dimension 1 after its start, but holds 3"]);
        small.change_vehicle(|van| van.capacity = vec![2]);
        small.check(&[
            "route 1 carries 4 in dimension 1 after its start, but holds 2",
            "route 1 carries 3 in dimension 1 after the reload at halt 2, but holds 2",
        ]);
    }
}
