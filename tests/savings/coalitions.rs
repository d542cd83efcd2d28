//! The case of a coalition by itself, and what it costs.

use rochdale::award::Options;
use rochdale::pipeline::{AloneLimits, stand_alone};
use rochdale::problem::{
    Capacity, CapacityUnit, Case, Each, Period, PeriodQuantity, PeriodSpend, RuleKind, RuleScope,
    Scope, Substitute, VendorChoice,
};
use rochdale::savings::{CoalitionCost, CostOracle, coalition_case};
use rochdale::testing::{TestCase, admissible_pairs, exhaustive, money, qty, random_case};
use rochdale::units::{Decimal, Id, MemberId, QuoteId, VendorId};
use rust_decimal::dec;

use super::fixture::{ANN, BEA, CYD, alone, case};

/// What members would pay by themselves, by trying everything.
pub struct Exhaustive<'a>(pub &'a Case);

impl CostOracle for Exhaustive<'_> {
    fn cost(&self, members: &[MemberId]) -> CoalitionCost {
        match exhaustive(&coalition_case(self.0, members)) {
            Some((_, cost)) => CoalitionCost::between(cost, cost),
            None => CoalitionCost::NotAvailable,
        }
    }
}

fn id(index: usize) -> MemberId {
    MemberId::from_index(index)
}

#[test]
fn what_each_pays_alone_is_what_the_sheet_says() {
    let case = case();
    let found = [ANN, BEA, CYD].map(|member| Exhaustive(&case).cost(&[id(member)]));
    assert_eq!(found, alone());
}

#[test]
fn the_search_finds_what_trying_everything_finds() {
    let options = Options {
        time_limit: None,
        gap: 0.0,
        threads: 1,
        ..Options::default()
    };
    let limits = AloneLimits {
        time: None,
        work: None,
    };
    for seed in 1..=150 {
        let case = random_case(seed);
        let found = stand_alone(&case, &options, limits, &|_| {});
        if case.members.len() < 2 {
            continue;
        }
        for (member, found) in case.members.ids().zip(found) {
            match (Exhaustive(&case).cost(&[member]), found) {
                (
                    CoalitionCost::Known { lower: best, .. },
                    CoalitionCost::Known { lower, upper },
                ) => {
                    assert!(
                        lower <= best && upper == best,
                        "seed {seed}: {lower} {best} {upper}"
                    );
                }
                (best, found) => assert_eq!(best, found, "seed {seed}"),
            }
        }
    }
}

#[test]
fn a_coalition_reaches_minimums_and_breaks_together() {
    let case = case();
    // Bea and Cyd reach Mill's minimum: 30 kg at 2.00, Cyd's drop, the fee, 2 % back; 12 l of oil,
    // of which 2 l are kept.
    let expected = dec!(600) + dec!(40) + dec!(30) - dec!(12) + dec!(420) + dec!(0.70);
    let pair = Exhaustive(&case).cost(&[id(BEA), id(CYD)]);
    assert_eq!(pair.lower(), Some(money(expected)));
    let all = Exhaustive(&case).cost(&[id(ANN), id(BEA), id(CYD)]);
    assert_eq!(all.lower(), Some(money(dec!(1412.70))));
}

#[test]
fn its_lines_sites_and_members_are_counted_anew_and_nothing_else() {
    let case = case();
    let part = coalition_case(&case, &[id(CYD), id(ANN)]);
    let names: Vec<_> = part.members.values().map(|member| &*member.key).collect();
    assert_eq!(names, ["ann", "cyd"]);
    let lines: Vec<_> = part.demand.ids().collect();
    let owners = lines.iter().map(|line| part.member_of(*line).index());
    assert_eq!(owners.collect::<Vec<_>>(), [0, 1, 1]);
    let keys: Vec<_> = part.demand.values().map(|line| &*line.key).collect();
    assert_eq!(keys, ["ann/flour", "cyd/flour", "cyd/oil"]);
    assert_eq!(part.quotes.len(), case.quotes.len());
}

