//! Offers → the parts of the case, with the offers that can be bought.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::finding::{Finding, FindingKind};
use super::offers::Offer;
use crate::units::Decimal;

/// A part that enough vendors quote, with its usable offers.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its name in the table.
    pub name: String,
    /// Name and, where the table has one, the start of the description.
    pub title: String,
    /// Offers whose stock covers their minimum; never empty.
    pub offers: Vec<Offer>,
}

impl Part {
    /// The largest stock of one offer; `None`: unlimited.
    pub fn stock_max(&self) -> Option<Decimal> {
        let stocks: Option<Vec<Decimal>> = self.offers.iter().map(|offer| offer.stock).collect();
        stocks.and_then(|stocks| stocks.into_iter().max())
    }
}

/// How many parts passed each step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PartCounts {
    /// With an offer in the currency.
    pub in_currency: usize,
    /// Of these, quoted by enough vendors, whatever their stock.
    pub with_vendors: usize,
    /// Of these, still quoted by enough vendors when only usable offers count.
    pub with_usable_vendors: usize,
}

/// Most characters of a description in a part's title.
const DESCRIPTION_MAX: usize = 60;

/// The parts that enough vendors quote and that can be bought, in the order of the table.
///
/// Vendors are counted by name over all offers in the currency, with or without stock.
pub(super) fn select(
    offers: Vec<Offer>,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> (Vec<Part>, PartCounts) {
    let mut counts = PartCounts::default();
    let mut parts = Vec::new();
    for (name, offers) in by_part(offers) {
        counts.in_currency += 1;
        let line = offers[0].line;
        let mut note = |kind, line, what| findings.push(Finding { kind, line, what });
        let n_vendors = vendors(&offers).len();
        if n_vendors < options.vendors_min {
            let what = format!("{name}: {n_vendors}");
            note(FindingKind::TooFewVendors, line, what);
            continue;
        }
        counts.with_vendors += 1;
        note_names(&name, &offers, &mut note);
        let title = title(&name, &offers[0]);
        let offers = usable(offers, &mut note);
        if offers.is_empty() {
            note(FindingKind::NoUsableOffer, line, name);
            continue;
        }
        counts.with_usable_vendors += usize::from(vendors(&offers).len() >= options.vendors_min);
        let offers = each_stock_once(offers, &mut note);
        parts.push(Part {
            name,
            title,
            offers,
        });
    }
    (parts, counts)
}

fn by_part(offers: Vec<Offer>) -> Vec<(String, Vec<Offer>)> {
    let mut index_by_part = BTreeMap::new();
    let mut parts: Vec<(String, Vec<Offer>)> = Vec::new();
    for offer in offers {
        let index = *index_by_part
            .entry(offer.part.clone())
            .or_insert(parts.len());
        if index == parts.len() {
            parts.push((offer.part.clone(), Vec::new()));
        }
        parts[index].1.push(offer);
    }
    parts
}

fn vendors(offers: &[Offer]) -> BTreeSet<&str> {
    offers.iter().map(|offer| offer.vendor.as_str()).collect()
}

fn title(name: &str, offer: &Offer) -> String {
    let description: String = offer.description.chars().take(DESCRIPTION_MAX).collect();
    match description.trim() {
        "" => name.to_owned(),
        description => format!("{name}: {description}"),
    }
}

fn note_names(name: &str, offers: &[Offer], note: &mut impl FnMut(FindingKind, usize, String)) {
    let names: BTreeSet<&str> = offers.iter().map(|o| o.manufacturer.as_str()).collect();
    if names.len() > 1 {
        let names: Vec<&str> = names.into_iter().collect();
        let what = format!("{name}: {}", names.join(", "));
        note(FindingKind::TwoManufacturers, offers[0].line, what);
    }
}

fn usable(offers: Vec<Offer>, note: &mut impl FnMut(FindingKind, usize, String)) -> Vec<Offer> {
    let mut usable = Vec::new();
    for offer in offers {
        match offer.stock {
            _ if offer.is_usable() => usable.push(offer),
            Some(stock) if !stock.is_zero() => {
                let what = format!("{}: {stock} of {}", offer.who, offer.min_order);
                note(FindingKind::StockBelowMinimum, offer.line, what);
            }
            Some(_) | None => note(FindingKind::NoStock, offer.line, offer.who),
        }
    }
    usable
}

/// The offers, each stock once: two order numbers of a vendor with the same prices, minimum and
/// stock are two packagings of the same goods.
fn each_stock_once(
    offers: Vec<Offer>,
    note: &mut impl FnMut(FindingKind, usize, String),
) -> Vec<Offer> {
    let mut kept: Vec<Offer> = Vec::new();
    for offer in offers {
        let is_same = |other: &&Offer| {
            let terms = |o: &Offer| (o.vendor.clone(), o.min_order, o.stock, o.ladder.clone());
            terms(other) == terms(&offer)
        };
        match kept.iter().find(is_same) {
            Some(earlier) => {
                let what = format!("{}: as in row {}", offer.who, earlier.line);
                note(FindingKind::SameStockTwice, offer.line, what);
            }
            None => kept.push(offer),
        }
    }
    kept
}
