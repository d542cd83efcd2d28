//! What an absent task counts in the search: its prize, or so much that now and then leaving it out
//! pays. Tight fleets and loads are packed by way of solutions that leave something out.

use super::insertion::NEVER;
use super::model::Model;
use super::route::Route;
use super::temperature::WHOLE;

/// Penalties of absent tasks, steered so that the search leaves something out in about
/// one look of [`MISSING_ONE_IN`].
pub(super) struct Penalties {
    prizes: Vec<Option<i64>>,
    /// Weight of each task, in parts of [`WEIGHT`]: little more for a large load, so that what is left out is
    /// rather small, and finds a place again.
    weights: Vec<i64>,
    /// Whether the weights count: not towards the end, when every task left out is as bad.
    is_weighted: bool,
    /// Penalty of any other task before the factor: the most that a vehicle for one of them costs.
    required: i64,
    /// Factor on penalties that are no prizes, in parts of [`ONE`].
    factor: i64,
    n_looks: u32,
    n_missing: u32,
    /// Share of the budget at which the factor may change next.
    next: u64,
}

const ONE: i64 = 64;
/// Least and greatest factor.
const FACTOR_MIN: i64 = ONE / 4;
const FACTOR_MAX: i64 = ONE << 12;
/// Share of looks at which a task that must be done may be absent.
const MISSING_ONE_IN: u32 = 4;
/// The factor changes so many times in the course of a search.
const CHANGES: u64 = 256;

const WEIGHT: i64 = 1 << 10;

impl Penalties {
    pub fn new(m: &Model) -> Self {
        let types = u32::try_from(m.types.len()).expect("few types");
        let templates: Vec<Route> = (0..types).map(|t| Route::empty(m, t)).collect();
        let alone = (0u32..).zip(&m.nodes).filter_map(|(node, _)| {
            let costs = templates
                .iter()
                .map(move |t| t.insertion(m, node, 1, 0, NEVER));
            costs.filter(|&cost| cost != NEVER).min()
        });
        let required = alone.max().unwrap_or(0).max(1);
        let loads: Vec<i64> = m.tasks.iter().map(|task| m.load(task)).collect();
        let most = loads.iter().max().copied().unwrap_or(0).max(1);
        Self {
            prizes: m.tasks.iter().map(|task| task.prize).collect(),
            weights: loads
                .iter()
                .map(|load| WEIGHT + WEIGHT / 8 * load / most)
                .collect(),
            is_weighted: !m.is_small(),
            required,
            factor: 4 * ONE,
            n_looks: 0,
            n_missing: 0,
            next: 0,
        }
    }

    /// What it counts that a task is absent.
    #[inline]
    pub fn of(&self, task: u32) -> i64 {
        let required = self.required * self.factor / ONE;
        let weighted = if self.is_weighted {
            required.saturating_mul(self.weights[task as usize]) / WEIGHT
        } else {
            required
        };
        self.prizes[task as usize].unwrap_or(weighted)
    }

    /// Tells whether something that must be done is absent now; whether the penalties changed.
    pub fn adapt(&mut self, is_missing: bool, used: u64) -> bool {
        self.n_looks += 1;
        self.n_missing += u32::from(is_missing);
        if used < self.next {
            return false;
        }
        self.next = used + WHOLE / CHANGES;
        self.is_weighted &= used < WHOLE / 4 * 3;
        let is_often = self.n_missing * MISSING_ONE_IN > self.n_looks;
        let is_late = used > WHOLE / 8 * 7 && self.n_missing > 0;
        (self.n_looks, self.n_missing) = (0, 0);
        self.factor = if is_late {
            (2 * self.factor).min(FACTOR_MAX)
        } else if is_often {
            (self.factor + self.factor / 8 + 1).min(FACTOR_MAX)
        } else {
            (self.factor - self.factor / 16).max(FACTOR_MIN)
        };
        true
    }
}
