//! A bound on whom to visit and what to buy: relaxations with cuts (J8 to J15 of `models/joint.md`).
//!
//! First as linear programs over few edges: each round adds the cuts that its answer breaks and the edges
//! that would make it cheaper. What the duals prove is evaluated over all edges, so that it holds whatever
//! the solver's tolerances are. Then, if a plan is known, as integer programs over the edges and vendors
//! that a cheaper plan can hold.

mod cuts;
mod flow;
mod master;
mod price;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::market::Market;
use crate::milp::{Ended, Limits, Solved};
use master::{Answer, Master};

/// Until when a bound is searched for, and from what.
pub(super) struct Search {
    /// The end, if there is one.
    pub until: Option<Instant>,
    /// Most rounds of each kind: what bounds the effort where no time does.
    pub rounds_max: u32,
    /// Cost of the best known plan.
    pub upper: Option<f64>,
    /// Share of it that may stay open.
    pub gap: f64,
    /// Seed of the solver.
    pub seed: u64,
    /// Set from outside to stop.
    pub interrupt: Arc<AtomicBool>,
}

/// What was proven.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Proven {
    /// No plan costs less.
    pub bound: f64,
    /// Programs solved.
    pub n_programs: u64,
    /// Simplex iterations.
    pub work: u64,
}

/// Most edges of a program in whole numbers.
const EDGES_MAX: usize = 6_000;

/// What every plan of the market costs at least.
pub(super) fn bound(market: &Market, search: &Search) -> Proven {
    let mut proven = Proven {
        bound: 0.0,
        n_programs: 0,
        work: 0,
    };
    let mut master = Master::new(market);
    let mut last = None;
    for _ in 0..search.rounds_max {
        let Some(solved) = search.solve(&master.program(), &mut proven) else {
            break;
        };
        let Some(answer) = master.answer(&solved) else {
            break;
        };
        proven.bound = proven.bound.max(answer.bound);
        let is_closed = search.is_closed(proven.bound);
        let is_changed = master.add_edges(&answer) | master.add_cuts(&answer.values);
        last = Some(answer);
        if is_closed || !is_changed {
            break;
        }
    }
    if let (Some(upper), Some(answer)) = (search.upper, last)
        && !search.is_closed(proven.bound)
    {
        in_whole_numbers(&mut master, &answer, upper, search, &mut proven);
    }
    proven
}

/// Branch and bound over what a plan cheaper than `upper` can hold, with the cuts that its answers break,
/// again and again.
fn in_whole_numbers(
    master: &mut Master,
    answer: &Answer,
    upper: f64,
    search: &Search,
    proven: &mut Proven,
) {
    if !master.keep_below(answer, upper, EDGES_MAX) {
        return;
    }
    for _ in 0..search.rounds_max {
        let Some(solved) = search.solve(&master.whole_program(), proven) else {
            return;
        };
        let bound = match (solved.ended, solved.bound) {
            (Ended::Infeasible, _) => upper,
            (_, Some(bound)) => bound.min(upper),
            (_, None) => return,
        };
        proven.bound = proven.bound.max(bound);
        let Some(values) = solved.values else {
            return;
        };
        if search.is_closed(proven.bound) || !master.add_cuts(&values) {
            return;
        }
    }
}

impl Search {
    fn is_closed(&self, bound: f64) -> bool {
        self.upper
            .is_some_and(|upper| upper - bound <= self.gap * upper.abs())
    }

    /// A program's answer; `None` if the time is over or the solver fails.
    fn solve(&self, program: &crate::milp::Model, proven: &mut Proven) -> Option<Solved> {
        let now = Instant::now();
        let left = self.until.map(|until| until.saturating_duration_since(now));
        if left.is_some_and(|left| left < Duration::from_millis(5))
            || self.interrupt.load(Ordering::Relaxed)
        {
            return None;
        }
        let limits = Limits {
            time: left,
            work: None,
            gap: self.gap / 2.0,
            seed: self.seed,
            threads: 1,
            interrupt: self.interrupt.clone(),
        };
        let solved = program.solve(&limits, &|_| {}).ok()?;
        proven.n_programs += 1;
        proven.work += solved.work;
        Some(solved)
    }
}
