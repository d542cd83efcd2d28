//! Distance and time between every two places, in both directions.

use crate::units::{Id as _, PlaceId};

/// Going from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Travel {
    /// Distance.
    pub distance: i32,
    /// Time.
    pub duration: i32,
}

impl Travel {
    /// Staying where one is.
    pub const NONE: Self = Self {
        distance: 0,
        duration: 0,
    };
    /// There is no way.
    pub const UNREACHABLE: Self = Self {
        distance: i32::MAX,
        duration: i32::MAX,
    };

    /// Whether there is a way.
    pub const fn is_reachable(self) -> bool {
        self.distance != i32::MAX
    }
}

/// Travel between `n_places` places; row by row, from the row's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TravelMatrix {
    n_places: usize,
    travels: Vec<Travel>,
}

impl TravelMatrix {
    /// The matrix whose entries `travel(from, to)` gives. From a place to itself it is
    /// [`Travel::NONE`], whatever `travel` says.
    pub fn from_fn(n_places: usize, mut travel: impl FnMut(usize, usize) -> Travel) -> Self {
        let mut travels = Vec::with_capacity(n_places * n_places);
        for from in 0..n_places {
            for to in 0..n_places {
                travels.push(if from == to {
                    Travel::NONE
                } else {
                    travel(from, to)
                });
            }
        }
        Self { n_places, travels }
    }

    /// Number of places.
    pub fn n_places(&self) -> usize {
        self.n_places
    }

    /// Going from one place to another.
    pub fn get(&self, from: PlaceId, to: PlaceId) -> Travel {
        self.travels[from.index() * self.n_places + to.index()]
    }

    /// All entries, row by row.
    pub fn entries(&self) -> &[Travel] {
        &self.travels
    }
}
