//! What duals prove, whatever the solver's tolerances are (J12, J13).
//!
//! For any multipliers, at least 0 on rows that demand at least something, the bound is what the rows'
//! right-hand sides come to and, for every column, its reduced cost times its upper limit where that cost
//! is below 0. It is evaluated over all edges, also those that the program does not have. What floats lose
//! on the way is taken off.

use super::cuts;
use super::master::{Answer, DRIVEN_MAX, Edge, Relaxation, Row, edge};

/// Share of the sum of magnitudes that rounding may have cost: a million sums of the last digit.
const ROUNDING: f64 = 1e-10;

/// A sum that knows how large its parts were.
#[derive(Default)]
struct Sum {
    total: f64,
    size: f64,
}

impl Sum {
    fn add(&mut self, part: f64) {
        self.total += part;
        self.size += part.abs();
    }

    fn lower(&self) -> f64 {
        self.total - ROUNDING * self.size
    }
}

/// What a linear program's values and duals say.
pub(super) fn answer(program: &Relaxation, values: Vec<f64>, duals: &[f64]) -> Answer {
    let multipliers: Vec<f64> = program
        .rows
        .iter()
        .zip(duals)
        .map(|(row, dual)| match row {
            Row::Degree(_) => *dual,
            Row::Supply(_) | Row::Within(_) | Row::Pair(..) => dual.max(0.0),
        })
        .collect();
    let visit_costs = visit_costs(program, &multipliers);
    let edge_costs = edge_costs(program, &multipliers);
    let mut sum = Sum::default();
    for (row, multiplier) in program.rows.iter().zip(&multipliers) {
        sum.add(multiplier * row.least());
    }
    for (_, cost) in &edge_costs {
        sum.add(cost.min(0.0) * DRIVEN_MAX);
    }
    for (item, cost) in program.items.iter().zip(item_costs(program, &multipliers)) {
        sum.add(cost.min(0.0) * cuts::dearest(item));
    }
    let rest = sum.lower();
    for ((least, most), cost) in program.visits.iter().zip(&visit_costs) {
        sum.add((cost * least).min(cost * most));
    }
    Answer {
        bound: sum.lower(),
        rest,
        values,
        visit_costs,
        edge_costs,
    }
}

/// Reduced cost of every node's visit; 0 for the hub.
fn visit_costs(program: &Relaxation, multipliers: &[f64]) -> Vec<f64> {
    let mut costs = program.roads.fees.clone();
    for (row, multiplier) in program.rows.iter().zip(multipliers) {
        for (node, factor) in row.visits() {
            costs[node] -= multiplier * factor;
        }
    }
    costs
}

/// Reduced cost of every edge there may be.
fn edge_costs(program: &Relaxation, multipliers: &[f64]) -> Vec<(Edge, f64)> {
    let n = program.roads.n_nodes();
    let mut degrees = vec![0.0; n];
    let mut costs = vec![0.0; n * n];
    for (row, multiplier) in program.rows.iter().zip(multipliers) {
        match row {
            Row::Degree(node) => degrees[*node] = *multiplier,
            Row::Within(within) if *multiplier > 0.0 => {
                for (from, to) in within.crossings() {
                    let (from, to) = edge(from, to);
                    costs[from * n + to] -= multiplier;
                }
            }
            Row::Supply(_) | Row::Within(_) => {}
            Row::Pair((from, to), _) => costs[from * n + to] += multiplier,
        }
    }
    let edges = (0..n).flat_map(|from| (from + 1..n).map(move |to| (from, to)));
    edges
        .map(|(from, to)| {
            let own = program.edge_cost((from, to)) - degrees[from] - degrees[to];
            ((from, to), own + costs[from * n + to])
        })
        .collect()
}

/// Reduced cost of every item's cost.
fn item_costs(program: &Relaxation, multipliers: &[f64]) -> Vec<f64> {
    let mut costs = vec![1.0; program.items.len()];
    for (row, multiplier) in program.rows.iter().zip(multipliers) {
        if let Row::Supply(supply) = row {
            costs[supply.item] -= multiplier * supply.pays;
        }
    }
    costs
}
