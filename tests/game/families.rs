//! Games by formula; each with whether it is one of values.

use rochdale::game::{Coalition, CostTable};

/// Costs of coalitions in the order 1, 2, 12, 3, 13, 23, 123.
pub fn costs(costs: [f64; 7]) -> (bool, CostTable) {
    let table = CostTable::of(3, |coalition| costs[coalition.index() - 1]);
    (false, table.unwrap())
}

/// Values in the same order.
pub fn values(values: [f64; 7]) -> (bool, CostTable) {
    let table = CostTable::of_values(3, |coalition| values[coalition.index() - 1]);
    (true, table.unwrap())
}

fn game_of_values(n: usize, value: impl FnMut(Coalition) -> f64) -> (bool, CostTable) {
    (true, CostTable::of_values(n, value).unwrap())
}

/// Pairs of a left and a right glove are worth 1; whoever is not left is right.
pub fn gloves(n: usize, left: &[usize]) -> (bool, CostTable) {
    let left: Coalition = left.iter().copied().collect();
    game_of_values(n, |owners| {
        let n_right = owners.without(left).n_members();
        n_right.min(owners.n_members() - n_right) as f64
    })
}

/// A motion passes, and is worth 1, with at least `quota` votes.
pub fn voting(weights: &[u32], quota: u32) -> (bool, CostTable) {
    game_of_values(weights.len(), |voters| {
        let votes: u32 = voters.members().map(|voter| weights[voter]).sum();
        f64::from(u8::from(votes >= quota))
    })
}

/// Claims on an estate: a coalition gets what is left once all others are paid in full.
pub fn bankruptcy(estate: f64, claims: &[f64]) -> (bool, CostTable) {
    game_of_values(claims.len(), |creditors| {
        let others = Coalition::everyone(claims.len()).without(creditors);
        let paid: f64 = others.members().map(|creditor| claims[creditor]).sum();
        (estate - paid).max(0.0)
    })
}

/// The largest in a coalition pays for all: runways, and orders with a fixed cost.
pub fn largest_pays(sizes: &[f64]) -> (bool, CostTable) {
    let largest = |coalition: Coalition| coalition.members().map(|i| sizes[i]).fold(0.0, f64::max);
    (false, CostTable::of(sizes.len(), largest).unwrap())
}

/// Orders placed together: the cost is the root of the sum of the squares of the costs apart.
pub fn joint_orders(squares: &[f64]) -> (bool, CostTable) {
    let root = |coalition: Coalition| coalition.members().map(|i| squares[i]).sum::<f64>().sqrt();
    (false, CostTable::of(squares.len(), root).unwrap())
}

/// The nucleolus of three where the three pairs have the same excess.
pub fn equal_pairs(pairs: [f64; 3], total: f64) -> [f64; 3] {
    let [c12, c13, c23] = pairs;
    let excess = (2.0 * total - c12 - c13 - c23) / 3.0;
    [c23, c13, c12].map(|pair| total - pair - excess)
}
