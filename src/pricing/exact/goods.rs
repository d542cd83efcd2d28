//! Goods, surplus and break discounts.

use super::{Basket, breaks};
use crate::plan::{Charge, Reason};
use crate::problem::{Case, Period, QuoteStructure};
use crate::units::{Decimal, Money};

/// Goods and surplus goods by line, and break discounts by group.
pub(super) fn goods(case: &Case, basket: &Basket) -> Vec<Charge> {
    let prices = breaks::tier_prices(case, basket);
    let charge = |reason, amount| Charge {
        vendor: basket.vendor,
        reason,
        amount,
        per: Period::Cycle,
    };
    let lines = basket.lines().iter().map(|bought| {
        charge(
            Reason::Goods(bought.line, bought.quote),
            prices[&bought.quote].of(bought.quantity),
        )
    });
    let surplus = basket.surplus().iter().map(|surplus| {
        charge(
            Reason::SurplusGoods(surplus.quote, surplus.owner),
            prices[&surplus.quote].of(surplus.quantity),
        )
    });
    lines
        .chain(surplus)
        .chain(break_discounts(case, basket))
        .collect()
}

fn break_discounts<'a>(case: &'a Case, basket: &'a Basket) -> impl Iterator<Item = Charge> + 'a {
    breaks::groups_of(case, basket)
        .into_iter()
        .filter_map(|id| {
            let group = &case.groups[id];
            let QuoteStructure::Incremental(tiers) = &group.structure else {
                return None;
            };
            let counted = breaks::counted(case, group, basket);
            Some(Charge {
                vendor: basket.vendor,
                reason: Reason::BreakDiscount(id),
                amount: -breaks::incremental_discount(tiers, counted),
                per: group.per,
            })
        })
}

/// What keeping or wasting the surplus costs.
pub(super) fn surplus_costs(case: &Case, basket: &Basket) -> Vec<Charge> {
    basket
        .surplus()
        .iter()
        .map(|surplus| Charge {
            vendor: basket.vendor,
            reason: Reason::SurplusCost(surplus.quote, surplus.owner),
            amount: case.items[case.quotes[surplus.quote].item].surplus_cost
                * surplus.quantity.value(),
            per: Period::Cycle,
        })
        .collect()
}

/// A sum of goods charges, kept so that no division is done before it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spend {
    each_cycle: Money,
    once: Money,
    cycles: Decimal,
}

impl Spend {
    /// The sum of the charges that `counts` accepts.
    pub(super) fn of(case: &Case, goods: &[Charge], counts: impl Fn(&Charge) -> bool) -> Self {
        let sum = |each_cycle: bool| {
            goods
                .iter()
                .filter(|charge| (charge.per == Period::Cycle) == each_cycle && counts(charge))
                .map(|charge| charge.amount)
                .sum()
        };
        let cycles = Decimal::from(case.horizon.cycles);
        Self {
            each_cycle: sum(true),
            once: sum(false),
            cycles,
        }
    }

    /// The spend that a term stated per `period` counts. What is granted over the horizon is
    /// spread evenly over its cycles.
    pub fn per(&self, period: Period) -> Money {
        match period {
            Period::Cycle => self.each_cycle + Money::new(self.once.value() / self.cycles),
            Period::Horizon | Period::Once => self.each_cycle * self.cycles + self.once,
        }
    }
}
