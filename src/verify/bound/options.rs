//! L3: which quote may serve which demand line, and the least it costs then.

use super::amounts::{self, Billionths};
use super::discounts::Discounts;
use super::structure::{Curve, Curves};
use crate::problem::Case;
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, Id, ItemId, Quantity, QuoteId};
use crate::verify::pair_refusals;

/// A demand line and a quote that may serve it, whatever else is bought.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    /// The line.
    pub line: DemandLineId,
    /// The quote.
    pub quote: QuoteId,
    /// What is bought for the whole line in one cycle: *b*.
    pub bought: Quantity,
    /// What the whole line counts toward the quote's curve, over the curve's period: *n*.
    pub counted: Decimal,
    /// Whether whatever the quote covers of the line counts a whole number of trillionths.
    pub is_settled: bool,
}

/// Every pair, by line, then quote.
pub(super) struct Pairs {
    all: Vec<Pair>,
    /// Where each line's pairs start, and where the last line's end.
    starts: Vec<usize>,
}

impl Pairs {
    /// The pairs of a case. Quotes are looked up by item; of each line only those of the items that it
    /// accepts are asked.
    pub fn of(case: &Case, curves: &Curves) -> Self {
        let mut by_item: Vec<Vec<QuoteId>> = vec![Vec::new(); case.items.len()];
        for (id, quote) in case.quotes.iter() {
            by_item[quote.item.index()].push(id);
        }
        let mut all = Vec::new();
        let mut starts = vec![0];
        for line in case.demand.ids() {
            let items = accepted(case, line).into_iter();
            let quotes = items.flat_map(|item| &by_item[item.index()]);
            let mut quotes: Vec<QuoteId> = quotes.copied().collect();
            quotes.sort_unstable();
            quotes.retain(|quote| pair_refusals(case, line, *quote).is_empty());
            all.extend(
                quotes
                    .into_iter()
                    .map(|quote| pair(case, curves, line, quote)),
            );
            starts.push(all.len());
        }
        Self { all, starts }
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Pair> {
        self.all.iter()
    }

    /// The pairs of one line.
    pub fn of_line(&self, line: DemandLineId) -> &[Pair] {
        &self.all[self.starts[line.index()]..self.starts[line.index() + 1]]
    }

    /// Whether a quote may serve a line.
    pub fn holds(&self, line: DemandLineId, quote: QuoteId) -> bool {
        let pairs = self.of_line(line);
        pairs
            .binary_search_by_key(&quote, |pair| pair.quote)
            .is_ok()
    }
}

/// The items that a line accepts, each once.
fn accepted(case: &Case, line: DemandLineId) -> Vec<ItemId> {
    let demand = &case.demand[line];
    let substitutes = demand.substitutes.iter().map(|other| other.item);
    let mut items: Vec<ItemId> = substitutes.chain([demand.item]).collect();
    items.sort_unstable();
    items.dedup();
    items
}

fn pair(case: &Case, curves: &Curves, line: DemandLineId, quote: QuoteId) -> Pair {
    let curve = &curves.all[curves.place(quote).curve];
    let demand = &case.demand[line];
    let item = &case.items[demand.item];
    let part = if item.split {
        item.step
    } else {
        demand.quantity
    };
    let counts = |covered| curve.counted(quote, case.bought(line, quote, covered));
    let counted = counts(demand.quantity);
    let of_part = counts(part);
    Pair {
        line,
        quote,
        bought: case.bought(line, quote, demand.quantity),
        counted,
        is_settled: settled(counted) == counted && settled(of_part) == of_part,
    }
}

/// The least that a whole line under a quote in a tier costs over the horizon, after the most that
/// rebates and bundles give back on it: *c*.
pub(super) fn cost(
    case: &Case,
    curve: &Curve,
    discounts: &Discounts,
    pair: &Pair,
    (position, tier): (usize, usize),
) -> Option<Billionths> {
    let charged = curve.charged(position, tier, pair.bought);
    let valued = curve.valued(position, tier, pair.bought);
    let kept = Decimal::ONE - discounts.of_spend[pair.quote];
    let each_cycle = charged * kept - valued * discounts.of_value[pair.quote];
    amounts::floor(each_cycle.checked_mul(Decimal::from(case.horizon.cycles))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Discount, Period, Substitute, VendorChoice};
    use crate::testing::TestCase;
    use rust_decimal::dec;

    #[test]
    fn a_substitute_costs_what_replaces_the_line() {
        let mut case = TestCase::new().cycles(4);
        let shop = case.shop("corner");
        let (flour, rye) = (case.item("flour"), case.item("rye"));
        let line = case.demand(shop, flour, 6);
        case.demand[line].substitutes = vec![Substitute {
            item: rye,
            factor: dec!(1.5),
            approved_by: None,
        }];
        let mill = case.vendor("mill");
        let quote = case.quote(mill, rye, 4);
        // 1 off from 5 on; 10 % back on all spend, and 20 % of the list price of rye.
        case.incremental(&[quote], &[(5, 1)]);
        case.rebate(mill, Period::Cycle, &[(10, Discount::Share(dec!(0.1)))]);
        case.bundle(mill, &[(rye, 1)], Discount::Share(dec!(0.2)));
        let curves = Curves::of(&case);
        let (pairs, discounts) = (Pairs::of(&case, &curves), Discounts::of(&case));
        let [pair] = pairs.of_line(line) else {
            panic!("one quote may serve the line");
        };
        assert_eq!(pair.counted, dec!(9));
        let curve = &curves.all[curves.place(quote).curve];
        let cost = |tier| cost(&case, curve, &discounts, pair, (0, tier));
        // 4 × 9 × (4 × 0.9 − 0.8) and 4 × 9 × (3 × 0.9 − 0.8).
        assert_eq!(cost(0), amounts::exact(dec!(100.8)));
        assert_eq!(cost(1), amounts::exact(dec!(68.4)));
        assert_eq!(curve.fixed(1), dec!(20));
    }

    #[test]
    fn quotes_that_may_not_serve_a_line_are_no_pairs() {
        let mut case = TestCase::new();
        let shop = case.shop("corner");
        let flour = case.item("flour");
        let line = case.demand(shop, flour, 6);
        let (mill, farm) = (case.vendor("mill"), case.vendor("farm"));
        let [at_mill, at_farm] = [mill, farm].map(|vendor| case.quote(vendor, flour, 9));
        let found = |case: &TestCase| {
            let pairs = Pairs::of(case, &Curves::of(case));
            [at_mill, at_farm].map(|quote| pairs.holds(line, quote))
        };
        assert_eq!(found(&case), [true, true]);
        case.demand[line].refuses = vec![VendorChoice::Vendor(farm)];
        assert_eq!(found(&case), [true, false]);
    }
}
