//! The way for a market: local search, then relaxations with cuts.

use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::bound::{self, Proven};
use super::market::Market;
use super::number::{bound_money, number};
use super::plan::{Candidate, on_one_route, plan, stopped};
use super::purchaser::{self, Visits};
use super::tour::Tour;
use crate::award::{Known, Options, Progress, Searched};
use crate::plan::{Award, AwardFirstCosts, Status};
use crate::pricing::exact;
use crate::problem::Case;

/// Share of the time for the local search.
const SEARCH_SHARE: f64 = 0.5;

/// Part of that for the award by estimates, with which plans are compared.
const ESTIMATE_SHARE: f64 = 0.02;

/// Steps of one local search, by node: more hardly ever find anything better.
const STEPS_PER_NODE: u64 = 400;

/// Simplex iterations of a work limit for one step, and for one round of the bound.
const WORK_PER_STEP: u64 = 20;
const WORK_PER_ROUND: u64 = 2_000;

/// Rounds of the bound where no work is limited.
const ROUNDS_MAX: u32 = 10_000;

/// The best plan of a market that can supply everything.
pub(super) fn solve(
    case: &Case,
    market: &Market,
    (options, known): (&Options, Option<&Known>),
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Searched {
    let started = Instant::now();
    let told = Told::new(started, on_progress);
    let task = Task {
        case,
        market,
        options,
        started,
        told: &told,
    };
    let by_price = task.by_price();
    let by_estimate = task.by_estimate();
    let award_first = AwardFirstCosts {
        by_price: by_price.as_ref().map(|candidate| candidate.objective),
        by_estimate: by_estimate.as_ref().map(|candidate| candidate.objective),
    };
    let known = known.and_then(|known| task.fetched(&known.award));
    let found = [known, by_price, by_estimate, task.found()]
        .into_iter()
        .flatten()
        .min_by_key(|candidate| candidate.objective);
    let proven = task.proven(found.as_ref());
    told.bound(proven.bound);
    let bound = bound_money(proven.bound);
    match found {
        Some(candidate) => {
            let effort = (started, proven.n_programs, proven.work);
            let mut plan = plan(candidate, bound, options, effort);
            plan.award_first = Some(award_first);
            Searched::Plan(plan)
        }
        None => Searched::NoPlan {
            status: stopped(options, started).unwrap_or(Status::Exhausted),
            bound: Some(bound),
        },
    }
}

struct Task<'a> {
    case: &'a Case,
    market: &'a Market,
    options: &'a Options,
    started: Instant,
    told: &'a Told<'a>,
}

