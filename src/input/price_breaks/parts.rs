//! Quotes → the parts of the case, with the quotes that can be bought.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::finding::{Finding, FindingKind};
use super::quotes::Quote;
use crate::units::Decimal;

/// A part that enough vendors quote, with its usable quotes.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its name in the table.
    pub name: String,
    /// Name and, where the table has one, the start of the description.
    pub title: String,
    /// Quotes whose stock covers their minimum; never empty.
    pub quotes: Vec<Quote>,
}

impl Part {
    /// The largest stock of one quote; `None`: unlimited.
    pub fn stock_max(&self) -> Option<Decimal> {
        let stocks: Option<Vec<Decimal>> = self.quotes.iter().map(|quote| quote.stock).collect();
        stocks.and_then(|stocks| stocks.into_iter().max())
    }
}

/// How many parts passed each step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PartCounts {
    /// With a quote in the currency.
    pub in_currency: usize,
    /// Of these, quoted by enough vendors, whatever their stock.
    pub with_vendors: usize,
    /// Of these, still quoted by enough vendors when only usable quotes count.
    pub with_usable_vendors: usize,
}

/// Most characters of a description in a part's title.
const DESCRIPTION_MAX: usize = 60;

/// The parts that enough vendors quote and that can be bought, in the order of the table.
///
/// Vendors are counted by name over all quotes in the currency, with or without stock.
pub(super) fn select(
    quotes: Vec<Quote>,
    options: &Options,
    findings: &mut Vec<Finding>,
) -> (Vec<Part>, PartCounts) {
    let mut counts = PartCounts::default();
    let mut parts = Vec::new();
    for (name, quotes) in by_part(quotes) {
        counts.in_currency += 1;
        let line = quotes[0].line;
        let mut note = |kind, line, what| findings.push(Finding { kind, line, what });
        let n_vendors = vendors(&quotes).len();
        if n_vendors < options.vendors_min {
            let what = format!("{name}: {n_vendors}");
            note(FindingKind::TooFewVendors, line, what);
            continue;
        }
        counts.with_vendors += 1;
        note_names(&name, &quotes, &mut note);
        let title = title(&name, &quotes[0]);
        let quotes = usable(quotes, &mut note);
        if quotes.is_empty() {
            note(FindingKind::NoUsableQuote, line, name);
            continue;
        }
        counts.with_usable_vendors += usize::from(vendors(&quotes).len() >= options.vendors_min);
        let quotes = each_stock_once(quotes, &mut note);
        parts.push(Part {
            name,
            title,
            quotes,
        });
    }
    (parts, counts)
}

fn by_part(quotes: Vec<Quote>) -> Vec<(String, Vec<Quote>)> {
    let mut index_by_part = BTreeMap::new();
    let mut parts: Vec<(String, Vec<Quote>)> = Vec::new();
    for quote in quotes {
        let index = *index_by_part
            .entry(quote.part.clone())
            .or_insert(parts.len());
        if index == parts.len() {
            parts.push((quote.part.clone(), Vec::new()));
        }
        parts[index].1.push(quote);
    }
    parts
}

fn vendors(quotes: &[Quote]) -> BTreeSet<&str> {
    quotes.iter().map(|quote| quote.vendor.as_str()).collect()
}

fn title(name: &str, quote: &Quote) -> String {
    let description: String = quote.description.chars().take(DESCRIPTION_MAX).collect();
    match description.trim() {
        "" => name.to_owned(),
        description => format!("{name}: {description}"),
    }
}

fn note_names(name: &str, quotes: &[Quote], note: &mut impl FnMut(FindingKind, usize, String)) {
    let names: BTreeSet<&str> = quotes.iter().map(|o| o.manufacturer.as_str()).collect();
    if names.len() > 1 {
        let names: Vec<&str> = names.into_iter().collect();
        let what = format!("{name}: {}", names.join(", "));
        note(FindingKind::TwoManufacturers, quotes[0].line, what);
    }
}

fn usable(quotes: Vec<Quote>, note: &mut impl FnMut(FindingKind, usize, String)) -> Vec<Quote> {
    let mut usable = Vec::new();
    for quote in quotes {
        match quote.stock {
            _ if quote.is_usable() => usable.push(quote),
            Some(stock) if !stock.is_zero() => {
                let what = format!("{}: {stock} of {}", quote.who, quote.min_order);
                note(FindingKind::StockBelowMinimum, quote.line, what);
            }
            Some(_) | None => note(FindingKind::NoStock, quote.line, quote.who),
        }
    }
    usable
}

/// The quotes, each stock once: two order numbers of a vendor with the same prices, minimum and
/// stock are two packagings of the same goods.
fn each_stock_once(
    quotes: Vec<Quote>,
    note: &mut impl FnMut(FindingKind, usize, String),
) -> Vec<Quote> {
    let mut kept: Vec<Quote> = Vec::new();
    for quote in quotes {
        let is_same = |other: &&Quote| {
            let terms = |o: &Quote| (o.vendor.clone(), o.min_order, o.stock, o.ladder.clone());
            terms(other) == terms(&quote)
        };
        match kept.iter().find(is_same) {
            Some(earlier) => {
                let what = format!("{}: as in row {}", quote.who, earlier.line);
                note(FindingKind::SameStockTwice, quote.line, what);
            }
            None => kept.push(quote),
        }
    }
    kept
}
