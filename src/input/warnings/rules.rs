//! Rules that change nothing, that cannot be kept, or whose limit looks wrong.

use std::collections::BTreeSet;

use super::{QuotesByItem, accepted_quotes, may_serve};
use crate::input::build::share_of;
use crate::input::cell::{Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::RuleRecord;
use crate::problem::{Case, Rule, RuleGroup, RuleKind, ShareOf, VendorChoice};
use crate::units::{Decimal, DemandLineId, VendorId};

/// Notes the warnings about one rule.
pub(super) fn warn(case: &Case, rule: &Rule, by_item: &QuotesByItem, row: &Row<'_, RuleRecord>) {
    let ruled = |id: &DemandLineId| case.is_ruled(&rule.scope, *id);
    let lines: Vec<DemandLineId> = case.demand.ids().filter(ruled).collect();
    if lines.is_empty() {
        let message = "no demand line matches all conditions of the rule";
        let hint = "check member, site, item and category";
        cell!(row, id).fault(Kind::RulesNothing, message, hint);
        return;
    }
    if let Some(message) = unknown_today(case, rule, &lines) {
        let hint = "fill in today_vendor and today_price in demand.csv, or remove the rule";
        cell!(row, rule).fault(Kind::TodayUnknown, message, hint);
    }
    if let Some(message) = never_broken(case, &rule.kind) {
        let hint = "correct the limit, or remove the rule";
        cell!(row, limit).fault(Kind::NeverBroken, message, hint);
    }
    if let Some((reason, hint)) = never_kept(case, rule, &lines, by_item) {
        let follows = match rule.price {
            None => "so the rule cannot be kept, and there is no plan",
            Some(_) => "so every plan breaks the rule and pays its price",
        };
        let message = format!("{reason}, {follows}");
        cell!(row, rule).fault(Kind::NeverKept, message, hint);
    }
    if let Some((a, b)) = mixed_units(case, rule) {
        let message = format!("the share adds up {a} and {b}");
        let hint = "count spend or weight, or write item in each";
        cell!(row, counts).fault(Kind::MixedUnits, message, hint);
    }
}

/// What no line of the rule declares, though the rule is about nothing else.
fn unknown_today(case: &Case, rule: &Rule, lines: &[DemandLineId]) -> Option<&'static str> {
    let todays = || {
        lines
            .iter()
            .filter_map(|id| case.demand[*id].today.as_ref())
    };
    match rule.kind {
        RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => todays()
            .next()
            .is_none()
            .then_some("none of its demand lines has a today_price, so the rule has no effect"),
        RuleKind::KeepIncumbent | RuleKind::MostSwitches(_) | RuleKind::SwitchingCost(_) => {
            todays().all(|today| today.vendor.is_none()).then_some(
                "none of its demand lines has a today_vendor with a today_price, so the rule has \
                 no effect",
            )
        }
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::Budget(_) => None,
    }
}

/// Why no award can break the rule, whatever its lines.
fn never_broken(case: &Case, kind: &RuleKind) -> Option<String> {
    match kind {
        RuleKind::MostVendors { most, of } => {
            let n_vendors = case
                .vendors
                .ids()
                .filter(|id| is_of(case, of.as_ref(), *id));
            let n_vendors = n_vendors.count();
            // Where there is none, its tag has its warning already.
            (n_vendors > 0 && usize::try_from(*most).is_ok_and(|most| most >= n_vendors))
                .then(|| format!("there are only {n_vendors} such vendors, so it has no effect"))
        }
        RuleKind::FewestVendors {
            fewest: 1,
            of: None,
        } => Some("every award has at least one vendor, so it has no effect".to_owned()),
        RuleKind::LargestShare { share, .. } if *share == Decimal::ONE => {
            Some("no share is above 100 percent, so it has no effect".to_owned())
        }
        RuleKind::SmallestShare { share, .. } if share.is_zero() => {
            Some("no share is below 0 percent, so it has no effect".to_owned())
        }
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::FewestVendors { .. }
        | RuleKind::SameVendor
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::KeepIncumbent
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => None,
    }
}

