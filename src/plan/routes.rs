//! Routes as plain data: who drives where, when and with what.

use crate::problem::delivery::Load;
use crate::units::{PlaceId, StopId, VehicleTypeId};

/// Routes, what is left out, and what it costs. A claim until `verify` has checked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoutePlan {
    /// One entry per vehicle that is used; each visits a stop.
    pub routes: Vec<Route>,
    /// Stops that nobody visits, in order: those left out for their prize, and those that should
    /// have been visited. Alternatives of a group that has a visit are not listed.
    pub unserved: Vec<StopId>,
    /// Cost of the routes, and the prizes of stops and groups that are not visited. What should have
    /// been visited and is not adds nothing.
    pub cost: i64,
}

/// One vehicle's day, from its start place to its end place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its type.
    pub vehicle: VehicleTypeId,
    /// When it leaves its start place.
    pub departure: i64,
    /// What it does on its way, in order.
    pub halts: Vec<Halt>,
    /// When it is at its end place: what its last halt's leave and the travel there make.
    pub arrival: i64,
    /// Distance driven.
    pub distance: i64,
    /// Fixed cost, distance and time.
    pub cost: i64,
}

/// Something a vehicle does standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halt {
    /// What it does.
    pub kind: HaltKind,
    /// When it is there: when the halt before was left (the route's departure), and the travel.
    pub arrival: i64,
    /// When it begins; between, it waits.
    pub begin: i64,
    /// When it is done and drives on.
    pub leave: i64,
}

/// What a vehicle does standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HaltKind {
    /// It visits a stop.
    Visit {
        /// The stop.
        stop: StopId,
        /// What it brings, per dimension: all of the stop's delivery unless the stop is split.
        delivery: Load,
        /// What it takes along, per dimension.
        pickup: Load,
    },
    /// It puts off what it picked up and loads for its next trip.
    Reload {
        /// Where.
        place: PlaceId,
    },
    /// Its driver pauses where the vehicle already stands (`is_before_next = false`) or where it
    /// goes next, before the next halt begins. That one then arrives when the break is left.
    Break {
        /// Whether the pause is at the place of the next halt.
        is_before_next: bool,
    },
}
