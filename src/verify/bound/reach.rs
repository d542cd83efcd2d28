//! Reach: how much of the demand a curve can count in each of its tiers.

use super::amounts;
use super::options::Pairs;
use super::structure::{Curve, Curves};
use crate::problem::{Case, Quote};
use crate::units::{Decimal, Quantity, QuoteId, Table};

/// What the lines may count while a curve is in a tier, over the curve's period; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// At least this.
    pub first: Decimal,
    /// At most this: what the curve can count, or where the next tier starts.
    pub last: Decimal,
    /// Where the next tier starts, if there is one; what is counted stays below it.
    pub next: Option<Decimal>,
}

/// The range of every tier of every curve; `None` for a tier that no plan is in.
pub(super) fn ranges(case: &Case, curves: &Curves, pairs: &Pairs) -> Vec<Vec<Option<Range>>> {
    let mut needed: Table<QuoteId, Decimal> = case.quotes.ids().map(|_| Decimal::ZERO).collect();
    let mut is_settled = vec![true; curves.all.len()];
    for pair in pairs.iter() {
        needed[pair.quote] += pair.counted;
        is_settled[curves.place(pair.quote).curve] &= pair.is_settled;
    }
    let curves = curves.all.iter().zip(is_settled);
    curves
        .map(|(curve, is_settled)| {
            let most = |quote: &QuoteId| most(case, curve, *quote, needed[*quote]);
            let bounds = Bounds {
                most: curve.quotes.iter().map(most).sum(),
                least: least(case, curve),
                may_have_surplus: curve
                    .quotes
                    .iter()
                    .any(|quote| may_have_surplus(case, &case.quotes[*quote])),
                // A total that is no whole number of trillionths reaches a break a hair below it.
                slack: if is_settled {
                    Decimal::ZERO
                } else {
                    amounts::one_trillionth()
                },
            };
            let tiers = 0..curve.n_tiers();
            tiers.map(|tier| bounds.range(curve, tier)).collect()
        })
        .collect()
}

/// What holds for a whole curve.
struct Bounds {
    most: Decimal,
    least: Decimal,
    may_have_surplus: bool,
    slack: Decimal,
}

impl Bounds {
    fn range(&self, curve: &Curve, tier: usize) -> Option<Range> {
        if self.most.is_zero() {
            return None;
        }
        let first = if self.may_have_surplus {
            Decimal::ZERO
        } else {
            let start = curve.start(tier)?.max(self.least);
            (start - self.slack).max(Decimal::ZERO)
        };
        let next = curve.start(tier + 1).map(|next| next + self.slack);
        let last = next.map_or(self.most, |next| next.min(self.most));
        (first <= last).then_some(Range { first, last, next })
    }
}

/// What a quote can count: what the lines it may serve need, within its capacity.
fn most(case: &Case, curve: &Curve, quote: QuoteId, needed: Decimal) -> Decimal {
    let capacity = case.quotes[quote].capacity.map(|most| {
        let cycles = case.horizon.counted_cycles(most.per);
        curve.counted(quote, most.quantity) / cycles
    });
    capacity.map_or(needed, |capacity| capacity.min(needed))
}

/// What a quote by itself counts at least if it is used: its minimum order.
fn least(case: &Case, curve: &Curve) -> Decimal {
    let [quote] = curve.quotes[..] else {
        return Decimal::ZERO;
    };
    let minimum = case.quotes[quote].min_order;
    minimum.map_or(Decimal::ZERO, |least| {
        let cycles = case.horizon.counted_cycles(least.per);
        curve.counted(quote, least.quantity) / cycles
    })
}

/// Whether more than the lines take may be bought under a quote.
fn may_have_surplus(case: &Case, quote: &Quote) -> bool {
    case.items[quote.item].over_buy || quote.lot_size.is_some() || quote.pack.whole.is_some()
}

