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
