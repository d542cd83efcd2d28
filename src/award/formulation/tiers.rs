//! Tiers: which are within reach, which one is reached (A2–A4).

use super::{Formulation, Meaning};
use crate::award::number::number;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Id, QuoteId, quantum};

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
                    .map(|part| part.counts * most_bought(part.quote));
                counts.sum()
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
                counted.push((goods.column, number(part.counts * goods.bought)));
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
        let mut most = counted;
        most.push((flag, -number(self.last_of_tier(curve, tier))));
        self.model.at_most("A4 stay in tier", most, 0.0);
    }

    /// The largest total within a tier: tiers are half-open, so it is the last multiple of what
    /// totals are made of below the next tier.
    fn last_of_tier(&self, curve: usize, tier: usize) -> Decimal {
        let most = self.most_by_curve[curve];
        let Some(next) = self.curves[curve].tiers.get(tier + 1) else {
            return most;
        };
        let parts = self.curves[curve].quotes.iter();
        let grain = quantum(parts.flat_map(|part| {
            let goods = self.goods_of(part.quote).map(|goods| goods.bought);
            let units = self.slots[part.quote.index()]
                .iter()
                .filter_map(|slot| slot.unit);
            let all: Vec<Decimal> = goods.chain(units).map(|each| each * part.counts).collect();
            all
        }));
        if grain.is_zero() {
            return most.min(next.from);
        }
        most.min(((next.from / grain).ceil() - Decimal::ONE) * grain)
    }
}

/// Most that may be bought under a quote in one cycle.
pub(super) fn capacity_per_cycle(case: &Case, quote: QuoteId) -> Option<Decimal> {
    let capacity = case.quotes[quote].capacity?;
    Some(capacity.quantity.value() / case.horizon.counted_cycles(capacity.per))
}