/// Why every award breaks the rule, and what to do.
fn never_kept(
    case: &Case,
    rule: &Rule,
    lines: &[DemandLineId],
    by_item: &QuotesByItem,
) -> Option<(String, &'static str)> {
    let every = || served_groups(case, rule, by_item);
    match &rule.kind {
        RuleKind::MostVendors { most: 0, of: None } => {
            let reason = "the lines must be bought from somebody".to_owned();
            Some((reason, "write how many vendors there may be"))
        }
        RuleKind::FewestVendors { fewest, of } if exists(case, of.as_ref()) => {
            let hint = "correct the limit, or ask more vendors for quotes";
            every().find_map(|(group, vendors)| {
                let mut known: BTreeSet<VendorId> = vendors.into_iter().flatten().collect();
                known.retain(|id| is_of(case, of.as_ref(), *id));
                let n_vendors = known.len();
                let is_short = usize::try_from(*fewest).is_ok_and(|fewest| n_vendors < fewest);
                is_short.then(|| {
                    let group = words(case, &group);
                    (
                        format!("only {n_vendors} such vendors may serve {group}"),
                        hint,
                    )
                })
            })
        }
        RuleKind::SameVendor => every().find_map(|(group, vendors)| {
            let mut each = vendors.into_iter();
            let first = each.next()?;
            let common = each.fold(first, |common, other| &common & &other);
            common.is_empty().then(|| {
                let reason = format!("no vendor may serve all of {}", words(case, &group));
                (
                    reason,
                    "narrow what the rule is about, or write category in each",
                )
            })
        }),
        RuleKind::SmallestShare { share, of, .. } if !share.is_zero() => {
            every().find_map(|(group, vendors)| {
                let mut known = vendors.iter().flatten();
                let is_none = !known.any(|id| case.is_chosen(of, *id));
                (is_none && exists(case, Some(of))).then(|| {
                    let reason = format!(
                        "none of its vendors may serve any of {}",
                        words(case, &group)
                    );
                    (reason, "ask these vendors for quotes, or correct the rule")
                })
            })
        }
        RuleKind::KeepIncumbent => unknown_incumbent(case, lines),
        RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::MostVendors { .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => None,
    }
}

/// The first line that buys today from somebody who is no vendor of the case.
fn unknown_incumbent(case: &Case, lines: &[DemandLineId]) -> Option<(String, &'static str)> {
    let vendor_of = |id: &DemandLineId| {
        let today = case.demand[*id].today.as_ref()?;
        let vendor = today.vendor.as_ref().filter(|_| today.incumbent.is_none());
        vendor.map(|vendor| (*id, vendor))
    };
    let mut unknown = lines.iter().filter_map(vendor_of);
    let (line, vendor) = unknown.next()?;
    let others = match unknown.count() {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    };
    let key = &case.demand[line].key;
    let reason = format!(
        "demand line {key}{others} buys from {} today, which is no vendor of the case",
        crate::input::fault::shown(vendor)
    );
    let hint = "write the vendor's id or name as in vendors.csv, add the vendor with its quotes, \
                or narrow what the rule is about";
    Some((reason, hint))
}

/// The groups of the rule with, for each line, the vendors that may serve it. A group with a line
/// that nobody may serve is left out: that line has its own warning.
fn served_groups<'a>(
    case: &'a Case,
    rule: &Rule,
    by_item: &'a QuotesByItem,
) -> impl Iterator<Item = (RuleGroup, Vec<BTreeSet<VendorId>>)> + 'a {
    let groups = case.rule_groups(rule).into_iter();
    let served = groups.map(|(group, lines)| {
        let vendors = lines.iter().map(|line| vendors_of(case, *line, by_item));
        (group, vendors.collect::<Vec<_>>())
    });
    served.filter(|(_, vendors)| vendors.iter().all(|known| !known.is_empty()))
}

fn vendors_of(case: &Case, line: DemandLineId, by_item: &QuotesByItem) -> BTreeSet<VendorId> {
    accepted_quotes(case, line, by_item)
        .into_iter()
        .filter(|quote| may_serve(case, *quote, line))
        .map(|quote| case.quotes[quote].vendor)
        .collect()
}

/// Two units that one share of units adds up.
fn mixed_units<'a>(case: &'a Case, rule: &Rule) -> Option<(&'a str, &'a str)> {
    if share_of(&rule.kind) != Some(ShareOf::Units) {
        return None;
    }
    let unit = |line: &DemandLineId| case.items[case.demand[*line].item].unit.as_str();
    case.rule_groups(rule).iter().find_map(|(_, lines)| {
        let first = unit(lines.first()?);
        let other = lines.iter().map(unit).find(|other| *other != first)?;
        Some((first, other))
    })
}

fn is_of(case: &Case, of: Option<&VendorChoice>, vendor: VendorId) -> bool {
    of.is_none_or(|choice| case.is_chosen(choice, vendor))
}

/// Whether there are such vendors at all; a tag nobody has has its warning already.
fn exists(case: &Case, of: Option<&VendorChoice>) -> bool {
    case.vendors.ids().any(|id| is_of(case, of, id))
}

/// The lines of a group, in words.
fn words(case: &Case, group: &RuleGroup) -> String {
    match group {
        RuleGroup::Whole => "its lines".to_owned(),
        RuleGroup::Member(id) => format!("the lines of member {}", case.members[*id].key),
        RuleGroup::Site(id) => format!("the lines at site {}", case.sites[*id].key),
        RuleGroup::Category(name) => format!("the lines of category {name}"),
        RuleGroup::Item(id) => format!("the lines for {}", case.items[*id].key),
    }
}
