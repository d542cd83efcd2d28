//! A small case explained; all figures can be checked by hand.

use super::*;
use crate::award::{self, Known, Obstacle, Options, Searched};
use crate::plan::{Award, Plan};
use crate::problem::{Date, Discount, Period, RuleKind, VendorChoice};
use crate::testing::{TestCase, money, qty};
use crate::units::{Decimal, DemandLineId, Id, Money, Price, QuoteId, RuleId};
use crate::verify::verify;
use rust_decimal::dec;

/// Ann needs 30 kg of flour a week, Bea 20. The mill sells it at 2.00, from 50 kg on at 1.80, the
/// valley at 1.90. All from the mill costs 90.00, all from the valley 95.00; a mill that serves
/// Ann alone leads to 60.00 and 38.00.
struct Town {
    case: TestCase,
    lines: [DemandLineId; 2],
    quotes: [QuoteId; 2],
    vendors: [VendorId; 2],
}

fn town() -> Town {
    let mut case = TestCase::new();
    let flour = case.item("flour");
    let lines = [("ann", 30), ("bea", 20)].map(|(key, needed)| {
        let shop = case.shop(key);
        case.demand(shop, flour, needed)
    });
    let vendors = ["mill", "valley"].map(|key| case.vendor(key));
    let quotes = [
        case.quote(vendors[0], flour, 2),
        case.quote(vendors[1], flour, dec!(1.9)),
    ];
    case.all_units(&quotes[..1], &[(50, dec!(1.8))]);
    Town {
        case,
        lines,
        quotes,
        vendors,
    }
}

fn options() -> Options {
    Options {
        gap: 0.0,
        threads: 1,
        time_limit: None,
        ..Options::default()
    }
}

fn answer(case: &Case, known: Option<&Award>) -> Answer {
    let known = known.map(|award| Known {
        award: award.clone(),
        prices: None,
    });
    match award::search(case, &options(), known.as_ref(), &|_| {}).unwrap() {
        Searched::Plan(plan) => Answer::Plan(Box::new(verify(case, &plan).unwrap())),
        Searched::Impossible => Answer::Impossible,
        Searched::NoPlan { bound, .. } => Answer::Open(bound),
    }
}

fn best(case: &Case) -> VerifiedPlan {
    match answer(case, None) {
        Answer::Plan(plan) => *plan,
        other => panic!("{other:?}"),
    }
}

fn explained(case: &Case, plan: &VerifiedPlan, subject: Subject) -> Explanation {
    let mut resolve = |case: &Case, known: Option<&Award>, _| answer(case, known);
    explain(case, plan, &[subject], &mut resolve).remove(0)
}

fn vendor(case: &Case, vendor: VendorId) -> VendorReason {
    match explained(case, &best(case), Subject::Vendor(vendor)) {
        Explanation::Vendor(reason) => reason,
        other => panic!("{other:?}"),
    }
}

fn overview(case: &Case, plan: &VerifiedPlan) -> Overview {
    match explained(case, plan, Subject::Overview) {
        Explanation::Overview(overview) => overview,
        other => panic!("{other:?}"),
    }
}

/// Requires that other plans cost this much more, by search and by proof.
#[track_caller]
fn check_dearer(outlook: Outlook, by: Decimal) {
    let Outlook::Found { found, least } = outlook else {
        panic!("{outlook:?}");
    };
    assert_eq!(found, money(by));
    assert!(
        least <= found && found - least < money(dec!(0.0001)),
        "{least}"
    );
}

#[test]
fn a_vendor_that_wins_by_its_tier_is_worth_what_the_next_one_asks_more() {
    let town = town();
    let reason = vendor(&town.case, town.vendors[0]);
    let Place::Won(outlook) = reason.place else {
        panic!("{:?}", reason.place);
    };
    check_dearer(outlook, dec!(5));
    let quoted = &reason.quotes[0];
    assert_eq!(quoted.offer.covered, qty(50));
    assert_eq!(quoted.offer.price, Some(money(dec!(1.8))));
    assert_eq!(quoted.offer.list, money(2));
    let rival = quoted.rival.unwrap();
    assert_eq!((rival.quote, rival.n_lines), (town.quotes[1], 2));
    assert_eq!(
        (rival.price, rival.paid),
        (money(dec!(1.9)), money(dec!(1.8)))
    );
    let reached = reason.thresholds[0].reached.unwrap();
    assert_eq!((reached.from, reached.margin), (dec!(50), dec!(0)));
    assert_eq!(reason.thresholds[0].next, None);
}

