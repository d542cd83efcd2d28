//! What is told of a search: each new best, and the last.

use super::model::Model;
use super::obstacle::obstacles;
use super::options::Routed;
use super::search::Best;
use super::timetable;
use crate::plan::RoutePlan;

/// A plan better than all before it.
pub struct NewBest<'a> {
    m: &'a Model<'a>,
    best: &'a Best,
}

impl<'a> NewBest<'a> {
    pub(super) const fn new(m: &'a Model<'a>, best: &'a Best) -> Self {
        Self { m, best }
    }

    /// Stops and groups that should be visited and are not.
    pub const fn n_missing(&self) -> usize {
        self.best.n_missing
    }

    /// Its cost.
    pub const fn cost(&self) -> i64 {
        self.best.cost
    }

    /// The plan, in time linear in its stops.
    pub fn plan(&self) -> RoutePlan {
        timetable::plan(self.m, self.best)
    }
}

/// The last best, with what stands in the way of what is missing.
pub(super) fn routed(m: &Model, best: &Best, iterations: u64) -> Routed {
    Routed {
        plan: timetable::plan(m, best),
        obstacles: obstacles(m, best),
        iterations,
    }
}
