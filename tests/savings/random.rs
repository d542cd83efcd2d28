//! What holds whatever is bought and however it is shared.

use rayon::prelude::*;
use rochdale::problem::{Case, Today};
use rochdale::savings::{
    Base, CoalitionCost, CostOracle, MemberSavings, Savings, SharingRule, incumbent, known_lines,
    lines_of, owned_surplus,
};
use rochdale::testing::{Dice, exhaustive, money, plan, random_case};
use rochdale::units::{Decimal, Id, MemberId, Money, Price, Quantity};
use rochdale::verify::{VerifiedPlan, verify};
use rust_decimal::dec;

use super::coalitions::Exhaustive;

const SEEDS: u64 = 400;

/// A random case with terms of settlement and prices of today, its best plan, and costs alone:
/// true ones, or whatever the dice say.
fn drawn(seed: u64) -> Option<(Case, VerifiedPlan, Vec<CoalitionCost>)> {
    let mut case = random_case(seed);
    let mut dice = Dice::new(seed ^ 0x5a5a);
    let terms = &mut case.settlement;
    terms.transfers = !dice.one_in(5);
    terms.cap_today = dice.one_in(2);
    terms.admin_fee_share = dice.pick(&[dec!(0), dec!(0.015), dec!(0.0333)]);
    terms.admin_fee_member = money(dice.pick(&[dec!(0), dec!(2.5), dec!(0.333)]));
    terms.tax_rate = dice.pick(&[dec!(0), dec!(0.06625)]);
    for line in case.demand.ids() {
        if !dice.one_in(4) {
            case.demand[line].today = Some(Today {
                vendor: None,
                incumbent: None,
                price: Price::per_unit(money(dice.pick(&[dec!(0), dec!(2.37), dec!(9.99)]))),
            });
        }
    }
    let (award, _) = exhaustive(&case)?;
    let plan = verify(&case, &plan(award)).unwrap();
    let is_true = dice.one_in(2);
    let members = case.members.ids();
    let alone = members.map(|member| {
        if is_true {
            return Exhaustive(&case).cost(&[member]);
        }
        let lower = money(dice.pick(&[dec!(0.01), dec!(17.777777), dec!(80.5), dec!(400)]));
        let known = CoalitionCost::between(lower, lower + money(1));
        dice.pick(&[
            known,
            known,
            CoalitionCost::NotAvailable,
            CoalitionCost::Unknown,
        ])
    });
    let alone = alone.collect();
    Some((case, plan, alone))
}

fn for_all(test: impl Fn(&Case, &VerifiedPlan, &Savings) + Sync) {
    let n_tested = (1..=SEEDS).into_par_iter().filter_map(|seed| {
        let (case, plan, alone) = drawn(seed)?;
        let savings = Savings::of(&case, &plan, &alone);
        println!("seed {seed}");
        test(&case, &plan, &savings);
        Some(())
    });
    assert!(n_tested.count() > 200);
}

fn sum(savings: &Savings, figure: impl Fn(&MemberSavings) -> Money) -> Money {
    savings.members.iter().map(figure).sum()
}

#[test]
fn charges_sum_to_the_cost_and_the_fees_to_the_cent() {
    for_all(|_, plan, savings| {
        let fees = savings.admin_fees();
        assert_eq!(
            sum(savings, |member| member.charge),
            plan.statement_total() + fees
        );
        assert_eq!(savings.total, plan.statement_total() + fees);
        assert!(sum(savings, |member| member.transfer).is_zero());
        for member in &savings.members {
            assert!(member.charge.value().normalize().scale() <= 2);
            let account = &member.account;
            let parts = account.invoiced() + account.admin_fee + member.transfer
                - account.paid_back()
                + account.kept();
            assert_eq!(member.charge, parts);
        }
    });
}

