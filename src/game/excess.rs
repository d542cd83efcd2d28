//! Who is charged more than it would pay by itself.

use super::{Coalition, CostGame, CostTable};

/// What a coalition is charged.
pub fn charge(charges: &[f64], coalition: Coalition) -> f64 {
    coalition.members().map(|member| charges[member]).sum()
}

/// The coalition that is charged most above what it would pay by itself, and by how much (G1); below
/// zero if every coalition is charged less. Nobody and everybody do not count; `None` if there is
/// nobody else.
pub fn largest_excess(game: &CostTable, charges: &[f64]) -> Option<(Coalition, f64)> {
    let excess = |coalition| charge(charges, coalition) - game.cost(coalition);
    Coalition::proper(game.n_members())
        .map(|coalition| (coalition, excess(coalition)))
        .max_by(|one, other| one.1.total_cmp(&other.1))
}

/// Whether charges are in the core (G4): they sum to the cost of everybody, and no coalition is
/// charged above what it would pay by itself; both but for `tolerance`, in units of cost.
pub fn is_in_core(game: &CostTable, charges: &[f64], tolerance: f64) -> bool {
    let sum: f64 = charges.iter().sum();
    (sum - game.total()).abs() <= tolerance
        && largest_excess(game, charges).is_none_or(|(_, excess)| excess <= tolerance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_holds_what_no_coalition_objects_to() {
        let costs = [0.0, 4.0, 4.0, 6.0, 4.0, 6.0, 6.0, 8.0];
        let game = CostTable::of(3, |coalition| costs[coalition.index()]).unwrap();
        assert!(is_in_core(&game, &[3.0, 3.0, 2.0], 1e-9));
        assert!(!is_in_core(&game, &[3.0, 2.0, 2.0], 1e-9));
        let unfair = [4.0, 3.0, 1.0];
        let pair = [0, 1].into_iter().collect();
        assert_eq!(largest_excess(&game, &unfair), Some((pair, 1.0)));
        assert!(!is_in_core(&game, &unfair, 1e-9));
        let single = CostTable::of(1, |_| 5.0).unwrap();
        assert!(is_in_core(&single, &[5.0], 0.0));
    }
}
