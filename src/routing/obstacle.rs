//! Why a stop cannot be visited, and what would cure it.

use crate::units::StopId;

/// A stop that should have been visited and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The stop.
    pub stop: StopId,
    /// What failed, each sufficient by itself for the vehicle types it speaks of. Never empty.
    pub causes: Vec<Cause>,
}

/// What failed, with the number found and the number needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No vehicle type may visit the stop. Cure: allow one.
    NoVehicleType,
    /// More than any vehicle that may visit it holds. Cure: larger vehicles, or allow a split.
    Capacity {
        /// The load dimension.
        dimension: usize,
        /// The stop's load.
        load: i64,
        /// The most that one vehicle holds.
        most: i64,
    },
    /// There is no way from the start, to the stop, to the end of any vehicle that may visit it.
    Unreachable,
    /// No vehicle is there by its last window. Cure: a later window or an earlier shift.
    Window {
        /// The earliest arrival of any vehicle.
        arrival: i64,
        /// The latest moment of its last window.
        latest: i64,
    },
    /// No vehicle would be back in time. Cure: a longer shift.
    Shift {
        /// The earliest return after visiting it alone.
        back: i64,
        /// The last return of that vehicle's shift.
        latest: i64,
    },
    /// A route to it alone takes longer than allowed. Cure: a longer limit.
    Duration {
        /// The shortest.
        least: i64,
        /// The longest allowed.
        most: i64,
    },
    /// A route to it alone is longer than allowed. Cure: a longer limit.
    Distance {
        /// The shortest.
        least: i64,
        /// The longest allowed.
        most: i64,
    },
    /// A route to it alone leaves no time for the driver's break.
    Break,
    /// It could be visited alone, but no vehicle was left and none had room: more vehicles would
    /// cure it, or a longer search.
    Fleet,
}
