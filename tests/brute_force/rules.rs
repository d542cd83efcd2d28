//! Every kind of rule changes the best plan of random cases, hard and soft, alone and among others.

use std::collections::BTreeMap;

use crate::harness::{RULES, least, map_cases, n_seeds};
use rochdale::problem::{Case, Rule, RuleKind, ShareOf};
use rochdale::testing::is_tiny;
use rochdale::units::RuleId;

/// A kind of rule, whether it is hard, and whether it is the only rule of its case.
type Sort = (&'static str, bool, bool);

fn kind(kind: &RuleKind) -> &'static str {
    match kind {
        RuleKind::Forbid(_) => "forbid",
        RuleKind::Require(_) => "require",
        RuleKind::MostVendors { .. } => "most vendors",
        RuleKind::FewestVendors { .. } => "fewest vendors",
        RuleKind::SameVendor => "same vendor",
        RuleKind::LargestShare { counted, of, .. } => match (counted, of) {
            (ShareOf::Units, None) => "largest share of units, each",
            (ShareOf::Units, Some(_)) => "largest share of units",
            (ShareOf::Weight, _) => "largest share of weight",
            (ShareOf::Spend, None) => "largest share of spend, each",
            (ShareOf::Spend, Some(_)) => "largest share of spend",
        },
        RuleKind::SmallestShare { counted, .. } => match counted {
            ShareOf::Units => "smallest share of units",
            ShareOf::Weight => "smallest share of weight",
            ShareOf::Spend => "smallest share of spend",
        },
        RuleKind::KeepIncumbent => "keep incumbent",
        RuleKind::MostSwitches(_) => "most switches",
        RuleKind::SwitchingCost(_) => "switching cost",
        RuleKind::Budget(_) => "budget",
        RuleKind::MinimumSaving(_) => "minimum saving",
        RuleKind::NobodyAboveToday => "nobody above today",
    }
}

fn without(case: &Case, rule: RuleId) -> Case {
    let others = case.rules.iter().filter(|(id, _)| *id != rule);
    let rules = others.map(|(_, rule)| rule.clone()).collect();
    Case {
        rules,
        ..case.clone()
    }
}

#[test]
fn every_kind_of_rule_binds() {
    let binding = map_cases(RULES, n_seeds(), |_, case| {
        let best = least(case);
        let rules = case.rules.iter();
        let binding = rules.filter(|(id, _)| {
            let without = without(case, *id);
            is_tiny(&without, &[]) && least(&without) != best
        });
        let is_alone = case.rules.len() == 1;
        let sort = |rule: &Rule| (kind(&rule.kind), rule.price.is_none(), is_alone);
        binding.map(|(_, rule)| sort(rule)).collect::<Vec<Sort>>()
    });
    let mut n: BTreeMap<Sort, usize> = BTreeMap::new();
    for sort in binding.into_iter().flatten() {
        *n.entry(sort).or_default() += 1;
    }
    println!("{n:#?}");
}
