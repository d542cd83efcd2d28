//! Names of rules and of groups.

use super::Page;
use crate::report::format::count;
use crate::savings::{SharingRule, buyers};
use crate::units::MemberId;

/// What the command line calls a rule.
pub fn flag(rule: SharingRule) -> String {
    rule.key().replace('_', "-")
}

/// What people call it.
pub(super) fn name(rule: SharingRule) -> &'static str {
    match rule {
        SharingRule::Invoices => "Own invoices",
        SharingRule::EqualPrice => "Equal price",
        SharingRule::EqualPercentage => "Equal percentage",
        SharingRule::StableEqualSaving => "Stable equal saving",
        SharingRule::AlternativeCostAvoided => "Alternative cost avoided",
        SharingRule::Shapley => "Shapley value",
        SharingRule::Nucleolus => "Nucleolus",
    }
}

/// The same at the head of a narrow column.
pub(super) fn column(rule: SharingRule) -> &'static str {
    match rule {
        SharingRule::Invoices => "Invoices",
        SharingRule::EqualPrice => "Equal price",
        SharingRule::EqualPercentage => "Equal %",
        SharingRule::StableEqualSaving => "Stable equal",
        SharingRule::AlternativeCostAvoided => "Cost avoided",
        SharingRule::Shapley => "Shapley",
        SharingRule::Nucleolus => "Nucleolus",
    }
}

/// What it does, in half a sentence.
pub(super) fn meaning(rule: SharingRule) -> &'static str {
    match rule {
        SharingRule::Invoices => "everybody pays what vendors invoice for its own goods",
        SharingRule::EqualPrice => {
            "everybody pays the same price for the same item, and the deliveries it causes"
        }
        SharingRule::EqualPercentage => {
            "everybody saves the same percentage of what it would pay alone"
        }
        SharingRule::StableEqualSaving => {
            "everybody saves the same percentage of what it would pay alone, except that no group is \
             charged more than it could get by itself"
        }
        SharingRule::AlternativeCostAvoided => {
            "everybody pays what the others would be spared without it, and of the rest a part by \
             what buying alone would cost it more"
        }
        SharingRule::Shapley => {
            "everybody pays what it adds to the cost of those who joined before it, on average over \
             all orders of joining"
        }
        SharingRule::Nucleolus => {
            "the group with the most reason to leave has as little as possible, then the next one, \
             and so on"
        }
    }
}

/// Most members named in a group; the shorter of "these" and "all but these" is said.
const NAMED_MAX: usize = 4;

/// `Ann and Bea`, `all but Cyd`, `Ann, Bea, Cyd, Dan and 3 further members`.
pub(super) fn group(page: &Page, members: &[MemberId]) -> String {
    let others: Vec<MemberId> = buyers(page.case)
        .into_iter()
        .filter(|member| !members.contains(member))
        .collect();
    if members.len() > NAMED_MAX.min(2 * others.len()) {
        format!("all but {}", list(page, &others))
    } else {
        list(page, members)
    }
}

/// `Ann, Bea, Cyd, Dan and 3 further members`.
pub(super) fn list(page: &Page, members: &[MemberId]) -> String {
    let name = |member: &MemberId| page.case.members[*member].name.clone();
    let (shown, more) = members.split_at(members.len().min(NAMED_MAX));
    let mut names: Vec<String> = shown.iter().map(name).collect();
    if !more.is_empty() {
        names.push(count(more.len(), "further member"));
    }
    let last = names.pop().unwrap_or_default();
    if names.is_empty() {
        last
    } else {
        format!("{} and {last}", names.join(", "))
    }
}
