//! From a run to its sharing rules side by side.

use super::all_groups::{AllGroups, leavers};
use super::alone::{AloneLimits, groups};
use crate::award::{GroupBlocks, Options};
use crate::problem::Case;
use crate::run::Checked;
use crate::savings::{CoalitionCost, Comparison, GroupCosts, SharingRule, buyers};
use crate::verify::VerifiedPlan;

/// Compares sharing rules over the plan of a run, which was found true.
///
/// What members would pay alone are the run's own figures, so that its charges are those of its
/// statements. What groups would pay is searched for within the limits: one by one, if the members that buy
/// are at most [`GroupCosts::MEMBERS_MAX`] (`on_group` is told how many groups are done, and of how many);
/// else prices say of all groups at once what they would pay at least.
pub fn compare(
    checked: &Checked,
    rules: &[SharingRule],
    (options, limits): (&Options, AloneLimits),
    on_group: &(dyn Fn(usize, usize) + Sync),
) -> Comparison {
    let case = &checked.case;
    let members = checked.savings.members.iter();
    let alone: Vec<_> = members.map(|member| member.alone).collect();
    if buyers(case).len() > GroupCosts::MEMBERS_MAX
        && let Some(comparison) = compare_at_once(case, &checked.plan, (&alone, rules), options)
    {
        return comparison;
    }
    let priced = GroupCosts::members_of(case).map(|members| {
        GroupCosts::ask(members, |asked| {
            let told = |n_done| on_group(n_done, asked.len());
            groups(case, asked, (options, limits), &told)
        })
    });
    Comparison::of(rules, case, &checked.plan, (&alone, priced))
}

/// Compares sharing rules over any plan by prices for all groups at once, within the options' limits;
/// `None` if these prove nothing. `alone` has what every member would pay by itself.
pub fn compare_at_once(
    case: &Case,
    plan: &VerifiedPlan,
    (alone, rules): (&[CoalitionCost], &[SharingRule]),
    options: &Options,
) -> Option<Comparison> {
    let leavers = leavers(case);
    let blocks = GroupBlocks::of(&leavers)?;
    let oracle = AllGroups::new(case, &leavers, &blocks, options)?;
    Some(Comparison::at_once(rules, case, plan, (alone, &oracle)))
}
