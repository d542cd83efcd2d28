//! What a rule demands, from the cells that its kind uses; any other cell is a fault.

use super::Context;
use crate::input::build::vendors::PERIODS;
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::RuleRecord;
use crate::input::number::Bound;
use crate::problem::{Period, PeriodSpend, RuleKind, ShareOf, VendorChoice};
use crate::units::{Decimal, Money};

/// Largest number of vendors or switches that a limit may state.
const COUNT_MAX: u32 = 1_000_000_000;

/// A word of the column `rule`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Forbid,
    Require,
    MostVendors,
    FewestVendors,
    SameVendor,
    LargestShare,
    SmallestShare,
    KeepIncumbent,
    MostSwitches,
    SwitchingCost,
    Budget,
    MinimumSaving,
    NobodyAboveToday,
}

const WORDS: [(&str, Word); 13] = [
    ("forbid", Word::Forbid),
    ("require", Word::Require),
    ("most_vendors", Word::MostVendors),
    ("fewest_vendors", Word::FewestVendors),
    ("same_vendor", Word::SameVendor),
    ("largest_share", Word::LargestShare),
    ("smallest_share", Word::SmallestShare),
    ("keep_incumbent", Word::KeepIncumbent),
    ("most_switches", Word::MostSwitches),
    ("switching_cost", Word::SwitchingCost),
    ("budget", Word::Budget),
    ("minimum_saving", Word::MinimumSaving),
    ("nobody_above_today", Word::NobodyAboveToday),
];

impl Word {
    /// The columns that the kind uses, beside those that every rule has.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Forbid | Self::Require => &["vendor", "vendor_tag", "price"],
            Self::MostVendors | Self::FewestVendors => {
                &["vendor", "vendor_tag", "limit", "each", "price"]
            }
            Self::SameVendor | Self::NobodyAboveToday => &["each", "price"],
            Self::LargestShare | Self::SmallestShare => {
                &["vendor", "vendor_tag", "limit", "counts", "each", "price"]
            }
            Self::KeepIncumbent => &["price"],
            Self::MostSwitches | Self::MinimumSaving => &["limit", "each", "price"],
            Self::SwitchingCost => &["limit"],
            Self::Budget => &["limit", "per", "each", "price"],
        }
    }
}

/// What the row demands.
pub(super) fn kind(context: &Context<'_>, row: &Row<'_, RuleRecord>) -> Option<RuleKind> {
    let word = cell!(row, rule).required()?.choice(&WORDS)?;
    refuse_others(row, word);
    match word {
        Word::Forbid => one_choice(context, row).map(RuleKind::Forbid),
        Word::Require => one_choice(context, row).map(RuleKind::Require),
        Word::MostVendors => {
            let of = choice(context, row);
            let most = count(row, 0)?;
            Some(RuleKind::MostVendors { most, of })
        }
        Word::FewestVendors => {
            let of = choice(context, row);
            let fewest = count(row, 1)?;
            Some(RuleKind::FewestVendors { fewest, of })
        }
        Word::SameVendor => Some(RuleKind::SameVendor),
        Word::LargestShare => {
            let (of, share, counted) = (choice(context, row), share(row), counted(row));
            let share = share?;
            Some(RuleKind::LargestShare { share, of, counted })
        }
        Word::SmallestShare => {
            let (of, share, counted) = (one_choice(context, row), share(row), counted(row));
            let (of, share) = of.zip(share)?;
            Some(RuleKind::SmallestShare { share, of, counted })
        }
        Word::KeepIncumbent => Some(RuleKind::KeepIncumbent),
        Word::MostSwitches => count(row, 0).map(RuleKind::MostSwitches),
        Word::SwitchingCost => money(row, Bound::Positive).map(RuleKind::SwitchingCost),
        Word::Budget => {
            let per = cell!(row, per).choice(&PERIODS).unwrap_or(Period::Horizon);
            let spend = money(row, Bound::NotNegative)?;
            Some(RuleKind::Budget(PeriodSpend { spend, per }))
        }
        Word::MinimumSaving => share(row).map(RuleKind::MinimumSaving),
        Word::NobodyAboveToday => Some(RuleKind::NobodyAboveToday),
    }
}

