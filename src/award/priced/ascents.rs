//! The prices of a search: from what lines are worth, then by links.

use super::Search;
use crate::award::prices::{Ascent, CoverageAscent, Prices, recalled};

impl Search<'_> {
    /// What the cheapest plan costs that is known or was met.
    fn known(&self, met: Option<f64>) -> Option<f64> {
        self.begin.cost.into_iter().chain(met).reduce(f64::min)
    }

    /// Whether that bound is enough.
    fn is_closed(&self, known: Option<f64>, bound: f64) -> bool {
        known.is_some_and(|cost| cost - bound <= self.options.gap * cost)
    }

    /// What lines are worth, where curves decide by themselves: no demand is shared among them.
    pub(super) fn coverage(&self, met: Option<f64>) -> Option<CoverageAscent<'_>> {
        if !self.blocks.items.is_empty() {
            return None;
        }
        let known = self.known(met);
        let mut coverage = CoverageAscent::new(self.blocks);
        for step in 0..self.effort.steps {
            coverage.step();
            let is_closed = self.is_closed(known, coverage.bound);
            if coverage.is_over() || is_closed || self.is_past(self.effort.priced) {
                break;
            }
            if step % 50 == 0 {
                self.told.bound(coverage.bound);
            }
        }
        Some(coverage)
    }

    /// Better prices, toward the cost of the known award or of the one met, from earlier ones or from
    /// what lines are worth.
    pub(super) fn ascend(&self, met: Option<f64>, worths: Option<Prices>) -> Ascent {
        let known = self.known(met);
        let recall = |(merged, published)| recalled(merged, self.blocks, published);
        let is_worth_known = worths.is_some();
        let prices = worths.or_else(|| self.begin.prices.map(recall));
        let prices = prices.unwrap_or_else(|| Prices::zero(self.blocks));
        let mut ascent = Ascent::new(self.blocks, prices);
        // Curves that share neither demand nor drops have said all there is to say.
        let is_said = is_worth_known && self.blocks.drops.iter().all(|drop| drop.fee <= 0.0);
        let steps = if is_said { 1 } else { self.effort.steps };
        for step in 0..steps {
            /// Where no plan is known, one is supposed to cost this many times the first bound.
            const SUPPOSED: f64 = 1.1;
            let target = known.unwrap_or(ascent.bound.max(0.0) * SUPPOSED);
            ascent.step(self.blocks, target);
            let is_closed = self.is_closed(known, ascent.bound);
            if ascent.is_over() || is_closed || self.is_past(self.effort.priced) {
                break;
            }
            if step % 50 == 0 {
                self.told.bound(ascent.bound);
            }
        }
        ascent
    }
}
