//! Rules in words: what each demands, of whom, and what it would take.

use crate::problem::{Case, Each, Rule, RuleGroup, RuleKind, ShareOf, VendorChoice};
use crate::units::{Decimal, Money};

use super::format::{amount, count, money_per, period_name, quantity};
use super::table::printable;

/// What a rule demands, with the lines it speaks about: `at most 3 vendors for each member`.
pub fn demand(case: &Case, rule: &Rule) -> String {
    let lines = lines(case, rule);
    let what = what(case, &rule.kind);
    if lines.is_empty() {
        what
    } else {
        format!("{what} for {lines}")
    }
}

fn what(case: &Case, kind: &RuleKind) -> String {
    let vendors = |n: u32, of: Option<&VendorChoice>| {
        let counted = count(n as usize, "vendor");
        match of {
            Some(of) => format!("{counted} of {}", choice(case, of)),
            None => counted,
        }
    };
    match kind {
        RuleKind::Forbid(of) => format!("nothing from {}", choice(case, of)),
        RuleKind::Require(of) => format!("everything from {}", choice(case, of)),
        RuleKind::MostVendors { most, of } => format!("at most {}", vendors(*most, of.as_ref())),
        RuleKind::FewestVendors { fewest, of } => {
            format!("at least {}", vendors(*fewest, of.as_ref()))
        }
        RuleKind::SameVendor => "one vendor".to_owned(),
        RuleKind::LargestShare { share, of, counted } => {
            let of = of
                .as_ref()
                .map_or_else(|| "each vendor".to_owned(), |of| choice(case, of));
            format!(
                "at most {} of the {} from {of}",
                stated(*share),
                basis(*counted)
            )
        }
        RuleKind::SmallestShare { share, of, counted } => {
            let of = choice(case, of);
            format!(
                "at least {} of the {} from {of}",
                stated(*share),
                basis(*counted)
            )
        }
        RuleKind::KeepIncumbent => "today's vendor".to_owned(),
        RuleKind::MostSwitches(most) => {
            format!("at most {} of vendor", count(*most as usize, "change"))
        }
        RuleKind::SwitchingCost(cost) => {
            format!(
                "{} {} for every change of vendor",
                amount(*cost, case.currency),
                case.currency.code()
            )
        }
        RuleKind::Budget(budget) => {
            let period = period_name(&case.horizon, budget.per);
            format!(
                "a budget of {}",
                money_per(budget.spend, case.currency, period)
            )
        }
        RuleKind::MinimumSaving(least) => {
            format!("at least {} less than today", stated(*least))
        }
        RuleKind::NobodyAboveToday => "no more than today".to_owned(),
    }
}

/// A share as a rule states it, not rounded: `14.79 %`.
pub fn stated(share: Decimal) -> String {
    format!("{} %", quantity(share * Decimal::ONE_HUNDRED))
}

/// What a share is counted in: `spend`.
pub fn basis(counted: ShareOf) -> &'static str {
    match counted {
        ShareOf::Units => "units needed",
        ShareOf::Weight => "weight needed",
        ShareOf::Spend => "spend on what is needed",
    }
}

/// The vendors that a choice means: `vendor valley`, `vendors tagged local`.
pub fn choice(case: &Case, choice: &VendorChoice) -> String {
    match choice {
        VendorChoice::Vendor(id) => case.vendors[*id].name.clone(),
        VendorChoice::Tag(tag) => format!("vendors tagged {tag}"),
    }
}

/// The lines that a rule speaks about; empty for all at once.
fn lines(case: &Case, rule: &Rule) -> String {
    let scope = &rule.scope;
    let mut parts = Vec::new();
    let each = match (rule.kind.saving_min(), rule.each) {
        (Some(_), _) if scope.member.is_none() => Some("each member"),
        (None, Each::Member) => Some("each member"),
        (None, Each::Site) => Some("each site"),
        (None, Each::Category) => Some("each category"),
        (None, Each::Item) => Some("each item"),
        (Some(_) | None, _) => None,
    };
    parts.extend(each.map(str::to_owned));
    parts.extend(scope.member.map(|id| case.members[id].name.clone()));
    parts.extend(
        scope
            .member_tag
            .as_ref()
            .map(|tag| format!("members tagged {tag}")),
    );
    parts.extend(scope.site.map(|id| case.sites[id].name.clone()));
    parts.extend(scope.item.map(|id| case.items[id].name.clone()));
    parts.extend(
        scope
            .category
            .as_ref()
            .map(|name| format!("category {name}")),
    );
    parts.join(", ")
}

/// Which lines of a rule's a group is; empty for all at once.
pub fn group(case: &Case, group: &RuleGroup) -> String {
    match group {
        RuleGroup::Whole => String::new(),
        RuleGroup::Member(id) => case.members[*id].name.clone(),
        RuleGroup::Site(id) => case.sites[*id].name.clone(),
        RuleGroup::Category(name) => format!("category {name}"),
        RuleGroup::Item(id) => case.items[*id].name.clone(),
    }
}

/// A rule by its id, with what it demands: ``rule few (at most 3 vendors)``.
pub fn named(case: &Case, rule: &Rule) -> String {
    format!("rule {} ({})", rule.key, printable(&demand(case, rule)))
}

/// What a rule measures, in its own unit: `31.5 %`, `3 vendors`, `1,200.00 USD`.
pub fn measured(case: &Case, kind: &RuleKind, value: Decimal) -> String {
    let nouns = |noun: &str| {
        let plural = if value == Decimal::ONE { "" } else { "s" };
        format!("{} {noun}{plural}", quantity(value))
    };
    match kind {
        RuleKind::LargestShare { .. } | RuleKind::SmallestShare { .. } => {
            super::format::share(value)
        }
        RuleKind::Budget(_) | RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => {
            money_per(Money::new(value), case.currency, &case.horizon.name)
        }
        RuleKind::MostVendors { .. } | RuleKind::FewestVendors { .. } | RuleKind::SameVendor => {
            nouns("vendor")
        }
        RuleKind::KeepIncumbent | RuleKind::MostSwitches(_) | RuleKind::SwitchingCost(_) => {
            nouns("change")
        }
        RuleKind::Forbid(_) | RuleKind::Require(_) => nouns("line"),
    }
}
