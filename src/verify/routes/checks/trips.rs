//! Nobody drives for nothing.

use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Every trip of a route visits a stop.
pub fn trips(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    for (index, halts) in drive.trips().into_iter().enumerate() {
        if drive.visits_in(halts).is_empty() {
            refusals.push(RouteRefusal::EmptyTrip {
                route: drive.number,
                trip: index + 1,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::routes::fixture::{reloading, small};

    #[test]
    fn a_route_visits_a_stop() {
        let mut small = small();
        small.add_idle_route();
        small.check(&["trip 1 of route 2 visits no stop"]);
    }

    #[test]
    fn a_trip_visits_a_stop() {
        let mut small = reloading();
        small.check(&[]);
        small.reload_first();
        small.check(&["trip 1 of route 1 visits no stop"]);
    }
}
