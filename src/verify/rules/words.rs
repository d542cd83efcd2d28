//! How refusals name what a rule speaks about.

use crate::problem::{Case, Rule, RuleGroup, RuleUnit, VendorChoice};
use crate::units::rounding::settled;
use crate::units::{Decimal, Money};
use crate::verify::words;

/// What is said of a rule that is broken: ``rule `few` DEMAND for LINES, but FOUND``.
pub(super) struct Said {
    /// What the rule allows or demands.
    pub demand: String,
    /// What was measured.
    pub found: String,
}

/// The demand lines about which a rule speaks: ``member `hart-street`, category `produce` ``.
pub(super) fn lines(case: &Case, rule: &Rule, group: &RuleGroup) -> String {
    let member = |id| format!("member `{}`", case.members[id].key);
    let site = |id| format!("site `{}`", case.sites[id].key);
    let item = |id| format!("item `{}`", case.items[id].key);
    let category = |name: &String| format!("category `{name}`");
    let of_group = match group {
        RuleGroup::Whole => None,
        RuleGroup::Member(id) => Some(member(*id)),
        RuleGroup::Site(id) => Some(site(*id)),
        RuleGroup::Category(name) => Some(category(name)),
        RuleGroup::Item(id) => Some(item(*id)),
    };
    let scope = &rule.scope;
    let tag = scope.member_tag.as_ref();
    let of_scope = [
        scope.member.map(member),
        tag.map(|tag| format!("members with tag `{tag}`")),
        scope.site.map(site),
        scope.item.map(item),
        scope.category.as_ref().map(category),
    ];
    let mut parts: Vec<String> = of_group.into_iter().collect();
    for part in of_scope.into_iter().flatten() {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        "all demand lines".into()
    } else {
        parts.join(", ")
    }
}

/// The vendors that a choice means.
pub(super) fn choice(case: &Case, choice: &VendorChoice) -> String {
    match choice {
        VendorChoice::Vendor(id) => format!("vendor `{}`", case.vendors[*id].key),
        VendorChoice::Tag(tag) => format!("vendors with tag `{tag}`"),
    }
}

/// `2 switches`: a count with its noun.
pub(super) fn count(n: Decimal, one: &str, many: &str) -> String {
    let noun = if n == Decimal::ONE { one } else { many };
    format!("{} {noun}", n.normalize())
}

/// `40 %`.
pub(super) fn percent(share: Decimal) -> String {
    let percent = (share * Decimal::ONE_HUNDRED).round_dp(2);
    format!("{} %", percent.normalize())
}

/// An amount over the horizon, in a rule's unit: `20 kg per year`.
pub(super) fn over_horizon(case: &Case, value: Decimal, unit: RuleUnit) -> String {
    let value = settled(value);
    let amount = match unit {
        RuleUnit::Pairs => count(value, "pair", "pairs"),
        RuleUnit::Vendors => count(value, "vendor", "vendors"),
        RuleUnit::Units => count(value, "unit", "units"),
        RuleUnit::Weight => format!("{} kg", value.normalize()),
        RuleUnit::Money => words::money(case, Money::new(value)),
    };
    format!("{amount} per {}", case.horizon.name)
}
