//! Rules: where the plan stands against each.

use crate::plan::Reason;
use crate::problem::{Case, RuleKind};
use crate::units::{Decimal, Money, RuleId};
use crate::verify::{RuleStanding, VerifiedPlan};

/// Where the plan stands against one rule, over all groups of lines it speaks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// The rule.
    pub rule: RuleId,
    /// Groups of lines (and vendors) it was asked of.
    pub n_asked: usize,
    /// In how many of them it is broken.
    pub n_broken: usize,
    /// Where it is furthest from its limit, or nearest to it if it is kept everywhere: what was
    /// measured and the limit; `None` if it speaks about nothing.
    pub nearest: Option<RuleStanding>,
    /// By how much it is broken in all, in the rule's unit.
    pub broken: Decimal,
    /// What breaking it costs over the horizon; part of the objective, not of the cost.
    pub penalty: Money,
    /// What the rule itself charges over the horizon, as a switching cost does.
    pub charged: Money,
}

/// Every rule, in the case's order.
pub(super) fn rules(case: &Case, plan: &VerifiedPlan) -> Vec<RuleView> {
    case.rules
        .ids()
        .map(|rule| view(case, plan, rule))
        .collect()
}

fn view(case: &Case, plan: &VerifiedPlan, rule: RuleId) -> RuleView {
    let standings = plan.standings().iter();
    let own: Vec<&RuleStanding> = standings.filter(|standing| standing.rule == rule).collect();
    let lines = plan.lines().iter();
    let charged = lines
        .filter(|line| matches!(line.charge.reason, Reason::Switching(_, other) if other == rule));
    let kind = &case.rules[rule].kind;
    let nearest = own
        .iter()
        .max_by_key(|standing| (standing.broken, nearness(kind, standing)));
    RuleView {
        rule,
        n_asked: own.len(),
        n_broken: own
            .iter()
            .filter(|standing| !standing.broken.is_zero())
            .count(),
        nearest: nearest.map(|standing| (*standing).clone()),
        broken: own.iter().map(|standing| standing.broken).sum(),
        penalty: own.iter().map(|standing| standing.penalty).sum(),
        charged: charged.map(|line| line.total).sum(),
    }
}

/// How near what was measured comes to the limit, or how far it is beyond: the larger the nearer.
fn nearness(kind: &RuleKind, standing: &RuleStanding) -> Decimal {
    let above = standing.measured - standing.limit;
    if kind.is_at_least() { -above } else { above }
}
