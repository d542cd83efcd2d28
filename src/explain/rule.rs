//! Where the plan stands against a rule, and what the rule costs.

use super::question::{Answer, NOTHING, Questions, snapped, without_remainder};
use super::setting::Setting;
use crate::plan::Reason;
use crate::pricing::exact::over_horizon;
use crate::problem::Case;
use crate::units::rounding::settled;
use crate::units::{Decimal, Money, RuleId};
use crate::verify::{RuleStanding, verify};

/// One rule.
#[derive(Clone, Debug)]
pub struct RuleReason {
    /// The rule.
    pub rule: RuleId,
    /// Where the plan stands, group by group; none for a switching cost, or if the rule speaks
    /// about no line.
    pub standings: Vec<RuleStanding>,
    /// What the plan pays because of it over the horizon, unrounded: penalties and switching costs.
    pub charged: Money,
    /// What could be saved without it; `None` if it speaks about no line.
    pub saving: Option<Saving>,
}

/// What could be saved without a rule, over the horizon and unrounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saving {
    /// How much cheaper the cheapest plan found without the rule is than this plan; zero if none
    /// is cheaper.
    pub found: Money,
    /// No plan without the rule saves more, if anything was proven.
    pub most: Option<Money>,
    /// Every plan that keeps the rule costs at least this much more than the one found: what the
    /// rule surely costs. Zero if that is not proven.
    pub sure: Money,
    /// How much cheaper than this plan one was found that the rule allows too: not the rule makes
    /// this plan dear, a longer search would find a better one.
    pub better: Money,
}

/// Whether a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It costs something, whatever plan keeps it.
    Binds,
    /// A plan without it is cheaper than this one; one that keeps it and is as cheap is not ruled
    /// out.
    MayBind,
    /// It costs nothing: without it no plan is cheaper.
    Free,
    /// No cheaper plan was found without it, and none is ruled out.
    Open,
}

impl Saving {
    /// What is proven.
    pub fn verdict(&self) -> Verdict {
        if self.sure > Money::ZERO {
            Verdict::Binds
        } else if self.most.is_some_and(|most| most <= Money::ZERO) {
            Verdict::Free
        } else if self.found > self.better {
            Verdict::MayBind
        } else {
            Verdict::Open
        }
    }
}

/// How many questions the rules of a case ask.
pub(super) fn n_questions(case: &Case) -> usize {
    let rules = case.rules.values();
    rules
        .filter(|rule| !case.rule_groups(rule).is_empty())
        .count()
}

/// Every rule of the case.
pub(super) fn reasons(setting: &Setting, questions: &mut Questions) -> Vec<RuleReason> {
    let rules = setting.case.rules.ids();
    rules.map(|id| reason(setting, id, questions)).collect()
}

fn reason(setting: &Setting, id: RuleId, questions: &mut Questions) -> RuleReason {
    let case = setting.case;
    let speaks = !case.rule_groups(&case.rules[id]).is_empty();
    let standings = setting.plan.standings().iter();
    let standings: Vec<_> = standings
        .filter(|other| other.rule == id)
        .cloned()
        .collect();
    RuleReason {
        rule: id,
        charged: charged(setting, id) + standings.iter().map(|standing| standing.penalty).sum(),
        standings,
        saving: speaks.then(|| saving(setting, id, questions)),
    }
}

/// What changes of vendor cost because of the rule.
fn charged(setting: &Setting, id: RuleId) -> Money {
    let charges = setting.plan.charges().iter();
    let own = charges.filter(|charge| match charge.reason {
        Reason::Switching(_, rule) => rule == id,
        Reason::Goods(..)
        | Reason::SurplusGoods(..)
        | Reason::SurplusCost(..)
        | Reason::BreakDiscount(_)
        | Reason::BrokenPack(..)
        | Reason::Bundle(_)
        | Reason::Rebate(_)
        | Reason::FixedFee
        | Reason::Collection
        | Reason::Drop(_) => false,
    });
    own.map(|charge| over_horizon(setting.case, charge)).sum()
}

fn saving(setting: &Setting, id: RuleId, questions: &mut Questions) -> Saving {
    let plan = setting.plan;
    let cost = plan.objective();
    let none = Saving {
        found: Money::ZERO,
        most: None,
        sure: Money::ZERO,
        better: Money::ZERO,
    };
    match questions.ask(&without(setting.case, id)) {
        Answer::Plan(other) => {
            // What the rule allows is judged by the case that has it.
            let kept = verify(setting.case, other.plan()).ok();
            let better = kept.map_or(Money::ZERO, |kept| cost - kept.objective());
            let found = above_zero(cost - other.objective());
            let (own, its) = (plan.plan().proof.bound, other.plan().proof.bound);
            Saving {
                found,
                most: Some(snapped(above_zero(cost - its), found)),
                sure: snapped(above_zero(own - other.objective()), found),
                better: above_zero(better),
            }
        }
        Answer::Open(bound) => Saving {
            most: bound.map(|bound| above_zero(cost - bound)),
            ..none
        },
        // The plan keeps the other rules, so that one without this exists.
        Answer::Impossible => none,
    }
}

/// The money, or zero where it is less or says nothing.
fn above_zero(money: Money) -> Money {
    if money > NOTHING {
        without_remainder(money)
    } else {
        Money::ZERO
    }
}

/// The case without a rule.
fn without(case: &Case, id: RuleId) -> Case {
    let mut changed = case.clone();
    let kept = case.rules.iter().filter(|(other, _)| *other != id);
    changed.rules = kept.map(|(_, rule)| rule.clone()).collect();
    changed
}

/// How far a standing is from its limit, settled; below zero if the rule is broken.
pub fn margin(case: &Case, standing: &RuleStanding) -> Decimal {
    let margin = standing.limit - standing.measured;
    settled(if case.rules[standing.rule].kind.is_at_least() {
        -margin
    } else {
        margin
    })
}
