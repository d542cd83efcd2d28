//! Random rules of every kind, hard and soft, with limits that often bite and can often be kept.

use super::today::lowest_price;
use super::{Dice, TestCase, money};
use crate::plan::{Award, Charge, Reason};
use crate::pricing::exact;
use crate::problem::{
    Each, Period, PeriodSpend, RuleKind, RuleScope, RuleUnit, ShareOf, VendorChoice,
};
use crate::testing::exhaustive;
use crate::units::{Decimal, DemandLineId, ItemId, MemberId, Money, RuleId, SiteId, VendorId};
use crate::verify::Rulebook;

/// Times a rule is drawn anew if the best award so far keeps it.
const REDRAWN_MAX: u32 = 3;

/// One rule more, which the best award of the case so far breaks if such a rule is soon found.
pub(super) fn with_rule(case: &TestCase, dice: &mut Dice) -> TestCase {
    let best = exhaustive(case).map(|(award, _)| award);
    let mut with = with_any_rule(case, dice);
    for _ in 0..REDRAWN_MAX {
        if best.as_ref().is_none_or(|award| is_met(&with, award)) {
            break;
        }
        with = with_any_rule(case, dice);
    }
    with
}

/// Whether the last rule makes an award dearer or refuses it.
fn is_met(case: &TestCase, award: &Award) -> bool {
    let charges = exact::charges(case, award);
    let last = case.rules.ids().last();
    let is_last = |rule| Some(rule) == last;
    let is_charged = |charge: &Charge| match charge.reason {
        Reason::Switching(_, rule) => is_last(rule),
        _ => false,
    };
    let standings = Rulebook::new(case).standings(award, &charges);
    let mut broken = standings.iter().filter(|one| !one.broken.is_zero());
    broken.any(|standing| is_last(standing.rule)) || charges.iter().any(is_charged)
}

fn with_any_rule(case: &TestCase, dice: &mut Dice) -> TestCase {
    let mut case = case.clone();
    let placeholder = RuleKind::SameVendor;
    let rule = case.rule(placeholder);
    case.rules[rule].scope = scope(&case, dice);
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
    let kind = kind(&case, dice, rule);
    let may_be_soft = !matches!(kind, RuleKind::SwitchingCost(_));
    if may_be_soft && dice.one_in(2) {
        case.rules[rule].price = Some(price(dice, kind.unit()));
    }
    case.rules[rule].kind = kind;
    case
}

/// Every line, or those that one condition or two leave.
fn scope(case: &TestCase, dice: &mut Dice) -> RuleScope {
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
    match dice.between(1, 21) {
        1 => RuleKind::Forbid(choice(case, dice)),
        2 => RuleKind::Require(choice(case, dice)),
        3..=5 => RuleKind::MostVendors {
            most: dice.pick(&[1, 1, 1, 2]),
            of: dice.one_in(4).then(|| choice(case, dice)),
        },
        6 => RuleKind::FewestVendors {
            fewest: dice.pick(&[1, 2, 2]),
            of: dice.one_in(4).then(|| choice(case, dice)),
        },
        7 | 8 => RuleKind::SameVendor,
        9..=11 => RuleKind::LargestShare {
            share: dice.hundredths(20, 80),
            of: dice.one_in(2).then(|| choice(case, dice)),
            counted: counted(dice),
        },
        12 | 13 => RuleKind::SmallestShare {
            share: dice.hundredths(10, 75),
            of: choice(case, dice),
            counted: counted(dice),
        },
        14 => RuleKind::KeepIncumbent,
        15 | 16 => RuleKind::MostSwitches(dice.pick(&[0, 1, 1, 2])),
        17 => RuleKind::SwitchingCost(money(dice.hundredths(50, 900))),
        18 | 19 => RuleKind::Budget(budget(case, dice, rule)),
        20 => RuleKind::MinimumSaving(dice.hundredths(1, 30)),
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
