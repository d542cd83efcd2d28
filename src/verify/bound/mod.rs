//! The certified bound: what internal prices prove, evaluated without the search.
//!
//! Goes in: a [`Case`] and any [`InternalPrices`]. Comes out: an amount that no plan's objective is
//! below, computed in whole billionths of the currency unit; every cost is rounded down. The equations
//! are L1 to L8 of `models/award.md`, one file a block: [`options`] L3, [`lines`] L2, [`curves`] L4 and
//! L5, [`items`] L6, [`vendors`] L7 and L8. Curves are read from the case anew ([`structure`]), not
//! by `pricing::lower`. Divisions are rounded in the 28th digit, as those of exact prices are.
//!
//! Nothing is certified where the case breaks what the proof assumes ([`discounts`]), where a line
//! has no quote, or where a figure leaves the range of 128 bits.
//!
//! Cost: pairs × tiers for the lines, states × grains for each pooled item.

mod amounts;
mod curves;
mod discounts;
mod groups;
mod items;
mod lines;
mod options;
mod prices;
mod reach;
mod refusals;
mod structure;
#[cfg(test)]
mod tests;
mod vendors;

pub use groups::{GroupShares, group_shares};

use amounts::Billionths;
use discounts::Discounts;
use options::Pairs;
use prices::Prices;
use reach::Range;
use structure::Curves;

use super::Refusal;
use crate::plan::InternalPrices;
use crate::problem::Case;
use crate::units::Money;

/// An amount that no plan's objective is below, proven by these prices alone; `None` if they prove
/// nothing.
pub fn certified_bound(case: &Case, prices: &InternalPrices) -> Option<Money> {
    evaluated(case, prices).ok().flatten()
}

/// What the prices prove, if anything; refusals if they cannot be evaluated.
pub(super) fn evaluated(
    case: &Case,
    prices: &InternalPrices,
) -> Result<Option<Money>, Vec<Refusal>> {
    let curves = Curves::of(case);
    let refusals = refusals::refusals(case, &curves, prices);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let model = Model::of(case, curves, prices);
    Ok(model.and_then(|model| amounts::money(model.bound()?)))
}

/// A case with prices, ready to be evaluated.
struct Model<'a> {
    case: &'a Case,
    curves: Curves<'a>,
    discounts: Discounts,
    pairs: Pairs,
    /// By curve and tier.
    ranges: Vec<Vec<Option<Range>>>,
    prices: Prices,
}

impl<'a> Model<'a> {
    /// `None` if the case breaks what the proof assumes.
    fn of(case: &'a Case, curves: Curves<'a>, prices: &InternalPrices) -> Option<Self> {
        let discounts = Discounts::of(case);
        if !discounts::are_kept(case, &curves, &discounts) {
            return None;
        }
        let pairs = Pairs::of(case, &curves);
        let ranges = reach::ranges(case, &curves, &pairs);
        let prices = Prices::of(prices, &curves, &pairs, &ranges)?;
        Some(Self {
            case,
            curves,
            discounts,
            pairs,
            ranges,
            prices,
        })
    }

    /// L1.
    fn bound(&self) -> Option<Billionths> {
        let states = curves::states(self)?;
        let pooled = items::pooled(self);
        let mut is_apart = vec![true; self.curves.all.len()];
        for curve in pooled.iter().flat_map(|item| &item.curves) {
            is_apart[*curve] = false;
        }
        let items = pooled.iter().map(|item| items::bound(self, item, &states));
        let apart = states
            .iter()
            .enumerate()
            .filter(|(curve, _)| is_apart[*curve]);
        let apart = apart.map(|(curve, states)| curves::least(self, curve, states));
        let parts = items.chain(apart);
        amounts::total(parts.chain([lines::bound(self), vendors::bound(self)]))
    }
}
