//! Who supplies a member, and what it asks for.

use std::collections::BTreeMap;

use super::words::{GOODS_ONLY, part, price, vendor_name, vendor_of};
use super::{Page, rule};
use crate::award::Obstacle;
use crate::explain::{MemberLine, MemberReason};
use crate::problem::DemandLine;
use crate::report::format::{count, quantity};
use crate::report::rules::{choice, named};
use crate::report::table::{Align, TextTable, shortened, wrapped};
use crate::units::{Decimal, Quantity, RuleId, VendorId};

/// Most lines told one by one; `--json` has them all.
const LISTED_MAX: usize = 80;

pub(super) fn text(page: &Page, reason: &MemberReason) -> String {
    let case = page.case;
    let member = &case.members[reason.member];
    let lines = count(reason.lines.len(), "demand line");
    let mut text = wrapped(&format!("{} ({}): {lines}", member.name, member.key), 2);
    text.push_str(&own(page, reason));
    if !reason.lines.is_empty() {
        text.push_str(&lines_table(page, reason));
    }
    text.push_str(&wishes(page, reason));
    text + &rules(page, reason)
}

fn own(page: &Page, reason: &MemberReason) -> String {
    let own = &reason.own;
    let parts = [
        part(page, "deliveries", own.drops),
        part(page, "broken packs", own.broken_packs),
        part(page, "goods beyond its need", own.surplus),
        part(page, "changes of vendor", own.switching),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return "  It causes nothing by itself but its goods.\n".to_owned();
    }
    let words = format!(
        "  Beside its goods it causes by itself: {}.",
        parts.join(", ")
    );
    wrapped(&words, 2)
}

fn lines_table(page: &Page, reason: &MemberReason) -> String {
    let per = format!("Per {}", page.case.horizon.cycle);
    let mut table = TextTable::new(&[
        ("Needs", Align::Left),
        (&per, Align::Right),
        ("Vendor", Align::Left),
        ("Price", Align::Right),
        ("Next best", Align::Right),
        ("Of", Align::Left),
    ]);
    for line in reason.lines.iter().take(LISTED_MAX) {
        for row in rows(page, line) {
            table.row(row);
        }
    }
    let more = match reason.lines.len().saturating_sub(LISTED_MAX) {
        0 => String::new(),
        more => format!("  … and {}\n", count(more, "further line")),
    };
    format!(
        "\n  Prices, {}\n{}{more}{}",
        page.case.currency.code(),
        table.render(2),
        wrapped(
            &format!(
                "  {GOODS_ONLY} Next best: what the best quote of another vendor would charge if \
                 it served this line too."
            ),
            2
        )
    )
}

fn rows(page: &Page, line: &MemberLine) -> Vec<Vec<String>> {
    let item = &page.case.items[page.case.demand[line.line].item];
    let parts = line.parts.iter().enumerate();
    parts
        .map(|(index, part)| {
            let mut row = vec![
                if index == 0 {
                    item.name.clone()
                } else {
                    String::new()
                },
                format!("{} {}", quantity(part.covered.value()), item.unit),
                vendor_of(page, part.quote),
                price(part.price),
            ];
            match line.rival {
                Some(rival) => {
                    row.extend([price(rival.price), vendor_of(page, rival.quote)]);
                }
                None => row.push("none".to_owned()),
            }
            row
        })
        .collect()
}

/// What the member asks for, line by line, and which vendors rules exclude.
fn wishes(page: &Page, reason: &MemberReason) -> String {
    let mut text = String::new();
    for line in &reason.lines {
        let demand = &page.case.demand[line.line];
        let wishes = wishes_of(page, demand);
        if !wishes.is_empty() {
            let item = &page.case.items[demand.item].name;
            text.push_str(&wrapped(&format!("  {item}: {}", wishes.join("; ")), 4));
        }
    }
    for (rule, (n_lines, vendors)) in excluded(page, reason) {
        let vendors: Vec<String> = vendors.iter().map(|id| vendor_name(page, *id)).collect();
        let words = format!(
            "  {} excludes {} for {}",
            named(page.case, &page.case.rules[rule]),
            vendors.join(", "),
            count(n_lines, "line")
        );
        text.push_str(&wrapped(&words, 4));
    }
    if text.is_empty() {
        return text;
    }
    format!("\n  What it asks for, and whom rules exclude\n{text}")
}

fn wishes_of(page: &Page, demand: &DemandLine) -> Vec<String> {
    let case = page.case;
    let names = |choices: &[_]| {
        let names: Vec<String> = choices.iter().map(|one| choice(case, one)).collect();
        names.join(", ")
    };
    let mut wishes = Vec::new();
    if !demand.refuses.is_empty() {
        wishes.push(format!("refuses {}", names(&demand.refuses)));
    }
    if !demand.requires.is_empty() {
        wishes.push(format!("requires {}", names(&demand.requires)));
    }
    if let Some(ceiling) = demand.price_ceiling {
        let per_unit = ceiling.of(Quantity::new(Decimal::ONE));
        let unit = &case.items[demand.item].unit;
        let code = case.currency.code();
        wishes.push(format!(
            "pays at most {} {code} per {unit}",
            price(per_unit)
        ));
    }
    if let Some(date) = demand.needed_by {
        wishes.push(format!("needed by {date}"));
    }
    for other in &demand.substitutes {
        wishes.push(format!(
            "accepts {}",
            shortened(&case.items[other.item].name, 40)
        ));
    }
    wishes
}

/// Vendors that each rule excludes, and for how many lines.
fn excluded(page: &Page, reason: &MemberReason) -> BTreeMap<RuleId, (usize, Vec<VendorId>)> {
    let mut excluded: BTreeMap<RuleId, (usize, Vec<VendorId>)> = BTreeMap::new();
    for line in &reason.lines {
        let mut counted: Vec<RuleId> = Vec::new();
        for (quote, obstacle) in &line.barred {
            let Obstacle::Rule(rule) = *obstacle else {
                continue;
            };
            let vendor = page.case.quotes[*quote].vendor;
            let (n_lines, vendors) = excluded.entry(rule).or_default();
            if !counted.contains(&rule) {
                counted.push(rule);
                *n_lines += 1;
            }
            if !vendors.contains(&vendor) {
                vendors.push(vendor);
            }
        }
    }
    excluded
}

fn rules(page: &Page, reason: &MemberReason) -> String {
    if reason.rules.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n  Rules that speak about it\n");
    for (id, standings) in &reason.rules {
        text.push_str(&rule::heading(page, *id));
        let standing = rule::standing(page, standings);
        text.push_str(&wrapped(&format!("    {standing}"), 4));
    }
    text
}
