//! Small problems to the end: every route that may be driven, and the cheapest choice of them.
//!
//! The search goes by chance. With a handful of tasks all routes can be looked at instead, and the
//! best solution of all is known. It takes no more steps than it is given, or it is given up.

mod choice;
mod routes;

use super::model::Model;
use super::search::Best;
use super::solution::Sequence;
use routes::Driven;

/// Most tasks, and most units of all tasks.
const TASKS_MAX: usize = 8;
const UNITS_MAX: u32 = 24;

/// Work that is left.
pub(super) struct Steps<'a> {
    left: u64,
    /// Asked now and then.
    is_over: &'a dyn Fn() -> bool,
}

impl<'a> Steps<'a> {
    /// So many steps, and none after `is_over` says so.
    pub fn new(most: u64, is_over: &'a dyn Fn() -> bool) -> Self {
        Self {
            left: most,
            is_over,
        }
    }

    /// Takes a step; `None` if none is left.
    fn take(&mut self) -> Option<()> {
        const LOOK_EVERY: u64 = 256;
        if self.left.is_multiple_of(LOOK_EVERY) && (self.is_over)() {
            self.left = 0;
        }
        self.left = self.left.checked_sub(1)?;
        Some(())
    }
}

/// The best of all solutions, which is `best` or better; `None` if there is too much to look at.
pub(super) fn best_of_all(m: &Model, best: &Best, mut steps: Steps) -> Option<Best> {
    let units = m.tasks.iter().map(|task| u64::from(task.units));
    if m.tasks.len() > TASKS_MAX || units.sum::<u64>() > u64::from(UNITS_MAX) {
        return None;
    }
    // Whatever leaves out less is better at any cost.
    let cost_max = if best.n_missing > 0 {
        i64::MAX
    } else {
        best.cost
    };
    let driven = routes::all(m, cost_max, &mut steps)?;
    let (chosen, absent) = choice::cheapest(m, &driven, &mut steps)?;
    let found = assembled(m, &chosen, absent)?;
    Some(if found.key() < best.key() {
        found
    } else {
        best.clone()
    })
}

/// The chosen routes as a solution; `None` if they bring a task in more parts than it has nodes.
fn assembled(m: &Model, chosen: &[&Driven], absent: Vec<u32>) -> Option<Best> {
    let mut n_parts = vec![0; m.tasks.len()];
    let sequences: Option<Vec<Sequence>> = chosen
        .iter()
        .map(|driven| with_own_parts(m, &driven.sequence, &mut n_parts))
        .collect();
    let prizes = absent.iter().map(|&task| m.tasks[task as usize].prize);
    Some(Best {
        n_missing: prizes.clone().filter(Option::is_none).count(),
        cost: chosen.iter().map(|driven| driven.cost).sum::<i64>() + prizes.flatten().sum::<i64>(),
        sequences: sequences?,
        absent,
    })
}

/// The sequence with nodes of parts that no route before has used.
fn with_own_parts(m: &Model, sequence: &Sequence, n_parts: &mut [u32]) -> Option<Sequence> {
    let mut own = sequence.clone();
    for (node, _, _) in &mut own.halts {
        let Some(visited) = m.nodes.get(*node as usize) else {
            continue;
        };
        let task = &m.tasks[visited.task as usize];
        let window = (*node - task.nodes.start) % task.n_windows;
        let part = &mut n_parts[visited.task as usize];
        *node = task.nodes.start + *part * task.n_windows + window;
        *part += 1;
        if *node >= task.nodes.end {
            return None;
        }
    }
    Some(own)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::routing::near::Near;
    use crate::routing::options::Options;
    use crate::routing::search::{Budget, Search};
    use crate::testing::routing::{best_routes, random_delivery_problem};

    /// Nothing done.
    fn nothing(m: &Model) -> Best {
        let prizes = m.tasks.iter().map(|task| task.prize);
        Best {
            n_missing: prizes.clone().filter(Option::is_none).count(),
            cost: prizes.flatten().sum(),
            sequences: Vec::new(),
            absent: (0u32..).take(m.tasks.len()).collect(),
        }
    }

    fn without_hurry(m: &Model, best: &Best) -> Option<Best> {
        best_of_all(m, best, Steps::new(10_000_000, &|| false))
    }

    #[test]
    fn from_nothing_it_finds_what_trying_everything_finds() {
        for seed in 0..150 {
            let problem = random_delivery_problem(seed);
            let m = Model::new(&problem);
            let found = without_hurry(&m, &nothing(&m)).expect("enough steps");
            let expected = best_routes(&problem);
            assert_eq!(
                found.key(),
                (expected.n_unserved_required, expected.cost),
                "seed {seed}"
            );
        }
    }

    #[test]
    fn the_search_by_itself_seldom_misses_the_best() {
        const CASES: u64 = 300;
        let mut n_missed = 0;
        for seed in 0..CASES {
            let problem = random_delivery_problem(seed);
            let m = Model::new(&problem);
            let near = Near::new(&m);
            let mut search = Search::new(&m, &near, seed);
            let options = Options::default();
            let budget = Budget::cooling(&options, Duration::ZERO);
            search.run(&options, &budget, &mut |_| {});
            let best = without_hurry(&m, &search.best).expect("enough steps");
            n_missed += u32::from(best.key() != search.best.key());
        }
        assert!(n_missed <= 2, "{n_missed} of {CASES}");
    }

    #[test]
    fn it_is_given_up_when_steps_or_time_are_used_up() {
        let problem = random_delivery_problem(2);
        let m = Model::new(&problem);
        let best = nothing(&m);
        assert!(best_of_all(&m, &best, Steps::new(3, &|| false)).is_none());
        assert!(best_of_all(&m, &best, Steps::new(1_024, &|| true)).is_none());
        assert!(without_hurry(&m, &best).is_some());
    }
}
