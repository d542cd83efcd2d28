//! What a member is charged at most (S5).

use super::baseline::Incumbent;
use crate::problem::{Case, PeriodSpend, Rule, RuleKind};
use crate::units::rounding::rounded_down;
use crate::units::{Decimal, DemandLineId, MemberId, Money, RuleId};

/// The most a member may be charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// How much, over the horizon, in whole minor units.
    pub amount: Money,
    /// Why.
    pub kind: CapKind,
}

/// Why a member may not be charged more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapKind {
    /// It would pay that much by itself, at least.
    StandAlone,
    /// It pays that much today, and the cooperative caps charges there.
    Today,
    /// A rule that may not be broken: so much is to be saved against today, or a budget.
    Rule(RuleId),
}

/// Every cap of a member; the lowest binds.
pub(super) struct Caps<'a> {
    case: &'a Case,
    /// Rules that may not be broken and could cap somebody's charge, with the groups they speak
    /// about.
    ruled: Vec<(RuleId, Vec<Vec<DemandLineId>>)>,
}

impl<'a> Caps<'a> {
    pub fn new(case: &'a Case) -> Self {
        let rules = case.rules.iter();
        let capping = rules.filter(|(_, rule)| rule.price.is_none() && can_cap(rule));
        let with_groups = capping.map(|(id, rule)| {
            let groups = case.rule_groups(rule).into_iter();
            (id, groups.map(|(_, lines)| lines).collect())
        });
        Self {
            case,
            ruled: with_groups.collect(),
        }
    }

    /// The lowest cap of a member with these lines, if it has any.
    pub fn of(
        &self,
        lines: &[DemandLineId],
        alone: Option<Money>,
        incumbent: Option<&Incumbent>,
    ) -> Option<Cap> {
        let today = incumbent.and_then(Incumbent::complete);
        let cap = |kind| move |amount| Cap { amount, kind };
        let alone = alone.map(cap(CapKind::StandAlone));
        let capped_today = today.filter(|_| self.case.settlement.cap_today);
        let capped_today = capped_today.map(cap(CapKind::Today));
        let ruled = self.ruled.iter();
        let ruled = ruled.filter(|(_, groups)| groups.iter().any(|group| group == lines));
        let ruled = ruled.filter_map(|(rule, _)| {
            let amount = self.ruled_amount(&self.case.rules[*rule], today)?;
            Some(cap(CapKind::Rule(*rule))(amount))
        });
        let caps = alone.into_iter().chain(capped_today).chain(ruled);
        let lowest = caps.min_by_key(|cap| cap.amount)?;
        Some(Cap {
            amount: rounded_down(lowest.amount, self.case.currency),
            ..lowest
        })
    }

    fn ruled_amount(&self, rule: &Rule, today: Option<Money>) -> Option<Money> {
        if let RuleKind::Budget(PeriodSpend { spend, per }) = rule.kind {
            let times = self.case.horizon.occurrences(per);
            return Some(spend * Decimal::from(times));
        }
        let saving = rule.kind.saving_min()?;
        today.map(|today| today * (Decimal::ONE - saving))
    }
}

fn can_cap(rule: &Rule) -> bool {
    matches!(rule.kind, RuleKind::Budget(_)) || rule.kind.saving_min().is_some()
}

/// A member's lines by member, in the case's order.
pub(super) fn lines_by_member(case: &Case) -> Vec<Vec<DemandLineId>> {
    let mut lines = vec![Vec::new(); case.members.len()];
    for line in case.demand.ids() {
        let member: MemberId = case.member_of(line);
        lines[crate::units::Id::index(member)].push(line);
    }
    lines
}
