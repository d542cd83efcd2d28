//! Price breaks: rows of `breaks.csv` → one break group for each name.

use std::collections::BTreeMap;

use super::group::{self, GroupRows};
use super::quotes::Draft;
use super::{Built, Context};
use crate::input::cell::{Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::BreakRecord;
use crate::input::index::{Found, nearest};
use crate::problem::BreakGroup;
use crate::units::{BreakGroupId, Id, QuoteId, Table};

/// The break groups. Quotes get their group, and their list price where the first break gives it.
pub(super) fn groups(
    context: &Context<'_>,
    drafts: &mut Built<QuoteId, Draft>,
) -> Table<BreakGroupId, BreakGroup> {
    let mut groups = Table::default();
    let by_group = quotes_by_group(drafts);
    for (name, rows) in rows_by_name(context) {
        let Some(rows) = resolve(context, drafts, &by_group, name, rows) else {
            continue;
        };
        for quote in &rows.quotes {
            // Whatever is wrong with the group is said where it is wrong.
            drafts.table[*quote].is_reported = true;
        }
        if let Some(group) = group::group(context, drafts, &rows) {
            let quotes = group.quotes.clone();
            let id = groups.push(group);
            for quote in quotes {
                drafts.table[quote].quote.group = Some(id);
            }
        }
    }
    if !context.sheets.breaks.is_partial {
        warn_without_breaks(context, drafts, &by_group);
    }
    groups
}

fn quotes_by_group(drafts: &Built<QuoteId, Draft>) -> BTreeMap<String, Vec<QuoteId>> {
    let mut by_group: BTreeMap<String, Vec<QuoteId>> = BTreeMap::new();
    for (id, draft) in drafts.table.iter() {
        if let Some(group) = &draft.group {
            by_group.entry(group.clone()).or_default().push(id);
        }
    }
    by_group
}

/// The rows of each name, in the order of their first rows.
fn rows_by_name<'a>(context: &Context<'a>) -> Vec<(&'a str, Vec<Row<'a, BreakRecord>>)> {
    let mut groups: Vec<(&str, Vec<Row<'_, BreakRecord>>)> = Vec::new();
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for row in context.rows(&context.sheets.breaks) {
        let Some(name) = cell!(row, group).required().map(|cell| cell.text) else {
            continue;
        };
        let position = *positions.entry(name).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[position].1.push(row);
    }
    groups
}

/// Whose breaks the rows are.
fn resolve<'a>(
    context: &Context<'_>,
    drafts: &Built<QuoteId, Draft>,
    by_group: &BTreeMap<String, Vec<QuoteId>>,
    name: &'a str,
    rows: Vec<Row<'a, BreakRecord>>,
) -> Option<GroupRows<'a>> {
    let cell = cell!(rows[0], group);
    let own = drafts.index.get(name);
    match (by_group.get(name), own) {
        (Some(_), Found::Row(_) | Found::Faulty) => {
            let message = "both a group and a quote have this name";
            cell.fault(
                Kind::GroupOrQuote,
                message,
                "rename the group in quotes.csv",
            );
            None
        }
        (Some(quotes), Found::Unknown) => {
            let vendor = |id: QuoteId| drafts.table[id].quote.vendor;
            // A group of two vendors has its fault in quotes.csv.
            let is_one_vendors = quotes.iter().all(|id| vendor(*id) == vendor(quotes[0]));
            is_one_vendors.then(|| GroupRows {
                name,
                rows,
                quotes: quotes.clone(),
                is_own: false,
            })
        }
        (None, Found::Faulty) => None,
        (None, Found::Row(quote)) => {
            if let Some(group) = &drafts.table[quote].group {
                let message = format!("the quote already follows the breaks of group {group}");
                cell.fault(
                    Kind::TwoGroups,
                    message,
                    "remove these rows, or group in quotes.csv",
                );
                return None;
            }
            Some(GroupRows {
                name,
                rows,
                quotes: vec![quote],
                is_own: true,
            })
        }
        (None, Found::Unknown) => {
            let is_group_at_fault = context
                .sheets
                .quotes
                .records
                .iter()
                .any(|record| record.group.trim() == name);
            if !is_group_at_fault && !drafts.index.is_partial {
                unknown(drafts, by_group, cell);
            }
            None
        }
    }
}

fn unknown(
    drafts: &Built<QuoteId, Draft>,
    by_group: &BTreeMap<String, Vec<QuoteId>>,
    cell: crate::input::cell::Cell<'_>,
) {
    let group = nearest(cell.text, by_group.keys().map(String::as_str));
    let group = group.map(str::to_owned);
    let hint = match group.or_else(|| drafts.index.nearest(cell.text)) {
        Some(name) => format!("did you mean \"{name}\"?"),
        None => "name the group in quotes.csv, or write a quote's id".to_owned(),
    };
    let message = "expected a group or a quote of quotes.csv";
    cell.fault(Kind::UnknownId, message, hint);
}

fn warn_without_breaks(
    context: &Context<'_>,
    drafts: &Built<QuoteId, Draft>,
    by_group: &BTreeMap<String, Vec<QuoteId>>,
) {
    for (name, quotes) in by_group {
        let records = &context.sheets.breaks.records;
        if !records.iter().any(|record| record.group.trim() == name) {
            let origin = drafts.origin[quotes[0].index()];
            let row = context.sheets.quotes.row(origin, context.log);
            let message = "breaks.csv has no row for this group";
            let hint = "add the breaks, or leave the cell empty";
            cell!(row, group).fault(Kind::GroupWithoutBreaks, message, hint);
        }
    }
}
