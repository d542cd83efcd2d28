//! From a run to its sharing rules side by side.

use super::alone::{AloneLimits, groups};
use crate::award::Options;
use crate::run::Checked;
use crate::savings::{Comparison, GroupCosts, SharingRule};

/// Compares sharing rules over the plan of a run, which was found true.
///
/// What members would pay alone are the run's own figures, so that its charges are those of its
/// statements. What groups would pay is searched for within the limits, if the members that buy are at most
/// [`GroupCosts::MEMBERS_MAX`]; `on_group` is told how many groups are done, and of how many.
pub fn compare(
    checked: &Checked,
    rules: &[SharingRule],
    (options, limits): (&Options, AloneLimits),
    on_group: &(dyn Fn(usize, usize) + Sync),
) -> Comparison {
    let case = &checked.case;
    let members = checked.savings.members.iter();
    let alone: Vec<_> = members.map(|member| member.alone).collect();
    let priced = GroupCosts::members_of(case).map(|members| {
        GroupCosts::ask(members, |asked| {
            let told = |n_done| on_group(n_done, asked.len());
            groups(case, asked, (options, limits), &told)
        })
    });
    Comparison::of(rules, case, &checked.plan, (&alone, priced))
}