/// The first and the last whole number of grains within a range, of which there is none if the first is
/// above the last; `None` if grains are no whole number of trillionths.
pub(super) fn grains(range: &Range, grain: Quantity, cycles: Decimal) -> Option<(usize, usize)> {
    let grain = amounts::counted_exact(grain.value().checked_mul(cycles)?)?;
    let first = amounts::counted_up(range.first)?;
    let first = first.checked_add(grain - 1)?.div_euclid(grain);
    let mut last = amounts::counted_down(range.last)?.div_euclid(grain);
    if let Some(next) = range.next {
        last = last.min((amounts::counted_up(next)? - 1).div_euclid(grain));
    }
    Some((usize::try_from(first).ok()?, usize::try_from(last).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{PackScope, Period, PeriodQuantity};
    use crate::testing::{TestCase, qty};
    use rust_decimal::dec;

    /// Two shops need 6 and 10 of flour each week of four; prices fall at 8 and at 20.
    fn flour() -> (TestCase, QuoteId) {
        let mut case = TestCase::new().cycles(4);
        let flour = case.item("flour");
        for (key, need) in [("corner", 6), ("hill", 10)] {
            let shop = case.shop(key);
            case.demand(shop, flour, need);
        }
        let mill = case.vendor("mill");
        let quote = case.quote(mill, flour, 9);
        case.all_units(&[quote], &[(8, 8), (20, 7)]);
        (case, quote)
    }

    fn check(case: &Case, expected: [Option<(Decimal, Decimal)>; 3]) {
        let curves = Curves::of(case);
        let ranges = ranges(case, &curves, &Pairs::of(case, &curves));
        let found = ranges[0]
            .iter()
            .map(|range| range.map(|of| (of.first, of.last)));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tiers_end_where_the_next_one_starts_or_the_demand_does() {
        let (case, _) = flour();
        check(
            &case,
            [Some((dec!(0), dec!(8))), Some((dec!(8), dec!(16))), None],
        );
    }

    #[test]
    fn a_capacity_and_a_minimum_count_in_the_curves_period() {
        let (mut case, quote) = flour();
        let over_all = |quantity| PeriodQuantity {
            quantity: qty(quantity),
            per: Period::Horizon,
        };
        case.quotes[quote].capacity = Some(over_all(48));
        case.quotes[quote].min_order = Some(over_all(36));
        check(&case, [None, Some((dec!(9), dec!(12))), None]);
        let group = case.quotes[quote].group.unwrap();
        case.groups[group].per = Period::Horizon;
        check(&case, [None, None, Some((dec!(36), dec!(48)))]);
    }

    #[test]
    fn with_surplus_every_tier_is_in_reach_of_nothing() {
        let (mut case, quote) = flour();
        let all = [dec!(8), dec!(16), dec!(16)].map(|last| Some((dec!(0), last)));
        case.quotes[quote].lot_size = Some(qty(5));
        check(&case, all);
        case.quotes[quote].lot_size = None;
        case.packs(quote, 5, Some(PackScope::Pool));
        check(&case, all);
        case.packs(quote, 1, None);
        let item = case.quotes[quote].item;
        case.items[item].over_buy = true;
        check(&case, all);
    }

    #[test]
    fn a_quote_that_serves_nobody_is_in_no_tier() {
        let (mut case, quote) = flour();
        case.quotes[quote].conditions = vec![crate::problem::Condition::Term("none".into())];
        check(&case, [None; 3]);
    }

    #[test]
    fn totals_that_divisions_leave_short_of_a_break_reach_it() {
        let (mut case, quote) = flour();
        let group = case.quotes[quote].group.unwrap();
        case.groups[group].counted = crate::problem::Counted::Packs;
        case.packs(quote, 3, None);
        let hair = amounts::one_trillionth();
        let needed = dec!(6) / dec!(3) + dec!(10) / dec!(3);
        check(&case, [Some((dec!(0), needed)), None, None]);
        let QuoteStructure::AllUnits(tiers) = &mut case.groups[group].structure else {
            panic!("breaks on all units");
        };
        tiers[1].from = dec!(2);
        let second = Some((dec!(2) - hair, needed));
        check(&case, [Some((dec!(0), dec!(2) + hair)), second, None]);
    }

    use crate::problem::QuoteStructure;

    #[test]
    fn whole_grains_end_one_before_the_next_tier() {
        let range = |first, last, next| Range { first, last, next };
        let found = |range: Range| grains(&range, qty(2), dec!(1));
        assert_eq!(found(range(dec!(0), dec!(8), Some(dec!(8)))), Some((0, 3)));
        assert_eq!(
            found(range(dec!(8), dec!(16), Some(dec!(20)))),
            Some((4, 8))
        );
        assert_eq!(found(range(dec!(7), dec!(9), None)), Some((4, 4)));
        assert_eq!(found(range(dec!(8.5), dec!(9), None)), Some((5, 4)));
        let third = qty(dec!(1) / dec!(3));
        assert_eq!(grains(&range(dec!(0), dec!(8), None), third, dec!(1)), None);
        assert_eq!(
            grains(&range(dec!(0), dec!(8), None), qty(2), dec!(4)),
            Some((0, 1))
        );
    }
}
