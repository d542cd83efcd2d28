//! Where a plan stands against a rule, and what the rule costs.

use super::Page;
use crate::explain::{RuleReason, Saving, Verdict, margin};
use crate::problem::{Rule, RuleUnit};
use crate::report::rules;
use crate::report::table::wrapped;
use crate::units::{Decimal, Money, RuleId};
use crate::verify::RuleStanding;

/// A rule with its standing and what it costs.
pub(super) fn text(page: &Page, reason: &RuleReason) -> String {
    let mut text = heading(page, reason.rule);
    let is_priced = page.case.rules[reason.rule].price.is_some();
    let Some(saving) = &reason.saving else {
        return text + "    It speaks about no demand line.\n";
    };
    if !reason.standings.is_empty() {
        let standing = standing(page, &reason.standings);
        text.push_str(&wrapped(&format!("    {standing}"), 4));
    }
    if reason.charged > Money::ZERO {
        let charged = page.per_horizon(reason.charged);
        let said = if is_priced {
            format!("    Breaking it counts as {charged} when plans are compared; nobody pays it.")
        } else {
            format!("    This plan pays {charged} for it.")
        };
        text.push_str(&wrapped(&said, 4));
    }
    text + &wrapped(&format!("    {}", cost(page, saving, is_priced)), 4)
}

/// A rule by its id, with what it demands.
pub(super) fn heading(page: &Page, id: RuleId) -> String {
    let rule = &page.case.rules[id];
    wrapped(&format!("  {}", rules::named(page.case, rule)), 4)
}

/// Where the plan stands: the group that is closest to its limit, and how many are at theirs.
pub(super) fn standing(page: &Page, standings: &[RuleStanding]) -> String {
    let case = page.case;
    let Some(closest) = standings.iter().min_by_key(|at| margin(case, at)) else {
        return "There is no limit that it could be measured against.".to_owned();
    };
    let rule = &case.rules[closest.rule];
    let broken = standings.iter().filter(|at| !at.broken.is_zero()).count();
    let at_limit = standings.iter().filter(|at| margin(case, at).is_zero());
    let at_limit = at_limit.count();
    // Nothing is allowed, or all is demanded: there is no limit to be near to.
    if rule.kind.unit() == RuleUnit::Pairs && closest.limit.is_zero() {
        let pairs: Decimal = standings.iter().map(|at| at.measured).sum();
        return if pairs.is_zero() {
            "Kept.".to_owned()
        } else {
            format!("Broken: {}.", rules::measured(case, &rule.kind, pairs))
        };
    }
    let measured = measured(page, rule, closest);
    if standings.len() == 1 {
        let place = match (broken, at_limit) {
            (0, 0) => "not at its limit",
            (0, _) => "at its limit",
            (_, _) => "broken",
        };
        return format!("{measured}: {place}.");
    }
    let all = standings.len();
    let place = match (broken, at_limit) {
        (0, 0) => format!("none of {all} is at its limit"),
        (0, n) => format!("{n} of {all} are at their limit"),
        (n, _) => format!("{n} of {all} break it"),
    };
    format!("{place}; the closest: {measured}.")
}

/// `Ann: 3 vendors, at most 3`.
fn measured(page: &Page, rule: &Rule, at: &RuleStanding) -> String {
    let case = page.case;
    let group = rules::group(case, &at.group);
    let vendor = at.vendor.map(|id| case.vendors[id].name.clone());
    let of: Vec<String> = [Some(group), vendor]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty())
        .collect();
    let side = if rule.kind.is_at_least() {
        "at least"
    } else {
        "at most"
    };
    let figures = format!(
        "{}, {side} {}",
        rules::measured(case, &rule.kind, at.measured),
        rules::measured(case, &rule.kind, at.limit)
    );
    if of.is_empty() {
        figures
    } else {
        format!("{}: {figures}", of.join(", "))
    }
}

/// What the rule costs, as far as it is proven.
fn cost(page: &Page, saving: &Saving, is_priced: bool) -> String {
    let most = saving.most.map_or(String::new(), |most| {
        format!(
            " No plan without it is more than {} cheaper.",
            page.at_most(most)
        )
    });
    match saving.verdict() {
        Verdict::Free => "It costs nothing: no plan without it is cheaper.".to_owned(),
        Verdict::Binds if saving.sure == saving.found && saving.most == Some(saving.found) => {
            let found = page.per_horizon(saving.found);
            if is_priced {
                return format!(
                    "It binds: without it a plan is {found} better, what breaking it counts included."
                );
            }
            format!("It binds: without it the cooperative would pay {found} less.")
        }
        Verdict::Binds => format!(
            "It binds: it costs at least {} (proven). Without it a plan {} cheaper was found.{most}",
            page.at_least(saving.sure),
            page.per_horizon(saving.found)
        ),
        Verdict::MayBind => format!(
            "It may bind: without it a plan {} cheaper was found, but the search has not ruled out \
             one that keeps it and is as cheap.{most}",
            page.per_horizon(saving.found)
        ),
        Verdict::Open if saving.better > Money::ZERO => format!(
            "A plan {} cheaper was found that keeps it: this plan is not the cheapest, and not \
             because of the rule. Solve again with more time.{most}",
            page.per_horizon(saving.better)
        ),
        Verdict::Open if saving.most.is_some() => {
            format!("Without it no cheaper plan was found.{most}")
        }
        Verdict::Open => "What it costs was not found within the limits.".to_owned(),
    }
}
