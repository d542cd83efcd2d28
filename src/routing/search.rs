//! One search: ruin, recreate, accept or undo, until the budget is used.

use std::sync::atomic::Ordering;
use std::time::Duration;

use fastrand::Rng;

use super::exchange::exchange_tails;
use super::model::Model;
use super::near::Near;
use super::options::Options;
use super::penalties::Penalties;
use super::pool::Pool;
use super::recreate::Recreation;
use super::reload::drop_reloads;
use super::retype::{exchange_types, retype};
use super::ruin::{ruin, ruin_all};
use super::solution::{Sequence, Solution};
use super::split::merge_parts;
use super::temperature::{Temperature, WHOLE};

/// Time and interrupt are looked at every so many iterations.
const LOOK_EVERY: u64 = 64;

/// The routes of the current solution are noted every so many iterations, …
const POOL_EVERY: u64 = 16 * LOOK_EVERY;
/// … from this share of the budget on: earlier ones are seldom of use.
const POOL_FROM: u64 = WHOLE / 3;

/// Share of the changes that exchange the ends of two routes; the others ruin and recreate.
const EXCHANGES_PERCENT: u32 = 40;

/// Of a small problem, one solution in so many is made from nothing.
const ALL_ONE_IN: u32 = 8;

/// The best found so far.
#[derive(Clone, Debug)]
pub(super) struct Best {
    /// Tasks that must be done and are not.
    pub n_missing: usize,
    /// Cost of the routes, and the prizes left.
    pub cost: i64,
    pub sequences: Vec<Sequence>,
    pub absent: Vec<u32>,
}

impl Best {
    /// Least is best.
    pub const fn key(&self) -> (usize, i64) {
        (self.n_missing, self.cost)
    }
}

/// One search from one seed.
pub(super) struct Search<'m> {
    m: &'m Model<'m>,
    solution: Solution<'m>,
    recreation: Recreation<'m>,
    rng: Rng,
    ruined: Vec<u32>,
    pub best: Best,
    pub pool: Pool,
    pub iterations: u64,
}

impl<'m> Search<'m> {
    pub fn new(m: &'m Model<'m>, near: &'m Near, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut recreation = Recreation::new(near, Penalties::new(m), rng.u64(..));
        let mut solution = Solution::new(m);
        solution.begin();
        recreation.recreate(&mut solution);
        solution.keep();
        let mut search = Self {
            m,
            best: Best {
                n_missing: usize::MAX,
                cost: 0,
                sequences: Vec::new(),
                absent: Vec::new(),
            },
            solution,
            recreation,
            rng,
            ruined: Vec::new(),
            pool: Pool::default(),
            iterations: 0,
        };
        search.record();
        search
    }

    /// Searches until the budget is used or the search interrupted, from the best so far.
    pub fn run(&mut self, options: &Options, budget: &Budget, on_best: &mut dyn FnMut(&Best)) {
        self.solution.load(&self.best.sequences);
        let start = (options.clock)();
        let mut temperature = Temperature::new(self.visit_cost(), self.m.has_times);
        let mut current = self.value();
        let first = self.iterations;
        loop {
            let done = self.iterations - first;
            if done.is_multiple_of(LOOK_EVERY) {
                let used = budget.used(done, start, (options.clock)());
                if used >= WHOLE || options.interrupt.load(Ordering::Relaxed) {
                    return;
                }
                temperature.cool(if budget.is_cold { WHOLE } else { used });
                if used > POOL_FROM && done.is_multiple_of(POOL_EVERY) {
                    self.pool.add_all(&self.solution);
                }
                let is_missing = self.n_missing() > 0;
                if self.recreation.penalties.adapt(is_missing, used) {
                    current = self.value();
                }
            }
            self.iterations += 1;
            let increase = temperature.increase(&mut self.rng);
            self.change(increase);
            let value = self.value();
            if value > current.saturating_add(increase) {
                self.solution.undo();
                continue;
            }
            if self.record() {
                self.pool.add_touched(&self.solution);
                on_best(&self.best);
            }
            self.solution.keep();
            current = value;
        }
    }

