//! The game that members play over the cost of a plan (S13).
//!
//! Its costs are decimal. `game` computes in floating-point numbers; what it says comes
//! back as targets, which are rounded to whole minor units within the caps like those of every rule.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::NoShares;
use crate::game::{Coalition, CostTable};
use crate::units::Decimal;

/// What every coalition of those who share would pay by itself.
pub(in crate::savings) struct Played {
    n_members: usize,
    /// By [`Coalition::index`].
    costs: Vec<Decimal>,
}

/// What one coalition would pay.
pub(in crate::savings) enum OwnCost {
    /// So much.
    Pays(Decimal),
    /// It cannot buy by itself: it pays what its cheapest parts would.
    InParts,
    /// Nothing is known of it.
    Unknown,
}

impl Played {
    /// The game of as many members. Each alone must pay a cost.
    ///
    /// # Errors
    /// [`NoShares::Unknown`] with the number of coalitions of which nothing is known.
    pub fn build(n_members: usize, own: impl Fn(Coalition) -> OwnCost) -> Result<Self, NoShares> {
        let mut game = Self {
            n_members,
            costs: vec![Decimal::ZERO],
        };
        let mut n_unknown = 0;
        for coalition in Coalition::proper(n_members).chain([game.everyone()]) {
            let cost = match own(coalition) {
                OwnCost::Pays(cost) => cost,
                OwnCost::InParts => game.in_parts(coalition),
                OwnCost::Unknown => {
                    n_unknown += 1;
                    Decimal::ZERO
                }
            };
            game.costs.push(cost);
        }
        if n_unknown > 0 {
            return Err(NoShares::Unknown(n_unknown));
        }
        Ok(game)
    }

    /// A game with these costs, by [`Coalition::index`].
    #[cfg(test)]
    pub fn from_costs(n_members: usize, costs: Vec<Decimal>) -> Self {
        Self { n_members, costs }
    }

    /// All who share.
    pub fn everyone(&self) -> Coalition {
        Coalition::everyone(self.n_members)
    }

    /// What a coalition would pay.
    pub fn cost(&self, coalition: Coalition) -> Decimal {
        self.costs[coalition.index()]
    }

    /// The game in floating-point numbers.
    pub fn table(&self) -> Result<CostTable, NoShares> {
        let cost = |coalition| self.cost(coalition).to_f64().unwrap_or(f64::NAN);
        Ok(CostTable::of(self.n_members, cost)?)
    }

    /// What two parts of a coalition would pay at the least; costs of smaller sets are known.
    fn in_parts(&self, coalition: Coalition) -> Decimal {
        let leader = coalition.members().take(1).collect::<Coalition>();
        let others = coalition.without(leader).index();
        let mut cheapest = None;
        let mut set = others;
        while set > 0 {
            let rest = Coalition::from_index(set);
            let cost = self.cost(rest) + self.cost(coalition.without(rest));
            cheapest = Some(cheapest.map_or(cost, |cheapest: Decimal| cheapest.min(cost)));
            set = (set - 1) & others;
        }
        cheapest.expect("a group has two members, each with a base")
    }
}

/// Charges from the game, in decimals of a minor unit.
pub(super) fn in_decimals(charges: &[f64]) -> Vec<Decimal> {
    /// Far finer than a minor unit, and coarser than what floating-point numbers leave.
    const DECIMALS: u32 = 4;
    charges
        .iter()
        .map(|charge| {
            Decimal::from_f64(*charge)
                .unwrap_or_default()
                .round_dp(DECIMALS)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_group_that_cannot_buy_pays_as_its_cheapest_parts() {
        let game = Played::from_costs(3, [0, 5, 6, 9, 7, 10, 11].map(Decimal::from).to_vec());
        assert_eq!(game.in_parts(Coalition::everyone(3)), dec!(16));
    }
}