/// Three shops with 6, 3 and 1 kg of flour; the third takes twice as much rye instead.
fn scarce() -> (TestCase, [VendorId; 2], [QuoteId; 2]) {
    let mut case = TestCase::new();
    let shops = ["ann", "bea", "cyd"].map(|key| case.shop(key));
    let (flour, rye) = (case.item("flour"), case.item("rye"));
    for (shop, need) in shops.into_iter().zip([6, 3, 1]) {
        case.demand(shop, flour, need);
    }
    let third = Id::from_index(2);
    case.demand[third].substitutes.push(Substitute {
        item: rye,
        factor: dec!(2),
        approved_by: None,
    });
    let vendors = ["mill", "barn"].map(|key| case.vendor(key));
    let quotes = [
        case.quote(vendors[0], flour, 2),
        case.quote(vendors[1], rye, 1),
    ];
    (case, vendors, quotes)
}

#[test]
fn a_quotes_capacity_is_cut_to_the_share_of_the_demand_that_could_draw_on_it() {
    let (mut case, _, [flour, rye]) = scarce();
    let capacity = |quantity: u32| {
        Some(PeriodQuantity {
            quantity: qty(quantity),
            per: Period::Cycle,
        })
    };
    case.quotes[flour].capacity = capacity(5);
    case.quotes[rye].capacity = capacity(1);
    let entitled = |case: &Case, members: &[usize], quote: QuoteId| {
        let members: Vec<_> = members.iter().copied().map(id).collect();
        let part = coalition_case(case, &members);
        part.quotes[quote].capacity.unwrap().quantity.value()
    };
    assert_eq!(entitled(&case, &[ANN], flour), dec!(3));
    assert_eq!(entitled(&case, &[BEA, CYD], flour), dec!(2));
    assert_eq!(entitled(&case, &[ANN, BEA, CYD], flour), dec!(5));
    // Only Cyd accepts rye.
    assert_eq!(entitled(&case, &[ANN], rye), dec!(0));
    assert_eq!(entitled(&case, &[CYD], rye), dec!(1));
    // A quote for two of them is divided among these two.
    case.quotes[flour].scope = vec![Scope::Member(id(BEA)), Scope::Member(id(CYD))];
    assert_eq!(entitled(&case, &[BEA], flour), dec!(3.75));
    assert_eq!(entitled(&case, &[ANN], flour), dec!(0));
}

#[test]
fn a_vendors_capacity_counts_the_most_that_a_line_could_draw() {
    let (mut case, [_, barn], [flour, _]) = scarce();
    case.quotes[flour].vendor = barn;
    let items: Vec<_> = case.items.ids().collect();
    for (item, kilograms) in items.into_iter().zip([2, 3]) {
        case.items[item].weight = Some(rochdale::units::Weight::new(kilograms.into()));
    }
    let mut entitled = |unit| {
        case.vendors[barn].capacity = Some(Capacity {
            amount: dec!(11),
            unit,
            per: Period::Cycle,
        });
        let part = coalition_case(&case, &[id(CYD)]);
        part.vendors[barn].capacity.unwrap().amount
    };
    // 2 of 6 + 3 + 2 units; 6 of 12 + 6 + 6 kg.
    assert_eq!(entitled(CapacityUnit::Units), dec!(2));
    assert_eq!(entitled(CapacityUnit::Weight), dec!(2.75));
}

#[test]
fn a_quote_for_others_alone_is_open_to_nobody() {
    let (mut case, _, [flour, _]) = scarce();
    let site = case.sites.ids().next().unwrap();
    case.quotes[flour].scope = vec![Scope::Site(site)];
    case.quotes[flour].surplus_owner = Some(id(ANN));
    let pairs = |members: &[usize]| {
        let members: Vec<_> = members.iter().copied().map(id).collect();
        let part = coalition_case(&case, &members);
        let owner = part.quotes[flour].surplus_owner;
        let pairs = admissible_pairs(&part).into_iter();
        let of_flour = pairs.filter(|(_, quote)| *quote == flour);
        (of_flour.count(), owner.map(Id::index))
    };
    assert_eq!(pairs(&[BEA, CYD]), (0, None));
    assert_eq!(pairs(&[ANN, BEA]), (1, Some(0)));
}

