//! How far a basket breaks the limits of its quotes and its vendor.

use super::category;
use crate::pricing::exact::{Basket, Bought, site_value, spend, tier_prices};
use crate::problem::{CapacityUnit, Case, Condition};
use crate::units::rounding::settled;
use crate::units::{Decimal, QuoteId, SiteId};

/// By how much the basket breaks limits of its quotes and its vendor: each broken limit counts the
/// share of it that is missing or too much, and zero says that none is broken.
///
/// A share rather than a count, so that a search sees when it comes nearer.
pub(in crate::award) fn excess(case: &Case, basket: &Basket) -> Decimal {
    if basket.is_empty() {
        return Decimal::ZERO;
    }
    let quotes = basket.quantities().keys();
    quotes
        .map(|quote| excess_of_quote(case, basket, *quote))
        .sum::<Decimal>()
        + excess_of_vendor(case, basket)
        + excess_of_drops(case, basket)
        + Decimal::from(n_above_ceiling(case, basket))
}

/// The share of `least` that `amount` misses.
fn below(amount: Decimal, least: Decimal) -> Decimal {
    let missing = settled(least - amount);
    if missing > Decimal::ZERO {
        missing / least
    } else {
        Decimal::ZERO
    }
}

/// By which multiple of `most` the `amount` is above it.
fn above(amount: Decimal, most: Decimal) -> Decimal {
    let excess = settled(amount - most);
    if excess <= Decimal::ZERO {
        Decimal::ZERO
    } else if most.is_zero() {
        Decimal::ONE
    } else {
        excess / most
    }
}

fn excess_of_quote(case: &Case, basket: &Basket, quote: QuoteId) -> Decimal {
    let offer = &case.quotes[quote];
    let bought = basket.quantity(quote).value();
    let counted = |per| bought * case.horizon.counted_cycles(per);
    let short = offer.min_order.map_or(Decimal::ZERO, |min| {
        below(counted(min.per), min.quantity.value())
    });
    let over = offer.capacity.map_or(Decimal::ZERO, |most| {
        above(counted(most.per), most.quantity.value())
    });
    let conditions = offer.conditions.iter();
    short
        + over
        + conditions
            .map(|condition| missing_for(case, basket, quote, condition))
            .sum::<Decimal>()
}

/// The share of a condition that is missing.
fn missing_for(case: &Case, basket: &Basket, quote: QuoteId, condition: &Condition) -> Decimal {
    match condition {
        Condition::CategoryShare(share) => {
            let (bought, demand) = category(case, basket, quote);
            below(bought, demand * *share)
        }
        Condition::Members(least) => {
            let mut members: Vec<_> = basket
                .lines()
                .iter()
                .map(|bought| case.member_of(bought.line))
                .collect();
            members.sort_unstable();
            members.dedup();
            below(Decimal::from(members.len()), Decimal::from(*least))
        }
        Condition::Term(term) => Decimal::from(u8::from(!case.terms.contains(term))),
    }
}

fn excess_of_vendor(case: &Case, basket: &Basket) -> Decimal {
    let vendor = &case.vendors[basket.vendor];
    let short = vendor.min_order.map_or(Decimal::ZERO, |min| {
        let spend = spend(case, basket).per(min.per);
        below(spend.value(), min.spend.value())
    });
    let over = vendor.capacity.map_or(Decimal::ZERO, |capacity| {
        let supplied: Decimal = basket
            .quantities()
            .iter()
            .map(|(quote, quantity)| match capacity.unit {
                CapacityUnit::Units => quantity.value(),
                CapacityUnit::Weight => {
                    let weight = case.items[case.quotes[*quote].item].weight;
                    quantity.value() * weight.expect("capacity in weight needs weights").value()
                }
            })
            .sum();
        let supplied = supplied * case.horizon.counted_cycles(capacity.per);
        above(supplied, capacity.amount)
    });
    short + over
}

fn excess_of_drops(case: &Case, basket: &Basket) -> Decimal {
    let delivery = &case.vendors[basket.vendor].delivery;
    let missing = |site: SiteId| {
        let drop = delivery.drop_in(case.sites[site].zone.as_deref());
        drop.and_then(|drop| drop.value_min)
            .map_or(Decimal::ZERO, |least| {
                below(site_value(case, basket, site).value(), least.value())
            })
    };
    basket.sites(case).into_iter().map(missing).sum()
}

fn n_above_ceiling(case: &Case, basket: &Basket) -> usize {
    if basket
        .lines()
        .iter()
        .all(|bought| case.demand[bought.line].price_ceiling.is_none())
    {
        return 0;
    }
    let prices = tier_prices(case, basket);
    let is_above = |bought: &&Bought| {
        let factor = case.factor(bought.line, case.quotes[bought.quote].item);
        let price = prices[&bought.quote].times(factor.expect("only accepted items are bought"));
        case.demand[bought.line]
            .price_ceiling
            .is_some_and(|ceiling| price.exceeds(ceiling))
    };
    basket.lines().iter().filter(is_above).count()
}
