//! Price breaks: what a group counts, which tier it reaches, what is then paid.

use std::collections::{BTreeMap, BTreeSet};

use super::Basket;
use crate::problem::{BreakGroup, Case, Counted, IncrementalTier, Quote, QuoteStructure};
use crate::units::rounding::settled;
use crate::units::{BreakGroupId, Decimal, Money, Price, Quantity, QuoteId};

/// Where a basket stands between a group's breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the group counts, over the group's period, settled: as it is compared with the breaks.
    pub counted: Decimal,
    /// Index of the reached tier.
    pub tier: usize,
    /// Where the reached tier starts.
    pub from: Decimal,
    /// Where the next tier starts, if there is one.
    pub next: Option<Decimal>,
}

/// How one quote's quantity counts toward breaks.
pub trait Counting {
    /// What `quantity` of this quote counts, in one cycle.
    fn counts(&self, case: &Case, counted: Counted, quantity: Quantity) -> Decimal;
}

impl Counting for Quote {
    fn counts(&self, case: &Case, counted: Counted, quantity: Quantity) -> Decimal {
        match counted {
            Counted::Units => quantity.value(),
            Counted::Packs => quantity.value() / self.pack.content.value(),
            Counted::Weight => {
                let weight = case.items[self.item]
                    .weight
                    .expect("weighed groups have weights");
                weight.value() * quantity.value()
            }
            Counted::Spend => self.price.of(quantity).value(),
        }
    }
}

/// What the basket counts toward the group's breaks, over the group's period.
pub fn counted(case: &Case, group: &BreakGroup, basket: &Basket) -> Decimal {
    let one_cycle: Decimal = group
        .quotes
        .iter()
        .map(|quote| case.quotes[*quote].counts(case, group.counted, basket.quantity(*quote)))
        .sum();
    one_cycle * case.horizon.counted_cycles(group.per)
}

/// Index of the last start that `counted` reaches; the first start is zero.
pub fn reached(starts: impl Iterator<Item = Decimal>, counted: Decimal) -> usize {
    let counted = settled(counted);
    starts
        .take_while(|from| *from <= counted)
        .count()
        .saturating_sub(1)
}

/// Where the basket stands between the group's breaks.
pub fn standing(case: &Case, group: &BreakGroup, basket: &Basket) -> Standing {
    let counted = settled(counted(case, group, basket));
    let starts: Vec<Decimal> = match &group.structure {
        QuoteStructure::AllUnits(tiers) => tiers.iter().map(|tier| tier.from).collect(),
        QuoteStructure::Incremental(tiers) => tiers.iter().map(|tier| tier.from).collect(),
    };
    let tier = reached(starts.iter().copied(), counted);
    Standing {
        counted,
        tier,
        from: starts[tier],
        next: starts.get(tier + 1).copied(),
    }
}

/// The price that goods are charged at under each quote the basket uses: the reached tier's under
/// all-units breaks, list price otherwise.
pub fn tier_prices(case: &Case, basket: &Basket) -> BTreeMap<QuoteId, Price> {
    let list = |quote: &QuoteId| (*quote, case.quotes[*quote].price);
    let mut prices: BTreeMap<_, _> = basket.quantities().keys().map(list).collect();
    for group in groups_of(case, basket) {
        let group = &case.groups[group];
        if let QuoteStructure::AllUnits(tiers) = &group.structure {
            let tier = &tiers[standing(case, group, basket).tier];
            for (quote, price) in group.quotes.iter().zip(&tier.prices) {
                prices.entry(*quote).and_modify(|list| *list = *price);
            }
        }
    }
    prices
}

/// The groups that the basket buys under, in table order.
pub(super) fn groups_of(case: &Case, basket: &Basket) -> BTreeSet<BreakGroupId> {
    basket
        .quantities()
        .keys()
        .filter_map(|quote| case.quotes[*quote].group)
        .collect()
}

/// Money off under incremental breaks when `counted` is reached: each tier's reduction on what
/// lies inside it.
pub(super) fn incremental_discount(tiers: &[IncrementalTier], counted: Decimal) -> Money {
    tiers
        .iter()
        .enumerate()
        .filter(|(_, tier)| tier.from < counted)
        .map(|(index, tier)| {
            let end = tiers
                .get(index + 1)
                .map_or(counted, |next| next.from.min(counted));
            tier.off * (end - tier.from)
        })
        .sum()
}
