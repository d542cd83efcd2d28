//! A quote's least quantity, capacity and lot size.

use crate::problem::Case;
use crate::verify::purchase::Purchase;
use crate::verify::{Refusal, words};

/// What is bought under the quote, with surplus, keeps its limits.
pub fn quote_limits(case: &Case, purchase: &Purchase, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[purchase.quote];
    let words = |quantity| words::quantity(case, purchase.quote, quantity);
    if let Some(least) = quote.min_order {
        let quantity = purchase.total_per(case, least.per);
        if quantity < least.quantity {
            refusals.push(Refusal::UnderMinimum {
                quote: quote.key.clone(),
                least: words(least.quantity),
                period: words::period(case, least.per),
                quantity: words(quantity),
            });
        }
    }
    if let Some(most) = quote.capacity {
        let quantity = purchase.total_per(case, most.per);
        if quantity > most.quantity {
            refusals.push(Refusal::OverCapacity {
                quote: quote.key.clone(),
                most: words(most.quantity),
                period: words::period(case, most.per),
                quantity: words(quantity),
            });
        }
    }
    if let Some(lot) = quote.lot_size {
        let quantity = purchase.total();
        if !(quantity.value() % lot.value()).is_zero() {
            refusals.push(Refusal::BrokenLot {
                quote: quote.key.clone(),
                lot: words(lot),
                quantity: words(quantity),
            });
        }
    }
}
