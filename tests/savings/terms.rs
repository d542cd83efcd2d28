//! What the terms of sharing do to charges.

use rochdale::problem::{Each, Period, PeriodSpend, RuleKind, RuleScope};
use rochdale::report::{View, terminal};
use rochdale::savings::{Base, CapKind, CoalitionCost, Savings, SharingRule, nothing_known};
use rochdale::testing::{TestCase, money};
use rochdale::units::{Decimal, Id, MemberId, Money};
use rust_decimal::dec;

use super::fixture::{ANN, BEA, CYD, alone, case, each, exactly, plan_of};

fn total(savings: &Savings) -> Decimal {
    each(savings, |member| member.charge).iter().sum()
}

fn report(case: &rochdale::problem::Case, savings: &Savings) -> String {
    let plan = plan_of(case);
    let text = terminal::text(&View::of(case, &plan, savings));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn without_transfers_everybody_pays_its_own_invoices() {
    let mut case = case();
    case.settlement.transfers = false;
    let savings = Savings::of(&case, &plan_of(&case), &alone());
    assert_eq!(savings.rule, SharingRule::Invoices);
    let charges = each(&savings, |member| member.charge);
    assert_eq!(charges, [dec!(465.65), dec!(522.48), dec!(453.87)]);
    assert!(savings.transfers.is_empty() && savings.saving_share.is_none());
    assert_eq!(savings.missing(), money(0));
    assert!(report(&case, &savings).contains("everybody pays its own invoices"));
}

#[test]
fn without_transfers_members_above_their_caps_are_named() {
    let mut case = case();
    case.settlement.transfers = false;
    let alone = [
        exactly(dec!(465)),
        exactly(dec!(600)),
        CoalitionCost::NotAvailable,
    ];
    let savings = Savings::of(&case, &plan_of(&case), &alone);
    assert_eq!(savings.missing(), money(dec!(0.65)));
    let report = report(&case, &savings);
    assert!(
        report.contains("Without transfers Ann's Bakery pay"),
        "{report}"
    );
}

#[test]
fn caps_that_cannot_be_kept_are_exceeded_by_the_same_share_and_it_is_said() {
    let case = case();
    // Together 1400.00 against 1442.00: everybody pays 3 % above its cap.
    let alone = [exactly(dec!(500)), exactly(dec!(500)), exactly(dec!(400))];
    let savings = Savings::of(&case, &plan_of(&case), &alone);
    let charges = each(&savings, |member| member.charge);
    assert_eq!(charges, [dec!(515), dec!(515), dec!(412)]);
    assert_eq!(savings.missing(), money(42));
    assert_eq!(savings.saving_share, None);
    let report = report(&case, &savings);
    assert!(
        report.contains("The caps cannot be kept: the plan costs 42.00 USD"),
        "{report}"
    );
}

#[test]
fn caps_that_just_reach_are_kept() {
    let case = case();
    let alone = [exactly(dec!(500)), exactly(dec!(502)), exactly(dec!(440))];
    let savings = Savings::of(&case, &plan_of(&case), &alone);
    let charges = each(&savings, |member| member.charge);
    assert_eq!(charges, [dec!(500), dec!(502), dec!(440)]);
    assert_eq!(savings.missing(), money(0));
}

#[test]
fn who_has_no_baseline_pays_its_own_and_shares_nothing() {
    let case = case();
    // Not all of Bea's prices of today are known.
    let alone = [
        exactly(dec!(618)),
        CoalitionCost::Unknown,
        CoalitionCost::NotAvailable,
    ];
    let savings = Savings::of(&case, &plan_of(&case), &alone);
    let bea = &savings.members[BEA];
    assert_eq!((bea.base, bea.cap), (Base::LeftOut, None));
    assert_eq!((bea.charge, bea.transfer), (money(dec!(522.48)), money(0)));
    assert_eq!(bea.saving(), None);
    assert_eq!(total(&savings), dec!(1442));
    assert!(report(&case, &savings).contains("Outside the sharing: Bea's Diner."));
}

#[test]
fn a_member_that_cannot_buy_alone_has_no_cost_alone_and_no_saving_against_it() {
    let case = case();
    let savings = Savings::of(&case, &plan_of(&case), &alone());
    let cyd = &savings.members[CYD];
    assert_eq!((cyd.alone_at_least, cyd.saving_alone()), (None, None));
    let report = report(&case, &savings);
    assert!(
        report.contains("Cyd's Deli 2 466.00 not available 392.44 73.56 15.8 % today"),
        "{report}"
    );
    // Bases are mixed, so the total has no cost alone and no saving.
    assert!(
        report.contains("Total 5 4 of 5 lines 1,442.00 Alone:"),
        "{report}"
    );
}

#[test]
fn with_nothing_known_charges_are_still_the_whole_cost() {
    let mut case = case();
    for line in case.demand.ids() {
        case.demand[line].today = None;
    }
    let savings = Savings::of(&case, &plan_of(&case), &nothing_known(&case));
    assert_eq!(total(&savings), dec!(1442));
    assert!(savings.transfers.is_empty());
}

#[test]
fn today_caps_only_where_it_is_asked_for() {
    let mut case = case();
    case.settlement.cap_today = false;
    let savings = Savings::of(&case, &plan_of(&case), &alone());
    assert_eq!(savings.members[ANN].cap.unwrap().kind, CapKind::StandAlone);
    assert_eq!(savings.members[CYD].cap, None);
    // 1442.00 ÷ 1724.70 of 618.00.
    assert_eq!(savings.members[ANN].charge, money(dec!(516.70)));
    let report = report(&case, &savings);
    assert!(
        report.contains("Charged more than today: Ann's Bakery;"),
        "{report}"
    );
}

/// The cap of a member with one rule in place of the caps by today.
fn ruled(
    kind: RuleKind,
    scope: RuleScope,
    each: Each,
    price: Option<Money>,
) -> [Option<Decimal>; 3] {
    let mut case = TestCase(case());
    case.settlement.cap_today = false;
    // Whether the plan keeps the rule is not asked here.
    let plan = plan_of(&case);
    let rule = case.rule(kind);
    case.rules[rule].scope = scope;
    case.rules[rule].each = each;
    case.rules[rule].price = price;
    let savings = Savings::of(&case, &plan, &alone());
    let caps = savings.members.iter().map(|member| {
        let cap = member
            .cap
            .filter(|cap| matches!(cap.kind, CapKind::Rule(_)))?;
        Some(cap.amount.value())
    });
    caps.collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn rules_that_may_not_be_broken_cap_whom_they_speak_of_in_full() {
    let any = RuleScope::default;
    let today = RuleKind::NobodyAboveToday;
    // Bea's cost today is not known in full.
    let of_all = [Some(dec!(510)), None, Some(dec!(466))];
    assert_eq!(ruled(today.clone(), any(), Each::Whole, None), of_all);
    assert_eq!(
        ruled(today.clone(), any(), Each::Whole, Some(money(1))),
        [None; 3]
    );
    let saving = RuleKind::MinimumSaving(dec!(0.1));
    let cyd = RuleScope {
        member: Some(MemberId::from_index(CYD)),
        ..any()
    };
    assert_eq!(
        ruled(saving, cyd, Each::Whole, None),
        [None, None, Some(dec!(419.40))]
    );
    let flour = RuleScope {
        item: Some(Id::from_index(0)),
        ..any()
    };
    // Ann buys nothing but flour.
    assert_eq!(
        ruled(today, flour, Each::Whole, None),
        [Some(dec!(510)), None, None]
    );
}

#[test]
fn budgets_of_exactly_a_members_lines_cap_its_charge() {
    let any = RuleScope::default;
    let budget = RuleKind::Budget(PeriodSpend {
        spend: money(55),
        per: Period::Cycle,
    });
    let each = [Some(dec!(550)); 3];
    assert_eq!(ruled(budget.clone(), any(), Each::Member, None), each);
    assert_eq!(ruled(budget.clone(), any(), Each::Whole, None), [None; 3]);
    let bea = RuleScope {
        member: Some(MemberId::from_index(BEA)),
        ..any()
    };
    assert_eq!(
        ruled(budget, bea, Each::Whole, None),
        [None, Some(dec!(550)), None]
    );
}

#[test]
fn a_member_that_needs_nothing_is_charged_nothing() {
    let mut case = TestCase(case());
    case.shop("dot");
    let mut costs = alone().to_vec();
    costs.push(exactly(dec!(0)));
    let savings = Savings::of(&case, &plan_of(&case), &costs);
    let dot = &savings.members[3];
    assert_eq!((dot.charge, dot.cap, dot.saving()), (money(0), None, None));
    assert_eq!(total(&savings), dec!(1442));
}
