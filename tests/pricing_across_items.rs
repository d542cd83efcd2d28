//! Breaks, rebates and bundles that count several quotes together, computed by hand to the cent.

use rochdale::plan::{Award, Owner};
use rochdale::pricing::exact;
use rochdale::problem::{Case, Counted, Discount, Drop, Period};
use rochdale::testing::{TestCase, award, money, plan, qty, with_surplus};
use rochdale::units::{Decimal, DemandLineId, Price, QuoteId, VendorId, Weight};
use rochdale::verify::verify;
use rust_decimal::dec;

/// One shop buys apples at 2.00 and pears at 3.00 per kg from one vendor.
struct Fruit {
    case: TestCase,
    vendor: VendorId,
    lines: [DemandLineId; 2],
    quotes: [QuoteId; 2],
}

fn fruit() -> Fruit {
    let mut case = TestCase::new();
    let shop = case.shop("shop");
    let vendor = case.vendor("vendor");
    let items = ["apples", "pears"].map(|key| case.item(key));
    let lines = items.map(|item| case.demand(shop, item, 1));
    let quotes = [
        case.quote(vendor, items[0], 2),
        case.quote(vendor, items[1], 3),
    ];
    Fruit {
        case,
        vendor,
        lines,
        quotes,
    }
}

impl Fruit {
    fn award(&self, apples: i64, pears: i64) -> Award {
        let entries = [
            (self.lines[0], self.quotes[0], apples),
            (self.lines[1], self.quotes[1], pears),
        ];
        let bought = entries.into_iter().filter(|entry| entry.2 > 0);
        award(&bought.collect::<Vec<_>>())
    }

    #[track_caller]
    fn check(&self, apples: i64, pears: i64, expected: Decimal) {
        assert_eq!(cost(&self.case, &self.award(apples, pears)), expected);
    }
}

fn cost(case: &Case, award: &Award) -> Decimal {
    exact::cost(case, &exact::charges(case, award)).value()
}

#[test]
fn a_category_break_counts_the_units_of_all_its_quotes() {
    let mut fruit = fruit();
    fruit
        .case
        .share_off(&fruit.quotes, &[(10, dec!(0.10)), (20, dec!(0.25))]);
    // 9 kg: 4 × 2 + 5 × 3 = 23. 10 kg: (4 × 2 + 6 × 3) × 0.9 = 26 × 0.9.
    fruit.check(4, 5, dec!(23));
    fruit.check(4, 6, dec!(23.4));
    // 19 kg: (14 × 2 + 5 × 3) × 0.9 = 43 × 0.9. 20 kg: (15 × 2 + 5 × 3) × 0.75 = 45 × 0.75.
    fruit.check(14, 5, dec!(38.7));
    fruit.check(15, 5, dec!(33.75));
    // One item alone reaches the break, too: 10 × 2 × 0.9.
    fruit.check(10, 0, dec!(18));
}

#[test]
fn a_category_break_counts_weight() {
    let mut fruit = fruit();
    for (line, weight) in fruit.lines.into_iter().zip([dec!(0.5), dec!(2)]) {
        let item = fruit.case.demand[line].item;
        fruit.case.items[item].weight = Some(Weight::new(weight));
    }
    let group = fruit.case.share_off(&fruit.quotes, &[(10, dec!(0.10))]);
    fruit.case.groups[group].counted = Counted::Weight;
    // 3 × 0.5 + 4 × 2 = 9.5 kg: 6 + 12. 4 × 0.5 + 4 × 2 = 10 kg: (8 + 12) × 0.9.
    fruit.check(3, 4, dec!(18));
    fruit.check(4, 4, dec!(18));
    fruit.check(5, 4, dec!(19.8));
}

#[test]
fn a_category_break_counts_packs_of_each_quote() {
    let mut fruit = fruit();
    // Apples in cases of 4 at 8.00, pears in cases of 5 at 15.00: 2.00 and 3.00 each.
    let prices = [(4, 8), (5, 15)];
    for (quote, (content, price)) in fruit.quotes.into_iter().zip(prices) {
        fruit.case.quotes[quote].price = Price::per_unit(money(price));
        fruit.case.packs(quote, content, None);
    }
    let group = fruit.case.share_off(&fruit.quotes, &[(3, dec!(0.20))]);
    fruit.case.groups[group].counted = Counted::Packs;
    // 8 ÷ 4 + 4 ÷ 5 = 2.8 cases: 16 + 12. 8 ÷ 4 + 5 ÷ 5 = 3 cases: (16 + 15) × 0.8.
    fruit.check(8, 4, dec!(28));
    fruit.check(8, 5, dec!(24.8));
    // Broken cases count in part: 10 ÷ 4 + 2 ÷ 5 = 2.9; 10 ÷ 4 + 3 ÷ 5 = 3.1.
    fruit.check(10, 2, dec!(26));
    fruit.check(10, 3, dec!(23.2));
}

