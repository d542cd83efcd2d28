//! Cases on which the search once went wrong, named for what was seen.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rochdale::award::{self, Infeasible, Options, Outcome};
use rochdale::input::read_case;
use rochdale::plan::{Plan, Status, is_within_gap};
use rochdale::problem::{Case, Counted, Discount, Fee, PackScope, Period, PeriodQuantity};
use rochdale::testing::{TestCase, award as buy, money, qty};
use rochdale::units::{Decimal, DemandLineId, Money, QuoteId, VendorId};
use rochdale::verify::verify;
use rust_decimal::dec;

const GAP: f64 = 1e-4;

fn options(gap: f64) -> Options {
    Options {
        time_limit: Some(Duration::from_secs(120)),
        gap,
        threads: 1,
        ..Options::default()
    }
}

/// The plan of a case that has one; it verifies, at the cost returned.
#[track_caller]
fn solved(case: &Case, options: &Options) -> (Plan, Money) {
    match award::solve(case, options, &|_| {}).unwrap() {
        Outcome::Plan(plan) => {
            let cost = verify(case, &plan).unwrap().objective();
            assert!(plan.proof.bound <= cost);
            (plan, cost)
        }
        other => panic!("expected a plan, found {other:?}"),
    }
}

/// Requires that the case is solved to the gap, and that the exact cost bears it out.
#[track_caller]
fn require_proven(case: &Case, gap: f64) -> Money {
    let (plan, cost) = solved(case, &options(gap));
    let bound = plan.proof.bound;
    assert_eq!(plan.proof.status, Status::Optimal, "{cost}, {bound}");
    assert!(is_within_gap(cost, bound, gap), "{cost}, {bound}");
    cost
}

/// Two vendors' baskets of packs, with breaks on the whole basket's spend.
fn baskets_of_packs(contents: &[Decimal], whole: Option<PackScope>) -> TestCase {
    let mut case = TestCase::new().cycles(52);
    let shop = case.shop("shop");
    let vendors = ["v", "w"].map(|key| case.vendor(key));
    let mut quotes: [Vec<QuoteId>; 2] = Default::default();
    for (number, content) in (0_u32..).zip(contents) {
        let item = case.item(&format!("i{number}"));
        case.items[item].over_buy = whole.is_some();
        case.demand(shop, item, 60 + 17 * number);
        for (own, vendor) in quotes.iter_mut().zip(vendors) {
            let cents = 1900 + 310 * number + 170 * (8 * number % 3);
            let dearer = if vendor == vendors[0] { 0 } else { 45 };
            let quote = case.quote(vendor, item, Decimal::new((cents + dearer).into(), 2));
            case.packs(quote, *content, whole);
            own.push(quote);
        }
    }
    for (own, share) in quotes.iter().zip([dec!(0.04), dec!(0.05)]) {
        let ladder = [(1000, share), (2000, share * Decimal::TWO)];
        let group = case.share_off(own, &ladder);
        case.groups[group].counted = Counted::Spend;
    }
    case
}

#[test]
fn breaks_on_a_basket_of_odd_packs_are_proven() {
    let contents = [40, 38, 22, 35, 25, 28, 18].map(Decimal::from);
    for whole in [None, Some(PackScope::Site)] {
        require_proven(&baskets_of_packs(&contents, whole), GAP);
    }
}

#[test]
fn packs_of_pounds_in_kilograms_do_not_overflow() {
    let contents = [
        dec!(0.453592),
        dec!(1.360777),
        dec!(2.267961),
        dec!(4.535923),
        dec!(9.071847),
        dec!(11.339809),
    ];
    for whole in [None, Some(PackScope::Site)] {
        require_proven(&baskets_of_packs(&contents, whole), GAP);
    }
}

#[test]
fn a_rebate_on_hundreds_of_millions_is_proven() {
    for scale in [1_u32, 3] {
        let mut case = TestCase::new().cycles(52);
        let vendors = ["v", "w"].map(|key| case.vendor(key));
        let shop = case.shop("shop");
        for number in 0..40_u32 {
            let item = case.item(&format!("i{number}"));
            case.demand(shop, item, scale * (4000 + 97 * number));
            for (vendor, price) in vendors.into_iter().zip([7 * number % 11, 5 * number % 11]) {
                case.quote(vendor, item, Decimal::new((900 + 11 * price).into(), 2));
            }
        }
        let level = scale * 80_000_000;
        let share = Discount::Share(dec!(0.02));
        case.rebate(vendors[0], Period::Horizon, &[(level, share)]);
        let cost = require_proven(&case, GAP);
        assert!(cost.value() > Decimal::from(scale) * dec!(9e7), "{cost}");
    }
}

