//! The way for every case: award searches that know what visiting costs, the routing engine, and branch and
//! bound over whom to visit.

mod program;
mod tree;

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::bound;
use super::number::number;
use super::plan::{Candidate, plan, stopped};
use super::priced::{limited, with_fees};
use super::roads::Roads;
use super::routed;
use super::sequential::estimates;
use crate::award::{self, Known, Options, Progress, SearchError, Searched};
use crate::plan::{Award, AwardFirstCosts, Status, is_within_gap};
use crate::problem::Case;
use crate::units::{Decimal, Money, Table, VendorId};
use tree::Tree;

/// Share of the time for the award by its prices alone, and of what is left for each further award.
const FIRST_SHARE: f64 = 0.2;
const NEXT_SHARE: f64 = 0.25;

/// How long, and to which gap, the first plan is searched for: people like to see one soon.
const QUICK: Duration = Duration::from_millis(300);
const QUICK_GAP: f64 = 0.05;

/// What an award search counts at least beside its simplex iterations.
const LEAST_WORK: u64 = 100;

/// Awards made from the routes of the best plan.
const ROUNDS: u32 = 4;

/// The best plan of a case with collection.
pub(super) fn solve(
    case: &Case,
    options: &Options,
    known: Option<&Known>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Searched, SearchError> {
    let limited = limited(case);
    let task = Task {
        case,
        options,
        on_progress,
        started: Instant::now(),
        effort: Cell::default(),
    };
    let mut best = Best::default();
    if let Some(known) = known.filter(|known| award::is_possible(case, &known.award)) {
        best.offer(task.candidate(known.award.clone()));
    }
    if let Searched::Plan(plan) = award::search(&limited, &task.quick(), known, &|_| {})? {
        best.offer(task.candidate(plan.award));
        task.tell(&best, None);
    }
    let first = match award::search(&limited, &task.part(FIRST_SHARE), known, &|_| {})? {
        Searched::Plan(plan) => plan,
        Searched::NoPlan { status, bound } => {
            let (candidate, effort) = (best.candidate, (task.started, 0, 0));
            return Ok(match candidate {
                Some(found) => {
                    let bound = bound.unwrap_or(Money::ZERO);
                    Searched::Plan(plan(found, bound, options, effort))
                }
                None => Searched::NoPlan { status, bound },
            });
        }
        Searched::Impossible => return Ok(Searched::Impossible),
    };
    task.count(first.proof.nodes, first.proof.work);
    let by_price = best.offer(task.candidate(first.award.clone()));
    task.tell(&best, Some(first.proof.bound));
    let award_first = AwardFirstCosts {
        by_price,
        by_estimate: task.by_estimate(&limited, &mut best)?,
    };
    let bound = task.search(&limited, (&first.award, first.proof.bound), &mut best)?;
    let effort = task.effort.get();
    let effort = (task.started, effort.nodes, effort.work);
    Ok(match (best.candidate, bound) {
        (Some(candidate), bound) => {
            let bound = bound.unwrap_or(candidate.objective);
            let mut plan = plan(candidate, bound, options, effort);
            plan.award_first = Some(award_first);
            Searched::Plan(plan)
        }
        (None, None) => Searched::Impossible,
        (None, bound) => Searched::NoPlan {
            status: stopped(options, task.started).unwrap_or(Status::Exhausted),
            bound,
        },
    })
}

/// The cheapest candidate so far.
#[derive(Default)]
struct Best {
    candidate: Option<Candidate>,
}

impl Best {
    fn objective(&self) -> Option<Money> {
        self.candidate.as_ref().map(|candidate| candidate.objective)
    }

    /// Keeps it if it is cheaper; what it costs.
    fn offer(&mut self, candidate: Option<Candidate>) -> Option<Money> {
        let candidate = candidate?;
        let cost = candidate.objective;
        if self.objective().is_none_or(|objective| cost < objective) {
            self.candidate = Some(candidate);
        }
        Some(cost)
    }
}

/// What a search has cost.
#[derive(Clone, Copy, Default)]
struct Effort {
    nodes: u64,
    work: u64,
}

struct Task<'a> {
    case: &'a Case,
    options: &'a Options,
    on_progress: &'a (dyn Fn(Progress) + Sync),
    started: Instant,
    effort: Cell<Effort>,
}

