//! R9: what lines with a price of today cost, as a share of what is covered of them costs today,
//! member by member. What they do cost is measured as for a budget (R8).

use super::serving::Serving;
use super::standing::Facts;
use super::{Compared, Terms};
use crate::award::formulation::Formulation;
use crate::award::number::number;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Id, Quantity};

impl Formulation<'_> {
    /// What the lines cause, and what they cost today.
    pub(super) fn saving(&mut self, serving: &mut Serving, lines: &[DemandLineId]) -> Compared {
        let over = self.caused(serving, lines);
        let case = self.case;
        let mut asked = vec![false; case.demand.len()];
        for line in lines {
            asked[line.index()] = true;
        }
        let goods = self.goods();
        let today: Terms = goods
            .filter_map(|goods| {
                let line = goods.line.filter(|line| asked[line.index()])?;
                let grain = Quantity::new(self.grain(line));
                Some((goods.column, number(today(case, line, grain))))
            })
            .collect();
        Compared {
            over,
            of: Some(today),
        }
    }
}

/// What a quantity of a line costs today over the horizon, unrounded.
fn today(case: &Case, line: DemandLineId, quantity: Quantity) -> Decimal {
    let today = case.demand[line].today.as_ref();
    let price = today
        .expect("only lines with a price of today are asked")
        .price;
    price.of(quantity).value() * Decimal::from(case.horizon.cycles)
}

/// What is covered of the asked lines in an award costs today.
pub(super) fn measured_today(facts: &Facts, asked: &[bool]) -> Decimal {
    let served = facts.serving(asked);
    served
        .map(|(line, _, covered)| today(facts.case, line, covered))
        .sum()
}