#[test]
fn a_vendor_that_loses_is_dearer_by_what_using_it_adds() {
    let town = town();
    let reason = vendor(&town.case, town.vendors[1]);
    let Place::Lost(outlook) = reason.place else {
        panic!("{:?}", reason.place);
    };
    check_dearer(outlook, dec!(5));
    let quoted = &reason.quotes[0];
    assert_eq!(quoted.offer.price, Some(money(dec!(1.9))));
    assert_eq!(quoted.paid, Some(money(dec!(1.8))));
    assert_eq!(quoted.winners, [town.quotes[0]]);
    assert_eq!(quoted.rival, None);
}

#[test]
fn a_vendor_without_which_nothing_works_is_said_to_be() {
    let mut town = town();
    town.case.demand[town.lines[1]].refuses = vec![VendorChoice::Vendor(town.vendors[1])];
    let reason = vendor(&town.case, town.vendors[0]);
    assert_eq!(reason.place, Place::Won(Outlook::Impossible));
    let plan = best(&town.case);
    assert_eq!(overview(&town.case, &plan).won[0].n_alone, 1);
}

#[test]
fn what_stands_in_the_way_of_a_quote_is_named() {
    let mut town = town();
    town.case.quotes[town.quotes[1]].valid.1 = Some(Date::constant(2025, 12, 31));
    let reason = vendor(&town.case, town.vendors[1]);
    assert_eq!(reason.place, Place::Barred);
    let offer = &reason.quotes[0].offer;
    assert_eq!((offer.price, offer.n_lines), (None, 2));
    assert_eq!(
        offer.barred,
        [Barred {
            obstacle: Obstacle::Validity,
            lines: town.lines.to_vec(),
        }]
    );
}

#[test]
fn a_ceiling_below_every_tier_is_an_obstacle_and_one_that_a_tier_keeps_is_none() {
    let mut town = town();
    let ceiling = Price::per_unit(money(dec!(1.85)));
    town.case.demand[town.lines[0]].price_ceiling = Some(ceiling);
    let plan = best(&town.case);
    let setting = Setting::new(&town.case, &plan);
    let [mill, valley] = town.quotes;
    assert_eq!(setting.obstacle(town.lines[0], mill), None);
    let too_dear = Some(Obstacle::PriceCeiling);
    assert_eq!(setting.obstacle(town.lines[0], valley), too_dear);
}

/// The first rule's saving in the best plan, found and sure.
#[track_caller]
fn check_rule(case: &Case, verdict: Verdict, found: Decimal) {
    let plan = best(case);
    let overview = overview(case, &plan);
    let saving = overview.rules[0]
        .saving
        .expect("the rule speaks about lines");
    assert_eq!(saving.verdict(), verdict, "{saving:?}");
    assert_eq!(saving.found, money(found));
    let most = saving.most.unwrap();
    assert!(most - saving.found < money(dec!(0.0001)), "{saving:?}");
    assert_eq!(saving.better, Money::ZERO);
}

/// Forbids a vendor for Bea.
fn forbidden_for_bea(town: &mut Town, vendor: VendorId) -> RuleId {
    let rule = town
        .case
        .rule(RuleKind::Forbid(VendorChoice::Vendor(vendor)));
    town.case.rules[rule].scope.member = Some(Id::from_index(1));
    rule
}

#[test]
fn a_rule_that_binds_has_its_exact_price() {
    let mut town = town();
    let mill = town.vendors[0];
    forbidden_for_bea(&mut town, mill);
    check_rule(&town.case, Verdict::Binds, dec!(5));
}

#[test]
fn a_rule_about_what_nobody_wants_costs_nothing() {
    let mut town = town();
    let valley = town.vendors[1];
    forbidden_for_bea(&mut town, valley);
    check_rule(&town.case, Verdict::Free, dec!(0));
}

#[test]
fn a_rule_that_speaks_about_no_line_is_not_asked_about() {
    let mut town = town();
    let idle = town.case.member("idle");
    let rule = town.case.rule(RuleKind::SameVendor);
    town.case.rules[rule].scope.member = Some(idle);
    let plan = best(&town.case);
    let mut resolve = |_: &Case, _: Option<&Award>, _| panic!("nothing is to be searched for");
    let explained = explain(&town.case, &plan, &[Subject::Overview], &mut resolve);
    let Explanation::Overview(overview) = &explained[0] else {
        panic!("{explained:?}");
    };
    assert_eq!(overview.rules[0].saving, None);
}

#[test]
fn a_rule_that_stands_off_its_limit_may_still_bind() {
    // The plan buys nothing from the mill, far from its limit of 90 %; the break needs 100 %.
    let mut town = town();
    let most = RuleKind::LargestShare {
        share: dec!(0.9),
        of: Some(VendorChoice::Vendor(town.vendors[0])),
        counted: crate::problem::ShareOf::Units,
    };
    town.case.rule(most);
    let plan = best(&town.case);
    let at = &plan.standings()[0];
    assert!(margin(&town.case, at) > Decimal::ZERO, "{at:?}");
    check_rule(&town.case, Verdict::Binds, dec!(5));
}