impl Task<'_> {
    /// The cheapest of several searches at once, the first of equally cheap ones.
    fn found(&self) -> Option<Candidate> {
        let n = self.n_threads();
        let seeds = (0..n).map(|index| self.options.seed.wrapping_add(index << 32));
        let found: Vec<Option<Visits>> = std::thread::scope(|scope| {
            let searches: Vec<_> = seeds
                .map(|seed| scope.spawn(move || self.visits(seed)))
                .collect();
            let searches = searches.into_iter();
            searches
                .map(|search| match search.join() {
                    Ok(visits) => visits,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        });
        let candidates = found.into_iter().flatten();
        candidates
            .filter_map(|visits| self.candidate(&visits.is_visited, &visits.tour))
            .min_by_key(|candidate| candidate.objective)
    }

    /// The cheapest offers of all vendors, and a tour to whom they are from.
    fn by_price(&self) -> Option<Candidate> {
        let everybody = vec![true; self.market.n_nodes()];
        self.fetched(&self.market.award(self.case, &everybody)?)
    }

    /// The cheapest offers of whoever sells something in an award, and a tour to them.
    fn fetched(&self, award: &Award) -> Option<Candidate> {
        let fetched = exact::collected(self.case, award);
        let vendors = self.market.roads.vendors.iter();
        let is_fetched = vendors.map(|vendor| fetched.iter().any(|(other, _)| other == vendor));
        let is_visited: Vec<bool> = std::iter::once(false).chain(is_fetched).collect();
        let nodes = (1..is_visited.len()).filter(|node| is_visited[*node]);
        let tour = Tour::through(self.market, nodes.collect());
        self.candidate(&is_visited, &tour)
    }

    /// The best purchase if visiting each vendor costs what is estimated, and a tour to whom it is from.
    fn by_estimate(&self) -> Option<Candidate> {
        let estimated = self.market.estimated();
        let clock = |steps: u64| self.gone(steps) / ESTIMATE_SHARE;
        let visits = purchaser::search(&estimated, self.options.seed, &clock, &|_| {})?;
        let nodes = visits.tour.nodes;
        let tour = Tour::through(self.market, nodes);
        self.candidate(&visits.is_visited, &tour)
    }

    fn visits(&self, seed: u64) -> Option<Visits> {
        let clock = |steps: u64| self.gone(steps);
        purchaser::search(self.market, seed, &clock, &|cost| self.told.cost(cost))
    }

    fn candidate(&self, is_visited: &[bool], tour: &Tour) -> Option<Candidate> {
        let award = self.market.award(self.case, is_visited)?;
        let nodes = tour.nodes.iter();
        let vendors: Vec<_> = nodes
            .map(|node| self.market.roads.vendors[node - 1])
            .collect();
        on_one_route(self.case, award, (self.market.vehicle(), &vendors))
    }

    fn n_threads(&self) -> u64 {
        let asked = self.options.threads;
        let threads = if asked > 0 {
            asked
        } else {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        };
        threads as u64
    }

    /// How far the local search is.
    fn gone(&self, steps: u64) -> f64 {
        if self.options.interrupt.load(Ordering::Relaxed) {
            return 1.0;
        }
        let most = STEPS_PER_NODE * self.market.n_nodes() as u64;
        let most = self
            .options
            .work_limit
            .map_or(most, |work| most.min(work / WORK_PER_STEP))
            .max(1);
        #[expect(clippy::cast_precision_loss, reason = "steps are far below 2^52")]
        let by_steps = steps as f64 / most as f64;
        let by_time = self.options.time_limit.map_or(0.0, |limit| {
            let limit = (limit.as_secs_f64() * SEARCH_SHARE).max(1e-3);
            self.started.elapsed().as_secs_f64() / limit
        });
        by_steps.max(by_time)
    }

    fn proven(&self, found: Option<&Candidate>) -> Proven {
        let limit = self.options.work_limit.map(|work| work / WORK_PER_ROUND);
        let rounds = limit.map(|rounds| u32::try_from(rounds.max(1)).unwrap_or(ROUNDS_MAX));
        let time = self.options.time_limit;
        let search = bound::Search {
            until: time.map(|limit: Duration| self.started + limit),
            rounds_max: rounds.unwrap_or(ROUNDS_MAX),
            upper: found.map(|candidate| number(candidate.objective.value())),
            gap: self.options.gap,
            seed: self.options.seed,
            interrupt: self.options.interrupt.clone(),
        };
        bound::bound(self.market, &search)
    }
}

/// Passes on every better cost, and the bound.
struct Told<'a> {
    started: Instant,
    on_progress: &'a (dyn Fn(Progress) + Sync),
    best: Mutex<Option<f64>>,
}

impl<'a> Told<'a> {
    fn new(started: Instant, on_progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        Self {
            started,
            on_progress,
            best: Mutex::new(None),
        }
    }

    fn cost(&self, cost: f64) {
        let mut best = self.best.lock().unwrap_or_else(PoisonError::into_inner);
        if best.is_none_or(|best| cost < best) {
            *best = Some(cost);
            self.tell(*best, None);
        }
    }

    fn bound(&self, bound: f64) {
        let best = *self.best.lock().unwrap_or_else(PoisonError::into_inner);
        self.tell(best, Some(bound));
    }

    fn tell(&self, cost: Option<f64>, bound: Option<f64>) {
        (self.on_progress)(Progress {
            seconds: self.started.elapsed().as_secs_f64(),
            cost,
            bound,
            nodes: 0,
        });
    }
}
