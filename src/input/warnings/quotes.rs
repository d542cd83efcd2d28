//! Quotes that cannot be used, or whose price looks wrong.

use std::collections::BTreeMap;

use super::SUSPICIOUS_FACTOR;
use crate::input::cell::{Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::QuoteRecord;
use crate::input::fault::Log;
use crate::input::records::Sheets;
use crate::problem::{Case, Condition, Counted, Period, Quote, QuoteStructure};
use crate::units::{BreakGroupId, Decimal, Id, ItemId, Price, QuoteId, VendorId};

/// Notes the warnings about quotes; returns the quotes that can be used.
pub(super) fn warn(case: &Case, sheets: &Sheets, origin: &[usize], log: &Log) -> Vec<QuoteId> {
    let row = |id: QuoteId| sheets.quotes.row(origin[id.index()], log);
    let mut by_item: BTreeMap<ItemId, Vec<QuoteId>> = BTreeMap::new();
    let mut by_vendor_and_item: BTreeMap<(VendorId, ItemId), Vec<QuoteId>> = BTreeMap::new();
    let mut usable = Vec::new();
    for (id, quote) in case.quotes.iter() {
        if is_usable(case, quote, &row(id)) {
            usable.push(id);
        }
        by_item.entry(quote.item).or_default().push(id);
        let earlier = by_vendor_and_item
            .entry((quote.vendor, quote.item))
            .or_default();
        if let Some(same) = earlier.iter().find(|other| is_same(case, **other, id)) {
            let message = format!("it is the same as quote {}", case.quotes[*same].key);
            cell!(row(id), item).fault(Kind::SameQuoteTwice, message, "remove one of them");
        }
        earlier.push(id);
    }
    for quotes in by_item.values() {
        for (id, median) in outliers(case, quotes) {
            warn_outlier(case, id, median, &row(id));
        }
    }
    usable
}

/// Whether anything can be bought under the quote; a warning if not.
fn is_usable(case: &Case, quote: &Quote, row: &Row<'_, QuoteRecord>) -> bool {
    let mut usable = true;
    let as_of = case.as_of;
    if quote.valid.0.is_some_and(|from| as_of < from) {
        let message = format!("the quote is not yet valid on {as_of}, and is left out");
        cell!(row, valid_from).fault(
            Kind::NotValidToday,
            message,
            "ask the vendor, or correct it",
        );
        usable = false;
    }
    if quote.valid.1.is_some_and(|until| until < as_of) {
        let message = format!("the quote is out of date on {as_of}, and is left out");
        cell!(row, valid_until).fault(Kind::NotValidToday, message, "ask for a new quote");
        usable = false;
    }
    for condition in &quote.conditions {
        if let Condition::Term(term) = condition
            && !case.terms.contains(term)
        {
            let message = format!("the term {term} is not committed, so the quote is left out");
            let hint = "add it to terms in case.toml to commit to it";
            cell!(row, conditions).fault(Kind::TermNotCommitted, message, hint);
            usable = false;
        }
    }
    let held = &case.vendors[quote.vendor].certificates;
    let needed = case.items[quote.item].certificates.iter();
    for certificate in needed.filter(|certificate| !held.contains(certificate)) {
        let message = format!("the item needs the certificate {certificate}, which is not held");
        let hint = "add it in vendors.csv if the vendor holds it";
        cell!(row, vendor).fault(Kind::NotCertified, message, hint);
        usable = false;
    }
    usable
}

/// Whether two quotes of one vendor for one item are the same but for their name.
fn is_same(case: &Case, a: QuoteId, b: QuoteId) -> bool {
    let terms = |id: QuoteId| {
        let quote = &case.quotes[id];
        (
            (quote.price, quote.pack, &quote.scope, quote.lead_days),
            (quote.min_order, quote.lot_size, quote.capacity),
            (quote.valid, &quote.conditions, quote.surplus_owner),
            breaks(case, id),
        )
    };
    terms(a) == terms(b)
}

/// What a quote's breaks say about it.
#[derive(PartialEq)]
struct Breaks {
    /// The group, if other quotes count toward the same breaks.
    shared: Option<BreakGroupId>,
    counted: Counted,
    per: Period,
    is_incremental: bool,
    /// Starts, with the new price or the reduction.
    tiers: Vec<(Decimal, Price)>,
}

fn breaks(case: &Case, id: QuoteId) -> Option<Breaks> {
    let group_id = case.quotes[id].group?;
    let group = &case.groups[group_id];
    let position = group.quotes.iter().position(|other| *other == id)?;
    let (is_incremental, tiers) = match &group.structure {
        QuoteStructure::AllUnits(tiers) => {
            let tiers = tiers.iter().map(|tier| (tier.from, tier.prices[position]));
            (false, tiers.collect())
        }
        QuoteStructure::Incremental(tiers) => {
            let tiers = tiers.iter();
            let tiers = tiers.map(|tier| (tier.from, Price::per_unit(tier.off)));
            (true, tiers.collect())
        }
    };
    Some(Breaks {
        shared: (group.quotes.len() > 1).then_some(group_id),
        counted: group.counted,
        per: group.per,
        is_incremental,
        tiers,
    })
}

/// Quotes whose price per base unit is far from the median of several vendors' prices.
fn outliers(case: &Case, quotes: &[QuoteId]) -> Vec<(QuoteId, Decimal)> {
    let vendor = |id: QuoteId| case.quotes[id].vendor;
    if quotes.iter().all(|id| vendor(*id) == vendor(quotes[0])) {
        return Vec::new();
    }
    let mut prices: Vec<(Decimal, QuoteId)> = quotes
        .iter()
        .map(|id| {
            let price = case.quotes[*id].price;
            (price.amount().value() / price.per().value(), *id)
        })
        .filter(|(price, _)| !price.is_zero())
        .collect();
    prices.sort_unstable();
    let Some((median, _)) = prices.get(prices.len().saturating_sub(1) / 2).copied() else {
        return Vec::new();
    };
    let is_far =
        |price: Decimal| price >= median * SUSPICIOUS_FACTOR || price * SUSPICIOUS_FACTOR <= median;
    prices
        .into_iter()
        .filter(|(price, _)| is_far(*price))
        .map(|(_, id)| (id, median))
        .collect()
}

fn warn_outlier(case: &Case, id: QuoteId, median: Decimal, row: &Row<'_, QuoteRecord>) {
    let quote = &case.quotes[id];
    let price = quote.price.amount().value() / quote.price.per().value();
    let unit = &case.items[quote.item].unit;
    let message = format!(
        "per {unit} it comes to {} {currency}, while other quotes are around {} {currency}",
        price.round_dp(4).normalize(),
        median.round_dp(4).normalize(),
        currency = case.currency.code(),
    );
    let content = quote.pack.content;
    let is_in_packs = quote.price.per() == content;
    let hint = if price > median && !is_in_packs && content.value() > Decimal::ONE {
        format!("if the price is for a pack of {content} {unit}, set quoted_in to pack")
    } else if price < median && is_in_packs && content.value() > Decimal::ONE {
        format!("if the price is for one {unit}, set quoted_in to unit; check the pack size")
    } else {
        format!("check that the price is for one {unit}, or state the pack and quoted_in = pack")
    };
    cell!(row, price).fault(Kind::UnitMismatch, message, hint);
}
