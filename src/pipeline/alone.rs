//! What members and groups of them would pay by themselves: the search as a [`CostOracle`].
//!
//! Each coalition's case is solved on one thread, several at a time. Time is shared out as it goes:
//! whoever starts gets its part of what is left, so that easy coalitions leave more to hard ones.
//! A limit in work is the same for every coalition and makes the costs the same every time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::award::{Options, Outcome};
use crate::problem::Case;
use crate::savings::{CoalitionCost, CostOracle, Group, coalition_case, lines_of, nothing_known};
use crate::search;
use crate::units::{MemberId, Money, VendorId};
use crate::verify::{self, VerifiedPlan};

/// What may be spent on stand-alone costs, for all coalitions together.
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

/// Least work for one coalition: with less, hardly a case has a useful bound.
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
    let single: Vec<Vec<MemberId>> = members.iter().map(|member| vec![*member]).collect();
    let groups = groups(case, &single, (options, limits), on_member);
    groups.into_iter().map(|group| group.cost).collect()
}

/// What groups of members would pay by themselves, and from whom their own plans buy; in the order
/// asked. `on_group` is told how many are done.
pub fn groups(
    case: &Case,
    asked: &[Vec<MemberId>],
    (options, limits): (&Options, AloneLimits),
    on_group: &(dyn Fn(usize) + Sync),
) -> Vec<Group> {
    let threads = n_threads(options.threads);
    let search = Search {
        case,
        options,
        limits: Limits {
            deadline: limits.time.map(|time| Instant::now() + time),
            work: limits
                .work
                .map(|work| (work / (asked.len() as u64).max(1)).max(WORK_MIN)),
            at_once: u32::try_from(threads).unwrap_or(1),
        },
        n_left: AtomicUsize::new(asked.len()),
    };
    let n_done = AtomicUsize::new(0);
    let group = |members: &Vec<MemberId>| {
        let group = search.group(members);
        on_group(1 + n_done.fetch_add(1, Ordering::Relaxed));
        group
    };
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| asked.par_iter().map(group).collect()),
        Err(_) => asked.iter().map(group).collect(),
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
        self.group(members).cost
    }
}

impl Search<'_> {
    fn group(&self, members: &[MemberId]) -> Group {
        let options = self.next_options();
        if members
            .iter()
            .all(|member| lines_of(self.case, *member).next().is_none())
        {
            return Group {
                cost: CoalitionCost::between(Money::ZERO, Money::ZERO),
                vendors: Vec::new(),
            };
        }
        let is_interrupted = options.interrupt.load(Ordering::Relaxed);
        if is_interrupted || options.time_limit == Some(Duration::ZERO) {
            return Group::UNKNOWN;
        }
        priced(&coalition_case(self.case, members), &options)
    }

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
            certify: false,
            ..self.options.clone()
        }
    }
}

/// The least landed cost of a case that has no rule with a price, so that the search's bound is one
/// on the landed cost. What fails is not known, as what is not proven: the cooperative's plan does
/// not depend on it.
fn priced(case: &Case, options: &Options) -> Group {
    let without_plan = |cost| Group {
        cost,
        vendors: Vec::new(),
    };
    match search::solve(case, options, None, &|_| {}) {
        Ok(Outcome::Plan(plan)) => match verify::verify(case, &plan) {
            Ok(verified) => Group {
                cost: CoalitionCost::between(plan.proof.bound, verified.landed_cost()),
                vendors: by_vendor(&verified),
            },
            Err(_) => Group::UNKNOWN,
        },
        Ok(Outcome::Infeasible(_)) => without_plan(CoalitionCost::NotAvailable),
        Ok(Outcome::NoPlan { .. }) | Err(_) => Group::UNKNOWN,
    }
}

/// What a plan's vendors charge over the horizon, as invoiced. A coalition's case has the vendors of the
/// whole case.
fn by_vendor(plan: &VerifiedPlan) -> Vec<(VendorId, Money)> {
    let mut totals: BTreeMap<VendorId, Money> = BTreeMap::new();
    for line in plan.lines() {
        *totals.entry(line.charge.vendor).or_default() += line.total;
    }
    totals.into_iter().collect()
}
