//! The least that goods can cost, whatever else is bought.

use super::{Sum, curves, triggers};
use crate::problem::Case;
use crate::units::rounding::settled;
use crate::units::{Decimal, Price, QuoteId, Table};

/// The lowest price of each quote in any tier: what one more unit may cost before bundles and
/// rebates.
pub fn lowest_prices(case: &Case) -> Table<QuoteId, Price> {
    let mut prices: Table<QuoteId, Price> = case.quotes.values().map(|quote| quote.price).collect();
    for curve in curves(case) {
        for tier in &curve.tiers {
            for (part, slope) in curve.quotes.iter().zip(&tier.slopes) {
                if prices[part.quote].exceeds(*slope) {
                    prices[part.quote] = *slope;
                }
            }
        }
    }
    prices
}

/// What one more base unit of each quote may come to after every break, rebate and bundle; below
/// zero where discounts together exceed the price.
pub fn least_added_costs(case: &Case) -> Table<QuoteId, Decimal> {
    let mut least: Table<QuoteId, Decimal> = case.quotes.values().map(|_| Decimal::MAX).collect();
    let triggers = triggers(case);
    let given_back = |quote: QuoteId, of_spend: bool| -> Decimal {
        let shares = triggers.iter().filter_map(|trigger| {
            let counts = matches!(trigger.base, Sum::Spend(_)) == of_spend;
            let covers = counts && trigger.base.quotes().contains(&quote);
            let shares = trigger.levels.iter().map(|level| level.share);
            covers.then(|| shares.max().unwrap_or_default())
        });
        shares.sum()
    };
    for curve in curves(case) {
        for (index, part) in curve.quotes.iter().enumerate() {
            let rebates = given_back(part.quote, true);
            let bundles = given_back(part.quote, false);
            for tier in &curve.tiers {
                let (slope, value) = (tier.slopes[index], tier.values[index]);
                let cost = per_unit(slope) * (Decimal::ONE - rebates) - per_unit(value) * bundles;
                least[part.quote] = least[part.quote].min(settled(cost));
            }
        }
    }
    least
}

fn per_unit(price: Price) -> Decimal {
    price.amount().value() / price.per().value()
}