/// A split line of 1,500.000001 kg in millionths, at 1 with a fee of 1,000 or at 1.1 without.
#[test]
fn a_fee_is_not_evaded_by_one_grain_of_a_billion() {
    let mut case = TestCase::new();
    let shop = case.shop("shop");
    let item = case.item("item");
    case.items[item].split = true;
    case.items[item].step = qty(dec!(0.000001));
    let quantity = dec!(1500.000001);
    let line = case.demand(shop, item, quantity);
    let (v, w) = (case.vendor("v"), case.vendor("w"));
    case.vendors[v].fixed_fee = Some(Fee {
        amount: money(1000),
        per: Period::Once,
    });
    case.quote(v, item, 1);
    let cheap = case.quote(w, item, dec!(1.1));
    let (found, cost) = solved(&case, &options(0.0));
    assert_eq!(found.award, buy(&[(line, cheap, quantity)]));
    assert_eq!(cost, money(dec!(1650.0000011)));
}

#[test]
fn the_bound_of_a_plan_that_earns_money_is_not_zero() {
    let contents = [40, 38, 22, 35, 25, 28, 18].map(Decimal::from);
    let mut case = baskets_of_packs(&contents, Some(PackScope::Site));
    let vendors: Vec<VendorId> = case.vendors.ids().collect();
    for vendor in vendors {
        let level = (100, Discount::Lump(money(5_000_000)));
        case.rebate(vendor, Period::Horizon, &[level]);
    }
    let cost = require_proven(&case, 0.0);
    assert!(cost < Money::ZERO);
    // However little was searched, no bound is above what the best plan costs.
    let limited = [0, 1, 10, 100, 1000].map(|work| Options {
        work_limit: Some(work),
        ..options(0.0)
    });
    limited[0].interrupt.store(true, Ordering::Relaxed);
    for options in limited {
        let (found, _) = solved(&case, &options);
        assert!(found.proof.bound <= cost, "{:?}", found.proof);
    }
}

/// Solves the shipped case; a plan that costs 497,779.548 USD, unrounded, is known.
#[track_caller]
fn require_true_bound(seed: u64) {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("models/cases/camden-produce-delivered");
    let case = read_case(&folder).unwrap().case;
    let options = Options {
        seed,
        ..options(0.001)
    };
    let (found, cost) = solved(&case, &options);
    let known = money(dec!(497779.548));
    assert!(
        found.proof.bound <= known,
        "{} of {cost}",
        found.proof.bound
    );
    assert_eq!(found.proof.status, Status::Optimal);
}

#[test]
fn no_bound_of_the_shipped_case_is_above_a_known_plan_with_seed_1() {
    require_true_bound(1);
}

#[test]
fn no_bound_of_the_shipped_case_is_above_a_known_plan_with_seed_2() {
    require_true_bound(2);
}

/// Unsplit lines of which some must fill one vendor's offer exactly, and one that nobody offers.
fn knapsack_and_one_without_a_quote(n_lines: u32) -> (TestCase, DemandLineId) {
    let mut case = TestCase::new();
    let shop = case.shop("shop");
    let item = case.item("item");
    for number in 0..n_lines {
        case.demand(shop, item, 3001 + 1637 * number % 2503);
    }
    for (key, exactly) in [("v", 30_011), ("w", 31_013)] {
        let vendor = case.vendor(key);
        let quote = case.quote(vendor, item, 1);
        let exactly = Some(PeriodQuantity {
            quantity: qty(exactly),
            per: Period::Cycle,
        });
        case.quotes[quote].min_order = exactly;
        case.quotes[quote].capacity = exactly;
    }
    let other = case.item("other");
    let line = case.demand(shop, other, 1);
    (case, line)
}

fn infeasible(case: &Case, options: &Options) -> Infeasible {
    match award::solve(case, options, &|_| {}).unwrap() {
        Outcome::Infeasible(why) => why,
        other => panic!("no plan exists, found {other:?}"),
    }
}

#[test]
fn too_little_work_to_explain_still_names_lines_and_claims_less() {
    let limited = Options {
        work_limit: Some(1),
        ..options(0.0)
    };
    for (n_lines, options, is_least) in [(6, options(0.0), true), (24, limited, false)] {
        let (case, nobody) = knapsack_and_one_without_a_quote(n_lines);
        let why = infeasible(&case, &options);
        assert_eq!(why.is_least, is_least, "{why:?}");
        let mut lines = why.lines.iter();
        assert!(lines.any(|unmet| unmet.line == nobody), "{why:?}");
    }
}
