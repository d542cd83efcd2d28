//! Into which groups members would buy most cheaply.

use super::{Coalition, CostGame};

/// Groups that together hold everybody once.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    /// The groups.
    pub groups: Vec<Coalition>,
    /// What they pay in all.
    pub cost: f64,
}

/// The cheapest way to part everybody into groups that buy by themselves (G8); everybody together,
/// if nothing else is cheaper. A coalition that cannot buy by itself may cost [`f64::INFINITY`].
///
/// Takes 3<sup>n</sup> ÷ 2 steps.
pub fn cheapest_partition(game: &impl CostGame) -> Partition {
    let everyone = Coalition::everyone(game.n_members());
    let mut best = vec![0.0; everyone.index() + 1];
    let mut first = vec![Coalition::EMPTY; everyone.index() + 1];
    for coalition in Coalition::proper(game.n_members()).chain([everyone]) {
        let (group, cost) = cheapest_first(game, coalition, &best);
        best[coalition.index()] = cost;
        first[coalition.index()] = group;
    }
    let mut groups = Vec::new();
    let mut left = everyone;
    while !left.is_empty() {
        let group = first[left.index()];
        groups.push(group);
        left = left.without(group);
    }
    Partition {
        groups,
        cost: best[everyone.index()],
    }
}

/// The group of the first member of a coalition in its cheapest partition, and what that costs.
fn cheapest_first(game: &impl CostGame, coalition: Coalition, best: &[f64]) -> (Coalition, f64) {
    let leader = coalition.members().next().expect("not empty");
    let others = coalition.without(Coalition::of(leader)).index();
    let mut cheapest = (coalition, game.cost(coalition));
    // Every smaller set of the others, from the largest.
    let mut set = others;
    while set > 0 {
        set = (set - 1) & others;
        let group = Coalition::from_index(set).with(leader);
        let cost = game.cost(group) + best[coalition.without(group).index()];
        if cost < cheapest.1 {
            cheapest = (group, cost);
        }
    }
    cheapest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::CostTable;

    fn check(costs: &[f64], groups: &[&[usize]], cost: f64) {
        let n = costs.len().ilog2() as usize;
        let game = CostTable::of(n, |coalition| costs[coalition.index()]).unwrap();
        let found = cheapest_partition(&game);
        let found_groups: Vec<Vec<usize>> = found
            .groups
            .iter()
            .map(|group| group.members().collect())
            .collect();
        assert_eq!(
            (found_groups, found.cost),
            (groups.iter().map(|group| group.to_vec()).collect(), cost)
        );
    }

    #[test]
    fn all_together_unless_parts_are_cheaper() {
        check(&[0.0, 3.0, 3.0, 5.0], &[&[0, 1]], 5.0);
        check(&[0.0, 3.0, 3.0, 6.0], &[&[0, 1]], 6.0);
        check(&[0.0, 3.0, 3.0, 7.0], &[&[0], &[1]], 6.0);
        check(
            &[0.0, 3.0, 3.0, 5.0, 3.0, 4.0, 6.0, 8.0],
            &[&[0, 2], &[1]],
            7.0,
        );
    }
    /// The second cannot buy by itself, nor can the first and the third.
    #[test]
    fn who_cannot_buy_alone_buys_with_somebody() {
        struct Three;
        impl CostGame for Three {
            fn n_members(&self) -> usize {
                3
            }
            fn cost(&self, coalition: Coalition) -> f64 {
                let none = f64::INFINITY;
                [0.0, 2.0, none, 4.0, 2.0, none, 5.0, 7.0][coalition.index()]
            }
        }
        let found = cheapest_partition(&Three);
        assert!((found.cost - 6.0).abs() < 1e-12, "{found:?}");
        assert_eq!(found.groups.len(), 2);
    }
}
