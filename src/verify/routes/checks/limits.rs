//! A route keeps to its shift, and is neither too long nor too far.

use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Departure and return are in the shift, duration and distance at most what is allowed.
pub fn limits(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    let (route, vehicle) = (drive.route, drive.vehicle);
    if route.departure < vehicle.shift.earliest {
        refusals.push(RouteRefusal::DepartsTooEarly {
            route: drive.number,
            found: route.departure,
            earliest: vehicle.shift.earliest,
        });
    }
    if route.arrival > vehicle.shift.latest {
        refusals.push(RouteRefusal::BackTooLate {
            route: drive.number,
            found: route.arrival,
            latest: vehicle.shift.latest,
        });
    }
    if let Some(most) = vehicle.duration_max
        && drive.duration() > i128::from(most)
    {
        refusals.push(RouteRefusal::TooLong {
            route: drive.number,
            found: drive.duration(),
            most,
        });
    }
    if let Some(most) = vehicle.distance_max
        && drive.distance() > i128::from(most)
    {
        refusals.push(RouteRefusal::TooFar {
            route: drive.number,
            found: drive.distance(),
            most,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::delivery::Window;
    use crate::verify::routes::fixture::small;

    #[test]
    fn a_route_is_in_its_shift() {
        let mut small = small();
        small.change_vehicle(|van| van.shift = Window::new(0, 10));
        small.check(&[]);
        small.change_vehicle(|van| van.shift = Window::new(1, 10));
        small.check(&["route 1 departs at 0, but the shift begins at 1"]);
        small.change_vehicle(|van| van.shift = Window::new(0, 9));
        small.check(&["route 1 is back at 10, but the shift ends at 9"]);
    }

    #[test]
    fn a_route_is_not_too_long() {
        let mut small = small();
        small.change_vehicle(|van| van.duration_max = Some(10));
        small.check(&[]);
        small.change_vehicle(|van| van.duration_max = Some(9));
        small.check(&["route 1 takes 10, but may take at most 9"]);
    }

    #[test]
    fn a_route_is_not_too_far() {
        let mut small = small();
        small.change_vehicle(|van| van.distance_max = Some(8));
        small.check(&[]);
        small.change_vehicle(|van| van.distance_max = Some(7));
        small.check(&["route 1 drives 8, but may drive at most 7"]);
    }
}
