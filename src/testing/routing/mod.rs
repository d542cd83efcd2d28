//! Support for tests of routing: tiny problems in a few lines, random ones by seed, and the
//! exhaustive search that the routing engine has to match.

mod exhaustive;
mod features;
mod random;

pub use exhaustive::{BestRoutes, HORIZON_MAX, best_routes};
pub use features::features;
pub use random::random_delivery_problem;

use crate::problem::delivery::{PickupOrder, Stop, VehicleType, Window};
use crate::units::{Id as _, PlaceId};

/// A stop that must be visited, at any time, with a delivery in one dimension.
pub fn stop(name: &str, place: usize, delivery: i64) -> Stop {
    Stop {
        name: name.to_owned(),
        place: PlaceId::from_index(place),
        delivery: vec![delivery],
        pickup: vec![0],
        service: 0,
        windows: vec![],
        prize: None,
        group: None,
        vehicles: None,
        is_splittable: false,
    }
}

/// One vehicle that starts and ends at a place, holds so much in one dimension, pays 1 per unit of
/// distance and drives from 0 to 60.
pub fn vehicle(name: &str, place: usize, capacity: i64) -> VehicleType {
    VehicleType {
        name: name.to_owned(),
        count: 1,
        start: PlaceId::from_index(place),
        end: PlaceId::from_index(place),
        capacity: vec![capacity],
        fixed_cost: 0,
        distance_cost: 1,
        duration_cost: 0,
        shift: Window::new(0, 60),
        duration_max: None,
        distance_max: None,
        reloading: None,
        pickup_order: PickupOrder::Anywhere,
        driver_break: None,
    }
}
