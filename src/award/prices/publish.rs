//! Prices as plain data, and back: of the case's own lines, with nine decimals.

use std::collections::BTreeMap;

use rust_decimal::prelude::FromPrimitive;

use super::blocks::{Blocks, Capacity};
use super::evaluate::Prices;
use crate::award::merge::Merged;
use crate::award::number::number;
use crate::plan::{
    CapacityPrice, DropPrice, InternalPrices, QuantityPrice, TierPrice, VendorPrice,
};
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, QuoteId};

/// Decimals of a published price.
const DECIMALS: u32 = 9;

/// The prices for the lines of `case`, of which the blocks hold the merged ones.
///
/// What a merged line pays is divided by quantity, so that its lines pay it together.
pub(in crate::award) fn published(
    case: &Case,
    merged: &Merged,
    blocks: &Blocks,
    prices: &Prices,
) -> InternalPrices {
    let mut published = InternalPrices::default();
    for (number, offer) in blocks.offers.iter().enumerate() {
        let whole = merged.case.demand[offer.line].quantity.value();
        for line in merged.lines_of(offer.line) {
            let share = case.demand[*line].quantity.value() / whole;
            let own = |price: f64| rounded(price).map(|price| (price * share).round_dp(DECIMALS));
            for (tier, option) in blocks.options_of(offer).enumerate() {
                if let Some(price) = own(prices.tiers[option]) {
                    published.tiers.push(TierPrice {
                        line: *line,
                        quote: offer.quote,
                        tier,
                        price,
                    });
                }
            }
            if let Some(price) = own(prices.drops[number]) {
                published.drops.push(DropPrice {
                    line: *line,
                    quote: offer.quote,
                    price,
                });
            }
        }
    }
    publish_curves(blocks, prices, &mut published);
    publish_capacities(blocks, prices, &mut published);
    sort(&mut published);
    published
}

/// Prices of the lines of the case, as far as the blocks know these lines, quotes and tiers.
pub(in crate::award) fn recalled(
    merged: &Merged,
    blocks: &Blocks,
    published: &InternalPrices,
) -> Prices {
    let mut prices = Prices::zero(blocks);
    let class_of = merged.class_of();
    let offers = blocks.offers.iter().enumerate();
    let offers: BTreeMap<(DemandLineId, QuoteId), usize> = offers
        .map(|(number, offer)| ((offer.line, offer.quote), number))
        .collect();
    let offer = |line, quote| offers.get(&(*class_of.get(&line)?, quote)).copied();
    for price in &published.tiers {
        let offer = offer(price.line, price.quote);
        let option =
            offer.and_then(|offer| blocks.options_of(&blocks.offers[offer]).nth(price.tier));
        if let Some(option) = option {
            prices.tiers[option] += number(price.price).max(0.0);
        }
    }
    for price in &published.drops {
        if let Some(offer) = offer(price.line, price.quote) {
            prices.drops[offer] += number(price.price).max(0.0);
        }
    }
    let curves = blocks.curves.iter().enumerate();
    let curves: BTreeMap<QuoteId, usize> = curves.map(|(at, curve)| (curve.quote, at)).collect();
    for price in &published.vendors {
        if let Some(curve) = curves.get(&price.quote) {
            prices.vendors[*curve] = number(price.price).max(0.0);
        }
    }
    for price in &published.quantities {
        let curve = curves.get(&price.quote).map(|at| &blocks.curves[*at]);
        if let Some(state) = curve.and_then(|curve| curve.states.clone().nth(price.tier)) {
            prices.quantities[state] = number(price.price);
        }
    }
    let capacities = blocks.capacities.iter();
    let capacities: BTreeMap<QuoteId, &Capacity> = capacities.map(|of| (of.quote, of)).collect();
    for price in &published.capacities {
        let capacity = capacities.get(&price.quote);
        let n_tiers = capacity.map_or(0, |of| blocks.curves[of.curve].states.len());
        if let Some(capacity) = capacity.filter(|_| price.tier < n_tiers) {
            prices.capacities[capacity.first_price + price.tier] = number(price.price).max(0.0);
        }
    }
    prices
}

fn publish_curves(blocks: &Blocks, prices: &Prices, published: &mut InternalPrices) {
    for (number, curve) in blocks.curves.iter().enumerate() {
        if let Some(price) = rounded(prices.vendors[number]) {
            published.vendors.push(VendorPrice {
                quote: curve.quote,
                price,
            });
        }
        for (tier, state) in curve.states.clone().enumerate() {
            if let Some(price) = rounded(prices.quantities[state]) {
                published.quantities.push(QuantityPrice {
                    quote: curve.quote,
                    tier,
                    price,
                });
            }
        }
    }
}

fn publish_capacities(blocks: &Blocks, prices: &Prices, published: &mut InternalPrices) {
    for capacity in &blocks.capacities {
        let n_tiers = blocks.curves[capacity.curve].states.len();
        for tier in 0..n_tiers {
            if let Some(price) = rounded(prices.capacities[capacity.first_price + tier]) {
                published.capacities.push(CapacityPrice {
                    quote: capacity.quote,
                    tier,
                    price,
                });
            }
        }
    }
}

fn sort(published: &mut InternalPrices) {
    let key = |price: &TierPrice| -> (DemandLineId, _, _) { (price.line, price.quote, price.tier) };
    published.tiers.sort_by_key(key);
    published
        .drops
        .sort_by_key(|price| (price.line, price.quote));
    published.vendors.sort_by_key(|price| price.quote);
    published
        .quantities
        .sort_by_key(|price| (price.quote, price.tier));
}

/// The price with nine decimals; none if that is 0.
fn rounded(price: f64) -> Option<Decimal> {
    let rounded = Decimal::from_f64(price)?.round_dp(DECIMALS);
    (!rounded.is_zero()).then_some(rounded)
}
