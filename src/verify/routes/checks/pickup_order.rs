//! Pickups come where their order allows them on a trip.

use crate::problem::delivery::PickupOrder;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::{Drive, Visit};

/// After deliveries: no visit that delivers comes after one that picks up. On the way back: the
/// trip delivers something, too. A visit that does both delivers first.
pub fn pickup_order(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    for halts in drive.trips() {
        let visits = drive.visits_in(halts);
        match drive.vehicle.pickup_order {
            PickupOrder::Anywhere => {}
            PickupOrder::AfterDeliveries => after_deliveries(drive, &visits, refusals),
            PickupOrder::OnTheWayBack => {
                after_deliveries(drive, &visits, refusals);
                with_deliveries(drive, &visits, refusals);
            }
        }
    }
}

fn after_deliveries(drive: &Drive, visits: &[Visit], refusals: &mut Vec<RouteRefusal>) {
    let Some(last) = visits.iter().rposition(Visit::delivers) else {
        return;
    };
    for visit in visits[..last].iter().filter(|visit| visit.picks_up()) {
        refusals.push(RouteRefusal::PickupBeforeDelivery {
            route: drive.number,
            stop: drive.stop_name(visit.stop),
            later: drive.stop_name(visits[last].stop),
        });
    }
}

fn with_deliveries(drive: &Drive, visits: &[Visit], refusals: &mut Vec<RouteRefusal>) {
    if visits.iter().any(Visit::delivers) {
        return;
    }
    for visit in visits.iter().filter(|visit| visit.picks_up()) {
        refusals.push(RouteRefusal::PickupWithoutDelivery {
            route: drive.number,
            stop: drive.stop_name(visit.stop),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::routes::fixture::{Small, small};

    fn check(order: PickupOrder, adjust: fn(&mut Small), expected: &[&str]) {
        let mut small = small();
        small.change_vehicle(|van| van.pickup_order = order);
        adjust(&mut small);
        small.check(expected);
    }

    #[test]
    fn a_pickup_comes_after_the_last_delivery() {
        let early: fn(&mut Small) = |small| small.set_pickup(0, 1);
        let late: fn(&mut Small) = |small| small.set_pickup(1, 1);
        check(PickupOrder::Anywhere, early, &[]);
        for order in [PickupOrder::AfterDeliveries, PickupOrder::OnTheWayBack] {
            check(order, late, &[]);
            let refusal = "route 1 picks up at stop `a` before it delivers to stop `b`";
            check(order, early, &[refusal]);
        }
    }

    #[test]
    fn on_the_way_back_means_after_a_delivery() {
        let only_pickups: fn(&mut Small) = |small| {
            small.set_delivery(0, 0);
            small.set_delivery(1, 0);
            small.set_pickup(1, 1);
        };
        check(PickupOrder::AfterDeliveries, only_pickups, &[]);
        let refusal = "route 1 picks up at stop `b` on a trip that delivers nothing";
        check(PickupOrder::OnTheWayBack, only_pickups, &[refusal]);
    }
}
