//! The Shapley value, from all costs.

use super::{Coalition, CostGame, CostTable};

/// What each member pays under the Shapley value: what it adds to the cost of those who came before
/// it, on average over all orders of coming (G2). The charges sum to the cost of everybody.
///
/// Exact but for rounding; takes *n* × 2<sup>n</sup> steps.
pub fn shapley(game: &CostTable) -> Vec<f64> {
    let n_members = game.n_members();
    let weights = weights(n_members);
    let mut charges = vec![0.0; n_members];
    for coalition in Coalition::proper(n_members).chain([game.everyone()]) {
        let cost = game.cost(coalition);
        let size = coalition.n_members();
        for (member, charge) in charges.iter_mut().enumerate() {
            if coalition.contains(member) {
                *charge += weights[size - 1] * cost;
            } else {
                *charge -= weights[size] * cost;
            }
        }
    }
    charges
}

/// The share of all orders in which exactly one given set of *s* members comes before a member.
fn weights(n_members: usize) -> Vec<f64> {
    let n = n_members as f64;
    let mut weights = vec![1.0 / n];
    for s in 1..n_members {
        // s! (n − s − 1)! ÷ n!, from the one before.
        let s = s as f64;
        weights.push(weights[weights.len() - 1] * s / (n - s));
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_all_sets_before_a_member_sum_to_one() {
        for n in 1..=12 {
            let mut sets = 1.0;
            let mut sum = 0.0;
            for (s, weight) in weights(n).into_iter().enumerate() {
                sum += sets * weight;
                sets = sets * (n - 1 - s) as f64 / (s + 1) as f64;
            }
            assert!((sum - 1.0).abs() < 1e-12, "{n}: {sum}");
        }
    }

    #[test]
    fn it_is_the_mean_over_all_orders() {
        let costs = [0.0, 6.0, 7.0, 9.0, 4.0, 8.0, 10.0, 11.0];
        let game = CostTable::of(3, |coalition| costs[coalition.index()]).unwrap();
        let orders = [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];
        let mut mean = [0.0; 3];
        for order in orders {
            let mut before = Coalition::EMPTY;
            for member in order {
                let with = before.with(member);
                mean[member] += (game.cost(with) - game.cost(before)) / 6.0;
                before = with;
            }
        }
        for (found, expected) in shapley(&game).iter().zip(mean) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }
}
