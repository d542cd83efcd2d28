//! Tiers: which are within reach, which one is reached (A2–A4).

use super::{Formulation, Meaning};
use crate::award::number::number;
use crate::problem::Case;
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, Id, Quantity, QuoteId, quantum};

impl Formulation<'_> {
    /// The most that each curve can count.
    pub(super) fn most_counted(&self) -> Vec<Decimal> {
        let most_bought = |quote: QuoteId| {
            let lines = self.lines_by_quote[quote.index()].iter();
            let demand: Decimal = lines
                .map(|line| {
                    self.case
                        .bought(*line, quote, self.case.demand[*line].quantity)
                        .value()
                })
                .sum();
            let surplus: Decimal = self.slots[quote.index()].iter().map(|slot| slot.most).sum();
            let most = demand + surplus;
            capacity_per_cycle(self.case, quote).map_or(most, |capacity| most.min(capacity))
        };
        self.curves
            .iter()
            .map(|curve| {
                let counts = curve
                    .quotes
                    .iter()
                    .map(|part| part.counted(Quantity::new(most_bought(part.quote))));
                settled(counts.sum())
            })
            .collect()
    }

    /// Indices of the tiers that a curve can reach.
    pub(super) fn tiers_within(&self, curve: usize) -> std::ops::Range<usize> {
        let most = self.most_by_curve[curve];
        let reachable = self.curves[curve]
            .tiers
            .iter()
            .take_while(|tier| tier.from <= most);
        0..reachable.count().max(1)
    }

    /// Whether the line accepts the quote's price in a tier.
    pub(super) fn is_within_ceiling(
        &self,
        line: DemandLineId,
        quote: QuoteId,
        tier: usize,
    ) -> bool {
        let (curve, part) = self.curve_by_quote[quote.index()];
        let price = self.curves[curve].tiers[tier].values[part];
        let factor = self.case.factor(line, self.case.quotes[quote].item);
        let price = price.times(factor.expect("columns exist for accepted items"));
        self.case.demand[line]
            .price_ceiling
            .is_none_or(|ceiling| !price.exceeds(ceiling))
    }

    /// Whether the price of any tier within reach is within the line's ceiling.
    pub fn may_keep_ceiling(&self, line: DemandLineId, quote: QuoteId) -> bool {
        let (curve, _) = self.curve_by_quote[quote.index()];
        let mut tiers = self.tiers_within(curve);
        tiers.any(|tier| self.is_within_ceiling(line, quote, tier))
    }

    /// A2 at most one tier, A3 goods only in the tier reached, A4 the tier is the one reached.
    pub(super) fn reach_tiers(&mut self) {
        for curve in 0..self.curves.len() {
            let tiers = self.tiers_within(curve);
            if tiers.len() == 1 {
                continue;
            }
            let mut one = Vec::new();
            for tier in tiers {
                let column = self.binary(Meaning::Tier { curve, tier });
                let fixed = self.curves[curve].tiers[tier].fixed;
                self.model.charge(column, number(fixed.value()));
                self.tier_columns.insert((curve, tier), column);
                one.push((column, 1.0));
                self.reach_tier(curve, tier);
            }
            self.model.at_most("A2 one tier", one, 1.0);
        }
    }

    fn reach_tier(&mut self, curve: usize, tier: usize) {
        let flag = self.tier_columns[&(curve, tier)];
        let mut counted = Vec::new();
        let mut links = Vec::new();
        for part in &self.curves[curve].quotes {
            for goods in self.goods_of(part.quote).filter(|goods| goods.tier == tier) {
                let each = part.counted(Quantity::new(goods.bought));
                counted.push((goods.column, number(each)));
                links.push(vec![(goods.column, 1.0), (flag, -number(goods.most))]);
            }
        }
        for link in links {
            self.model.at_most("A3 goods in tier", link, 0.0);
        }
        let from = self.curves[curve].tiers[tier].from;
        if !from.is_zero() {
            let mut least = counted.clone();
            least.push((flag, -number(from)));
            self.model.at_least("A4 reach tier", least, 0.0);
        }
        if let Some(last) = self.last_of_tier(curve, tier) {
            let mut most = counted;
            most.push((flag, -number(last)));
            self.model.at_most("A4 stay in tier", most, 0.0);
        }
    }

    /// The largest total within a tier, if a further tier is within reach: tiers are half-open, so
    /// it is the last multiple, below the next tier, of what totals are made of.
    ///
    /// Totals that share no multiple (packs whose contents have hardly a common one) end at the
    /// next tier itself: where that tier is the cheaper one, nothing is lost.
    fn last_of_tier(&self, curve: usize, tier: usize) -> Option<Decimal> {
        let next = self.curves[curve].tiers.get(tier + 1)?.from;
        if next > self.most_by_curve[curve] {
            return None;
        }
        Some(match self.grain_of_totals(curve) {
            Some(grain) => ((next / grain).ceil() - Decimal::ONE) * grain,
            None => next,
        })
    }

    /// The largest amount of which every total of a curve is a whole multiple, if there is one
    /// that decimals can hold.
    fn grain_of_totals(&self, curve: usize) -> Option<Decimal> {
        let parts = &self.curves[curve].quotes;
        let mut multiple = Decimal::ONE;
        for part in parts {
            multiple = multiple.checked_mul(part.per / quantum([multiple, part.per]))?;
        }
        let mut grain = Decimal::ZERO;
        for part in parts {
            let goods = self.goods_of(part.quote).map(|goods| goods.bought);
            let slots = self.slots[part.quote.index()].iter();
            let units = slots.filter_map(|slot| slot.unit);
            let factor = part.counts.checked_mul(multiple / part.per)?;
            for each in goods.chain(units) {
                grain = quantum([grain, each.checked_mul(factor)?]);
            }
        }
        let grain = grain / multiple;
        (grain >= SMALLEST_GRAIN).then_some(grain)
    }
}

