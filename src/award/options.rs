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
    /// Set by the caller to stop the search and keep the best plan.
    pub interrupt: Arc<AtomicBool>,
}

impl Options {
    /// Whether a search that began at `started` has to stop.
    pub(super) fn is_over(&self, started: Instant) -> bool {
        self.interrupt.load(Ordering::Relaxed)
            || self
                .time_limit
                .is_some_and(|limit| started.elapsed() >= limit)
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
            interrupt: Arc::default(),
        }
    }
}
