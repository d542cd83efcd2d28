//! Rows → quotes, each with its minimum, stock and ladder of prices.

use std::collections::BTreeMap;

use super::finding::{Finding, FindingKind};
use super::rows::{Row, who};
use crate::units::Decimal;

/// One vendor's quote of one part.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    /// Line of its first row.
    pub line: usize,
    /// The part.
    pub part: String,
    /// Who sells it.
    pub vendor: String,
    /// The vendor's order number; empty if unknown.
    pub sku: String,
    /// Part, vendor, order number and currency, for people.
    pub who: String,
    /// Who makes it; empty if unknown.
    pub manufacturer: String,
    /// What it is; empty if unknown.
    pub description: String,
    /// Least quantity sold; at least 1.
    pub min_order: Decimal,
    /// Quantity in stock; `None`: unlimited.
    pub stock: Option<Decimal>,
    /// Quantities and the prices that hold from them on, ascending; the first holds from the
    /// minimum on. Never empty.
    pub ladder: Vec<(Decimal, Decimal)>,
}

impl Quote {
    /// Whether its stock covers its minimum.
    pub fn is_usable(&self) -> bool {
        self.stock.is_none_or(|stock| stock >= self.min_order)
    }
}

/// Rows of one quote, in the order of the table.
pub(super) fn by_quote(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut index_by_key = BTreeMap::new();
    let mut quotes: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        let key = (&row.part, &row.vendor, &row.sku, &row.currency);
        let index = *index_by_key.entry(key).or_insert(quotes.len());
        if index == quotes.len() {
            quotes.push(Vec::new());
        }
        quotes[index].push(row);
    }
    quotes
}

/// The quote that rows of one part, vendor, order number and currency make.
///
/// Where they contradict each other the cautious reading is kept: the higher price, the larger
/// minimum, the smaller stock.
pub(super) fn quote(rows: &[&Row], findings: &mut Vec<Finding>) -> Quote {
    let first = rows[0];
    let mut note = |kind, line, what| findings.push(Finding { kind, line, what });
    let min_order = extreme(rows, |row| row.min_order, Decimal::max);
    let stock = extreme(rows, |row| row.stock, Decimal::min);
    if rows
        .iter()
        .any(|row| (row.min_order, row.stock) != (first.min_order, first.stock))
    {
        let what = format!("{}: {}", who(first), recordings(rows));
        note(FindingKind::RecordedTwice, first.line, what);
    }
    let mut ladder = BTreeMap::new();
    for row in rows {
        let from = row.from.max(Decimal::ONE);
        let price = ladder.entry(from).or_insert(row.price);
        let (kept, other) = (*price, row.price);
        *price = kept.max(other);
        if kept != other {
            let what = format!("{} from {from}: {kept} and {other}", who(row));
            note(FindingKind::TwoPrices, row.line, what);
        }
    }
    note_repeated(rows, &mut note);
    let ladder: Vec<(Decimal, Decimal)> = ladder.into_iter().collect();
    let (min_order, ladder) = from_minimum(first, min_order, ladder, &mut note);
    if let Some(pair) = ladder.windows(2).find(|pair| pair[1].1 > pair[0].1) {
        let [(_, before), (from, after)] = [pair[0], pair[1]];
        let what = format!("{} from {from}: {before} becomes {after}", who(first));
        note(FindingKind::PriceRises, first.line, what);
    }
    Quote {
        line: first.line,
        part: first.part.clone(),
        vendor: first.vendor.clone(),
        sku: first.sku.clone(),
        who: who(first),
        manufacturer: first.manufacturer.clone(),
        description: first.description.clone(),
        min_order,
        stock,
        ladder,
    }
}

fn extreme(
    rows: &[&Row],
    value: impl Fn(&Row) -> Option<Decimal>,
    choose: impl Fn(Decimal, Decimal) -> Decimal,
) -> Option<Decimal> {
    rows.iter().filter_map(|row| value(row)).reduce(choose)
}

fn recordings(rows: &[&Row]) -> String {
    let shown = |value: Option<Decimal>| value.map_or("-".to_owned(), |value| value.to_string());
    let pair = |row: &Row| format!("{} / {}", shown(row.min_order), shown(row.stock));
    let mut pairs: Vec<String> = rows.iter().map(|row| pair(row)).collect();
    pairs.sort();
    pairs.dedup();
    format!("minimum / stock {}", pairs.join(" and "))
}

fn note_repeated(rows: &[&Row], note: &mut impl FnMut(FindingKind, usize, String)) {
    for (index, row) in rows.iter().enumerate() {
        let is_same = |other: &&&Row| other.from == row.from && other.price == row.price;
        if let Some(earlier) = rows[..index].iter().find(is_same) {
            let what = format!(
                "{} from {}: also in row {}",
                who(row),
                row.from,
                earlier.line
            );
            note(FindingKind::SameBreakTwice, row.line, what);
        }
    }
}

/// Minimum and ladder such that the first price holds from the minimum on.
fn from_minimum(
    first: &Row,
    min_order: Option<Decimal>,
    mut ladder: Vec<(Decimal, Decimal)>,
    note: &mut impl FnMut(FindingKind, usize, String),
) -> (Decimal, Vec<(Decimal, Decimal)>) {
    let start = ladder[0].0;
    let min_order = min_order.unwrap_or(start).max(Decimal::ONE);
    if min_order < start {
        let what = format!("{}: {min_order} becomes {start}", who(first));
        note(FindingKind::MinimumBelowBreak, first.line, what);
        return (start, ladder);
    }
    let n_below = ladder.iter().filter(|(from, _)| *from <= min_order).count() - 1;
    if n_below > 0 {
        let gone: Vec<String> = ladder.drain(..n_below).map(|t| t.0.to_string()).collect();
        let what = format!(
            "{} from {}: the minimum is {min_order}",
            who(first),
            gone.join(", ")
        );
        note(FindingKind::BreakBelowMinimum, first.line, what);
    }
    (min_order, ladder)
}
