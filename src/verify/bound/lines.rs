//! L2: what each demand line costs at least, with what it pays for links.

use super::Model;
use super::amounts::{self, Billionths};
use super::options::{self, Pair};
use crate::units::{Decimal, DemandLineId};

/// The sum over all lines; `None` if no quote may serve one of them.
pub(super) fn bound(model: &Model) -> Option<Billionths> {
    let lines = model.case.demand.ids();
    amounts::total(lines.map(|line| least(model, line)))
}

/// What one line costs at least; `None` if no quote may serve it.
pub(super) fn least(model: &Model, line: DemandLineId) -> Option<Billionths> {
    let mut least: Option<Billionths> = None;
    for pair in model.pairs.of_line(line) {
        let place = model.curves.place(pair.quote);
        let tiers = model.ranges[place.curve].iter().enumerate();
        for (tier, _) in tiers.filter(|(_, range)| range.is_some()) {
            let cost = with_prices(model, pair, (place.curve, place.position, tier))?;
            least = Some(least.map_or(cost, |least| least.min(cost)));
        }
    }
    least
}

/// *c* + *α* + *β* − *σ n*.
fn with_prices(
    model: &Model,
    pair: &Pair,
    (curve, position, tier): (usize, usize, usize),
) -> Option<Billionths> {
    let of = &model.curves.all[curve];
    let cost = options::cost(model.case, of, &model.discounts, pair, (position, tier))?;
    let for_units: Decimal = model
        .prices
        .quantity(curve, tier)
        .checked_mul(pair.counted)?;
    amounts::total([
        Some(cost),
        Some(model.prices.tier(pair.line, pair.quote, tier)),
        Some(model.prices.drop(pair.line, pair.quote)),
        amounts::floor(-for_units),
    ])
}
