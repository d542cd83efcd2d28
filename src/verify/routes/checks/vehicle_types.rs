//! Not every vehicle may go everywhere.

use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Every visited stop may be visited by the route's vehicle type.
pub fn vehicle_types(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    for visit in drive.visits() {
        let allowed = &drive.problem.stops()[visit.stop].vehicles;
        if let Some(types) = allowed
            && !types.contains(&drive.route.vehicle)
        {
            refusals.push(RouteRefusal::VehicleNotAllowed {
                route: drive.number,
                stop: drive.stop_name(visit.stop),
                vehicle: drive.vehicle.name.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::units::{Id as _, VehicleTypeId};
    use crate::verify::routes::fixture::small;

    #[test]
    fn only_allowed_types_visit_a_stop() {
        let mut small = small();
        small.change_stop(1, |stop| {
            stop.vehicles = Some(vec![VehicleTypeId::from_index(0)]);
        });
        small.check(&[]);
        small.change_stop(1, |stop| stop.vehicles = Some(vec![]));
        small.check(&["route 1 visits stop `b`, where vehicle type `van` may not go"]);
    }
}
