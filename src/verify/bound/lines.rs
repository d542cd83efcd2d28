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

/// *c* + *α* + *β* + *κ u* − *σ n*.
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
    let for_capacity = for_capacity(model, pair, tier)?;
    amounts::total([
        Some(for_capacity),
        Some(cost),
        Some(model.prices.tier(pair.line, pair.quote, tier)),
        Some(model.prices.drop(pair.line, pair.quote)),
        amounts::floor(-for_units),
    ])
}

/// *κ u*: what the whole line takes of the quote's capacity, at its price.
fn for_capacity(model: &Model, pair: &Pair, tier: usize) -> Option<Billionths> {
    let price = model.prices.capacity(pair.quote, tier);
    let Some(capacity) = model.case.quotes[pair.quote].capacity else {
        return Some(0);
    };
    let cycles = model.case.horizon.counted_cycles(capacity.per);
    let taken = pair.bought.value().checked_mul(cycles)?;
    amounts::floor(price.checked_mul(taken)?)
}
