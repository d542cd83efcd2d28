//! The routing engine: stops, vehicles and travel in, routes out.
#![doc = include_str!("../../models/routing.md")]
#![deny(clippy::float_arithmetic)]

mod block;
mod model;
mod near;
mod obstacle;
mod options;
mod penalties;
mod pool;
mod recreate;
mod reload;
mod retype;
mod roster;
mod route;
mod ruin;
mod search;
mod segment;
mod solution;
mod split;
mod temperature;
mod timetable;
mod timing;
mod upgrade;

pub use obstacle::{Cause, Obstacle};
pub use options::{Options, Routed, wall_clock};
pub use roster::{Prepared, Roster};

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;

/// The best routes found within the budget.
///
/// `on_best` is told of each new best plan. Same problem, seed, number of searches and iterations:
/// same routes, unless time or an interrupt ended it.
pub fn route(
    problem: &DeliveryProblem,
    options: &Options,
    on_best: &(dyn Fn(&RoutePlan) + Sync),
) -> Routed {
    let start = (options.clock)();
    let m = model::Model::new(problem);
    let near = near::Near::new(&m);
    let total = options.time.unwrap_or_default();
    let until = start + total - total / POOL_SHARE;
    let mut search = search::Search::new(&m, &near, options.seed);
    search.run(options, until, &mut |_| {});
    let pool = std::mem::take(&mut search.pool);
    let left = options
        .time
        .map(|_| (start + total).saturating_sub((options.clock)()));
    let b0 = search.best.cost;
    if let Some(better) = pool.choose(&m, &search.best, options, left) {
        search.best = better;
    }
    if std::env::var("DBG").is_ok() {
        eprintln!("pool {} -> {} ", b0, search.best.cost);
    }
    let plan = timetable::plan(&m, &search.best);
    on_best(&plan);
    Routed {
        plan,
        obstacles: Vec::new(),
        iterations: search.iterations,
    }
}

pub(crate) fn tune(k: &str, d: i64) -> i64 { std::env::var(k).ok().and_then(|x| x.parse().ok()).unwrap_or(d) }
/// One part in so many of the time is left for choosing among the routes met.
const POOL_SHARE: u32 = 10;
