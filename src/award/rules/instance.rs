//! A rule asked of one group of demand lines.

use crate::problem::{Case, Rule, RuleKind};
use crate::units::{Decimal, DemandLineId, Id, RuleId, VendorId};

/// A rule asked of one group of demand lines, and of one vendor where it is asked of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::award) struct Instance {
    /// The rule.
    pub rule: RuleId,
    /// The lines, in the case's order.
    pub lines: Vec<DemandLineId>,
    /// The vendor, where the rule is asked of every vendor by itself.
    pub vendor: Option<VendorId>,
    /// Which side the limit is on.
    pub bound: Bound,
    /// The limit of what is measured, or of its share.
    pub limit: Decimal,
    /// The limit is this many times what the rule states: the times that a budget falls due.
    pub times: Decimal,
}

/// Which side a limit is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::award) enum Bound {
    /// At most the limit.
    AtMost,
    /// At least the limit.
    AtLeast,
}

/// Every rule that has a limit, asked of every group it speaks about, in the case's order.
pub(in crate::award) fn instances(case: &Case) -> Vec<Instance> {
    let rules = case.rules.iter();
    rules
        .flat_map(|(id, rule)| instances_of(case, id, rule))
        .collect()
}

/// One rule, asked of every group it speaks about; none if it has no limit.
pub(in crate::award) fn instances_of(case: &Case, id: RuleId, rule: &Rule) -> Vec<Instance> {
    let mut instances = Vec::new();
    for (_, lines) in case.rule_groups(rule) {
        let Some((bound, stated, times)) = limit(case, &rule.kind) else {
            continue;
        };
        let asked = |vendor| Instance {
            rule: id,
            lines: lines.clone(),
            vendor,
            bound,
            limit: stated * times,
            times,
        };
        if let RuleKind::LargestShare { of: None, .. } = rule.kind {
            instances.extend(case.vendors.ids().map(|vendor| asked(Some(vendor))));
        } else {
            instances.push(asked(None));
        }
    }
    instances
}

/// The side of a rule's limit, its value as stated, and how many times that the measure may be;
/// `None` if it has none.
fn limit(case: &Case, kind: &RuleKind) -> Option<(Bound, Decimal, Decimal)> {
    let once = |bound, limit| Some((bound, limit, Decimal::ONE));
    let at_most = |limit: Decimal| once(Bound::AtMost, limit);
    match kind {
        RuleKind::Forbid(_) | RuleKind::Require(_) | RuleKind::KeepIncumbent => {
            at_most(Decimal::ZERO)
        }
        RuleKind::MostVendors { most, .. } | RuleKind::MostSwitches(most) => {
            at_most(Decimal::from(*most))
        }
        RuleKind::FewestVendors { fewest, .. } => once(Bound::AtLeast, Decimal::from(*fewest)),
        RuleKind::SameVendor => at_most(Decimal::ONE),
        RuleKind::LargestShare { share, .. } => at_most(*share),
        RuleKind::SmallestShare { share, .. } => once(Bound::AtLeast, *share),
        RuleKind::Budget(budget) => {
            let times = case.horizon.occurrences(budget.per);
            Some((Bound::AtMost, budget.spend.value(), Decimal::from(times)))
        }
        RuleKind::MinimumSaving(_) | RuleKind::NobodyAboveToday => {
            let share = kind.saving_min().expect("the rule demands a saving");
            at_most(Decimal::ONE - share)
        }
        RuleKind::SwitchingCost(_) => None,
    }
}

impl Instance {
    /// Name of its equation.
    pub fn name(kind: &RuleKind) -> &'static str {
        match kind {
            RuleKind::Forbid(_) => "R1 forbid",
            RuleKind::Require(_) => "R2 require",
            RuleKind::MostVendors { .. } => "R3 most vendors",
            RuleKind::FewestVendors { .. } => "R3 fewest vendors",
            RuleKind::SameVendor => "R4 same vendor",
            RuleKind::LargestShare { .. } => "R5 largest share",
            RuleKind::SmallestShare { .. } => "R5 smallest share",
            RuleKind::KeepIncumbent => "R6 keep incumbent",
            RuleKind::MostSwitches(_) => "R6 most switches",
            RuleKind::SwitchingCost(_) => "R7 switching cost",
            RuleKind::Budget(_) => "R8 budget",
            RuleKind::MinimumSaving(_) => "R9 minimum saving",
            RuleKind::NobodyAboveToday => "R9 nobody above today",
        }
    }

    /// For every line of the case, whether the rule is asked of it here.
    pub fn is_asked(&self, case: &Case) -> Vec<bool> {
        let mut asked = vec![false; case.demand.len()];
        for line in &self.lines {
            asked[line.index()] = true;
        }
        asked
    }
}
