//! Random rules of every kind, hard and soft, with limits that often bite and can often be kept.

use super::today::lowest_price;
use super::{Dice, TestCase, money};
use crate::problem::{
    Each, Period, PeriodSpend, RuleKind, RuleScope, RuleUnit, ShareOf, VendorChoice,
};
use crate::units::{Decimal, DemandLineId, ItemId, MemberId, Money, RuleId, SiteId, VendorId};

/// Up to three rules.
pub(super) fn rules(case: &mut TestCase, dice: &mut Dice) {
    for _ in 0..dice.between(0, 3) {
        rule(case, dice);
    }
}

fn rule(case: &mut TestCase, dice: &mut Dice) {
    let placeholder = RuleKind::SameVendor;
    let rule = case.rule(placeholder);
    case.rules[rule].scope = scope(case, dice);
    case.rules[rule].each = dice.pick(&[
        Each::Whole,
        Each::Whole,
        Each::Whole,
        Each::Member,
        Each::Member,
        Each::Site,
        Each::Category,
        Each::Item,
    ]);
    let kind = kind(case, dice, rule);
    let may_be_soft = !matches!(kind, RuleKind::SwitchingCost(_));
    if may_be_soft && dice.one_in(2) {
        case.rules[rule].price = Some(price(dice, kind.unit()));
    }
    case.rules[rule].kind = kind;
}

/// Every line, or those that one condition or two leave.
pub(super) fn scope(case: &TestCase, dice: &mut Dice) -> RuleScope {
    let members: Vec<MemberId> = case.members.ids().collect();
    let sites: Vec<SiteId> = case.sites.ids().collect();
    let items: Vec<ItemId> = case.items.ids().collect();
    let mut scope = RuleScope::default();
    for _ in 0..dice.pick(&[0, 0, 0, 1, 1, 2]) {
        match dice.between(1, 5) {
            1 => scope.member = Some(dice.pick(&members)),
            2 => scope.member_tag = Some("school".into()),
            3 => scope.site = Some(dice.pick(&sites)),
            4 => scope.item = Some(dice.pick(&items)),
            _ => scope.category = Some("food".into()),
        }
    }
    scope
}

fn kind(case: &TestCase, dice: &mut Dice, rule: RuleId) -> RuleKind {
    match dice.between(1, 14) {
        1 => RuleKind::Forbid(choice(case, dice)),
        2 => RuleKind::Require(choice(case, dice)),
        3 => RuleKind::MostVendors {
            most: dice.pick(&[1, 1, 1, 2]),
            of: dice.one_in(4).then(|| choice(case, dice)),
        },
        4 => RuleKind::FewestVendors {
            fewest: dice.pick(&[1, 2, 2]),
            of: dice.one_in(4).then(|| choice(case, dice)),
        },
        5 => RuleKind::SameVendor,
        6 | 7 => RuleKind::LargestShare {
            share: dice.hundredths(25, 90),
            of: dice.one_in(2).then(|| choice(case, dice)),
            counted: counted(dice),
        },
        8 => RuleKind::SmallestShare {
            share: dice.hundredths(10, 75),
            of: choice(case, dice),
            counted: counted(dice),
        },
        9 => RuleKind::KeepIncumbent,
        10 => RuleKind::MostSwitches(dice.between(0, 2)),
        11 => RuleKind::SwitchingCost(money(dice.hundredths(50, 900))),
        12 => RuleKind::Budget(budget(case, dice, rule)),
        13 => RuleKind::MinimumSaving(dice.hundredths(1, 30)),
        _ => RuleKind::NobodyAboveToday,
    }
}

fn choice(case: &TestCase, dice: &mut Dice) -> VendorChoice {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    match dice.between(1, 2) {
        1 => VendorChoice::Tag("local".into()),
        _ => VendorChoice::Vendor(dice.pick(&vendors)),
    }
}

fn counted(dice: &mut Dice) -> ShareOf {
    dice.pick(&[ShareOf::Units, ShareOf::Weight, ShareOf::Spend])
}

/// About what the dearest group of lines costs at the lowest list prices.
fn budget(case: &TestCase, dice: &mut Dice, rule: RuleId) -> PeriodSpend {
    let groups = case.rule_groups(&case.rules[rule]);
    let cost = |line: &DemandLineId| {
        let price = lowest_price(case, *line).unwrap_or(Decimal::TWO);
        price * case.demand[*line].quantity.value()
    };
    let costs = groups
        .iter()
        .map(|(_, lines)| lines.iter().map(cost).sum::<Decimal>());
    let each_cycle = costs.max().unwrap_or(Decimal::TEN);
    let per = dice.pick(&[Period::Cycle, Period::Horizon, Period::Once]);
    let cycles = case.horizon.cycles / case.horizon.occurrences(per);
    let spend = each_cycle * dice.hundredths(90, 200) * Decimal::from(cycles);
    PeriodSpend {
        spend: money(spend.round_dp(2)),
        per,
    }
}

fn price(dice: &mut Dice, unit: RuleUnit) -> Money {
    money(match unit {
        RuleUnit::Pairs | RuleUnit::Vendors => dice.hundredths(20, 1000),
        RuleUnit::Units | RuleUnit::Weight => dice.hundredths(5, 150),
        RuleUnit::Money => dice.hundredths(5, 250),
    })
}
