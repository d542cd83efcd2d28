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
mod visits;

pub(super) use cuts::{Within, withins};
pub(super) use visits::{VisitPrices, withins_of};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::market::Market;
use crate::milp::{Ended, Kind, Limits, Solved};
use master::{Answer, Master, Relaxation};

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
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
    let mut proven = Proven::default();
    let visits = vec![(0.0, 1.0); market.n_nodes()];
    let relaxation = Relaxation::new(&market.roads, &market.items, visits);
    let Some((mut relaxation, answer)) = search.relaxed(relaxation, &mut proven) else {
        return proven;
    };
    if let Some(upper) = search.upper
        && !search.is_closed(proven.bound)
        && relaxation.keep_below(&answer, upper, EDGES_MAX)
    {
        search.in_whole_numbers(&mut relaxation, upper, &mut proven);
    }
    proven
}

impl Search {
    fn is_closed(&self, bound: f64) -> bool {
        self.upper
            .is_some_and(|upper| upper - bound <= self.gap * upper.abs())
    }

    /// Solves the linear program and adds what its answers break, again and again; the last answer.
    fn relaxed<'a>(
        &self,
        relaxation: Relaxation<'a>,
        proven: &mut Proven,
    ) -> Option<(Relaxation<'a>, Answer)> {
        let mut master = Master::new(relaxation).ok()?;
        let mut last = None;
        for _ in 0..self.rounds_max {
            let Some(limits) = self.limits() else { break };
            let Some(solved) = proven.counted(master.program.solve(&limits).ok()) else {
                break;
            };
            let Some(answer) = master.answer(&solved) else {
                break;
            };
            proven.bound = proven.bound.max(answer.bound);
            let is_done = self.is_closed(proven.bound) || !master.grow(&answer).ok()?;
            last = Some(answer);
            if is_done {
                break;
            }
        }
        Some((master.relaxation, last?))
    }

    /// Branch and bound over what a plan cheaper than `upper` can hold, with the cuts that its answers
    /// break, again and again.
    fn in_whole_numbers(&self, relaxation: &mut Relaxation, upper: f64, proven: &mut Proven) {
        for _ in 0..self.rounds_max {
            let Some(limits) = self.limits() else { return };
            let program = relaxation.model(Kind::Integer);
            let Some(solved) = proven.counted(program.solve(&limits, &|_| {}).ok()) else {
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
            if self.is_closed(proven.bound) || !relaxation.add_cuts(&values) {
                return;
            }
        }
    }

    /// Limits of one program; `None` if the time is over.
    fn limits(&self) -> Option<Limits> {
        let now = Instant::now();
        let left = self.until.map(|until| until.saturating_duration_since(now));
        let is_over = left.is_some_and(|left| left < Duration::from_millis(5));
        if is_over || self.interrupt.load(Ordering::Relaxed) {
            return None;
        }
        Some(Limits {
            time: left,
            work: None,
            gap: self.gap / 2.0,
            seed: self.seed,
            threads: 1,
            interrupt: self.interrupt.clone(),
        })
    }
}

impl Proven {
    /// A program's answer, its effort counted.
    fn counted(&mut self, solved: Option<Solved>) -> Option<Solved> {
        let solved = solved?;
        self.n_programs += 1;
        self.work += solved.work;
        Some(solved)
    }
}
