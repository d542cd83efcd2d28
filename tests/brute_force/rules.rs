//! Every kind of rule changes the best plan of random cases, hard and soft, alone and among others.

use std::collections::BTreeMap;

use crate::harness::{Drawn, SEEDS_MIXED, map_cases, n_seeds, ruled};
use rochdale::plan::Award;
use rochdale::problem::{Case, Each, Rule, RuleKind, RuleUnit, ShareOf};
use rochdale::testing::{exhaustive, is_tiny, plan};
use rochdale::units::RuleId;
use rochdale::verify::verify;

/// Every name that [`kind`] can give.
const KINDS: [&str; 19] = [
    "forbid",
    "require",
    "most vendors",
    "fewest vendors",
    "same vendor",
    "largest share of units",
    "largest share of weight",
    "largest share of spend",
    "every vendor's largest share of units",
    "every vendor's largest share of weight",
    "every vendor's largest share of spend",
    "smallest share of units",
    "smallest share of weight",
    "smallest share of spend",
    "keep incumbent",
    "most switches",
    "budget",
    "minimum saving",
    "nobody above today",
];

fn kind(kind: &RuleKind) -> &'static str {
    match kind {
        RuleKind::Forbid(_) => "forbid",
        RuleKind::Require(_) => "require",
        RuleKind::MostVendors { .. } => "most vendors",
        RuleKind::FewestVendors { .. } => "fewest vendors",
        RuleKind::SameVendor => "same vendor",
        RuleKind::LargestShare { counted, of, .. } => match (counted, of) {
            (ShareOf::Units, Some(_)) => "largest share of units",
            (ShareOf::Weight, Some(_)) => "largest share of weight",
            (ShareOf::Spend, Some(_)) => "largest share of spend",
            (ShareOf::Units, None) => "every vendor's largest share of units",
            (ShareOf::Weight, None) => "every vendor's largest share of weight",
            (ShareOf::Spend, None) => "every vendor's largest share of spend",
        },
        RuleKind::SmallestShare { counted, .. } => match counted {
            ShareOf::Units => "smallest share of units",
            ShareOf::Weight => "smallest share of weight",
            ShareOf::Spend => "smallest share of spend",
        },
        RuleKind::KeepIncumbent => "keep incumbent",
        RuleKind::MostSwitches(_) => "most switches",
        RuleKind::SwitchingCost(_) => SWITCHING_COST,
        RuleKind::Budget(_) => "budget",
        RuleKind::MinimumSaving(_) => "minimum saving",
        RuleKind::NobodyAboveToday => "nobody above today",
    }
}

/// The kind of which no rule is broken, only paid for.
const SWITCHING_COST: &str = "switching cost";

fn each(each: Each) -> &'static str {
    match each {
        Each::Whole => "all lines at once",
        Each::Member => "each member",
        Each::Site => "each site",
        Each::Category => "each category",
        Each::Item => "each item",
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

/// Whether the case's optimum changes without a rule.
fn binds(drawn: &Drawn, rule: RuleId) -> bool {
    let without = without(&drawn.case, rule);
    is_tiny(&without, &[]) && exhaustive(&without).map(|(_, least)| least) != drawn.least()
}

/// How many rules bind, by name, whether they are hard, and whether they are alone in their case.
#[derive(Default)]
struct Binding(BTreeMap<(&'static str, bool, bool), usize>);

impl Binding {
    fn add(&mut self, name: &'static str, rule: &Rule, is_alone: bool) {
        let is_hard = rule.price.is_none();
        *self.0.entry((name, is_hard, is_alone)).or_default() += 1;
    }

    #[track_caller]
    fn require(&self, name: &'static str, is_hard: bool, is_alone: bool, least: usize) {
        let n = self.0.get(&(name, is_hard, is_alone)).copied();
        let n = n.unwrap_or_default();
        let wanted = format!("{name}, hard: {is_hard}, alone: {is_alone}");
        assert!(n >= least, "{wanted}: {n} of {:#?}", self.0);
    }
}

/// Of a thousand cases, in so many at least a rule of each kind binds by itself, and in so many
/// among others.
const LEAST: usize = 2;

#[test]
fn every_kind_of_rule_binds() {
    let binding = map_cases(ruled, n_seeds(), |drawn| {
        let rules = drawn.case.rules.iter();
        let binding = rules.filter(|(id, _)| binds(drawn, *id));
        let is_alone = drawn.case.rules.len() == 1;
        let binding = binding.map(|(_, rule)| (rule, is_alone));
        binding.collect::<Vec<(&Rule, bool)>>()
    });
    let mut n = Binding::default();
    for (rule, is_alone) in binding.into_iter().flatten() {
        n.add(kind(&rule.kind), rule, is_alone);
        n.add(each(rule.each), rule, is_alone);
    }
    let thousands = n_seeds() / 1_000;
    let groups = [
        Each::Whole,
        Each::Member,
        Each::Site,
        Each::Category,
        Each::Item,
    ];
    for (is_hard, is_alone) in [(true, true), (true, false), (false, true), (false, false)] {
        let least = LEAST * thousands;
        for name in KINDS {
            n.require(name, is_hard, is_alone, least);
        }
        for group in groups {
            n.require(each(group), is_hard, is_alone, 5 * least);
        }
    }
    n.require(SWITCHING_COST, true, true, 5 * LEAST * thousands);
    n.require(SWITCHING_COST, true, false, 5 * LEAST * thousands);
    println!("{:#?}", n.0);
}

#[test]
fn random_cases_under_rules_are_mixed() {
    let cases = &ruled()[..SEEDS_MIXED];
    let require = |least: usize, what: &str, holds: &dyn Fn(&Drawn) -> bool| {
        let n = cases.iter().filter(|drawn| holds(drawn)).count();
        assert!(n >= least, "{what}: {n} of {} cases", cases.len());
    };
    let surplus = |award: &Award| !award.surplus.is_empty();
    let best = |drawn: &Drawn, holds: &dyn Fn(&Award) -> bool| {
        drawn.best.as_ref().is_some_and(|(award, _)| holds(award))
    };
    let looks_at_money = |drawn: &Drawn| {
        let mut rules = drawn.case.rules.values();
        rules.any(|rule| rule.kind.unit() == RuleUnit::Money)
    };
    require(250, "allowed", &|drawn| drawn.best.is_some());
    require(100, "not allowed", &|drawn| drawn.best.is_none());
    require(50, "no rule", &|drawn| drawn.case.rules.is_empty());
    require(50, "three rules", &|drawn| drawn.case.rules.len() == 3);
    require(25, "surplus and a rule about money", &|drawn| {
        looks_at_money(drawn) && best(drawn, &surplus)
    });
    require(75, "over-buying and a rule about money", &|drawn| {
        let mut items = drawn.case.items.values();
        looks_at_money(drawn) && items.any(|item| item.over_buy)
    });
    require(10, "split lines", &|drawn| {
        best(drawn, &|award| award.lines.len() > drawn.case.demand.len())
    });
    require(50, "a soft rule is broken", &|drawn| {
        best(drawn, &|award| pays_penalties(&drawn.case, award))
    });
}

fn pays_penalties(case: &Case, award: &Award) -> bool {
    let verified = verify(case, &plan(award.clone()));
    verified.is_ok_and(|verified| !verified.penalties().is_zero())
}
