//! Nobody pays more than the ceiling they named.

use std::collections::BTreeMap;

use crate::pricing::exact::Basket;
use crate::problem::Case;
use crate::units::{Price, QuoteId};
use crate::verify::{Refusal, words};

/// The price for one base unit of the line's own item (the reached tier's under all-units breaks,
/// else list price; times the factor of a substitute) is at most the line's ceiling.
pub fn price_ceiling(
    case: &Case,
    basket: &Basket,
    prices: &BTreeMap<QuoteId, Price>,
    refusals: &mut Vec<Refusal>,
) {
    for bought in basket.lines() {
        let line = &case.demand[bought.line];
        let quote = &case.quotes[bought.quote];
        let factor = case.factor(bought.line, quote.item);
        let (Some(ceiling), Some(factor)) = (line.price_ceiling, factor) else {
            continue;
        };
        let price = prices[&bought.quote].times(factor);
        if price.exceeds(ceiling) {
            let unit = &case.items[line.item].unit;
            refusals.push(Refusal::AboveCeiling {
                line: line.key.clone(),
                ceiling: words::price(case, ceiling, unit),
                quote: quote.key.clone(),
                price: words::price(case, price, unit),
            });
        }
    }
}
