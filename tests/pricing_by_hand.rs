//! What quotes mean, computed by hand to the cent.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::time::Duration;

use rochdale::award::{self, Options, Outcome};
use rochdale::plan::{Award, Owner};
use rochdale::pricing::exact;
use rochdale::problem::{
    AllUnitsTier, Case, Counted, Discount, Drop, Fee, PackScope, Period, QuoteStructure, Scope,
};
use rochdale::testing::{TestCase, award as buy, money, plan, qty, with_surplus};
use rochdale::units::{Decimal, Price, QuoteId, VendorId, Weight};
use rochdale::verify::verify;
use rust_decimal::dec;

fn cost(case: &Case, award: &Award) -> Decimal {
    exact::cost(case, &exact::charges(case, award)).value()
}

/// One shop, one item, one quote at the list price given.
fn one_quote(price: Decimal) -> (TestCase, QuoteId) {
    let mut case = TestCase::new();
    let shop = case.shop("shop");
    let item = case.item("item");
    case.demand(shop, item, 1);
    let vendor = case.vendor("vendor");
    let quote = case.quote(vendor, item, price);
    (case, quote)
}

/// Costs of buying each quantity.
fn check_ladder(case: &mut TestCase, quote: QuoteId, expected: &[(Decimal, Decimal)]) {
    let line = case.demand.ids().next().unwrap();
    for (quantity, expected) in expected {
        case.demand[line].quantity = qty(*quantity);
        assert_eq!(
            cost(case, &buy(&[(line, quote, *quantity)])),
            *expected,
            "{quantity} units"
        );
    }
}

#[test]
fn all_units_breaks_change_the_price_of_every_unit() {
    let (mut case, quote) = one_quote(dec!(10));
    case.all_units(&[quote], &[(dec!(5), dec!(9)), (dec!(10), dec!(8))]);
    // 4 × 10, 5 × 9, 9 × 9, 10 × 8: ordering up to the break costs less than one unit fewer.
    let expected = [(4, 40), (5, 45), (9, 81), (10, 80), (11, 88)];
    check_ladder(
        &mut case,
        quote,
        &expected.map(|(q, c)| (q.into(), c.into())),
    );
}

#[test]
fn incremental_breaks_change_the_price_of_units_above() {
    let (mut case, quote) = one_quote(dec!(8));
    case.incremental(&[quote], &[(dec!(1200), dec!(1)), (dec!(3000), dec!(2))]);
    // 1,200 × 8 = 9,600; one more at 7; 9,600 + 1,800 × 7 = 22,200; one more at 6.
    // And one less than each break: 1,199 × 8; 22,200 − 7.
    let expected = [
        (1199, 9592),
        (1200, 9600),
        (1201, 9607),
        (2999, 22_193),
        (3000, 22_200),
        (3001, 22_206),
    ];
    check_ladder(
        &mut case,
        quote,
        &expected.map(|(q, c)| (q.into(), c.into())),
    );
}

#[test]
fn fifty_two_drops_one_yearly_rebate_and_one_switching_fee() {
    let (mut case, quote) = one_quote(dec!(3.33));
    case.horizon.cycles = 52;
    let vendor = first_vendor(&case);
    case.delivered(
        vendor,
        Drop {
            fee: money(dec!(7.25)),
            free_from: Some(money(40)),
            value_min: None,
        },
    );
    case.rebate(
        vendor,
        Period::Horizon,
        &[(1500, Discount::Share(dec!(0.02)))],
    );
    case.vendors[vendor].fixed_fee = Some(Fee {
        amount: money(150),
        per: Period::Once,
    });
    // Goods 10 × 3.33 × 52 = 1,731.60; drops 7.25 × 52 = 377.00; rebate 2 % = 34.632; fee 150.
    // Then 13 a week: 43.29 reaches free delivery; 2,251.08 − 45.0216 + 150.
    let expected = [(dec!(10), dec!(2223.968)), (dec!(13), dec!(2356.0584))];
    check_ladder(&mut case, quote, &expected);

    let line = case.demand.ids().next().unwrap();
    case.demand[line].quantity = qty(10);
    let verified = verify(&case, &plan(buy(&[(line, quote, 10)]))).unwrap();
    // Each line rounded once, as invoiced: 1,731.60 + 377.00 − 34.63 + 150.00.
    assert_eq!(verified.statement_total(), money(dec!(2223.97)));
    assert_eq!(verified.landed_cost(), money(dec!(2223.968)));
}

