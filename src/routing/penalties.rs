//! What an absent task counts in the search: its prize, or so much that now and then leaving it out
//! pays. Tight fleets and loads are packed by way of solutions that leave something out.

use super::model::Model;
use super::route::{NEVER, Route};
use super::temperature::WHOLE;

/// Penalties of absent tasks, steered so that the search leaves something out in about
/// one look of [`MISSING_ONE_IN`].
pub(super) struct Penalties {
    /// A prize, or what a vehicle for this task alone costs.
    base: Vec<i64>,
    is_required: Vec<bool>,
    /// Factor on penalties that are no prizes, in parts of [`ONE`].
    factor: i64,
    n_looks: u32,
    n_missing: u32,
}

const ONE: i64 = 64;
/// Least and greatest factor.
const FACTOR_MIN: i64 = ONE / 4;
const FACTOR_MAX: i64 = ONE << 12;
/// Share of looks at which a task that must be done may be absent.
const MISSING_ONE_IN: u32 = 4;
/// Looks between two changes of the factor.
const LOOKS: u32 = 16;

impl Penalties {
    pub fn new(m: &Model) -> Self {
        let types = u32::try_from(m.types.len()).expect("few types");
        let templates: Vec<Route> = (0..types).map(|t| Route::empty(m, t)).collect();
        let alone: Vec<i64> = m
            .tasks
            .iter()
            .map(|task| {
                let nodes = task.nodes.start..task.nodes.start + task.n_windows;
                let pairs = nodes.flat_map(|node| templates.iter().map(move |t| (node, t)));
                let costs = pairs.map(|(node, template)| template.insertion(m, node, 1, 0, NEVER));
                costs.min().unwrap_or(NEVER)
            })
            .collect();
        let possible = alone.iter().filter(|&&cost| cost != NEVER);
        let most = possible.max().copied().unwrap_or(1).max(1);
        let bases = m.tasks.iter().zip(&alone).map(|(task, &cost)| {
            let alone = if cost == NEVER { most } else { cost.max(most / 8) };
            task.prize.unwrap_or(alone)
        });
        Self {
            base: bases.collect(),
            is_required: m.tasks.iter().map(|task| task.prize.is_none()).collect(),
            factor: 2 * ONE,
            n_looks: 0,
            n_missing: 0,
        }
    }

    /// What it counts that a task is absent.
    #[inline]
    pub fn of(&self, task: u32) -> i64 {
        let base = self.base[task as usize];
        if self.is_required[task as usize] {
            base * self.factor / ONE
        } else {
            base
        }
    }

    /// Tells whether something that must be done is absent now; whether the penalties changed.
    pub fn adapt(&mut self, is_missing: bool, used: u64) -> bool {
        self.n_looks += 1;
        self.n_missing += u32::from(is_missing);
        if self.n_looks < LOOKS {
            return false;
        }
        let is_often = self.n_missing * MISSING_ONE_IN > self.n_looks;
        let is_late = used > WHOLE / 8 * 7 && self.n_missing > 0;
        (self.n_looks, self.n_missing) = (0, 0);
        self.factor = if is_often || is_late {
            (self.factor + self.factor / 8 + 1).min(FACTOR_MAX)
        } else {
            (self.factor - self.factor / 16).max(FACTOR_MIN)
        };
        true
    }
}
