//! In which order absent tasks are inserted: the source's, chosen at random.
//!
//! (Source: Christiaens & Vanden Berghe 2020, 10.1287/trsc.2019.0914.)

use fastrand::Rng;

use super::model::Model;

/// In which order absent tasks are inserted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    Random,
    LargestFirst,
    FarthestFirst,
    NearestFirst,
    NarrowestFirst,
    EarliestFirst,
    LatestFirst,
}

impl Order {
    pub fn random(rng: &mut Rng, has_times: bool) -> Self {
        let most = if has_times { 17 } else { 11 };
        match rng.u32(0..most) {
            0..4 => Self::Random,
            4..8 => Self::LargestFirst,
            8..10 => Self::FarthestFirst,
            10 => Self::NearestFirst,
            11..13 => Self::NarrowestFirst,
            13..15 => Self::EarliestFirst,
            _ => Self::LatestFirst,
        }
    }

    /// Least is first.
    pub fn key(self, m: &Model, task: u32, rng: &mut Rng) -> i64 {
        let task = &m.tasks[task as usize];
        let node = &m.nodes[task.nodes.start as usize];
        let depot = m.types[0].start;
        match self {
            Self::Random => i64::from(rng.u32(..)),
            Self::LargestFirst => -m.load(task),
            Self::FarthestFirst => -i64::from(m.travel(depot, node.place).distance),
            Self::NearestFirst => i64::from(m.travel(depot, node.place).distance),
            Self::NarrowestFirst => node.latest - node.earliest,
            Self::EarliestFirst => node.earliest,
            Self::LatestFirst => -node.latest,
        }
    }
}