/// Totals are compared to twelve decimals; a grain must be well above that.
const SMALLEST_GRAIN: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// Most that may be bought under a quote in one cycle.
pub(super) fn capacity_per_cycle(case: &Case, quote: QuoteId) -> Option<Decimal> {
    let capacity = case.quotes[quote].capacity?;
    Some(capacity.quantity.value() / case.horizon.counted_cycles(capacity.per))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::formulation::Coverage;
    use crate::problem::Counted;
    use crate::testing::TestCase;
    use rust_decimal::dec;

    /// Unsplit lines of one item each, all in one group with a break at 10 and one at 12.
    fn last_below_ten(counted: Counted, lines: &[(u32, Decimal)]) -> Option<Decimal> {
        let mut case = TestCase::new();
        let shop = case.shop("shop");
        let vendor = case.vendor("vendor");
        let mut quotes = Vec::new();
        for (number, (quantity, content)) in lines.iter().enumerate() {
            let item = case.item(&format!("i{number}"));
            case.demand(shop, item, *quantity);
            let quote = case.quote(vendor, item, 1);
            case.packs(quote, *content, None);
            quotes.push(quote);
        }
        let ladder = [(10, dec!(0.1)), (12, dec!(0.2))];
        let group = case.share_off(&quotes, &ladder);
        case.groups[group].counted = counted;
        let formulation = Formulation::new(&case, Coverage::Required);
        formulation.last_of_tier(0, 0)
    }

    #[track_caller]
    fn check(counted: Counted, lines: &[(u32, Decimal)], expected: Option<Decimal>) {
        assert_eq!(last_below_ten(counted, lines), expected);
    }

    #[test]
    fn a_tier_ends_at_the_last_total_that_lines_can_make_below_the_next() {
        check(Counted::Units, &[(4, dec!(1)), (6, dec!(1))], Some(dec!(8)));
        check(Counted::Units, &[(3, dec!(1)), (9, dec!(1))], Some(dec!(9)));
        check(Counted::Units, &[(7, dec!(1)), (5, dec!(1))], Some(dec!(9)));
    }

    #[test]
    fn totals_in_packs_are_made_of_parts_of_packs() {
        // 16 ÷ 4 = 4 and 40 ÷ 5 = 8 packs: whole fours. 18 ÷ 4 = 4.5 and 8: halves.
        let packs = Counted::Packs;
        check(packs, &[(16, dec!(4)), (40, dec!(5))], Some(dec!(8)));
        check(packs, &[(18, dec!(4)), (40, dec!(5))], Some(dec!(9.5)));
        // 32 ÷ 3 of a pack and 2 packs: thirds, two of which are the common measure.
        let thirds = last_below_ten(packs, &[(32, dec!(3)), (4, dec!(2))]);
        assert_eq!(thirds.map(settled), Some(settled(dec!(28) / dec!(3))));
    }

    #[test]
    fn without_a_common_measure_a_tier_ends_at_the_next() {
        let contents = [dec!(0.453592), dec!(1.360777), dec!(11.339809)];
        let lines = contents.map(|content| (40, content));
        check(Counted::Packs, &lines, Some(dec!(10)));
    }

    #[test]
    fn a_tier_has_no_end_where_the_next_is_out_of_reach() {
        check(Counted::Units, &[(4, dec!(1)), (5, dec!(1))], None);
        check(Counted::Units, &[(4, dec!(1)), (6, dec!(1))], Some(dec!(8)));
    }
}