    /// Changes some routes; the cost may grow by `increase`.
    fn change(&mut self, increase: i64) {
        self.solution.begin();
        let near = self.recreation.near;
        if self.m.is_small() && self.rng.u32(0..ALL_ONE_IN) == 0 {
            ruin_all(&mut self.solution);
            self.recreation.insert_blocks(&mut self.solution);
            self.recreation.recreate(&mut self.solution);
        } else if self.rng.u32(0..100) < EXCHANGES_PERCENT {
            exchange_tails(&mut self.solution, near, &mut self.rng, increase);
        } else {
            ruin(&mut self.solution, near, &mut self.rng, &mut self.ruined);
            self.recreation.recreate(&mut self.solution);
        }
        let has_choice = self.m.types.len() > 1;
        for index in 0..self.solution.touched().len() {
            let route = self.solution.touched()[index];
            if self.m.has_splits {
                merge_parts(&mut self.solution, route);
            }
            if self.solution.routes[route as usize].n_reloads > 0 {
                drop_reloads(&mut self.solution, route);
            }
            if has_choice {
                retype(&mut self.solution, route);
            }
        }
        if has_choice {
            exchange_types(&mut self.solution);
        }
    }

    /// What the search minimizes.
    fn value(&self) -> i64 {
        let absent = self.solution.absent.iter();
        self.solution.cost
            + absent
                .map(|&task| self.recreation.penalties.of(task))
                .sum::<i64>()
    }

    /// Notes the solution if it is the best so far.
    fn record(&mut self) -> bool {
        let mut n_missing = 0;
        let mut cost = self.solution.cost;
        for &task in &self.solution.absent {
            match self.m.tasks[task as usize].prize {
                Some(prize) => cost += prize,
                None => n_missing += 1,
            }
        }
        if (n_missing, cost) >= self.best.key() {
            return false;
        }
        self.best = Best {
            n_missing,
            cost,
            sequences: self.solution.sequences(),
            absent: self.solution.absent.clone(),
        };
        true
    }

    /// Absent tasks that must be done.
    fn n_missing(&self) -> usize {
        let absent = self.solution.absent.iter();
        absent
            .filter(|&&task| self.m.tasks[task as usize].prize.is_none())
            .count()
    }

    /// Average cost of distance and time of a visit.
    fn visit_cost(&self) -> i64 {
        let routes = self
            .solution
            .routes
            .iter()
            .filter(|route| route.n_visits > 0);
        let (mut cost, mut n_visits) = (0, 0);
        for route in routes {
            cost += route.cost - self.m.types[route.of_type as usize].fixed_cost;
            n_visits += i64::try_from(route.n_visits).expect("few visits");
        }
        (cost / n_visits.max(1)).max(1)
    }
}

/// When a search ends, and whether it cools down or begins cold.
pub(super) struct Budget {
    iterations: Option<u64>,
    until: Option<Duration>,
    is_cold: bool,
}

impl Budget {
    /// All iterations of the options, and time until then if the options limit it.
    pub fn cooling(options: &Options, until: Duration) -> Self {
        Self {
            iterations: options.iterations,
            until: options.time.map(|_| until),
            is_cold: false,
        }
    }

    /// At the last temperature until then.
    pub const fn cold(until: Duration) -> Self {
        Self {
            iterations: None,
            until: Some(until),
            is_cold: true,
        }
    }

    /// The share that is used, of [`WHOLE`].
    fn used(&self, done: u64, start: Duration, now: Duration) -> u64 {
        let share = |used: u128, whole: u128| {
            let share = (used * u128::from(WHOLE)).checked_div(whole);
            share.map_or(WHOLE, |share| u64::try_from(share).unwrap_or(WHOLE))
        };
        let of_work = self
            .iterations
            .map_or(0, |most| share(u128::from(done), u128::from(most)));
        let of_time = self.until.map_or(0, |until| {
            let elapsed = now.saturating_sub(start).as_nanos();
            share(elapsed, until.saturating_sub(start).as_nanos())
        });
        of_work.max(of_time)
    }
}
