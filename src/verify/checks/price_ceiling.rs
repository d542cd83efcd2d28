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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Substitute;
    use crate::testing::{award, money};
    use crate::verify::fixture::{check, small};
    use rust_decimal::dec;

    #[test]
    fn the_reached_tier_counts_and_not_the_list_price() {
        let mut small = small();
        small.case.demand[small.need].price_ceiling = Some(Price::per_unit(money(8)));
        small.check(&[
            "demand line `corner/flour` accepts at most 8 USD per kg, but quote `mill/flour` \
             costs 9 USD per kg",
        ]);
        small.case.all_units(&[small.quote], &[(6, 8)]);
        small.check(&[]);
    }

    #[test]
    fn incremental_breaks_do_not_lower_the_price_that_counts() {
        let mut small = small();
        small.case.demand[small.need].price_ceiling = Some(Price::per_unit(money(8)));
        small.case.incremental(&[small.quote], &[(1, 5)]);
        small.check(&[
            "demand line `corner/flour` accepts at most 8 USD per kg, but quote `mill/flour` \
             costs 9 USD per kg",
        ]);
    }

    #[test]
    fn a_substitute_costs_its_price_times_its_factor() {
        let mut small = small();
        let case = &mut small.case;
        let rye = case.item("rye");
        case.demand[small.need].substitutes = vec![Substitute {
            item: rye,
            factor: dec!(1.5),
            approved_by: None,
        }];
        let quote = case.quote(small.mill, rye, 6);
        case.demand[small.need].price_ceiling = Some(Price::per_unit(money(9)));
        let award = award(&[(small.need, quote, 6)]);
        check(case, &award, &[]);
        case.demand[small.need].price_ceiling = Some(Price::per_unit(money(dec!(8.99))));
        let text = "demand line `corner/flour` accepts at most 8.99 USD per kg, but quote \
                    `mill/rye` costs 9 USD per kg";
        check(case, &award, &[text]);
    }
}
