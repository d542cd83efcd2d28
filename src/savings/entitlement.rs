//! How much of a scarce capacity a coalition may count on (S2, S3).
//!
//! A coalition's entitlement to a capacity is its share of the demand that could draw on it. The
//! entitlements of disjoint coalitions therefore never come to more than the capacity.

use crate::problem::{CapacityUnit, Case};
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, QuoteId, VendorId};

/// Cuts every capacity of quotes and vendors to the entitlement of the lines that `is_inside`
/// holds true for.
pub(super) fn cut_capacities(
    case: &Case,
    part: &mut Case,
    is_inside: &dyn Fn(DemandLineId) -> bool,
) {
    for quote in case.quotes.ids() {
        if let Some(capacity) = &mut part.quotes[quote].capacity {
            let drawn = |line| drawn_on_quote(case, quote, line);
            let value = capacity.quantity.value();
            capacity.quantity =
                crate::units::Quantity::new(entitled(case, value, drawn, is_inside));
        }
    }
    for vendor in case.vendors.ids() {
        if let Some(capacity) = &mut part.vendors[vendor].capacity {
            let unit = capacity.unit;
            let drawn = |line| drawn_on_vendor(case, vendor, unit, line);
            capacity.amount = entitled(case, capacity.amount, drawn, is_inside);
        }
    }
}

fn entitled(
    case: &Case,
    capacity: Decimal,
    drawn: impl Fn(DemandLineId) -> Decimal,
    is_inside: &dyn Fn(DemandLineId) -> bool,
) -> Decimal {
    let all: Decimal = case.demand.ids().map(&drawn).sum();
    let inside: Decimal = case
        .demand
        .ids()
        .filter(|line| is_inside(*line))
        .map(drawn)
        .sum();
    if all.is_zero() {
        return capacity;
    }
    let product = capacity.checked_mul(inside);
    settled(product.map_or_else(|| capacity * (inside / all), |product| product / all))
}

/// What the line would buy under the quote at most, in one cycle; zero if the quote does not hold
/// at its site or it does not accept the item.
fn drawn_on_quote(case: &Case, quote: QuoteId, line: DemandLineId) -> Decimal {
    let offer = &case.quotes[quote];
    let site = case.demand[line].site;
    let zones = &case.vendors[offer.vendor].zones;
    let zone = case.sites[site].zone.as_ref();
    let is_served = zones.is_empty() || zone.is_some_and(|zone| zones.contains(zone));
    let factor = case.factor(line, offer.item);
    factor
        .filter(|_| is_served && case.is_in_scope(&offer.scope, site))
        .map_or(Decimal::ZERO, |factor| {
            case.demand[line].quantity.value() * factor
        })
}

/// The same over all the vendor's quotes, as its capacity counts: the most that one of them says.
fn drawn_on_vendor(
    case: &Case,
    vendor: VendorId,
    unit: CapacityUnit,
    line: DemandLineId,
) -> Decimal {
    let counted = case.quotes_of(vendor).map(|quote| {
        let drawn = drawn_on_quote(case, quote, line);
        match unit {
            CapacityUnit::Units => drawn,
            CapacityUnit::Weight => {
                let weight = case.items[case.quotes[quote].item].weight;
                weight.map_or(Decimal::ZERO, |weight| weight.value() * drawn)
            }
        }
    });
    counted.max().unwrap_or_default()
}
