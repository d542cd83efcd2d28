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

#[cfg(test)]
mod tests {
    use crate::problem::{Period, PeriodQuantity};
    use crate::testing::{qty, with_surplus};
    use crate::verify::fixture::{check, small};

    fn each(quantity: i32, per: Period) -> PeriodQuantity {
        let quantity = qty(quantity);
        PeriodQuantity { quantity, per }
    }

    #[test]
    fn the_least_quantity_counts_over_its_period() {
        let mut small = small();
        small.case.horizon.cycles = 4;
        small.case.quotes[small.quote].min_order = Some(each(6, Period::Cycle));
        small.check(&[]);
        small.case.quotes[small.quote].min_order = Some(each(7, Period::Cycle));
        small.check(&["quote `mill/flour` asks for at least 7 kg per week, but 6 kg is bought"]);
        small.case.quotes[small.quote].min_order = Some(each(24, Period::Horizon));
        small.check(&[]);
    }

    #[test]
    fn surplus_counts_toward_the_least_quantity() {
        let mut small = small();
        small.case.items[small.flour].over_buy = true;
        small.case.quotes[small.quote].min_order = Some(each(7, Period::Cycle));
        let award = with_surplus(small.award(), &[(small.quote, crate::plan::Owner::Pool, 1)]);
        check(&small.case, &award, &[]);
    }

    #[test]
    fn the_capacity_counts_over_its_period() {
        let mut small = small();
        small.case.horizon.cycles = 4;
        small.case.quotes[small.quote].capacity = Some(each(24, Period::Horizon));
        small.check(&[]);
        small.case.quotes[small.quote].capacity = Some(each(23, Period::Horizon));
        small.check(&["quote `mill/flour` allows at most 23 kg per week, but 24 kg is bought"]);
    }

    #[test]
    fn lots_are_whole() {
        let mut small = small();
        small.case.quotes[small.quote].lot_size = Some(qty(3));
        small.check(&[]);
        small.case.quotes[small.quote].lot_size = Some(qty(4));
        small.check(&["quote `mill/flour` is sold in lots of 4 kg, but 6 kg is bought"]);
    }
}