#[test]
fn a_price_for_breaking_a_rule_is_what_the_rule_costs() {
    let mut town = town();
    let mill = town.vendors[0];
    let rule = forbidden_for_bea(&mut town, mill);
    town.case.rules[rule].price = Some(money(3));
    check_rule(&town.case, Verdict::Binds, dec!(3));
    let plan = best(&town.case);
    assert_eq!(overview(&town.case, &plan).rules[0].charged, money(3));
}

#[test]
fn a_better_plan_that_keeps_the_rule_is_not_the_rules_doing() {
    let mut town = town();
    let valley = town.vendors[1];
    forbidden_for_bea(&mut town, valley);
    // A plan of 97.00: Ann from the valley, Bea from the mill below its break.
    let dear = crate::testing::award(&[
        (town.lines[0], town.quotes[1], 30),
        (town.lines[1], town.quotes[0], 20),
    ]);
    let plan: Plan = crate::testing::plan(dear);
    let plan = verify(&town.case, &plan).unwrap();
    let saving = overview(&town.case, &plan).rules[0].saving.unwrap();
    assert_eq!((saving.found, saving.better), (money(7), money(7)));
    assert_eq!(saving.verdict(), Verdict::Open);
}

#[test]
fn the_nearest_level_says_what_is_missing_and_what_it_would_change() {
    let mut town = town();
    // Bea may not use the mill, so that it stands 20 kg below its break, and Ann pays 60.00.
    town.case.demand[town.lines[1]].refuses = vec![VendorChoice::Vendor(town.vendors[0])];
    let rebate = town.case.rebate(
        town.vendors[1],
        Period::Cycle,
        &[(100, Discount::Lump(money(7)))],
    );
    let award = crate::testing::award(&[
        (town.lines[0], town.quotes[0], 30),
        (town.lines[1], town.quotes[1], 20),
    ]);
    let plan = verify(&town.case, &crate::testing::plan(award)).unwrap();
    let overview = overview(&town.case, &plan);
    let [mill, valley] = &overview.won[..] else {
        panic!("both are in use");
    };
    let tier = mill.nearest.unwrap().next.unwrap();
    assert_eq!((tier.from, tier.missing), (dec!(50), dec!(20)));
    assert_eq!(tier.worth, Worth::Now(money(6)));
    assert_eq!(mill.closest, None);
    let level = valley.nearest.unwrap();
    assert_eq!(level.of, ThresholdOf::Rebate(rebate));
    let next = level.next.unwrap();
    assert_eq!((next.missing, next.worth), (dec!(62), Worth::Now(money(7))));
}

#[test]
fn an_incremental_break_is_in_the_price_of_a_unit() {
    let mut town = town();
    let valley = town.quotes[1];
    // 0.40 off each of the 20 kg above 30: 8.00 of 95.00.
    town.case.incremental(&[valley], &[(30, dec!(0.4))]);
    let plan = best(&town.case);
    assert_eq!(plan.objective(), money(87));
    let Explanation::Item(item) = explained(&town.case, &plan, Subject::Item(Id::from_index(0)))
    else {
        panic!("an item was asked about");
    };
    assert_eq!(item.paid, Some(money(dec!(1.74))));
    assert_eq!(item.offers[0].quote, valley);
    assert_eq!(item.offers[0].lowest, money(dec!(1.5)));
    // The mill would take all 50 kg.
    assert_eq!(item.offers[1].price, Some(money(dec!(1.8))));
    assert_eq!(item.lines.len(), 2);
}

#[test]
fn a_members_line_names_the_next_best_and_who_may_not_serve_it() {
    let mut town = town();
    let other = town.case.vendor("other");
    let flour = Id::from_index(0);
    let third = town.case.quote(other, flour, 1);
    let rule = forbidden_for_bea(&mut town, other);
    let plan = best(&town.case);
    let bea = Subject::Member(Id::from_index(1));
    let Explanation::Member(bea) = explained(&town.case, &plan, bea) else {
        panic!("a member was asked about");
    };
    let line = &bea.lines[0];
    assert_eq!(line.barred, [(third, Obstacle::Rule(rule))]);
    // Ann buys from the other at 1.00; Bea's 20 kg cost 1.90 from the valley, 2.00 from the mill.
    assert_eq!(
        (line.parts[0].quote, line.parts[0].price),
        (town.quotes[1], money(dec!(1.9)))
    );
    let rival = line.rival.unwrap();
    assert_eq!((rival.quote, rival.price), (town.quotes[0], money(2)));
    assert_eq!(bea.rules.len(), 1);
}
