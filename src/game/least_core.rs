//! The least core.

use super::program::{Charges, Program, Scaled, Settled};
use super::{CostGame, CostTable, GameError};

/// Charges whose largest excess is as small as possible.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastCore {
    /// That excess: above zero, some coalition is charged this much above what it would pay by
    /// itself, however everybody is charged, and the core is empty.
    pub excess: f64,
    /// One of the charges that reach it; they sum to the cost of everybody.
    pub charges: Vec<f64>,
}

/// The least core (G5), over all coalitions but nobody and everybody. `None` for a single member,
/// whom nobody can leave.
///
/// # Errors
/// [`GameError::Solver`] and [`GameError::Imprecise`].
pub fn least_core(game: &CostTable) -> Result<Option<LeastCore>, GameError> {
    let n_members = game.n_members();
    if n_members < 2 {
        return Ok(None);
    }
    let scaled = Scaled::of(game);
    let mut settled = Settled::default();
    settled.insert(game.everyone(), scaled.game().total(), n_members);
    let least = Program::new(&scaled, Charges::Any, &settled, &[]).solve()?;
    Ok(Some(LeastCore {
        excess: scaled.amount(least.excess),
        charges: scaled.charges(&least.charges),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::largest_excess;

    /// Lots of two cost 1; three members need one each.
    #[test]
    fn an_empty_core_has_a_least_excess_above_zero() {
        let game = CostTable::of(3, |coalition| coalition.n_members().div_ceil(2) as f64).unwrap();
        let least = least_core(&game).unwrap().unwrap();
        assert!((least.excess - 1.0 / 3.0).abs() < 1e-9, "{least:?}");
        for charge in &least.charges {
            assert!((charge - 2.0 / 3.0).abs() < 1e-9, "{least:?}");
        }
    }

    #[test]
    fn its_excess_is_the_largest_of_its_charges() {
        let costs = [0.0, 90.0, 80.0, 150.0, 70.0, 120.0, 140.0, 180.0];
        let game = CostTable::of(3, |coalition| costs[coalition.index()]).unwrap();
        let least = least_core(&game).unwrap().unwrap();
        let (_, excess) = largest_excess(&game, &least.charges).unwrap();
        assert!(
            (excess - least.excess).abs() < 1e-9 && excess < 0.0,
            "{least:?}"
        );
        assert_eq!(least_core(&CostTable::of(1, |_| 3.0).unwrap()), Ok(None));
    }
}