/// Notes a fault for every cell that the kind of rule does not use.
fn refuse_others(row: &Row<'_, RuleRecord>, word: Word) {
    let rule = cell!(row, rule).text;
    let ask_savings = matches!(word, Word::MinimumSaving | Word::NobodyAboveToday);
    if ask_savings && !["", "member"].contains(&cell!(row, each).text) {
        let message = format!("{rule} is always asked member by member");
        cell!(row, each).fault(
            Kind::OtherKindsCell,
            message,
            "empty the cell, or write member",
        );
    }
    let of_vendor = "empty it; what the lines are for is said by member, site, item and category";
    for (name, cell, hint) in [
        ("vendor", cell!(row, vendor), of_vendor),
        ("vendor_tag", cell!(row, vendor_tag), of_vendor),
        ("limit", cell!(row, limit), hint_of_limit(word)),
        (
            "counts",
            cell!(row, counts),
            "empty it; only largest_share and smallest_share count something",
        ),
        (
            "per",
            cell!(row, per),
            "empty it; only a budget is for a period, the others hold over the horizon",
        ),
        (
            "each",
            cell!(row, each),
            "empty it; this rule looks at every line by itself",
        ),
        (
            "price",
            cell!(row, price),
            "empty it; what each switch costs stands in limit",
        ),
    ] {
        if !cell.is_empty() && !word.columns().contains(&name) {
            let message = format!("{rule} takes no {name}");
            cell.fault(Kind::OtherKindsCell, message, hint);
        }
    }
}

/// What was probably meant by the limit of a rule that has none.
fn hint_of_limit(word: Word) -> &'static str {
    match word {
        Word::KeepIncumbent => "empty it, or use most_switches",
        Word::SameVendor => "empty it, or use most_vendors",
        Word::NobodyAboveToday => "empty it, or use minimum_saving",
        Word::Forbid => "empty it, or use largest_share",
        Word::Require => "empty it, or use smallest_share",
        // They have a limit.
        Word::MostVendors
        | Word::FewestVendors
        | Word::LargestShare
        | Word::SmallestShare
        | Word::MostSwitches
        | Word::SwitchingCost
        | Word::Budget
        | Word::MinimumSaving => "correct it",
    }
}

/// The vendors of a rule that is about some.
fn one_choice(context: &Context<'_>, row: &Row<'_, RuleRecord>) -> Option<VendorChoice> {
    let (vendor, tag) = (cell!(row, vendor), cell!(row, vendor_tag));
    if vendor.is_empty() && tag.is_empty() {
        let message = "expected exactly one of vendor and vendor_tag";
        row.fault(Kind::NotOneVendor, message, "fill one of the two cells");
        return None;
    }
    choice(context, row)
}

/// The vendors of a rule that may be about some; `None`: all, or after a fault.
fn choice(context: &Context<'_>, row: &Row<'_, RuleRecord>) -> Option<VendorChoice> {
    let (vendor, tag) = (cell!(row, vendor), cell!(row, vendor_tag));
    if !vendor.is_empty() && !tag.is_empty() {
        let message = "expected at most one of vendor and vendor_tag";
        row.fault(Kind::NotOneVendor, message, "empty one of the two cells");
        return None;
    }
    let vendor = vendor.lookup(&context.vendors.index);
    let tag = tag.id().map(str::to_owned);
    vendor
        .map(VendorChoice::Vendor)
        .or(tag.map(VendorChoice::Tag))
}

/// The limit; a fault with what to write if it is empty.
fn limit<'a>(row: &Row<'a, RuleRecord>, hint: &str) -> Option<Cell<'a>> {
    let limit = cell!(row, limit);
    if limit.is_empty() {
        let message = format!("{} needs a limit", cell!(row, rule).text);
        limit.fault(Kind::NoLimit, message, hint);
        return None;
    }
    Some(limit)
}

fn count(row: &Row<'_, RuleRecord>, least: u32) -> Option<u32> {
    limit(row, "write how many, for instance 2")?.count(least, COUNT_MAX)
}

fn money(row: &Row<'_, RuleRecord>, bound: Bound) -> Option<Money> {
    let limit = limit(
        row,
        "write an amount in the case's currency, for instance 500",
    )?;
    limit.number(bound).map(Money::new)
}

/// The limit as a share of one.
fn share(row: &Row<'_, RuleRecord>) -> Option<Decimal> {
    let limit = limit(row, "write a percentage, for instance 30")?;
    let percent = limit.number(Bound::Percent)?;
    if percent > Decimal::ZERO && percent < Decimal::ONE {
        let message = format!("it is read as {percent} percent, less than one in a hundred");
        let hint = "write 60 for 60 percent, or leave it if it is meant";
        limit.fault(Kind::SmallPercent, message, hint);
    }
    Some(percent / Decimal::ONE_HUNDRED)
}

fn counted(row: &Row<'_, RuleRecord>) -> ShareOf {
    let counted = cell!(row, counts).choice(&[
        ("units", ShareOf::Units),
        ("weight", ShareOf::Weight),
        ("spend", ShareOf::Spend),
    ]);
    counted.unwrap_or(ShareOf::Spend)
}