#[test]
fn a_drop_is_free_from_its_value_on_and_not_a_cent_below() {
    let (mut case, quote) = one_quote(dec!(0.01));
    let vendor = first_vendor(&case);
    let drop = Drop {
        fee: money(dec!(7.25)),
        free_from: Some(money(40)),
        value_min: None,
    };
    case.delivered(vendor, drop);
    let expected = [(3999, dec!(47.24)), (4000, dec!(40)), (4001, dec!(40.01))];
    check_ladder(&mut case, quote, &expected.map(|(q, c)| (q.into(), c)));
}

#[test]
fn incremental_breaks_count_packs_and_weight() {
    let (mut case, quote) = one_quote(dec!(2));
    case.packs(quote, 5, None);
    let group = case.incremental(&[quote], &[(4, dec!(1))]);
    case.groups[group].counted = Counted::Packs;
    // `packs` keeps the price of a unit. From the fourth pack of 5 on, 1.00 off each pack or part.
    let unit = case.quotes[quote].price.of(qty(1)).value();
    let expected = [(19, dec!(0)), (20, dec!(0)), (21, dec!(0.2)), (25, dec!(1))];
    let expected = expected.map(|(q, off)| (q.into(), unit * Decimal::from(q) - off));
    check_ladder(&mut case, quote, &expected);

    let (mut case, quote) = one_quote(dec!(2));
    let item = case.items.ids().next().unwrap();
    case.items[item].weight = Some(Weight::new(dec!(2.5)));
    let group = case.incremental(&[quote], &[(10, dec!(0.1))]);
    case.groups[group].counted = Counted::Weight;
    // 2.5 kg a unit: 0.10 off each kg above 10 kg.
    let expected = [(3, dec!(6)), (4, dec!(8)), (5, dec!(9.75)), (8, dec!(15))];
    check_ladder(&mut case, quote, &expected.map(|(q, c)| (q.into(), c)));
}

#[test]
fn an_all_units_break_over_the_horizon_counts_all_cycles() {
    let (mut case, quote) = one_quote(dec!(2));
    case.horizon.cycles = 4;
    let group = case.all_units(&[quote], &[(20, dec!(1.5))]);
    case.groups[group].per = Period::Horizon;
    // 4 × 4 = 16 a year at 2.00; 5 × 4 = 20 at 1.50.
    let expected = [(4, dec!(32)), (5, dec!(30)), (6, dec!(36))];
    check_ladder(&mut case, quote, &expected.map(|(q, c)| (q.into(), c)));
}

fn first_vendor(case: &Case) -> VendorId {
    case.vendors.ids().next().unwrap()
}

#[test]
fn three_sites_at_different_prices_share_one_tier() {
    let mut case = TestCase::new();
    let item = case.item("item");
    let vendor = case.vendor("vendor");
    let lines = ["a", "b", "c"].map(|key| {
        let shop = case.shop(key);
        case.demand(shop, item, 10)
    });
    let quotes = [dec!(5.00), dec!(5.20), dec!(5.60)].map(|price| case.quote(vendor, item, price));
    for (quote, line) in quotes.into_iter().zip(lines) {
        case.quotes[quote].scope = vec![Scope::Site(case.demand[line].site)];
    }
    let tier = |from: u32, prices: [Decimal; 3]| AllUnitsTier {
        from: from.into(),
        prices: prices.map(|price| Price::per_unit(money(price))).to_vec(),
    };
    case.group(
        &quotes,
        QuoteStructure::AllUnits(vec![
            tier(0, [dec!(5.00), dec!(5.20), dec!(5.60)]),
            tier(30, [dec!(4.50), dec!(4.70), dec!(5.00)]),
        ]),
    );
    let bought = |last: u32| {
        buy(&[
            (lines[0], quotes[0], 10),
            (lines[1], quotes[1], 10),
            (lines[2], quotes[2], last),
        ])
    };
    // Together 30: 45 + 47 + 50. Together 29: 50 + 52 + 50.40.
    assert_eq!(cost(&case, &bought(10)), dec!(142));
    assert_eq!(cost(&case, &bought(9)), dec!(152.4));
    assert_eq!(solved(&case), bought(10));
    // A site may not buy under another site's quote.
    let elsewhere = [(lines[0], quotes[1], 10), (lines[1], quotes[0], 10)];
    let exchanged = buy(&[&elsewhere[..], &[(lines[2], quotes[2], 10)]].concat());
    assert!(verify(&case, &plan(exchanged)).is_err());
}

