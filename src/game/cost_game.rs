//! What every coalition would pay by itself.

use super::{Coalition, GameError};

/// A game in costs: tells what any coalition would pay by itself; nobody pays nothing.
pub trait CostGame {
    /// How many members there are.
    fn n_members(&self) -> usize;

    /// What a coalition would pay by itself.
    fn cost(&self, coalition: Coalition) -> f64;
}

/// A game whose every cost is known, at most [`CostTable::MEMBERS_MAX`] members.
#[derive(Clone, Debug, PartialEq)]
pub struct CostTable {
    n_members: usize,
    /// By [`Coalition::index`].
    costs: Vec<f64>,
}

impl CostTable {
    /// Most members: 2^14 costs, and programs with as many rows.
    pub const MEMBERS_MAX: usize = 14;

    /// The game of `n_members` in which a coalition pays what `cost` says; it is not asked what
    /// nobody pays.
    ///
    /// # Errors
    /// [`GameError::NoMember`], [`GameError::TooManyMembers`]; [`GameError::NotFinite`] if a cost is
    /// no finite number.
    pub fn of(n_members: usize, mut cost: impl FnMut(Coalition) -> f64) -> Result<Self, GameError> {
        if n_members == 0 {
            return Err(GameError::NoMember);
        }
        if n_members > Self::MEMBERS_MAX {
            return Err(GameError::TooManyMembers(n_members));
        }
        let coalitions = (1..1_usize << n_members).map(Coalition::from_index);
        let mut costs = vec![0.0];
        for coalition in coalitions {
            let value = cost(coalition);
            if !value.is_finite() {
                return Err(GameError::NotFinite(coalition));
            }
            costs.push(value);
        }
        Ok(Self { n_members, costs })
    }

    /// The game in which coalitions *win* what `value` says: a value is a cost below zero, and so
    /// are the members' parts of it.
    ///
    /// # Errors
    /// As [`CostTable::of`].
    pub fn of_values(
        n_members: usize,
        mut value: impl FnMut(Coalition) -> f64,
    ) -> Result<Self, GameError> {
        Self::of(n_members, |coalition| -value(coalition))
    }

    /// Asks any game for all its costs.
    ///
    /// # Errors
    /// As [`CostTable::of`].
    pub fn from_game(game: &impl CostGame) -> Result<Self, GameError> {
        Self::of(game.n_members(), |coalition| game.cost(coalition))
    }

    /// All members together.
    pub fn everyone(&self) -> Coalition {
        Coalition::everyone(self.n_members)
    }

    /// What all members pay together.
    pub fn total(&self) -> f64 {
        self.cost(self.everyone())
    }

    /// What every member would pay by itself.
    pub fn alone(&self) -> Vec<f64> {
        let members = 0..self.n_members;
        members
            .map(|member| self.cost(Coalition::of(member)))
            .collect()
    }
}

impl CostGame for CostTable {
    fn n_members(&self) -> usize {
        self.n_members
    }

    fn cost(&self, coalition: Coalition) -> f64 {
        self.costs[coalition.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_what_it_was_told() {
        let table = CostTable::of(2, |coalition| [0.0, 3.0, 4.0, 5.0][coalition.index()]).unwrap();
        assert_eq!((table.total(), table.alone()), (5.0, vec![3.0, 4.0]));
        assert_eq!(CostTable::from_game(&table).unwrap(), table);
    }

    #[test]
    fn what_is_no_cost_is_refused() {
        let refused = CostTable::of(2, |coalition| 1.0 / (coalition.n_members() as f64 - 1.0));
        assert_eq!(refused, Err(GameError::NotFinite(Coalition::of(0))));
        assert_eq!(CostTable::of(0, |_| 1.0), Err(GameError::NoMember));
        let large = CostTable::of(15, |_| 1.0);
        assert_eq!(large, Err(GameError::TooManyMembers(15)));
    }
}
