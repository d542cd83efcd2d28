//! Names that lead nowhere: tags and zones nobody has, terms and rates nobody needs.

use std::collections::BTreeSet;

use crate::input::cell::{Cell, cell};
use crate::input::codes::Kind;
use crate::input::fault::Log;
use crate::input::index::nearest;
use crate::input::records::Sheets;
use crate::problem::{Case, Condition, RuleKind};
use crate::units::Id;

/// Notes every name that has no effect.
pub(super) fn warn(case: &Case, sheets: &Sheets, rule_origin: &[usize], log: &Log) {
    let zones: BTreeSet<&str> = case
        .sites
        .values()
        .filter_map(|site| site.zone.as_deref())
        .collect();
    let vendor_tags = labels(case.vendors.values().map(|vendor| &vendor.tags));
    let member_tags = labels(case.members.values().map(|member| &member.tags));
    for row in sheets.vendors.iter(log) {
        let of = Label(ZONE, &zones, "so nothing is bought from the vendor");
        check_list(cell!(row, zones), "", of);
    }
    for row in sheets.drops.iter(log) {
        check_list(cell!(row, zone), "", Label(ZONE, &zones, NO_EFFECT));
    }
    for row in sheets.quotes.iter(log) {
        let of = Label(ZONE, &zones, "so nothing is bought under the quote");
        check_list(cell!(row, scope), "zone:", of);
    }
    for row in sheets.demand.iter(log) {
        let of = Label(VENDOR_TAG, &vendor_tags, NO_EFFECT);
        check_list(cell!(row, refuse), "tag:", of);
        let of = Label(VENDOR_TAG, &vendor_tags, "so no vendor is accepted");
        check_list(cell!(row, require), "tag:", of);
    }
    for (id, rule) in case.rules.iter() {
        let row = sheets.rules.row(rule_origin[id.index()], log);
        let of = Label(VENDOR_TAG, &vendor_tags, effect_without_vendors(&rule.kind));
        check_list(cell!(row, vendor_tag), "", of);
        let of = Label("no member has tag", &member_tags, NO_EFFECT);
        check_list(cell!(row, member_tag), "", of);
    }
    warn_settings(case, sheets, log);
}

const ZONE: &str = "no site lies in zone";
const VENDOR_TAG: &str = "no vendor has tag";
const NO_EFFECT: &str = "so it has no effect";

/// What follows for a rule whose vendors do not exist.
fn effect_without_vendors(kind: &RuleKind) -> &'static str {
    match kind {
        RuleKind::Require(_) => "so the rule lets no vendor supply its lines",
        RuleKind::FewestVendors { .. } | RuleKind::SmallestShare { .. } => {
            "so the rule cannot be kept"
        }
        RuleKind::Forbid(_)
        | RuleKind::MostVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::LargestShare { .. }
        | RuleKind::KeepIncumbent
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => NO_EFFECT,
    }
}

/// What is said of a name that is not among the known ones, and what follows where the cell
/// holds nothing else.
#[derive(Clone, Copy)]
struct Label<'a>(&'static str, &'a BTreeSet<&'a str>, &'static str);

fn labels<'a>(tags: impl Iterator<Item = &'a Vec<String>>) -> BTreeSet<&'a str> {
    tags.flatten().map(String::as_str).collect()
}

/// Notes every name behind the prefix that is not known.
fn check_list(cell: Cell<'_>, prefix: &str, Label(what, known, alone): Label<'_>) {
    let names = || {
        cell.text
            .split_whitespace()
            .map(|entry| entry.strip_prefix(prefix))
    };
    let is_unknown = |name: &str| !known.contains(name);
    let is_alone = names().all(|name| name.is_some_and(is_unknown));
    let effect = if is_alone { alone } else { NO_EFFECT };
    for name in names().flatten().filter(|name| is_unknown(name)) {
        let hint = match nearest(name, known.iter().copied()) {
            Some(other) => format!("did you mean \"{other}\"?"),
            None => "correct the spelling here or where it is given".to_owned(),
        };
        cell.fault(Kind::NobodyHasIt, format!("{what} {name}, {effect}"), hint);
    }
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