/// Of the rules that bind Bea alone, whom their scopes then name.
fn kept(kind: RuleKind, scope: RuleScope, each: Each, is_soft: bool) -> Vec<Option<usize>> {
    let (mut case, ..) = scarce();
    case.members[id(BEA)].tags = vec!["school".into()];
    let rule = case.rule(kind);
    case.rules[rule].scope = scope;
    case.rules[rule].each = each;
    case.rules[rule].price = is_soft.then(|| money(1));
    let part = coalition_case(&case, &[id(BEA)]);
    let scopes = part.rules.values().map(|rule| rule.scope.member);
    scopes.map(|member| member.map(Id::index)).collect()
}

#[test]
fn rules_about_members_go_with_them_and_the_cooperatives_own_stay_behind() {
    let any = RuleScope::default;
    let member = |index| RuleScope {
        member: Some(id(index)),
        ..any()
    };
    let forbid = || RuleKind::Forbid(VendorChoice::Vendor(Id::from_index(0)));
    assert_eq!(kept(forbid(), any(), Each::Whole, false), []);
    assert_eq!(kept(forbid(), any(), Each::Item, false), []);
    assert_eq!(kept(forbid(), any(), Each::Member, false), [None]);
    assert_eq!(kept(forbid(), any(), Each::Site, false), [None]);
    assert_eq!(kept(forbid(), member(BEA), Each::Whole, false), [Some(0)]);
    assert_eq!(kept(forbid(), member(CYD), Each::Whole, false), []);
    let tagged = RuleScope {
        member_tag: Some("school".into()),
        ..any()
    };
    assert_eq!(kept(forbid(), tagged, Each::Whole, false), [None]);
    let site = |index| RuleScope {
        site: Some(Id::from_index(index)),
        ..any()
    };
    assert_eq!(kept(forbid(), site(BEA), Each::Whole, false), [None]);
    assert_eq!(kept(forbid(), site(ANN), Each::Whole, false), []);
}

#[test]
fn what_members_were_promised_about_money_does_not_bind_one_that_leaves() {
    let bea = || RuleScope {
        member: Some(id(BEA)),
        ..RuleScope::default()
    };
    let budget = RuleKind::Budget(PeriodSpend {
        spend: money(1),
        per: Period::Horizon,
    });
    for kind in [
        budget,
        RuleKind::MinimumSaving(Decimal::new(5, 2)),
        RuleKind::NobodyAboveToday,
    ] {
        assert_eq!(kept(kind, bea(), Each::Whole, false), []);
    }
}

#[test]
fn rules_with_a_price_stay_behind_and_switching_costs_never_do() {
    let any = RuleScope::default;
    let most = || RuleKind::MostSwitches(1);
    assert_eq!(kept(most(), any(), Each::Member, false), [None]);
    assert_eq!(kept(most(), any(), Each::Member, true), []);
    let cost = || RuleKind::SwitchingCost(money(3));
    assert_eq!(kept(cost(), any(), Each::Whole, false), [None]);
}

#[test]
fn a_lower_end_that_says_nothing_is_not_known() {
    let between = |lower: i32, upper: i32| {
        CoalitionCost::between(money(Decimal::from(lower)), money(Decimal::from(upper)))
    };
    assert_eq!(between(-5, 7), CoalitionCost::Unknown);
    assert_eq!(between(0, 7), CoalitionCost::Unknown);
    assert_eq!(between(0, 0).lower(), Some(money(0)));
    assert_eq!(between(3, 7).lower(), Some(money(3)));
}