#[test]
fn a_whole_basket_break_counts_money_at_list_price() {
    let mut fruit = fruit();
    let ladder = [(30, dec!(0.05)), (50, dec!(0.10))];
    let group = fruit.case.share_off(&fruit.quotes, &ladder);
    fruit.case.groups[group].counted = Counted::Spend;
    // 7 × 2 + 5 × 3 = 29; 6 × 2 + 6 × 3 = 30, less 5 %; 10 × 2 + 10 × 3 = 50, less 10 %.
    fruit.check(7, 5, dec!(29));
    fruit.check(6, 6, dec!(28.5));
    fruit.check(10, 10, dec!(45));
}

#[test]
fn incremental_breaks_on_the_basket_take_money_off_above_each_break() {
    let mut fruit = fruit();
    let ladder = [(30, dec!(0.05)), (50, dec!(0.10))];
    let group = fruit.case.incremental(&fruit.quotes, &ladder);
    fruit.case.groups[group].counted = Counted::Spend;
    // At 30 nothing is above; at 50 it is 20 × 5 %; at 60 also 10 × 10 %.
    fruit.check(6, 6, dec!(30));
    fruit.check(10, 10, dec!(49));
    fruit.check(15, 10, dec!(58));
}

#[test]
fn a_break_over_the_horizon_counts_all_cycles_and_is_granted_once() {
    let mut fruit = fruit();
    fruit.case.horizon.cycles = 4;
    let group = fruit.case.incremental(&fruit.quotes, &[(20, dec!(0.50))]);
    fruit.case.groups[group].per = Period::Horizon;
    // 5 kg × 4 = 20: (2 × 2 + 3 × 3) × 4 = 52. 6 kg × 4 = 24: (3 × 2 + 3 × 3) × 4 − 4 × 0.50.
    fruit.check(2, 3, dec!(52));
    fruit.check(3, 3, dec!(58));
}

#[test]
fn a_rebate_counts_spend_less_break_discounts() {
    let mut fruit = fruit();
    fruit.case.share_off(&fruit.quotes, &[(10, dec!(0.10))]);
    let levels = [
        (20, Discount::Share(dec!(0.05))),
        (30, Discount::Share(dec!(0.10))),
    ];
    fruit.case.rebate(fruit.vendor, Period::Cycle, &levels);
    // 9 kg at list: 5 × 2 + 4 × 3 = 22, less 5 %. 10 kg: (5 × 2 + 5 × 3) × 0.9 = 22.50, less 5 %.
    fruit.check(5, 4, dec!(20.9));
    fruit.check(5, 5, dec!(21.375));
    // 12 kg: (3 × 2 + 9 × 3) × 0.9 = 29.70, less 5 %. 13 kg: 36 × 0.9 = 32.40, less 10 %.
    fruit.check(3, 9, dec!(28.215));
    fruit.check(3, 10, dec!(29.16));
}

#[test]
fn a_lump_rebate_over_the_horizon_comes_back_once() {
    let mut fruit = fruit();
    fruit.case.horizon.cycles = 4;
    let levels = [
        (100, Discount::Lump(money(7))),
        (120, Discount::Lump(money(11))),
    ];
    fruit.case.rebate(fruit.vendor, Period::Horizon, &levels);
    // 24 × 4 = 96; 25 × 4 = 100 − 7; 30 × 4 = 120 − 11.
    fruit.check(6, 4, dec!(96));
    fruit.check(5, 5, dec!(93));
    fruit.check(6, 6, dec!(109));
}

#[test]
fn a_category_rebate_counts_and_refunds_its_category_alone() {
    let mut fruit = fruit();
    let apples = fruit.case.demand[fruit.lines[0]].item;
    fruit.case.items[apples].category = Some("pome".into());
    let levels = [(20, Discount::Share(dec!(0.10)))];
    let rebate = fruit.case.rebate(fruit.vendor, Period::Cycle, &levels);
    fruit.case.rebates[rebate].category = Some("pome".into());
    // Apples for 18 get nothing back, for 20 they get 2; pears count for nothing.
    fruit.check(9, 10, dec!(48));
    fruit.check(10, 10, dec!(48));
}