#[test]
fn members_parts_add_up_to_every_statement_line() {
    for_all(|case, plan, _| {
        let parts = rochdale::savings::parts(case, plan);
        for (index, line) in plan.lines().iter().enumerate() {
            let of_line = parts.iter().filter(|part| part.line == index);
            let total: Money = of_line.clone().map(|part| part.total).sum();
            assert_eq!(total, line.total);
            let occurrences = Decimal::from(line.occurrences);
            for part in of_line {
                let once = part.total.value() / occurrences;
                assert!(once.normalize().scale() <= 2, "{once}");
                let is_like = once.is_zero()
                    || once.is_sign_negative() == line.total.value().is_sign_negative();
                assert!(is_like, "a part has the sign of the whole");
            }
        }
    });
}

#[test]
fn payments_between_members_bring_about_their_transfers() {
    for_all(|_, _, savings| {
        let mut nets = vec![Money::ZERO; savings.members.len()];
        for paid in &savings.transfers {
            assert!(paid.amount > Money::ZERO && paid.from != paid.to);
            nets[paid.from.index()] += paid.amount;
            nets[paid.to.index()] -= paid.amount;
        }
        let expected = savings.members.iter().map(|member| member.transfer);
        assert_eq!(nets, expected.collect::<Vec<_>>());
        assert!(savings.transfers.len() < savings.members.len().max(1));
        if savings.rule == SharingRule::Invoices {
            assert!(savings.transfers.is_empty());
        }
    });
}

#[test]
fn caps_are_kept_wherever_they_can_be() {
    for_all(|_, _, savings| {
        if savings.rule == SharingRule::Invoices {
            return;
        }
        let is_sharer = |member: &&MemberSavings| member.base != Base::LeftOut;
        let sharers: Vec<_> = savings.members.iter().filter(is_sharer).collect();
        let caps: Option<Money> = sharers.iter().map(|member| Some(member.cap?.amount)).sum();
        let due: Money = sharers.iter().map(|member| member.charge).sum();
        let above: Money = sharers.iter().map(|member| member.above_cap()).sum();
        let missing = caps.map_or(Money::ZERO, |caps| (due - caps).max(Money::ZERO));
        assert_eq!(above, missing);
    });
}

#[test]
fn below_its_cap_everybody_is_charged_the_same_share_of_its_base() {
    for_all(|_, _, savings| {
        let Some(saved) = savings.saving_share else {
            return;
        };
        let cent = dec!(0.01);
        for member in &savings.members {
            let Some(base) = member.base.amount() else {
                continue;
            };
            let share = base.value() * (Decimal::ONE - saved);
            let due = member
                .cap
                .map_or(share, |cap| share.min(cap.amount.value()));
            assert!(
                (member.charge.value() - due).abs() < cent,
                "{member:?}: {due}"
            );
        }
    });
}

#[test]
fn all_surplus_has_its_owners() {
    for_all(|case, plan, _| {
        let owned = owned_surplus(case, plan);
        for surplus in &plan.plan().award.surplus {
            let same_quote = |quote| quote == surplus.quote;
            let bought = plan.plan().award.surplus.iter();
            let bought = bought.filter(|other| same_quote(other.quote));
            let bought: Quantity = bought.map(|other| other.quantity).sum();
            let owned = owned.iter().filter(|owned| same_quote(owned.quote));
            let owned: Quantity = owned.map(|owned| owned.quantity).sum();
            assert!((owned - bought).value().abs() < dec!(0.000001));
        }
    });
}

#[test]
fn the_same_figures_come_out_again() {
    for_all(|case, plan, savings| {
        let alone: Vec<_> = savings.members.iter().map(|member| member.alone).collect();
        assert_eq!(&Savings::of(case, plan, &alone), savings);
        let known = known_lines(case).count();
        let by_member = case.members.ids().filter_map(|member: MemberId| {
            let lines: Vec<_> = lines_of(case, member).collect();
            incumbent(case, member, &lines).map(|incumbent| incumbent.n_lines)
        });
        assert_eq!(by_member.sum::<usize>(), known);
    });
}
