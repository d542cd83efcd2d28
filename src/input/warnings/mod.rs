//! What can be used but looks wrong: each warning names its cell.

mod labels;
mod quotes;
mod rules;

use std::collections::BTreeMap;

use super::build::Origins;
use super::cell::{Row, cell};
use super::codes::Kind;
use super::columns::DemandRecord;
use super::fault::Log;
use super::records::Sheets;
use crate::problem::{Bundle, Case, DemandLine, Rule, RuleKind, VendorChoice};
use crate::units::{Decimal, DemandLineId, Id, ItemId, Price, QuoteId};

/// How many times dearer or cheaper a price must be to look wrong.
const SUSPICIOUS_FACTOR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// The quotes that can be used, by their item.
type QuotesByItem = BTreeMap<ItemId, Vec<QuoteId>>;

/// Notes every warning about a case; the origins say where its rows stand.
pub(super) fn warn(case: &Case, sheets: &Sheets, origins: Origins<'_>, log: &Log) {
    labels::warn(case, sheets, origins.rules, log);
    let usable = quotes::warn(case, sheets, origins.quotes, log);
    let mut by_item = QuotesByItem::new();
    for quote in usable {
        by_item
            .entry(case.quotes[quote].item)
            .or_default()
            .push(quote);
    }
    for (id, line) in case.demand.iter() {
        let row = sheets.demand.row(origins.demand[id.index()], log);
        warn_not_quoted(case, id, &by_item, &row);
        warn_today(case, line, &by_item, &row);
    }
    for bundle in case.bundles.values() {
        warn_bundle(case, bundle, sheets, log);
    }
    for (id, rule) in case.rules.iter() {
        let row = sheets.rules.row(origins.rules[id.index()], log);
        rules::warn(case, rule, &by_item, &row);
    }
}

fn warn_not_quoted(
    case: &Case,
    id: DemandLineId,
    by_item: &QuotesByItem,
    row: &Row<'_, DemandRecord>,
) {
    let quotes = accepted_quotes(case, id, by_item);
    if quotes.iter().any(|quote| may_serve(case, *quote, id)) {
        return;
    }
    let message = if quotes.is_empty() {
        "no usable quote is for the item or a substitute"
    } else {
        "there are quotes for it, but none may serve this line"
    };
    let hint = "check scopes, zones, lead days, rules and accepted vendors; or ask for a quote";
    cell!(row, item).fault(Kind::NotQuoted, message, hint);
}

/// The usable quotes for the line's item and its substitutes.
fn accepted_quotes(case: &Case, id: DemandLineId, by_item: &QuotesByItem) -> Vec<QuoteId> {
    let line = &case.demand[id];
    let items = std::iter::once(line.item).chain(line.substitutes.iter().map(|other| other.item));
    items
        .filter_map(|item| by_item.get(&item))
        .flatten()
        .copied()
        .collect()
}

/// Whether a usable quote for an accepted item may serve the line, whatever the quantities.
fn may_serve(case: &Case, quote: QuoteId, id: DemandLineId) -> bool {
    let (line, quote) = (&case.demand[id], &case.quotes[quote]);
    let zones = &case.vendors[quote.vendor].zones;
    let zone = case.sites[line.site].zone.as_ref();
    let is_meant = |choice: &VendorChoice| case.is_chosen(choice, quote.vendor);
    let is_kept = |kind: &RuleKind| match kind {
        RuleKind::Forbid(choice) => !is_meant(choice),
        RuleKind::Require(choice) => is_meant(choice),
        RuleKind::KeepIncumbent => !case.is_switch(id, quote.vendor),
        RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => true,
    };
    let is_allowed = |rule: &Rule| rule.price.is_some() || is_kept(&rule.kind);
    let arrival = |days: u32| case.as_of.checked_add(jiff::Span::new().days(days));
    let is_in_time = line.needed_by.is_none_or(|day| {
        let arrival = quote.lead_days.map(arrival);
        arrival.is_none_or(|arrival| arrival.is_ok_and(|arrival| arrival <= day))
    });
    (zones.is_empty() || zone.is_some_and(|zone| zones.contains(zone)))
        && case.is_in_scope(&quote.scope, line.site)
        && !line.refuses.iter().any(is_meant)
        && (line.requires.is_empty() || line.requires.iter().any(is_meant))
        && is_in_time
        && case
            .rules
            .values()
            .filter(|rule| case.is_ruled(&rule.scope, id))
            .all(is_allowed)
}

fn warn_today(case: &Case, line: &DemandLine, by_item: &QuotesByItem, row: &Row<'_, DemandRecord>) {
    let (Some(today), Some(quotes)) = (&line.today, by_item.get(&line.item)) else {
        return;
    };
    let price = |quote: &QuoteId| case.quotes[*quote].price;
    let is_above = |a: Price, b: Price| a.exceeds(b.times(SUSPICIOUS_FACTOR));
    let message = if quotes
        .iter()
        .all(|quote| is_above(today.price, price(quote)))
    {
        "it is more than five times every quoted price"
    } else if quotes
        .iter()
        .all(|quote| is_above(price(quote), today.price))
    {
        "it is less than a fifth of every quoted price"
    } else {
        return;
    };
    let unit = &case.items[line.item].unit;
    let hint = format!("check the unit: today's price is per {unit}");
    cell!(row, today_price).fault(Kind::TodayFarOff, message, hint);
}

fn warn_bundle(case: &Case, bundle: &Bundle, sheets: &Sheets, log: &Log) {
    for part in &bundle.parts {
        let is_quoted = case
            .quotes_of(bundle.vendor)
            .any(|quote| case.quotes[quote].item == part.item);
        if is_quoted {
            continue;
        }
        let key = case.items[part.item].key.as_str();
        let rows = sheets.bundles.iter(log);
        for row in
            rows.filter(|row| row.record.id.trim() == bundle.key && row.record.item.trim() == key)
        {
            let message = "the vendor does not quote this item, so the bundle is never complete";
            let hint = "add the quote, or correct the item";
            cell!(row, item).fault(Kind::PartNotQuoted, message, hint);
        }
    }
}
