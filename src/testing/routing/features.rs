//! What is particular about a problem, in a few words.

use crate::problem::delivery::{DeliveryProblem, PickupOrder, Stop, VehicleType};

/// Size and features, for the report of a failing seed.
pub fn features(problem: &DeliveryProblem) -> String {
    let (stops, vehicles) = (problem.stops(), problem.vehicles());
    let n_vehicles: u32 = vehicles.values().map(|vehicle| vehicle.count).sum();
    let stop = |has: fn(&Stop) -> bool| stops.values().any(has);
    let vehicle = |has: fn(&VehicleType) -> bool| vehicles.values().any(has);
    let entries = problem.travel().entries();
    let all = [
        (stop(|stop| !stop.windows.is_empty()), "windows"),
        (
            stop(|stop| stop.pickup.iter().any(|&amount| amount > 0)),
            "pickups",
        ),
        (stop(|stop| stop.prize.is_some()), "prizes"),
        (stop(|stop| stop.group.is_some()), "groups"),
        (stop(|stop| stop.vehicles.is_some()), "allowed vehicles"),
        (stop(|stop| stop.is_splittable), "splits"),
        (vehicle(|vehicle| vehicle.reloading.is_some()), "reloads"),
        (vehicle(|vehicle| vehicle.driver_break.is_some()), "breaks"),
        (
            vehicle(|vehicle| vehicle.duration_max.is_some()),
            "duration_max",
        ),
        (
            vehicle(|vehicle| vehicle.distance_max.is_some()),
            "distance_max",
        ),
        (
            vehicle(|vehicle| vehicle.duration_cost > 0),
            "duration cost",
        ),
        (vehicle(|vehicle| vehicle.start != vehicle.end), "other end"),
        (
            vehicle(|vehicle| vehicle.pickup_order == PickupOrder::AfterDeliveries),
            "pickups after deliveries",
        ),
        (
            vehicle(|vehicle| vehicle.pickup_order == PickupOrder::OnTheWayBack),
            "pickups on the way back",
        ),
        (
            entries.iter().any(|travel| !travel.is_reachable()),
            "no way",
        ),
    ];
    let present = all.iter().filter(|(is_present, _)| *is_present);
    let names: Vec<&str> = present.map(|(_, name)| *name).collect();
    format!(
        "{} stops, {} types, {n_vehicles} vehicles, {} dimensions; {}",
        stops.len(),
        vehicles.len(),
        problem.n_dimensions(),
        names.join(", ")
    )
}
