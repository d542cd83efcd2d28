//! A stop: one visit that must be made, may be made, or is one of several of which one is made.

use crate::units::{GroupId, PlaceId, VehicleTypeId};

/// Amounts of load, one per dimension of the problem (weight, volume, chilled volume, …).
pub type Load = Vec<i64>;

/// The first and the last moment at which something may begin, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First moment.
    pub earliest: i64,
    /// Last moment.
    pub latest: i64,
}

impl Window {
    /// Wide enough for anything a problem may hold, narrow enough that sums do not overflow.
    pub const ANY: Self = Self {
        earliest: -Self::FAR,
        latest: Self::FAR,
    };
    const FAR: i64 = 1 << 50;

    /// From `earliest` to `latest`.
    pub const fn new(earliest: i64, latest: i64) -> Self {
        Self { earliest, latest }
    }
}

/// One visit to one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What it is called in reports.
    pub name: String,
    /// Where it is.
    pub place: PlaceId,
    /// Brought from the last place of loading, one amount per dimension.
    pub delivery: Load,
    /// Taken along to the next place of unloading, one amount per dimension.
    pub pickup: Load,
    /// How long the visit takes, whatever its load.
    pub service: i64,
    /// When service may begin; sorted and apart from each other. Empty: at any time.
    pub windows: Vec<Window>,
    /// What leaving it out costs; `None`: it must be visited, or its group decides.
    pub prize: Option<i64>,
    /// The group of which it is one alternative; it then has no prize of its own.
    pub group: Option<GroupId>,
    /// Vehicle types that may visit it; `None`: every type.
    pub vehicles: Option<Vec<VehicleTypeId>>,
    /// Whether several visits may share its load. Only for a stop without pickup and group. Its
    /// load is then as many equal units as the greatest common divisor of its amounts, and each
    /// visit brings one or more whole units: all dimensions are split alike. Every visit is in a
    /// window and takes the whole service time. The visits may be on one route, even on one trip.
    /// Without any load there is one visit.
    pub is_splittable: bool,
}

/// Stops of which at most one is visited. If none is, its prize is lost once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is called in reports.
    pub name: String,
    /// What visiting none of them costs; `None`: one must be visited.
    pub prize: Option<i64>,
}
