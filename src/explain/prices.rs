//! What one base unit comes to: at the tier that a basket reaches, less break discounts, before
//! rebates, bundles and fees.

use std::collections::BTreeMap;

use crate::plan::Reason;
use crate::pricing::exact::{Basket, Counting, standing, tier_prices, vendor_charges};
use crate::problem::{Case, QuoteStructure};
use crate::units::{BreakGroupId, Decimal, Money, Price, Quantity, QuoteId, Table};

/// One base unit under each quote that the basket uses.
pub(super) fn unit_prices(case: &Case, basket: &Basket) -> BTreeMap<QuoteId, Money> {
    let off = off_by_group(case, basket);
    let prices = tier_prices(case, basket).into_iter();
    prices
        .map(|(quote, price)| (quote, per_unit(price) - off_per_unit(case, &off, quote)))
        .collect()
}

/// One base unit at a price.
pub(super) fn per_unit(price: Price) -> Money {
    price.of(Quantity::new(Decimal::ONE))
}

/// What incremental breaks take off, on average for each counted unit.
fn off_by_group(case: &Case, basket: &Basket) -> BTreeMap<BreakGroupId, Money> {
    let uses_incremental = basket.quantities().keys().any(|quote| {
        let group = case.quotes[*quote].group.map(|id| &case.groups[id]);
        group.is_some_and(|group| match group.structure {
            QuoteStructure::Incremental(_) => true,
            QuoteStructure::AllUnits(_) => false,
        })
    });
    if !uses_incremental {
        return BTreeMap::new();
    }
    let charges = vendor_charges(case, basket).into_iter();
    charges
        .filter_map(|charge| match charge.reason {
            Reason::BreakDiscount(group) => {
                let counted = standing(case, &case.groups[group], basket).counted;
                let off = charge.amount.value().checked_div(counted)?;
                Some((group, -Money::new(off)))
            }
            Reason::Goods(..)
            | Reason::SurplusGoods(..)
            | Reason::SurplusCost(..)
            | Reason::BrokenPack(..)
            | Reason::Bundle(_)
            | Reason::Rebate(_)
            | Reason::FixedFee
            | Reason::Collection
            | Reason::Drop(_)
            | Reason::Switching(..) => None,
        })
        .collect()
}

fn off_per_unit(case: &Case, off: &BTreeMap<BreakGroupId, Money>, quote: QuoteId) -> Money {
    let offer = &case.quotes[quote];
    let off = offer
        .group
        .and_then(|group| Some((group, off.get(&group)?)));
    off.map_or(Money::ZERO, |(group, off)| {
        let one = Quantity::new(Decimal::ONE);
        *off * offer.counts(case, case.groups[group].counted, one)
    })
}

/// The lowest price in any tier that a ceiling is compared with: list price under incremental
/// breaks.
pub(super) fn lowest_stated(case: &Case) -> Table<QuoteId, Price> {
    let mut lowest: Table<QuoteId, Price> = case.quotes.values().map(|quote| quote.price).collect();
    for group in case.groups.values() {
        let QuoteStructure::AllUnits(tiers) = &group.structure else {
            continue;
        };
        for tier in tiers {
            for (quote, price) in group.quotes.iter().zip(&tier.prices) {
                if lowest[*quote].exceeds(*price) {
                    lowest[*quote] = *price;
                }
            }
        }
    }
    lowest
}

/// One base unit under every quote that an award uses.
pub(super) fn paid(case: &Case, baskets: &[Basket]) -> BTreeMap<QuoteId, Money> {
    let used = baskets.iter().filter(|basket| !basket.is_empty());
    used.flat_map(|basket| unit_prices(case, basket)).collect()
}
