//! What every member would pay by itself: the search as a [`CostOracle`].
//!
//! Each member's case is solved on one thread, several at a time. Time is shared out as it goes:
//! whoever starts gets its part of what is left, so that easy members leave more to hard ones.
//! A limit in work is the same for every member and makes the costs the same every time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::award::{self, Options, Outcome};
use crate::problem::Case;
use crate::savings::{CoalitionCost, CostOracle, coalition_case, lines_of, nothing_known};
use crate::units::{MemberId, Money};
use crate::verify;

/// What may be spent on stand-alone costs, for all members together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AloneLimits {
    /// Wall-clock limit; zero asks for no costs at all.
    pub time: Option<Duration>,
    /// Deterministic limit, in simplex iterations.
    pub work: Option<u64>,
}

impl Default for AloneLimits {
    fn default() -> Self {
        Self {
            time: Some(Duration::from_secs(30)),
            work: None,
        }
    }
}

/// Least work for one member: with less, hardly a case has a useful bound.
const WORK_MIN: u64 = 2_000;

/// What every member would pay by itself, in the case's order.
///
/// A case of one member is not asked: its plan is what it would pay by itself. `on_member` is told
/// how many members are done.
pub fn stand_alone(
    case: &Case,
    options: &Options,
    limits: AloneLimits,
    on_member: &(dyn Fn(usize) + Sync),
) -> Vec<CoalitionCost> {
    let members: Vec<MemberId> = case.members.ids().collect();
    if members.len() < 2 || limits.time == Some(Duration::ZERO) {
        return nothing_known(case);
    }
    let threads = n_threads(options.threads);
    let oracle = Search {
        case,
        options,
        limits: Limits {
            deadline: limits.time.map(|time| Instant::now() + time),
            work: limits
                .work
                .map(|work| (work / members.len() as u64).max(WORK_MIN)),
            at_once: u32::try_from(threads).unwrap_or(1),
        },
        n_left: AtomicUsize::new(members.len()),
    };
    let n_done = AtomicUsize::new(0);
    let cost = |member: &MemberId| {
        let cost = oracle.cost(std::slice::from_ref(member));
        on_member(1 + n_done.fetch_add(1, Ordering::Relaxed));
        cost
    };
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| members.par_iter().map(cost).collect()),
        Err(_) => members.iter().map(cost).collect(),
    }
}

fn n_threads(asked: usize) -> usize {
    if asked > 0 {
        return asked;
    }
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The award search and the verifier as an oracle.
struct Search<'a> {
    case: &'a Case,
    options: &'a Options,
    limits: Limits,
    /// Coalitions that will still be asked for.
    n_left: AtomicUsize,
}

struct Limits {
    deadline: Option<Instant>,
    /// For each coalition.
    work: Option<u64>,
    /// Coalitions that are solved at once.
    at_once: u32,
}

impl CostOracle for Search<'_> {
    fn cost(&self, members: &[MemberId]) -> CoalitionCost {
        let options = self.next_options();
        if members
            .iter()
            .all(|member| lines_of(self.case, *member).next().is_none())
        {
            return CoalitionCost::between(Money::ZERO, Money::ZERO);
        }
        let is_interrupted = options.interrupt.load(Ordering::Relaxed);
        if is_interrupted || options.time_limit == Some(Duration::ZERO) {
            return CoalitionCost::Unknown;
        }
        cost(&coalition_case(self.case, members), &options)
    }
}

impl Search<'_> {
    /// The options of the next coalition, with its part of what is left.
    fn next_options(&self) -> Options {
        let n_left = self.n_left.fetch_sub(1, Ordering::Relaxed).max(1);
        let n_left = u32::try_from(n_left).unwrap_or(u32::MAX);
        let left = |deadline: Instant| deadline.saturating_duration_since(Instant::now());
        Options {
            time_limit: self.limits.deadline.map(|deadline| {
                let left = left(deadline);
                (left * self.limits.at_once / n_left).min(left)
            }),
            work_limit: self.limits.work,
            threads: 1,
            ..self.options.clone()
        }
    }
}

/// The least landed cost of a case that has no rule with a price, so that the search's bound is one
/// on the landed cost. What fails is not known, as what is not proven: the cooperative's plan does
/// not depend on it.
fn cost(case: &Case, options: &Options) -> CoalitionCost {
    match award::solve(case, options, &|_| {}) {
        Ok(Outcome::Plan(plan)) => verify::verify(case, &plan)
            .map_or(CoalitionCost::Unknown, |verified| {
                CoalitionCost::between(plan.proof.bound, verified.landed_cost())
            }),
        Ok(Outcome::Infeasible(_)) => CoalitionCost::NotAvailable,
        Ok(Outcome::NoPlan { .. }) | Err(_) => CoalitionCost::Unknown,
    }
}
