//! Random vendors, and rules about them.

use super::{Dice, TestCase, money, period, stated};
use crate::problem::{
    Capacity, CapacityUnit, DeliveryTerms, Drop, Fee, Period, PeriodSpend, RuleKind, RuleScope,
    VendorChoice,
};
use crate::units::{ItemId, MemberId, SiteId, VendorId};

pub(super) fn vendors(case: &mut TestCase, dice: &mut Dice) {
    for number in 1..=dice.between(2, 3) {
        let id = case.vendor(&format!("v{number}"));
        if dice.one_in(2) {
            case.vendors[id].tags.push("local".into());
        }
        if !dice.one_in(4) {
            case.vendors[id].certificates.push("organic".into());
        }
        if dice.one_in(10) {
            case.vendors[id].zones.push("north".into());
        }
        limits(case, dice, id);
        if dice.one_in(2) {
            case.vendors[id].delivery = delivery(dice);
        }
    }
}

fn limits(case: &mut TestCase, dice: &mut Dice, id: VendorId) {
    if dice.one_in(4) {
        let per = period(dice);
        let spend = money(stated(case, per, dice.between(4, 20)));
        case.vendors[id].min_order = Some(PeriodSpend { spend, per });
    }
    if dice.one_in(3) {
        let amount = money(dice.hundredths(50, 900));
        let per = dice.pick(&[Period::Cycle, Period::Horizon, Period::Once]);
        case.vendors[id].fixed_fee = Some(Fee { amount, per });
    }
    if dice.one_in(6) {
        let per = period(dice);
        case.vendors[id].capacity = Some(Capacity {
            amount: stated(case, per, dice.between(5, 18)),
            unit: dice.pick(&[CapacityUnit::Units, CapacityUnit::Weight]),
            per,
        });
    }
}

fn delivery(dice: &mut Dice) -> DeliveryTerms {
    let otherwise = drop(dice);
    let mut by_zone = Vec::new();
    if dice.one_in(4) {
        by_zone.push(("south".into(), drop(dice)));
    }
    DeliveryTerms::Delivered { by_zone, otherwise }
}

fn drop(dice: &mut Dice) -> Drop {
    Drop {
        fee: money(dice.hundredths(0, 600)),
        free_from: dice.one_in(2).then(|| money(dice.between(4, 25))),
        value_min: dice.one_in(6).then(|| money(dice.between(2, 10))),
    }
}

pub(super) fn rules(case: &mut TestCase, dice: &mut Dice) {
    if !dice.one_in(6) {
        return;
    }
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    let choice = match dice.between(1, 2) {
        1 => VendorChoice::Tag("local".into()),
        _ => VendorChoice::Vendor(dice.pick(&vendors)),
    };
    let rule = case.rule(match dice.between(1, 2) {
        1 => RuleKind::Forbid(choice),
        _ => RuleKind::Require(choice),
    });
    let members: Vec<MemberId> = case.members.ids().collect();
    let sites: Vec<SiteId> = case.sites.ids().collect();
    let items: Vec<ItemId> = case.items.ids().collect();
    case.rules[rule].scope = RuleScope {
        member: dice.one_in(3).then(|| dice.pick(&members)),
        member_tag: dice.one_in(6).then(|| "school".into()),
        site: dice.one_in(4).then(|| dice.pick(&sites)),
        item: dice.one_in(4).then(|| dice.pick(&items)),
        category: dice.one_in(4).then(|| "food".into()),
    };
}
