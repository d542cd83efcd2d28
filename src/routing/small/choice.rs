//! Which of all routes are driven: task after task, what the rest costs at least is looked up.

use std::collections::HashMap;

use super::super::model::Model;
use super::Steps;
use super::routes::Driven;

/// Units left to bring, by task, then vehicles used, by type.
type State = Vec<u32>;

/// Tasks that must be done and are not, then cost.
type Key = (usize, i64);

/// No choice: a task is begun and cannot be finished.
const IMPOSSIBLE: Key = (usize::MAX, i64::MAX);

/// What is decided next.
#[derive(Clone, Copy)]
enum Decision {
    Leave(usize),
    Drive(usize),
}

/// The cheapest routes that bring everything that can be brought, and the tasks left; `None` if
/// that takes too many steps.
pub(super) fn cheapest<'r>(
    m: &Model,
    driven: &'r [Driven],
    steps: &mut Steps,
) -> Option<(Vec<&'r Driven>, Vec<u32>)> {
    let mut by_first = vec![Vec::new(); m.tasks.len()];
    for (index, route) in driven.iter().enumerate() {
        let first = route.brought.iter().position(|&units| units > 0)?;
        by_first[first].push(index);
    }
    let mut choice = Choice {
        m,
        driven,
        by_first,
        known: HashMap::new(),
        steps,
    };
    let units = m.tasks.iter().map(|task| task.units);
    let mut state: State = units.chain(m.types.iter().map(|_| 0)).collect();
    choice.least(&state)?;
    let (mut chosen, mut absent) = (Vec::new(), Vec::new());
    while let Some((_, decision)) = choice.known.get(&state).copied().flatten() {
        match decision {
            Decision::Leave(task) => absent.push(u32::try_from(task).expect("few tasks")),
            Decision::Drive(index) => chosen.push(&driven[index]),
        }
        state = choice.after(&state, decision)?;
    }
    Some((chosen, absent))
}

struct Choice<'m, 'r, 's, 'a> {
    m: &'m Model<'m>,
    driven: &'r [Driven],
    /// Routes by the first task that they bring something of.
    by_first: Vec<Vec<usize>>,
    /// The least, and what is decided first for it; `None` where it is [`IMPOSSIBLE`].
    known: HashMap<State, Option<(Key, Decision)>>,
    steps: &'s mut Steps<'a>,
}

impl Choice<'_, '_, '_, '_> {
    /// The least that can be reached; `None` if the steps are used up.
    fn least(&mut self, state: &State) -> Option<Key> {
        let n_tasks = self.m.tasks.len();
        let Some(first) = state[..n_tasks].iter().position(|&units| units > 0) else {
            return Some((0, 0));
        };
        if let Some(known) = self.known.get(state) {
            return Some(known.map_or(IMPOSSIBLE, |(key, _)| key));
        }
        let n_routes = self.by_first[first].len();
        let mut best = None;
        for position in 0..=n_routes {
            self.steps.take()?;
            let decision = if position == n_routes {
                Decision::Leave(first)
            } else {
                Decision::Drive(self.by_first[first][position])
            };
            let Some(after) = self.after(state, decision) else {
                continue;
            };
            let rest = self.least(&after)?;
            if rest == IMPOSSIBLE {
                continue;
            }
            let (n_missing, cost) = self.charge(decision);
            let key = (rest.0 + n_missing, rest.1 + cost);
            if best.is_none_or(|(least, _)| key < least) {
                best = Some((key, decision));
            }
        }
        self.known.insert(state.clone(), best);
        Some(best.map_or(IMPOSSIBLE, |(key, _)| key))
    }

    /// What the decision itself costs.
    fn charge(&self, decision: Decision) -> Key {
        match decision {
            Decision::Drive(index) => (0, self.driven[index].cost),
            Decision::Leave(task) => match self.m.tasks[task].prize {
                Some(prize) => (0, prize),
                None => (1, 0),
            },
        }
    }

    /// What is left after the decision, if it is possible.
    fn after(&self, state: &State, decision: Decision) -> Option<State> {
        let n_tasks = self.m.tasks.len();
        let mut after = state.clone();
        match decision {
            Decision::Leave(task) => {
                if after[task] < self.m.tasks[task].units {
                    return None;
                }
                after[task] = 0;
            }
            Decision::Drive(index) => {
                let route = &self.driven[index];
                let of_type = route.sequence.of_type as usize;
                for (left, brought) in after.iter_mut().zip(&route.brought) {
                    *left = left.checked_sub(*brought)?;
                }
                let used = &mut after[n_tasks + of_type];
                *used += 1;
                if *used > self.m.types[of_type].count {
                    return None;
                }
            }
        }
        Some(after)
    }
}
