//! There are only so many vehicles.

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::units::Table;
use crate::units::VehicleTypeId;
use crate::verify::routes::RouteRefusal;

/// No more routes of a vehicle type than it has vehicles.
pub fn fleet(problem: &DeliveryProblem, plan: &RoutePlan, refusals: &mut Vec<RouteRefusal>) {
    let mut n_routes: Table<VehicleTypeId, usize> = problem.vehicles().ids().map(|_| 0).collect();
    for route in &plan.routes {
        n_routes[route.vehicle] += 1;
    }
    for (id, vehicle) in problem.vehicles().iter() {
        let most = usize::try_from(vehicle.count).unwrap_or(usize::MAX);
        if n_routes[id] > most {
            refusals.push(RouteRefusal::TooManyVehicles {
                vehicle: vehicle.name.clone(),
                found: n_routes[id],
                most: vehicle.count,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::routes::fixture::split_in;

    #[test]
    fn a_vehicle_drives_one_route() {
        let mut small = split_in(&[1, 3]);
        small.change_vehicle(|van| van.count = 2);
        small.check(&[]);
        small.change_vehicle(|van| van.count = 1);
        small.check(&["2 routes are of vehicle type `van`, but there are 1"]);
    }
}