#[test]
fn a_bundle_needs_every_part_at_its_minimum() {
    let mut fruit = fruit();
    let items = fruit.lines.map(|line| fruit.case.demand[line].item);
    let parts = [(items[0], 4), (items[1], 2)];
    let share = Discount::Share(dec!(0.10));
    let bundle = fruit.case.bundle(fruit.vendor, &parts, share);
    // 3 × 2 + 9 × 3 = 33 and 9 × 2 + 1 × 3 = 21 miss one part; (4 × 2 + 2 × 3) × 0.9 has both.
    fruit.check(3, 9, dec!(33));
    fruit.check(9, 1, dec!(21));
    fruit.check(4, 2, dec!(12.6));
    fruit.case.bundles[bundle].discount = Discount::Lump(money(5));
    fruit.check(4, 2, dec!(9));
    fruit.check(8, 4, dec!(23));
}

#[test]
fn a_bundle_over_the_horizon_counts_all_cycles_and_is_granted_once() {
    let mut fruit = fruit();
    fruit.case.horizon.cycles = 4;
    let items = fruit.lines.map(|line| fruit.case.demand[line].item);
    let parts = [(items[0], 16), (items[1], 8)];
    let lump = Discount::Lump(money(5));
    let bundle = fruit.case.bundle(fruit.vendor, &parts, lump);
    fruit.case.bundles[bundle].per = Period::Horizon;
    // (3 × 2 + 2 × 3) × 4 has 12 apples; (4 × 2 + 2 × 3) × 4 = 56 has 16 and 8.
    fruit.check(3, 2, dec!(48));
    fruit.check(4, 2, dec!(51));
}

#[test]
fn surplus_reaches_a_break_and_costs_its_price_and_its_keep() {
    let mut fruit = fruit();
    fruit.case.share_off(&fruit.quotes, &[(10, dec!(0.50))]);
    let apples = fruit.case.demand[fruit.lines[0]].item;
    fruit.case.items[apples].surplus_cost = money(dec!(0.30));
    let bought = with_surplus(fruit.award(4, 4), &[(fruit.quotes[0], Owner::Pool, 2)]);
    // (6 × 2 + 4 × 3) × 0.5 + 2 × 0.30, against 4 × 2 + 4 × 3 without.
    assert_eq!(cost(&fruit.case, &bought), dec!(12.6));
    fruit.check(4, 4, dec!(20));
}

#[test]
fn statements_round_each_line_once_and_multiply() {
    let mut fruit = fruit();
    fruit.case = fruit.case.cycles(52);
    for (line, quantity) in fruit.lines.into_iter().zip([3, 1]) {
        fruit.case.demand[line].quantity = qty(quantity);
    }
    let prices = [dec!(0.335), dec!(1.114)];
    for (quote, price) in fruit.quotes.into_iter().zip(prices) {
        fruit.case.quotes[quote].price = Price::per_unit(money(price));
    }
    let drop = Drop {
        fee: money(dec!(2.505)),
        ..Drop::default()
    };
    fruit.case.delivered(fruit.vendor, drop);
    let verified = verify(&fruit.case, &plan(fruit.award(3, 1))).unwrap();
    // 1.005 → 1.01, 1.114 → 1.11 and 2.505 → 2.51, each 52 times: 52.52 + 57.72 + 130.52.
    let totals: Vec<String> = verified
        .lines()
        .iter()
        .map(|line| line.total.to_string())
        .collect();
    assert_eq!(totals, ["52.52", "57.72", "130.52"]);
    assert_eq!(verified.statement_total(), money(dec!(240.76)));
    // Unrounded: (1.005 + 1.114 + 2.505) × 52.
    assert_eq!(verified.landed_cost(), money(dec!(240.448)));
}

#[test]
fn thirds_of_a_pack_add_up_to_the_break() {
    let mut fruit = fruit();
    fruit.case.horizon.cycles = 3;
    for quote in fruit.quotes {
        fruit.case.packs(quote, 3, None);
    }
    let group = fruit.case.share_off(&fruit.quotes, &[(2, dec!(0.50))]);
    fruit.case.groups[group].counted = Counted::Packs;
    fruit.case.groups[group].per = Period::Horizon;
    // One of each every cycle is three thirds of two packs at 2.00 and 3.00: 5.00, less half.
    let total = cost(&fruit.case, &fruit.award(1, 1));
    assert_eq!(total.round_dp(20), dec!(2.5));
}

#[test]
fn thirds_of_a_pack_price_add_up_to_the_threshold() {
    let mut fruit = fruit();
    fruit.case.horizon.cycles = 3;
    fruit.case.packs(fruit.quotes[0], 3, None);
    let levels = [(4, Discount::Lump(money(1)))];
    fruit.case.rebate(fruit.vendor, Period::Horizon, &levels);
    // 2 × 2.00 ÷ 3 in each of three cycles is 4.00 exactly, and one comes back.
    let total = cost(&fruit.case, &fruit.award(2, 0));
    assert_eq!(total.round_dp(20), dec!(3));
}
