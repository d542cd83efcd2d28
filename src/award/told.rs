//! Telling of what is best so far, whoever found or proved it.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::Progress;

/// Passes on every better cost and bound, both together.
pub(super) struct Told<'a> {
    started: Instant,
    on_progress: &'a (dyn Fn(Progress) + Sync),
    best: Mutex<Progress>,
}

impl<'a> Told<'a> {
    pub fn new(started: Instant, on_progress: &'a (dyn Fn(Progress) + Sync)) -> Self {
        let nothing = Progress {
            seconds: 0.0,
            cost: None,
            bound: None,
            nodes: 0,
        };
        Self {
            started,
            on_progress,
            best: Mutex::new(nothing),
        }
    }

    /// A plan costs this.
    pub fn cost(&self, cost: f64) {
        self.merge(Some(cost), None, 0);
    }

    /// No plan costs less than this.
    pub fn bound(&self, bound: f64) {
        self.merge(None, Some(bound), 0);
    }

    /// What the solver tells.
    pub fn solver(&self, progress: &Progress) {
        self.merge(progress.cost, progress.bound, progress.nodes);
    }

    fn merge(&self, cost: Option<f64>, bound: Option<f64>, nodes: u64) {
        let mut best = self.best.lock().unwrap_or_else(PoisonError::into_inner);
        let cost = best.cost.into_iter().chain(cost).reduce(f64::min);
        let bound = bound.filter(|bound| bound.is_finite());
        let bound = best.bound.into_iter().chain(bound).reduce(f64::max);
        let is_better = cost != best.cost || bound != best.bound;
        *best = Progress {
            seconds: self.started.elapsed().as_secs_f64(),
            cost,
            bound,
            nodes: best.nodes.max(nodes),
        };
        if is_better {
            (self.on_progress)(*best);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_better_costs_and_bounds_are_passed_on_with_the_best_of_the_other() {
        let heard = Mutex::new(Vec::new());
        let hear = |progress: Progress| {
            let both = (progress.cost, progress.bound);
            heard.lock().unwrap().push(both);
        };
        let told = Told::new(Instant::now(), &hear);
        told.bound(f64::NEG_INFINITY);
        told.bound(5.0);
        told.cost(9.0);
        told.solver(&Progress {
            seconds: 0.0,
            cost: Some(10.0),
            bound: Some(4.0),
            nodes: 7,
        });
        told.cost(8.0);
        let expected = [
            (None, Some(5.0)),
            (Some(9.0), Some(5.0)),
            (Some(8.0), Some(5.0)),
        ];
        assert_eq!(*heard.lock().unwrap(), expected);
    }
}
