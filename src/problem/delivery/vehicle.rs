//! A vehicle type: what it holds, where and when it may drive, and what it costs.

use super::{Load, Window};
use crate::units::PlaceId;

/// Vehicles that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VehicleType {
    /// What it is called in reports.
    pub name: String,
    /// How many there are.
    pub count: u32,
    /// Where a route starts, loaded with what its first trip delivers.
    pub start: PlaceId,
    /// Where a route ends, with what its last trip picked up.
    pub end: PlaceId,
    /// Most it holds at any moment, per dimension: at the start of each trip, with all that the trip
    /// delivers, and after each visit, which first delivers and then picks up.
    pub capacity: Load,
    /// Cost of using one of them.
    pub fixed_cost: i64,
    /// Cost per unit of distance.
    pub distance_cost: i64,
    /// Cost per unit of time between departure and return.
    pub duration_cost: i64,
    /// First departure and last return.
    pub shift: Window,
    /// Longest time between departure and return. The departure is free within the shift.
    pub duration_max: Option<i64>,
    /// Longest distance of a route, all trips together.
    pub distance_max: Option<i64>,
    /// Whether it may load again on its way.
    pub reloading: Option<Reloading>,
    /// Where on a trip pickups may be.
    pub pickup_order: PickupOrder,
    /// The driver's break.
    pub driver_break: Option<DriverBreak>,
}

/// Several trips within one route: at a reload the vehicle puts off what it picked up and takes on
/// what its next trip delivers. Every trip visits a stop: a reload is neither the first nor the last
/// thing a route does, nor are there two in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reloading {
    /// Where it may.
    pub places: Vec<PlaceId>,
    /// How often in one route.
    pub most: u32,
    /// How long it takes.
    pub duration: i64,
}

/// Where on a trip pickups may be. A visit that delivers and picks up delivers first: it may be the
/// trip's last delivery, and be the one without which [`PickupOrder::OnTheWayBack`] allows none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PickupOrder {
    /// Anywhere: the load at every moment must fit.
    #[default]
    Anywhere,
    /// After the last delivery of the trip (backhaul).
    AfterDeliveries,
    /// After the last delivery, and only on a trip that has one.
    OnTheWayBack,
}

/// A pause that a driver must have taken.
///
/// It is taken standing: at the place of a stop or reload, after it or before it, never while
/// driving, and neither before departure nor after return: not at the start place before the first
/// stop or at the end place after the last. Who is back by the last moment of the window, or departs
/// only then or later, needs none; who needs none may take one all the same, in the window, too.
/// Nobody takes two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DriverBreak {
    /// When it may begin.
    pub window: Window,
    /// How long it takes.
    pub duration: i64,
}
