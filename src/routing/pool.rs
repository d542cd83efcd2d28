//! Routes that the search met, and the best choice among them: a set-partitioning program.
//!
//! ```text
//! minimize  Σ_r c_r x_r + Σ_t p_t u_t
//! (P1)  Σ_{r does t} x_r + u_t = 1   for every task t; u_t only where t has a prize p_t
//! (P2)  Σ_{r of type k} x_r ≤ n_k    for every vehicle type k
//! ```
//!
//! What is met is not all there is, so its bound proves nothing about the problem.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::time::Duration;

use super::model::Model;
use super::options::Options;
use super::route::Route;
use super::search::Best;
use super::solution::{Sequence, Solution, sequence};
use crate::milp::{self, Column};

/// Most routes that a pool keeps; beyond, the older half is forgotten.
const ROUTES_MAX: usize = 10_000;
/// Most routes that the program chooses among: the latest.
const COLUMNS_MAX: usize = 2_500;

/// Routes by who is visited with what type; of each, the cheapest order met.
#[derive(Default)]
pub(super) struct Pool {
    routes: HashMap<u64, Met, BuildHasherDefault<DefaultHasher>>,
    n_met: u64,
    key: Vec<u32>,
}

struct Met {
    sequence: Sequence,
    cost: i64,
    /// When it was met, for the first time or in a cheaper order.
    at: u64,
}

impl Pool {
    /// Notes all routes.
    pub fn add_all(&mut self, solution: &Solution) {
        for route in &solution.routes {
            self.add(solution.m, route);
        }
        if self.routes.len() > ROUTES_MAX {
            let oldest = self.n_met - (ROUTES_MAX / 2) as u64;
            self.routes.retain(|_, met| met.at >= oldest);
        }
    }

    /// Notes the routes that the open transaction changed.
    pub fn add_touched(&mut self, solution: &Solution) {
        for &route in solution.touched() {
            self.add(solution.m, &solution.routes[route as usize]);
        }
    }

    /// Adds all routes of another pool.
    pub fn merge(&mut self, other: Self) {
        let mut routes: Vec<(u64, Met)> = other.routes.into_iter().collect();
        routes.sort_unstable_by_key(|(_, met)| met.at);
        for (key, met) in routes {
            self.note(key, met.cost, || met.sequence);
        }
    }

    fn add(&mut self, m: &Model, route: &Route) {
        if route.n_visits == 0 || m.has_splits {
            return;
        }
        self.key.clear();
        let tasks = route.visits().map(|slot| m.nodes[slot.node as usize].task);
        self.key.extend(tasks);
        self.key.sort_unstable();
        self.key.push(route.of_type);
        let key = self.routes.hasher().hash_one(&self.key);
        self.note(key, route.cost, || sequence(route));
    }

    fn note(&mut self, key: u64, cost: i64, sequence: impl FnOnce() -> Sequence) {
        if self.routes.get(&key).is_some_and(|met| met.cost <= cost) {
            return;
        }
        self.n_met += 1;
        let met = Met {
            sequence: sequence(),
            cost,
            at: self.n_met,
        };
        self.routes.insert(key, met);
    }

    /// The best choice among the routes, if one better than `best` is found by `until`.
    pub fn choose(
        self,
        m: &Model,
        best: &Best,
        options: &Options,
        time: Option<Duration>,
    ) -> Option<Best> {
        let mut routes: Vec<Met> = self.routes.into_values().collect();
        routes.sort_unstable_by_key(|met| std::cmp::Reverse(met.at));
        routes.truncate(COLUMNS_MAX);
        if routes.is_empty() || best.n_missing > 0 {
            return None;
        }
        let (model, columns) = program(m, &routes, best);
        let limits = milp::Limits {
            time,
            work: options.iterations.map(|_| WORK),
            gap: 0.0,
            seed: options.seed,
            threads: 1,
            interrupt: options.interrupt.clone(),
        };
        let solved = model.solve(&limits, &|_| {}).ok()?;
        let values = solved.values?;
        let chosen = columns
            .iter()
            .filter(|(column, _)| values[column.index()] > 0.5);
        let chosen: Vec<(&Sequence, i64)> = chosen.map(|(_, route)| *route).collect();
        let found = assembled(m, &chosen)?;
        (found.cost < best.cost).then_some(found)
    }
}

/// Simplex iterations where the budget is one of work.
const WORK: u64 = 20_000;

type Columns<'r> = Vec<(Column, (&'r Sequence, i64))>;

/// The program (P1), (P2), started from the best solution.
fn program<'r>(m: &Model, routes: &'r [Met], best: &'r Best) -> (milp::Model, Columns<'r>) {
    let mut model = milp::Model::default();
    let mut columns: Columns = Vec::new();
    let mut doing: Vec<Vec<(Column, f64)>> = vec![Vec::new(); m.tasks.len()];
    let mut driven: Vec<Vec<(Column, f64)>> = vec![Vec::new(); m.types.len()];
    let mut start = Vec::new();
    let known = routes.iter().map(|met| (&met.sequence, met.cost, 0.0));
    let of_best = best.sequences.iter().map(|sequence| {
        let cost = super::timetable::rebuilt(m, sequence).cost;
        (sequence, cost, 1.0)
    });
    for (sequence, cost, first) in known.chain(of_best) {
        let column = model.add_binary();
        model.charge(column, money(cost));
        for task in tasks(m, sequence) {
            doing[task as usize].push((column, 1.0));
        }
        driven[sequence.of_type as usize].push((column, 1.0));
        columns.push((column, (sequence, cost)));
        start.push(first);
    }
    for (task, terms) in m.tasks.iter().zip(&mut doing) {
        if let Some(prize) = task.prize {
            let left = model.add_binary();
            model.charge(left, money(prize));
            let is_done = terms.iter().any(|(column, _)| start[column.index()] > 0.5);
            start.push(if is_done { 0.0 } else { 1.0 });
            terms.push((left, 1.0));
        }
    }
    for terms in doing {
        model.exactly("P1", terms, 1.0);
    }
    for (terms, of_type) in driven.into_iter().zip(&m.types) {
        model.at_most("P2", terms, f64::from(of_type.count));
    }
    model.start_from(start);
    (model, columns)
}

/// The solver computes in floats; what it chooses is added up in whole numbers again.
#[expect(
    clippy::cast_precision_loss,
    reason = "a choice, not a sum that anybody sees"
)]
fn money(cost: i64) -> f64 {
    cost as f64
}

/// Tasks that a route does.
fn tasks(m: &Model, sequence: &Sequence) -> impl Iterator<Item = u32> {
    let nodes = sequence.halts.iter().map(|&(node, _, _)| node as usize);
    nodes.filter_map(|node| m.nodes.get(node).map(|node| node.task))
}

/// The chosen routes as a solution, if no task is done twice and none that must be is left.
fn assembled(m: &Model, chosen: &[(&Sequence, i64)]) -> Option<Best> {
    let mut is_done = vec![false; m.tasks.len()];
    let mut best = Best {
        n_missing: 0,
        cost: 0,
        sequences: Vec::new(),
        absent: Vec::new(),
    };
    for (sequence, cost) in chosen {
        best.cost += cost;
        best.sequences.push((*sequence).clone());
        for task in tasks(m, sequence) {
            if std::mem::replace(&mut is_done[task as usize], true) {
                return None;
            }
        }
    }
    for (task, _) in (0u32..)
        .zip(&m.tasks)
        .filter(|(task, _)| !is_done[*task as usize])
    {
        best.cost += m.tasks[task as usize].prize?;
        best.absent.push(task);
    }
    Some(best)
}
