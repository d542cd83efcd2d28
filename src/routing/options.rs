//! Budget and seed of a search, and what comes out of it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::Obstacle;
use crate::plan::RoutePlan;

/// How long to search, and from which seed.
#[derive(Clone, Debug)]
pub struct Options {
    /// Seed of everything random.
    pub seed: u64,
    /// Iterations of each search: a deterministic budget.
    pub iterations: Option<u64>,
    /// Time of the whole, on `clock`.
    pub time: Option<Duration>,
    /// Independent searches, in parallel, that share the routes they met.
    pub searches: usize,
    /// Set from outside to stop.
    pub interrupt: Arc<AtomicBool>,
    /// What time is it? Wall-clock time unless a benchmark counts the thread's own.
    pub clock: fn() -> Duration,
}

impl Default for Options {
    /// Ten thousand iterations of one search.
    fn default() -> Self {
        Self {
            seed: 1,
            iterations: Some(10_000),
            time: None,
            searches: 1,
            interrupt: Arc::default(),
            clock: wall_clock,
        }
    }
}

/// Time since some fixed moment.
pub fn wall_clock() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Routed {
    /// The best plan.
    pub plan: RoutePlan,
    /// Why stops that must be visited are not; empty if all are.
    pub obstacles: Vec<Obstacle>,
    /// Iterations of all searches together.
    pub iterations: u64,
}
