//! Random quotes.

use super::{Dice, TestCase, money, period, qty, stated};
use crate::problem::{Condition, Date, PackScope, PeriodQuantity, Scope};
use crate::units::{Decimal, Id, ItemId, MemberId, QuoteId, SiteId, VendorId};
use rust_decimal::dec;

pub(super) fn quotes(case: &mut TestCase, dice: &mut Dice) {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    let items: Vec<ItemId> = case.items.ids().collect();
    for number in 0..dice.between(3, 5) as usize {
        let item = ItemId::from_index(number % items.len());
        let quote = case.quote(dice.pick(&vendors), item, dice.hundredths(100, 600));
        packs(case, dice, quote);
        quantities(case, dice, quote);
        admission(case, dice, quote);
        conditions(case, dice, quote);
    }
}

fn packs(case: &mut TestCase, dice: &mut Dice, quote: QuoteId) {
    if dice.one_in(2) {
        return;
    }
    let content = dice.pick(&[2, 2, 4, 5]);
    let whole = dice.pick(&[
        None,
        Some(PackScope::Site),
        Some(PackScope::Member),
        Some(PackScope::Pool),
    ]);
    if dice.one_in(2) {
        // Priced by the pack instead of by the base unit.
        let price = case.quotes[quote].price;
        case.quotes[quote].price = price.times(content.into());
        case.packs(quote, content, whole);
    } else {
        case.quotes[quote].pack.content = qty(content);
        case.quotes[quote].pack.whole = whole;
    }
    if dice.one_in(3) {
        case.quotes[quote].pack.broken_fee = money(dice.hundredths(20, 300));
    }
}

fn quantities(case: &mut TestCase, dice: &mut Dice, quote: QuoteId) {
    if dice.one_in(5) {
        let per = period(dice);
        let quantity = qty(stated(case, per, dice.between(2, 7)));
        case.quotes[quote].min_order = Some(PeriodQuantity { quantity, per });
    }
    if dice.one_in(6) {
        // A lot of a quote sold in whole packs is a whole number of packs; the reader sees to it.
        let pack = case.quotes[quote].pack;
        let lots = match pack.whole {
            Some(_) => [1, 2, 3, 1].map(|packs| pack.content.value() * Decimal::from(packs)),
            None => [dec!(2), dec!(3), dec!(4), dec!(1.5)],
        };
        case.quotes[quote].lot_size = Some(qty(dice.pick(&lots)));
    }
    if dice.one_in(6) {
        let per = period(dice);
        let quantity = qty(stated(case, per, dice.between(4, 12)));
        case.quotes[quote].capacity = Some(PeriodQuantity { quantity, per });
    }
}

fn admission(case: &mut TestCase, dice: &mut Dice, quote: QuoteId) {
    if dice.one_in(6) {
        let sites: Vec<SiteId> = case.sites.ids().collect();
        let members: Vec<MemberId> = case.members.ids().collect();
        let scope = match dice.between(1, 3) {
            1 => Scope::Site(dice.pick(&sites)),
            2 => Scope::Member(dice.pick(&members)),
            _ => Scope::Zone(dice.pick(&["north".into(), "south".into()])),
        };
        case.quotes[quote].scope.push(scope);
        if dice.one_in(2) {
            let site = dice.pick(&sites);
            case.quotes[quote].scope.push(Scope::Site(site));
        }
    }
    if dice.one_in(15) {
        let (before, after) = (Date::constant(2025, 12, 31), Date::constant(2026, 1, 2));
        let valid = [
            (None, Some(before)),
            (Some(after), None),
            (Some(before), Some(after)),
        ];
        case.quotes[quote].valid = dice.pick(&valid);
    }
    if dice.one_in(4) {
        case.quotes[quote].lead_days = Some(dice.between(0, 8));
    }
}

fn conditions(case: &mut TestCase, dice: &mut Dice, quote: QuoteId) {
    if dice.one_in(10) {
        let condition = match dice.between(1, 4) {
            1 => Condition::Members(dice.between(1, 2)),
            2 => Condition::Term(dice.pick(&["yearly".into(), "decade".into()])),
            _ => Condition::CategoryShare(dice.pick(&[dec!(0.3), dec!(0.6), dec!(1)])),
        };
        case.quotes[quote].conditions.push(condition);
    }
}
