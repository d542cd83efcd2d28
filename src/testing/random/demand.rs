//! Random members, items and demand lines.

use super::{Dice, TestCase, money, qty};
use crate::problem::{Substitute, VendorChoice};
use crate::units::{Decimal, DemandLineId, ItemId, MemberId, Price, SiteId, VendorId, Weight};
use rust_decimal::dec;

pub(super) fn members(case: &mut TestCase, dice: &mut Dice) {
    let n_members = dice.between(1, 3);
    for number in 1..=n_members {
        let member = case.member(&format!("m{number}"));
        if dice.one_in(3) {
            case.members[member].tags.push("school".into());
        }
    }
    let n_sites = dice.between(n_members, 4);
    let members: Vec<MemberId> = case.members.ids().collect();
    for number in 0..n_sites {
        let member = match members.get(number as usize) {
            Some(member) => *member,
            None => dice.pick(&members),
        };
        let site = case.site(member, &format!("s{}", number + 1));
        case.sites[site].zone = dice.pick(&[None, Some("north".into()), Some("south".into())]);
    }
}

pub(super) fn items(case: &mut TestCase, dice: &mut Dice) {
    for number in 1..=dice.between(1, 3) {
        let id = case.item(&format!("i{number}"));
        let item = &mut case.items[id];
        item.category = dice.pick(&[None, Some("food".into()), Some("food".into())]);
        item.weight = Some(Weight::new(dice.pick(&[
            dec!(0.5),
            dec!(1),
            dec!(2),
            dec!(2.5),
        ])));
        item.split = dice.one_in(2);
        item.over_buy = dice.one_in(2);
        if dice.one_in(2) {
            item.surplus_cost = money(dice.hundredths(1, 100));
        }
        if dice.one_in(8) {
            item.step = qty(dec!(0.5));
        }
        if dice.one_in(10) {
            item.certificates.push("organic".into());
        }
    }
}

pub(super) fn lines(case: &mut TestCase, dice: &mut Dice) {
    let sites: Vec<SiteId> = case.sites.ids().collect();
    let items: Vec<ItemId> = case.items.ids().collect();
    for _ in 0..dice.between(1, 4) {
        let item = dice.pick(&items);
        let line = case.demand(dice.pick(&sites), item, dice.between(1, 6));
        limits(case, dice, line);
        wishes(case, dice, line);
        let other = dice.pick(&items);
        if other != item && dice.one_in(2) {
            let factor = dice.pick(&[Decimal::ONE, dec!(0.5), dec!(1.5), Decimal::TWO]);
            case.demand[line].substitutes.push(Substitute {
                item: other,
                factor,
                approved_by: None,
            });
        }
    }
}

fn limits(case: &mut TestCase, dice: &mut Dice, line: DemandLineId) {
    if dice.one_in(8) {
        let day = i8::try_from(dice.between(1, 9)).expect("a day is small");
        case.demand[line].needed_by = Some(crate::problem::Date::constant(2026, 1, day));
    }
    if dice.one_in(8) {
        let ceiling = money(dice.hundredths(200, 600));
        case.demand[line].price_ceiling = Some(Price::per_unit(ceiling));
    }
}

fn wishes(case: &mut TestCase, dice: &mut Dice, line: DemandLineId) {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    let mut choice = || match dice.between(1, 24) {
        1 => Some(VendorChoice::Tag("local".into())),
        2 => Some(VendorChoice::Vendor(dice.pick(&vendors))),
        _ => None,
    };
    let (refused, required) = (choice(), choice());
    case.demand[line].refuses.extend(refused);
    case.demand[line].requires.extend(required);
}
