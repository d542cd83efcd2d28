//! Three shops that buy flour and oil, each week for ten weeks.

use rochdale::plan::Owner;
use rochdale::problem::{
    Case, Discount, Drop, Fee, PackScope, Period, PeriodSpend, SettlementTerms, Today,
};
use rochdale::savings::{CoalitionCost, Savings};
use rochdale::testing::{TestCase, award, money, plan, with_surplus};
use rochdale::units::{Decimal, DemandLineId, Id, MemberId, Money, Price, QuoteId};
use rochdale::verify::{VerifiedPlan, verify};
use rust_decimal::dec;

pub const ANN: usize = 0;
pub const BEA: usize = 1;
pub const CYD: usize = 2;

/// Ann needs 30 kg of flour; Bea 20 kg and 4 l of oil; Cyd 10 kg and 6 l.
///
/// Mill sells flour at 2.00, at 1.50 from 60 kg, with a drop fee of 4.00 below 40.00 of goods, at
/// least 30.00 a week, a fee of 30.00 in all, and 2 % back from 500.00 in all. Press sells oil in
/// whole packs of 6 l at 21.00, shared by all; a surplus litre costs 0.035 to keep.
pub fn case() -> Case {
    let mut case = TestCase::new().cycles(10);
    case.name = "Mill and Press".into();
    case.horizon.name = "season".into();
    let shops = ["ann", "bea", "cyd"].map(|key| case.shop(key));
    for (index, name) in ["Ann's Bakery", "Bea's Diner", "Cyd's Deli"]
        .iter()
        .enumerate()
    {
        case.members[MemberId::from_index(index)].name = (*name).into();
    }
    case.members[MemberId::from_index(ANN)].tax_exempt = true;
    case.members[MemberId::from_index(CYD)].today_source = Some("receipts of May".into());
    let (flour, oil) = (case.item("flour"), case.item("oil"));
    case.items[oil].unit = "l".into();
    case.items[oil].surplus_cost = money(dec!(0.035));
    let lines = [
        case.demand(shops[0], flour, 30),
        case.demand(shops[1], flour, 20),
        case.demand(shops[2], flour, 10),
        case.demand(shops[1], oil, 4),
        case.demand(shops[2], oil, 6),
    ];
    for (line, price) in [
        (0, dec!(1.70)),
        (1, dec!(2.10)),
        (2, dec!(2.20)),
        (4, dec!(4.10)),
    ] {
        case.demand[lines[line]].today = Some(Today {
            vendor: None,
            incumbent: None,
            price: Price::per_unit(money(price)),
        });
    }
    vendors(&mut case);
    case.settlement = SettlementTerms {
        cap_today: true,
        admin_fee_share: dec!(0.01),
        admin_fee_member: money(5),
        tax_rate: dec!(0.06),
        until: Some("2026-03-12".parse().unwrap()),
        ..SettlementTerms::default()
    };
    case.0
}

fn vendors(case: &mut TestCase) {
    let (flour, oil) = (Id::from_index(0), Id::from_index(1));
    let mill = case.vendor("mill");
    case.vendors[mill].name = "Mill & Sons".into();
    case.delivered(
        mill,
        Drop {
            fee: money(4),
            free_from: Some(money(40)),
            value_min: None,
        },
    );
    case.vendors[mill].min_order = Some(PeriodSpend {
        spend: money(30),
        per: Period::Cycle,
    });
    case.vendors[mill].fixed_fee = Some(Fee {
        amount: money(30),
        per: Period::Horizon,
    });
    let quote = case.quote(mill, flour, 2);
    case.all_units(&[quote], &[(60, dec!(1.5))]);
    case.rebate(mill, Period::Horizon, &[(500, Discount::Share(dec!(0.02)))]);
    let press = case.vendor("press");
    case.vendors[press].name = "The Press".into();
    let quote = case.quote(press, oil, 21);
    case.packs(quote, 6, Some(PackScope::Pool));
    case.quotes[quote].valid.1 = Some("2026-02-01".parse().unwrap());
}

/// Everything from the only vendor that has it, with 2 l of oil too much.
pub fn plan_of(case: &Case) -> VerifiedPlan {
    let quote = |index| QuoteId::from_index(index);
    let lines = [(0, 0, 30), (1, 0, 20), (2, 0, 10), (3, 1, 4), (4, 1, 6)];
    let lines =
        lines.map(|(line, of, covered)| (DemandLineId::from_index(line), quote(of), covered));
    let award = with_surplus(award(&lines), &[(quote(1), Owner::Pool, 2)]);
    verify(case, &plan(award)).unwrap()
}

/// A cost alone that is known to the cent.
pub fn exactly(cost: Decimal) -> CoalitionCost {
    CoalitionCost::between(money(cost), money(cost))
}

/// What the three pay alone. Ann: 600.00 of flour, 12.00 back, the fee. Bea: 400.00 of flour, the
/// fee, 210.00 of oil, 0.70 for keeping 2 l. Cyd stays below Mill's minimum.
pub fn alone() -> [CoalitionCost; 3] {
    [
        exactly(dec!(618)),
        exactly(dec!(640.70)),
        CoalitionCost::NotAvailable,
    ]
}

/// A figure of every member.
pub fn each(
    savings: &Savings,
    figure: impl Fn(&rochdale::savings::MemberSavings) -> Money,
) -> Vec<Decimal> {
    savings
        .members
        .iter()
        .map(|member| figure(member).value())
        .collect()
}
