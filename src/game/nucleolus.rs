//! Nucleolus and prenucleolus, by a sequence of linear programs.

use super::program::{Charges, Program, Scaled, Settled};
use super::{Coalition, CostGame, CostTable, GameError};

/// The nucleolus (G6): the charges, none above what its member would pay alone, whose excesses,
/// sorted from the largest, are the least in dictionary order. `None` if members alone would pay
/// less than everybody together: then there are no such charges.
///
/// # Errors
/// [`GameError::Solver`] and [`GameError::Imprecise`].
pub fn nucleolus(game: &CostTable) -> Result<Option<Vec<f64>>, GameError> {
    let scaled = Scaled::of(game);
    if scaled.game().total() > 0.0 {
        return Ok(None);
    }
    lexicographic(&scaled, Charges::Rational).map(Some)
}

/// The prenucleolus (G7): the same over all charges that sum to the cost of everybody. It is the
/// nucleolus wherever nobody is charged above what it would pay alone, so wherever the core is not
/// empty.
///
/// # Errors
/// [`GameError::Solver`] and [`GameError::Imprecise`].
pub fn prenucleolus(game: &CostTable) -> Result<Vec<f64>, GameError> {
    lexicographic(&Scaled::of(game), Charges::Any)
}

/// Settles the coalitions that bind, one program after another, until every charge follows.
///
/// Each program settles at least one coalition more: the multipliers of the coalitions sum to one,
/// so that some bind, and what was settled has no row among them.
fn lexicographic(scaled: &Scaled, charges: Charges) -> Result<Vec<f64>, GameError> {
    let game = scaled.game();
    let n_members = game.n_members();
    let mut settled = Settled::default();
    settled.insert(game.everyone(), game.total(), n_members);
    let mut hint: Vec<Coalition> = Vec::new();
    while settled.span.rank() < n_members {
        let least = Program::new(scaled, charges, &settled, &hint).solve()?;
        let before = settled.span.rank();
        for coalition in &least.binding {
            let charge = game.cost(*coalition) + least.excess;
            settled.insert(*coalition, charge, n_members);
        }
        if settled.span.rank() == before {
            return Err(GameError::Imprecise);
        }
        hint = tightest(game, &least.charges, n_members);
    }
    Ok(scaled.charges(&solution(&settled.rows, n_members)))
}

/// The coalitions charged most above their costs: those likely to bind next.
fn tightest(game: &CostTable, charges: &[f64], n_members: usize) -> Vec<Coalition> {
    const PER_MEMBER: usize = 4;
    let excess = |coalition: Coalition| super::charge(charges, coalition) - game.cost(coalition);
    let mut all: Vec<(f64, Coalition)> = Coalition::proper(n_members)
        .map(|coalition| (excess(coalition), coalition))
        .collect();
    let n_kept = (PER_MEMBER * n_members).min(all.len());
    if n_kept < all.len() {
        all.select_nth_unstable_by(n_kept, |one, other| other.0.total_cmp(&one.0));
    }
    all.truncate(n_kept);
    all.into_iter().map(|(_, coalition)| coalition).collect()
}

/// The only charges with these sums of independent coalitions, as many as there are members: Gauss
/// with the largest pivots.
fn solution(rows: &[(Coalition, f64)], n_members: usize) -> Vec<f64> {
    let mut system: Vec<Vec<f64>> = rows
        .iter()
        .map(|(coalition, charge)| {
            let entry = |member| f64::from(u8::from(coalition.contains(member)));
            (0..n_members).map(entry).chain([*charge]).collect()
        })
        .collect();
    for place in 0..n_members {
        let rest = place..n_members;
        let pivot = rest
            .max_by(|one, other| {
                let size = |row: &usize| system[*row][place].abs();
                size(one).total_cmp(&size(other))
            })
            .expect("there is a row for every member");
        system.swap(place, pivot);
        let row = system[place].clone();
        for (index, other) in system.iter_mut().enumerate() {
            let times = other[place] / row[place];
            if index != place {
                for (entry, own) in other.iter_mut().zip(&row) {
                    *entry -= times * own;
                }
            }
        }
    }
    let rows = system.iter().enumerate();
    rows.map(|(place, row)| row[n_members] / row[place])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: &[f64], expected: &[f64]) {
        for (charge, value) in found.iter().zip(expected) {
            assert!((charge - value).abs() < 1e-9, "{found:?} {expected:?}");
        }
    }

    fn game(costs: &[f64]) -> CostTable {
        let n = costs.len().ilog2() as usize;
        CostTable::of(n, |coalition| costs[coalition.index()]).unwrap()
    }

    /// Two share what they save equally.
    #[test]
    fn two_members_save_the_same_amount() {
        let game = game(&[0.0, 10.0, 6.0, 12.0]);
        check(&nucleolus(&game).unwrap().unwrap(), &[8.0, 4.0]);
        check(&prenucleolus(&game).unwrap(), &[8.0, 4.0]);
    }

    /// A runway for planes of sizes 1, 2, 3 (Littlechild 1974).
    #[test]
    fn a_runway_is_shared_by_size() {
        let game = game(&[0.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0]);
        check(&nucleolus(&game).unwrap().unwrap(), &[0.5, 0.75, 1.75]);
    }

    #[test]
    fn where_members_alone_pay_less_there_is_a_prenucleolus_alone() {
        let game = game(&[0.0, 1.0, 1.0, 3.0]);
        assert_eq!(nucleolus(&game), Ok(None));
        check(&prenucleolus(&game).unwrap(), &[1.5, 1.5]);
    }

    #[test]
    fn a_game_in_which_nothing_is_saved_charges_what_each_pays_alone() {
        let alone = [0.1, 0.2, 0.7, 1e6];
        let additive = CostTable::of(4, |coalition| coalition.members().map(|i| alone[i]).sum());
        let additive = additive.unwrap();
        check(&nucleolus(&additive).unwrap().unwrap(), &alone);
        check(&prenucleolus(&additive).unwrap(), &alone);
        check(&nucleolus(&game(&[0.0, 5.0])).unwrap().unwrap(), &[5.0]);
    }

    /// Every coalition of the same size pays the same: all programs are as degenerate as can be.
    #[test]
    fn equal_members_are_charged_equally_at_the_largest_size() {
        let game = CostTable::of(14, |coalition| (coalition.n_members() as f64).sqrt()).unwrap();
        let equal = [14_f64.sqrt() / 14.0; 14];
        check(&nucleolus(&game).unwrap().unwrap(), &equal);
    }
}
