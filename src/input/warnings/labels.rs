//! Names that lead nowhere: tags and zones nobody has, terms and rates nobody needs.

use std::collections::BTreeSet;

use crate::input::cell::{Cell, cell};
use crate::input::codes::Kind;
use crate::input::fault::Log;
use crate::input::index::nearest;
use crate::input::records::Sheets;
use crate::problem::{Case, Condition};

/// Notes every name that has no effect.
pub(super) fn warn(case: &Case, sheets: &Sheets, log: &Log) {
    let zones: BTreeSet<&str> = case
        .sites
        .values()
        .filter_map(|site| site.zone.as_deref())
        .collect();
    let vendor_tags = labels(case.vendors.values().map(|vendor| &vendor.tags));
    let member_tags = labels(case.members.values().map(|member| &member.tags));
    for row in sheets.vendors.iter(log) {
        let cell = cell!(row, zones);
        for zone in cell.text.split_whitespace() {
            check(cell, zone, &zones, "no site lies in zone");
        }
    }
    for row in sheets.drops.iter(log) {
        let cell = cell!(row, zone);
        check(cell, cell.text, &zones, "no site lies in zone");
    }
    for row in sheets.quotes.iter(log) {
        let cell = cell!(row, scope);
        for zone in entries(cell, "zone:") {
            check(cell, zone, &zones, "no site lies in zone");
        }
    }
    for row in sheets.demand.iter(log) {
        for cell in [cell!(row, refuse), cell!(row, require)] {
            for tag in entries(cell, "tag:") {
                check(cell, tag, &vendor_tags, "no vendor has tag");
            }
        }
    }
    for row in sheets.rules.iter(log) {
        for (cell, tags, what) in [
            (cell!(row, vendor_tag), &vendor_tags, "no vendor has tag"),
            (cell!(row, member_tag), &member_tags, "no member has tag"),
        ] {
            if !cell.is_empty() {
                check(cell, cell.text, tags, what);
            }
        }
    }
    warn_settings(case, sheets, log);
}

fn labels<'a>(tags: impl Iterator<Item = &'a Vec<String>>) -> BTreeSet<&'a str> {
    tags.flatten().map(String::as_str).collect()
}

fn entries<'a>(cell: Cell<'a>, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    cell.text
        .split_whitespace()
        .filter_map(move |entry| entry.strip_prefix(prefix))
}

fn check(cell: Cell<'_>, name: &str, known: &BTreeSet<&str>, what: &str) {
    if known.contains(name) {
        return;
    }
    let hint = match nearest(name, known.iter().copied()) {
        Some(other) => format!("did you mean \"{other}\"?"),
        None => "correct the spelling here or where it is given".to_owned(),
    };
    cell.fault(
        Kind::NobodyHasIt,
        format!("{what} {name}, so it has no effect"),
        hint,
    );
}

fn warn_settings(case: &Case, sheets: &Sheets, log: &Log) {
    let conditions = case.quotes.values().flat_map(|quote| &quote.conditions);
    let asked: BTreeSet<&str> = conditions
        .filter_map(|condition| match condition {
            Condition::Term(term) => Some(term.as_str()),
            Condition::CategoryShare(_) | Condition::Members(_) => None,
        })
        .collect();
    let terms = sheets
        .settings
        .cell("terms", &sheets.settings.record.terms, log);
    for term in case
        .terms
        .iter()
        .filter(|term| !asked.contains(term.as_str()))
    {
        let message = format!("no quote asks for the term {term}");
        terms.fault(
            Kind::UnusedTerm,
            message,
            "correct the spelling, or remove it",
        );
    }
    for row in sheets.settings.rates.iter(log) {
        let code = row.record.currency.trim();
        let vendors = &sheets.vendors.records;
        if !vendors.iter().any(|vendor| vendor.currency.trim() == code) {
            let column = format!("rates.{code}");
            let message = format!("no vendor quotes in {code}");
            let hint = "check the vendors' currencies, or remove the rate";
            row.cell(&column, &row.record.rate)
                .fault(Kind::UnusedRate, message, hint);
        }
    }
}
