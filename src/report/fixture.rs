//! A small case with figures that can be checked by hand.
//!
//! Per week: Penn sells apples at 1.80 from 50 kg: 54.00 to Garcia (free drop), 36.00 to Lee (drop
//! 15.00). Valley sells Lee's annex 10 kg of apples in a pack of 12 for 30.00 (5.00 of it and 0.20
//! of keeping for surplus), and Garcia 5 kg of bread for 20.00 less 1.00. Per year: 52 weeks,
//! Penn's rebate of 2 % on 4,680.00, Valley's fee of 52.00. Together 7,976.80.

use rust_decimal::dec;

use crate::plan::{Owner, Plan};
use crate::problem::{Case, Discount, Drop, Fee, PackScope, Period, PeriodSpend, Today};
use crate::savings::{CoalitionCost, Savings};
use crate::testing::{TestCase, award, money, plan, with_surplus};
use crate::units::{Decimal, DemandLineId, Id, Price, QuoteId};
use crate::verify::{VerifiedPlan, verify};

/// The case.
pub(super) fn case() -> Case {
    let mut case = TestCase::new().cycles(52);
    case.name = "Corner stores".into();
    let garcia = case.shop("garcia");
    let lee = case.shop("lee");
    let annex = case.site(case.sites[lee].member, "lee-annex");
    let (apples, bread) = (case.item("apples"), case.item("bread"));
    case.items[apples].surplus_cost = money(dec!(0.1));
    let lines = [
        case.demand(garcia, apples, 30),
        case.demand(lee, apples, 20),
        case.demand(annex, apples, 10),
        case.demand(garcia, bread, 5),
    ];
    for (line, price) in [
        (lines[0], dec!(2.2)),
        (lines[1], dec!(2.1)),
        (lines[3], dec!(4.5)),
    ] {
        case.demand[line].today = Some(Today {
            vendor: None,
            incumbent: None,
            price: Price::per_unit(money(price)),
        });
    }
    penn(&mut case);
    valley(&mut case);
    case.0
}

fn penn(case: &mut TestCase) {
    let penn = case.vendor("penn");
    case.vendors[penn].name = "Penn Produce".into();
    case.delivered(
        penn,
        Drop {
            fee: money(15),
            free_from: Some(money(50)),
            value_min: None,
        },
    );
    case.vendors[penn].min_order = Some(PeriodSpend {
        spend: money(60),
        per: Period::Cycle,
    });
    let quote = case.quote(penn, Id::from_index(0), 2);
    case.all_units(&[quote], &[(50, dec!(1.8)), (100, dec!(1.5))]);
    case.rebate(
        penn,
        Period::Horizon,
        &[(4000, Discount::Share(dec!(0.02)))],
    );
}

fn valley(case: &mut TestCase) {
    let valley = case.vendor("valley");
    case.vendors[valley].name = "Valley Farms".into();
    case.vendors[valley].fixed_fee = Some(Fee {
        amount: money(52),
        per: Period::Horizon,
    });
    let apples = case.quote(valley, Id::from_index(0), 30);
    case.packs(apples, 12, Some(PackScope::Site));
    let bread = case.quote(valley, Id::from_index(1), 4);
    case.incremental(&[bread], &[(4, 1)]);
}

/// A plan of the case; no plan can be cheaper than 7,900.00.
pub(super) fn claimed() -> Plan {
    let line = |index| DemandLineId::from_index(index);
    let quote = |index| QuoteId::from_index(index);
    let lines = [
        (line(0), quote(0), 30),
        (line(1), quote(0), 20),
        (line(2), quote(1), 10),
        (line(3), quote(2), 5),
    ];
    let annex = Owner::Site(Id::from_index(2));
    let mut plan = plan(with_surplus(award(&lines), &[(quote(1), annex, 2)]));
    plan.proof.bound = money(Decimal::from(7900));
    plan
}

/// How the plan is shared: Garcia would pay at least 4,000.00 and at most 4,010.00 alone; Lee cannot
/// buy alone.
pub(super) fn savings(case: &Case, plan: &VerifiedPlan) -> Savings {
    let alone = CoalitionCost::between(money(4000), money(4010));
    Savings::of(case, plan, &[alone, CoalitionCost::NotAvailable])
}

/// The plan, verified.
pub(super) fn verified(case: &Case) -> VerifiedPlan {
    verify(case, &claimed()).expect("the plan keeps every limit")
}