/// The award of the cheapest plan, proven and verified.
fn solved(case: &Case) -> Award {
    let options = Options {
        gap: 0.0,
        ..Options::default()
    };
    match award::solve(case, &options, &|_| {}).unwrap() {
        Outcome::Plan(plan) => {
            let verified = verify(case, &plan).unwrap();
            assert_eq!(verified.objective().value(), cost(case, &plan.award));
            plan.award
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn whole_cases_per_site_leave_the_surplus_with_the_site() {
    let mut case = TestCase::new();
    let item = case.item("item");
    case.items[item].surplus_cost = money(dec!(0.10));
    let vendor = case.vendor("vendor");
    let sites = ["a", "b"].map(|key| case.shop(key));
    let lines = [
        case.demand(sites[0], item, 7),
        case.demand(sites[1], item, 13),
    ];
    let quote = case.quote(vendor, item, 24);
    case.packs(quote, 12, Some(PackScope::Site));
    let surplus = [
        (quote, Owner::Site(sites[0]), 5),
        (quote, Owner::Site(sites[1]), 11),
    ];
    let award = with_surplus(
        buy(&[(lines[0], quote, 7), (lines[1], quote, 13)]),
        &surplus,
    );
    // Three cases of 12 at 24.00, and 16 surplus units at 0.10.
    assert_eq!(cost(&case, &award), dec!(73.60));
    assert!(verify(&case, &plan(award)).is_ok());
}

#[test]
fn a_broken_pack_costs_its_fee_per_site() {
    let (mut case, quote) = one_quote(dec!(24));
    case.packs(quote, 12, None);
    case.quotes[quote].pack.broken_fee = money(dec!(1.50));
    check_ladder(
        &mut case,
        quote,
        &[(dec!(12), dec!(24)), (dec!(13), dec!(27.5))],
    );
}

#[test]
fn a_lump_rebate_each_cycle_comes_back_each_cycle() {
    let (mut case, quote) = one_quote(dec!(6));
    case.horizon.cycles = 4;
    let vendor = first_vendor(&case);
    case.rebate(vendor, Period::Cycle, &[(50, Discount::Lump(money(5)))]);
    // 8 × 6 × 4 = 192 without; 10 × 6 × 4 − 5 × 4 = 220 with.
    check_ladder(
        &mut case,
        quote,
        &[(dec!(8), dec!(192)), (dec!(10), dec!(220))],
    );
}

/// The two-vendor example of LINDO's model `QDiscSupL`: 6,000 units; A all-units from 9 to 3,
/// B incremental from 8 to 2.
fn lindo(over_buy: bool) -> Decimal {
    let mut case = TestCase::new();
    let shop = case.shop("shop");
    let item = case.item("item");
    case.items[item].split = true;
    case.items[item].over_buy = over_buy;
    case.demand(shop, item, 6000);
    let (a, b) = (case.vendor("a"), case.vendor("b"));
    let (a, b) = (case.quote(a, item, 9), case.quote(b, item, 8));
    case.all_units(&[a], &[(1000, 8), (2500, 7), (7500, 5), (15_000, 3)]);
    case.incremental(&[b], &[(1200, 1), (3000, 2), (7500, 4), (14_000, 6)]);
    let options = Options {
        time_limit: Some(Duration::from_secs(60)),
        gap: 0.0,
        threads: 1,
        ..Options::default()
    };
    let Outcome::Plan(found) = award::solve(&case, &options, &|_| {}).unwrap() else {
        panic!("a plan exists");
    };
    verify(&case, &found).unwrap().landed_cost().value()
}

#[test]
fn lindo_two_vendor_example_costs_what_is_published() {
    assert_eq!(lindo(true), dec!(37500));
    assert_eq!(lindo(false), dec!(40200));
}
