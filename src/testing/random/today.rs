//! Random prices and vendors of today, and owners of pooled surplus.

use super::{Dice, TestCase, money, qty};
use crate::problem::Today;
use crate::units::{Decimal, DemandLineId, MemberId, Price, VendorId};

/// Three of four lines declare what they cost today.
pub(super) fn today(case: &mut TestCase, dice: &mut Dice) {
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    let lines: Vec<DemandLineId> = case.demand.ids().collect();
    for line in lines {
        if dice.one_in(4) {
            continue;
        }
        let times = dice.hundredths(80, 170);
        let price = lowest_price(case, line).unwrap_or(Decimal::TWO) * times;
        let incumbent = (!dice.one_in(3)).then(|| dice.pick(&vendors));
        let vendor = match incumbent {
            Some(vendor) => Some(case.vendors[vendor].name.clone()),
            None => dice.one_in(2).then(|| "somebody else".into()),
        };
        case.demand[line].today = Some(Today {
            vendor,
            incumbent,
            price: Price::per_unit(money(price.round_dp(2))),
        });
    }
}

/// The lowest list price of one unit of the line, if anybody quotes an item that it accepts.
pub(super) fn lowest_price(case: &TestCase, line: DemandLineId) -> Option<Decimal> {
    let quotes = case.quotes.values();
    let prices = quotes.filter_map(|quote| {
        let factor = case.factor(line, quote.item)?;
        Some(quote.price.of(qty(factor)).value())
    });
    prices.min()
}

/// One quote in six gives its pooled surplus to a member.
pub(super) fn surplus_owners(case: &mut TestCase, dice: &mut Dice) {
    let members: Vec<MemberId> = case.members.ids().collect();
    let quotes: Vec<_> = case.quotes.ids().collect();
    for quote in quotes {
        case.quotes[quote].surplus_owner = dice.one_in(6).then(|| dice.pick(&members));
    }
}
