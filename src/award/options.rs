//! Limits of a search.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Limits of an award search.
#[derive(Clone, Debug)]
pub struct Options {
    /// Wall-clock limit; for people, since results then depend on the machine.
    pub time_limit: Option<Duration>,
    /// Deterministic limit, in simplex iterations.
    pub work_limit: Option<u64>,
    /// Relative gap at which a plan counts as optimal.
    pub gap: f64,
    /// Seed of everything random.
    pub seed: u64,
    /// Threads to use; 0 lets the solver choose.
    pub threads: usize,
    /// Whether prices that certify a bound are wanted even where the program is solved without.
    pub certify: bool,
    /// Set by the caller to stop the search and keep the best plan.
    pub interrupt: Arc<AtomicBool>,
}

impl Options {
    /// Which share of the time limit is gone, from 0 to 1 and beyond; 0 without one, 1 once
    /// interrupted.
    pub(super) fn share_gone(&self, started: Instant) -> f64 {
        if self.interrupt.load(Ordering::Relaxed) {
            return 1.0;
        }
        self.time_limit.map_or(0.0, |limit| {
            let limit = limit.as_secs_f64();
            if limit > 0.0 {
                started.elapsed().as_secs_f64() / limit
            } else {
                1.0
            }
        })
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            time_limit: Some(Duration::from_secs(60)),
            work_limit: None,
            gap: 1e-4,
            seed: 1,
            threads: 0,
            certify: true,
            interrupt: Arc::default(),
        }
    }
}
