//! How much of a scarce capacity a coalition may count on (S2, S3).
//!
//! A coalition's entitlement to a capacity is its share of the demand that could draw on it. The
//! entitlements of disjoint coalitions therefore never come to more than the capacity.

use std::collections::BTreeMap;

use crate::problem::{CapacityUnit, Case};
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, ItemId, Quantity, QuoteId, VendorId};

/// Cuts every capacity of quotes and vendors to the entitlement of the lines that `is_inside`
/// holds true for.
pub(super) fn cut_capacities(
    case: &Case,
    part: &mut Case,
    is_inside: &dyn Fn(DemandLineId) -> bool,
) {
    let accepted = Accepted::of(case);
    for quote in case.quotes.ids() {
        if let Some(capacity) = &mut part.quotes[quote].capacity {
            let drawn = accepted.on_quote(quote);
            let value = entitled(capacity.quantity.value(), drawn, is_inside);
            capacity.quantity = Quantity::new(value);
        }
    }
    for vendor in case.vendors.ids() {
        if let Some(capacity) = &mut part.vendors[vendor].capacity {
            let drawn = accepted.on_vendor(vendor, capacity.unit);
            capacity.amount = entitled(capacity.amount, drawn.into_iter(), is_inside);
        }
    }
}

/// The part of a capacity that goes with the lines inside; all of it where nothing draws on it.
fn entitled(
    capacity: Decimal,
    drawn: impl Iterator<Item = (DemandLineId, Decimal)>,
    is_inside: &dyn Fn(DemandLineId) -> bool,
) -> Decimal {
    let (mut inside, mut all) = (Decimal::ZERO, Decimal::ZERO);
    for (line, amount) in drawn {
        all += amount;
        if is_inside(line) {
            inside += amount;
        }
    }
    if all.is_zero() {
        return capacity;
    }
    let product = capacity.checked_mul(inside);
    settled(product.map_or_else(|| capacity * (inside / all), |product| product / all))
}

/// The demand lines that accept each item.
struct Accepted<'a> {
    case: &'a Case,
    by_item: BTreeMap<ItemId, Vec<DemandLineId>>,
}

impl<'a> Accepted<'a> {
    fn of(case: &'a Case) -> Self {
        let mut by_item: BTreeMap<ItemId, Vec<DemandLineId>> = BTreeMap::new();
        for (id, line) in case.demand.iter() {
            let substitutes = line.substitutes.iter().map(|other| other.item);
            for item in substitutes.chain([line.item]) {
                by_item.entry(item).or_default().push(id);
            }
        }
        Self { case, by_item }
    }

    /// What each line that the quote holds for would buy under it at most, in one cycle.
    fn on_quote(&self, quote: QuoteId) -> impl Iterator<Item = (DemandLineId, Decimal)> + '_ {
        let offer = &self.case.quotes[quote];
        let lines = self.by_item.get(&offer.item).into_iter().flatten().copied();
        let held = lines.filter(move |line| self.is_open(quote, *line));
        held.map(move |line| {
            let needed = self.case.demand[line].quantity;
            (line, self.case.bought(line, quote, needed).value())
        })
    }

    /// Whether the quote holds at the line's site.
    fn is_open(&self, quote: QuoteId, line: DemandLineId) -> bool {
        let offer = &self.case.quotes[quote];
        let site = self.case.demand[line].site;
        let served = &self.case.vendors[offer.vendor].zones;
        let zone = self.case.sites[site].zone.as_ref();
        let is_served = served.is_empty() || zone.is_some_and(|zone| served.contains(zone));
        is_served && self.case.is_in_scope(&offer.scope, site)
    }

    /// The same over all the vendor's quotes, as its capacity counts: for each line the most that
    /// one of them says.
    fn on_vendor(&self, vendor: VendorId, unit: CapacityUnit) -> BTreeMap<DemandLineId, Decimal> {
        let mut most: BTreeMap<DemandLineId, Decimal> = BTreeMap::new();
        for quote in self.case.quotes_of(vendor) {
            let counts = match unit {
                CapacityUnit::Units => Decimal::ONE,
                CapacityUnit::Weight => {
                    let weight = self.case.items[self.case.quotes[quote].item].weight;
                    weight.expect("capacity in weight needs weights").value()
                }
            };
            for (line, drawn) in self.on_quote(quote) {
                let counted = most.entry(line).or_default();
                *counted = (*counted).max(drawn * counts);
            }
        }
        most
    }
}
