//! The routing engine: stops, vehicles and travel in, routes out.
#![doc = include_str!("../../models/routing.md")]
#![deny(clippy::float_arithmetic)]

mod block;
mod exchange;
mod insertion;
mod loads;
mod model;
mod near;
mod obstacle;
mod options;
mod order;
mod outcome;
mod penalties;
mod place;
mod pool;
mod reach;
mod rebuild;
mod recreate;
mod reload;
mod retype;
mod roster;
mod route;
mod ruin;
mod search;
mod segment;
mod slot;
mod small;
mod solution;
mod split;
mod temperature;
mod timetable;
mod timing;
mod upgrade;
mod ways;

pub use obstacle::{Cause, Obstacle};
pub use options::{Options, Routed, wall_clock};
pub use outcome::NewBest;
pub use roster::{Prepared, Roster};

use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rayon::prelude::*;

use crate::problem::delivery::DeliveryProblem;
use model::Model;
use near::Near;
use pool::Pool;
use search::{Best, Budget, Search};
use small::Steps;

/// Parts of the time, of [`TIME_PARTS`]: for the searches, then for choosing among the routes they
/// met; the rest is searched from the choice.
const TIME_PARTS: u32 = 20;
const SEARCH_PARTS: u32 = 17;
const CHOICE_PARTS: u32 = 2;

/// The best routes found within the budget.
///
/// `on_best` is told of each new best plan. Same problem, seed, number of searches and iterations:
/// same routes, unless time or an interrupt ended it. Without a budget it goes on until interrupted.
///
/// # Panics
/// If `on_best` panics.
pub fn route(
    problem: &DeliveryProblem,
    options: &Options,
    on_best: &(dyn Fn(&NewBest) + Sync),
) -> Routed {
    let start = (options.clock)();
    let m = Model::new(problem);
    let near = Near::new(&m);
    let told = Told::new(&m, on_best);
    let part = options.time.unwrap_or_default() / TIME_PARTS;
    let until = |parts: u32| start + part * parts;
    let search_from = |index: u64| {
        let mut search = Search::new(&m, &near, options.seed.wrapping_add(index << 32));
        let budget = Budget::cooling(options, until(SEARCH_PARTS));
        search.run(options, &budget, &mut |best| told.tell(best));
        search
    };
    // One search stays on this thread, whose own time the clock may count.
    let mut searches: Vec<Search> = match u64::try_from(options.searches) {
        Ok(n_searches @ 2..) => (0..n_searches).into_par_iter().map(search_from).collect(),
        _ => vec![search_from(0)],
    };
    let mut pool = Pool::default();
    for search in &mut searches {
        pool.merge(std::mem::take(&mut search.pool));
    }
    let iterations = searches.iter().map(|search| search.iterations).sum();
    let first = searches.into_iter().min_by_key(|search| search.best.key());
    let mut search = first.expect("there is at least one search");
    if let Some(best) = best_of_all(
        &m,
        &search.best,
        options,
        until(SEARCH_PARTS + CHOICE_PARTS),
    ) {
        told.tell(&best);
        return outcome::routed(&m, &best, iterations);
    }
    let left = until(SEARCH_PARTS + CHOICE_PARTS).saturating_sub((options.clock)());
    let choice_time = options.time.map(|_| left);
    if let Some(better) = choose(pool, &m, &search.best, options, choice_time) {
        told.tell(&better);
        search.best = better;
    }
    if options.time.is_some() {
        let budget = Budget::cold(until(TIME_PARTS));
        search.run(options, &budget, &mut |best| told.tell(best));
    }
    outcome::routed(&m, &search.best, iterations)
}

/// Steps to look at all routes of a small problem, about half a microsecond each: all in all, and
/// for each iteration of the search where those are the budget.
const STEPS_MAX: u64 = 1_000_000;
const STEPS_PER_ITERATION: u64 = 5;

/// The best of all solutions, if the problem is small and there is time to look at all of them.
fn best_of_all(m: &Model, best: &Best, options: &Options, until: Duration) -> Option<Best> {
    let by_iterations = options
        .iterations
        .map_or(STEPS_MAX, |n| n.saturating_mul(STEPS_PER_ITERATION));
    let is_over = || {
        let is_late = options.time.is_some() && (options.clock)() >= until;
        is_late || options.interrupt.load(Ordering::Relaxed)
    };
    let steps = Steps::new(by_iterations.min(STEPS_MAX), &is_over);
    small::best_of_all(m, best, steps)
}

/// The best choice among the routes met, if there is time for one and it is better.
fn choose(
    pool: Pool,
    m: &Model,
    best: &Best,
    options: &Options,
    time: Option<Duration>,
) -> Option<Best> {
    let is_late = time.is_some_and(|time| time.is_zero());
    let is_stopped = options.interrupt.load(Ordering::Relaxed);
    if is_late || is_stopped {
        return None;
    }
    pool.choose(m, best, options, time)
}

/// Tells of each new best of all searches, once.
struct Told<'m> {
    m: &'m Model<'m>,
    on_best: &'m (dyn Fn(&NewBest) + Sync),
    best: Mutex<(usize, i64)>,
}

impl<'m> Told<'m> {
    fn new(m: &'m Model<'m>, on_best: &'m (dyn Fn(&NewBest) + Sync)) -> Self {
        Self {
            m,
            on_best,
            best: Mutex::new((usize::MAX, i64::MAX)),
        }
    }

    fn tell(&self, best: &Best) {
        let mut known = self.best.lock().expect("telling does not panic");
        if best.key() < *known {
            *known = best.key();
            (self.on_best)(&NewBest::new(self.m, best));
        }
    }
}
