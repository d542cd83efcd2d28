//! What duals prove, whatever the solver's tolerances are (J12, J13).
//!
//! For any multipliers, at least 0 on rows that demand at least something, the bound is what the rows'
//! right-hand sides come to and, for every column, its reduced cost times its upper limit where that cost
//! is below 0. It is evaluated over all edges, also those that the program does not have. What floats lose
//! on the way is taken off.

use super::cuts;
use super::master::{Answer, Edge, Master, edge};

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

/// The multipliers of each kind of row, in the order of the program.
struct Duals<'a> {
    degree: &'a [f64],
    supply: Vec<f64>,
    within: Vec<f64>,
    pair: Vec<f64>,
}

impl<'a> Duals<'a> {
    fn of(master: &Master, duals: &'a [f64]) -> Self {
        let (degree, rest) = duals.split_at(master.market.vendors.len());
        let (supply, rest) = rest.split_at(master.supplies.len());
        let (within, pair) = rest.split_at(master.withins.len());
        let at_least_zero = |duals: &[f64]| duals.iter().map(|dual| dual.max(0.0)).collect();
        Self {
            degree,
            supply: at_least_zero(supply),
            within: at_least_zero(within),
            pair: at_least_zero(pair),
        }
    }
}

/// What a linear program's values and duals say.
pub(super) fn answer(master: &Master, values: Vec<f64>, duals: &[f64]) -> Answer {
    let duals = Duals::of(master, duals);
    let visit_costs = visit_costs(master, &duals);
    let edge_costs = edge_costs(master, &duals);
    let mut sum = Sum::default();
    for (supply, dual) in master.supplies.iter().zip(&duals.supply) {
        sum.add(dual * supply.least);
    }
    for cost in &visit_costs {
        sum.add(cost.min(0.0));
    }
    for (edge, cost) in &edge_costs {
        sum.add(cost.min(0.0) * Master::edge_most(*edge));
    }
    for (item, cost) in master.market.items.iter().zip(item_costs(master, &duals)) {
        sum.add(cost.min(0.0) * cuts::dearest(item));
    }
    Answer {
        bound: sum.lower(),
        values,
        visit_costs,
        edge_costs,
    }
}

/// Reduced cost of every node's visit; 0 for the hub.
fn visit_costs(master: &Master, duals: &Duals) -> Vec<f64> {
    let mut costs = master.market.fees.clone();
    for (index, dual) in duals.degree.iter().enumerate() {
        costs[index + 1] += 2.0 * dual;
    }
    for (supply, dual) in master.supplies.iter().zip(&duals.supply) {
        for (node, worth) in &supply.worth {
            costs[*node] -= dual * worth;
        }
    }
    for (within, dual) in master.withins.iter().zip(&duals.within) {
        costs[within.node] += 2.0 * dual;
    }
    for ((_, node), dual) in master.pairs.iter().zip(&duals.pair) {
        costs[*node] -= dual;
    }
    costs
}

/// Reduced cost of every edge there may be.
fn edge_costs(master: &Master, duals: &Duals) -> Vec<(Edge, f64)> {
    let n = master.market.n_nodes();
    let mut costs = vec![0.0; n * n];
    let degree = |node: usize| {
        if node == 0 {
            0.0
        } else {
            duals.degree[node - 1]
        }
    };
    for from in 0..n {
        for to in from + 1..n {
            let own = Master::edge_cost(master.market, (from, to));
            costs[from * n + to] = own - degree(from) - degree(to);
        }
    }
    for (within, dual) in master.withins.iter().zip(&duals.within) {
        if *dual > 0.0 {
            for (from, to) in within.crossings() {
                let (from, to) = edge(from, to);
                costs[from * n + to] -= dual;
            }
        }
    }
    for (((from, to), _), dual) in master.pairs.iter().zip(&duals.pair) {
        costs[from * n + to] += dual;
    }
    let edges = (0..n).flat_map(|from| (from + 1..n).map(move |to| (from, to)));
    edges
        .map(|(from, to)| ((from, to), costs[from * n + to]))
        .collect()
}

/// Reduced cost of every item's cost.
fn item_costs(master: &Master, duals: &Duals) -> Vec<f64> {
    let mut costs = vec![1.0; master.market.items.len()];
    for (supply, dual) in master.supplies.iter().zip(&duals.supply) {
        costs[supply.item] -= dual * supply.pays;
    }
    costs
}