impl Task<'_> {
    /// Searches beyond the first award; what every plan costs at least, `None` if none is cheaper than the
    /// best, or none exists.
    fn search(
        &self,
        limited: &Case,
        (first, floor): (&Award, Money),
        best: &mut Best,
    ) -> Result<Option<Money>, SearchError> {
        let fleet = Roads::of_vehicles(self.case);
        let Some(roads) = Roads::cheapest(&fleet) else {
            return Ok(Some(floor));
        };
        let proven = program::solve(self, (&fleet, &roads), limited, best)?;
        let floor = proven.map_or(floor, |proven| proven.max(floor));
        if self.is_over(best, Some(floor)) {
            return Ok(Some(floor));
        }
        let Some(mut tree) = Tree::new(self, (&fleet, &roads), limited, (first, floor)) else {
            return Ok(Some(floor));
        };
        let mut has_followed = false;
        while !self.is_over(best, tree.bound()) && tree.explore(best)? {
            self.tell(best, tree.bound());
            if !has_followed {
                has_followed = true;
                self.follow_routes(limited, best, tree.bound())?;
                self.tell(best, tree.bound());
            }
        }
        Ok(tree.bound())
    }

    /// What an award that knows an estimate for each vendor costs with its routes.
    fn by_estimate(&self, limited: &Case, best: &mut Best) -> Result<Option<Money>, SearchError> {
        let priced = with_fees(limited, &estimates(self.case));
        Ok(match self.asked(&priced, None)? {
            Searched::Plan(plan) => best.offer(self.candidate(plan.award)),
            Searched::Impossible | Searched::NoPlan { .. } => None,
        })
    }

    /// Awards that know what visiting each vendor adds to the routes of the best plan so far.
    fn follow_routes(
        &self,
        limited: &Case,
        best: &mut Best,
        bound: Option<Money>,
    ) -> Result<(), SearchError> {
        let mut fees: Table<VendorId, Money> =
            self.case.vendors.values().map(|_| Money::ZERO).collect();
        for _ in 0..ROUNDS {
            let Some(candidate) = &best.candidate else {
                return Ok(());
            };
            if self.is_over(best, bound) {
                return Ok(());
            }
            for (vendor, fee) in routed::marginal_fees(self.case, candidate).iter() {
                fees[vendor] = (fees[vendor] + *fee) * Decimal::new(5, 1);
            }
            if let Searched::Plan(plan) = self.asked(&with_fees(limited, &fees), None)? {
                best.offer(self.candidate(plan.award));
            }
        }
        Ok(())
    }

    /// The award search of a case, in a part of the time that is left.
    fn asked(&self, case: &Case, known: Option<&Known>) -> Result<Searched, SearchError> {
        let options = Options {
            certify: false,
            gap: self.options.gap / 2.0,
            ..self.limited(self.left().map(|left| left.mul_f64(NEXT_SHARE)))
        };
        let found = award::search(case, &options, known, &|_| {})?;
        let (nodes, work) = match &found {
            Searched::Plan(plan) => (plan.proof.nodes, plan.proof.work),
            Searched::Impossible | Searched::NoPlan { .. } => (0, 0),
        };
        self.count(nodes, work.max(LEAST_WORK));
        Ok(found)
    }

    /// The options of a search for any good award.
    fn quick(&self) -> Options {
        let part = self.part(FIRST_SHARE);
        Options {
            time_limit: part.time_limit.map(|limit| limit.min(QUICK)),
            gap: QUICK_GAP,
            certify: false,
            ..part
        }
    }

    /// The options of a search that may take this share of the whole time.
    fn part(&self, share: f64) -> Options {
        self.limited(self.options.time_limit.map(|limit| limit.mul_f64(share)))
    }

    fn limited(&self, time_limit: Option<Duration>) -> Options {
        let done = self.effort.get().work;
        Options {
            time_limit,
            work_limit: self
                .options
                .work_limit
                .map(|limit| limit.saturating_sub(done) / 4),
            ..self.options.clone()
        }
    }

    /// How long the relaxation of routes may take.
    fn relaxing(&self) -> bound::Search {
        let left = self.left().map(|left| left.mul_f64(NEXT_SHARE));
        bound::Search {
            until: left.map(|left| Instant::now() + left),
            rounds_max: u32::MAX,
            upper: None,
            gap: 0.0,
            seed: self.options.seed,
            interrupt: self.options.interrupt.clone(),
        }
    }

    fn left(&self) -> Option<Duration> {
        let limit = self.options.time_limit?;
        Some(limit.saturating_sub(self.started.elapsed()))
    }

    /// Whether a limit is reached, or nothing below the bound is worth looking for.
    fn is_over(&self, best: &Best, bound: Option<Money>) -> bool {
        let is_closed = match (best.objective(), bound) {
            (Some(cost), Some(bound)) => is_within_gap(cost, bound, self.options.gap),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        is_closed || self.is_stopped()
    }

    fn is_stopped(&self) -> bool {
        let left = self.left();
        let limit = self.options.work_limit;
        self.options
            .interrupt
            .load(std::sync::atomic::Ordering::Relaxed)
            || left.is_some_and(|left| left < Duration::from_millis(20))
            || limit.is_some_and(|limit| self.effort.get().work >= limit)
    }

    fn count(&self, nodes: u64, work: u64) {
        let done = self.effort.get();
        self.effort.set(Effort {
            nodes: done.nodes + nodes,
            work: done.work + work,
        });
    }

    /// An award with routes; `None` if no vehicles were found that can fetch all of it.
    fn candidate(&self, award: Award) -> Option<Candidate> {
        routed::candidate(self.case, award, self.options)
    }

    fn tell(&self, best: &Best, bound: Option<Money>) {
        (self.on_progress)(Progress {
            seconds: self.started.elapsed().as_secs_f64(),
            cost: best.objective().map(|cost| number(cost.value())),
            bound: bound.map(|bound| number(bound.value())),
            nodes: 0,
        });
    }
}
