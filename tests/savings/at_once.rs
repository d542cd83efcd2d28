//! Shares of all groups at once, against what every coalition pays by trying everything.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rochdale::award::{GroupBlocks, GroupPrices, Options};
use rochdale::pipeline::compare_at_once;
use rochdale::plan::InternalPrices;
use rochdale::problem::Case;
use rochdale::savings::{
    CoalitionCost, Comparison, CoreKnown, GroupCosts, SharingRule, Stability, coalition_case,
};
use rochdale::testing::{Dice, money};
use rochdale::units::{Decimal, MemberId, Money};
use rochdale::verify::{GroupShares, group_shares};
use rust_decimal::dec;

use super::games::Game;

/// Games drawn in the gate; `ROCHDALE_GAMES=1700` makes more than 1,000 that pool demand.
const DRAWN: u64 = 300;

fn drawn() -> u64 {
    let asked = std::env::var("ROCHDALE_GAMES").ok();
    asked.map_or(DRAWN, |number| number.parse().expect("a whole number"))
}

fn options() -> Options {
    Options {
        time_limit: None,
        threads: 1,
        ..Options::default()
    }
}

/// On two threads of their own: the searches inside have pools, which would wait for one another.
fn for_all(test: impl Fn(u64, &Game) + Sync) {
    const THREADS: u64 = 2;
    let tested = &|first: u64| -> Vec<usize> {
        let seeds = (first..=drawn()).step_by(2);
        let games = seeds.filter_map(|seed| {
            let game = Game::drawn(seed)?;
            test(seed, &game);
            Some(game.n_buyers())
        });
        games.collect()
    };
    let sizes: Vec<usize> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=THREADS)
            .map(|first| scope.spawn(move || tested(first)))
            .collect();
        let ended = threads.into_iter();
        ended.flat_map(|thread| thread.join().unwrap()).collect()
    });
    let large = sizes.iter().filter(|size| **size > 4).count();
    assert!(
        sizes.len() as u64 > drawn() / 2 && large as u64 > drawn() / 10,
        "{} {large}",
        sizes.len()
    );
}

/// What every group of the buyers pays, where it can buy.
fn costs(groups: &GroupCosts) -> Vec<(Vec<MemberId>, Money)> {
    let costs = groups
        .all()
        .filter_map(|(members, group)| Some((members, group.cost.upper()?)));
    costs.collect()
}

fn bound(shares: &GroupShares, members: &[MemberId]) -> Money {
    let own = members.iter().map(|member| shares.shares[*member]);
    own.sum::<Money>() - shares.rest
}

/// Prices changed at random: they prove less, but nothing false.
fn shaken(prices: &InternalPrices, dice: &mut Dice) -> InternalPrices {
    let mut factor = || dice.pick(&[dec!(0), dec!(0.5), dec!(1), dec!(1.5), dec!(3)]);
    let mut prices = prices.clone();
    let mut times = |price: &mut Decimal| *price = (*price * factor()).round_dp(9);
    prices.tiers.iter_mut().for_each(|of| times(&mut of.price));
    prices.drops.iter_mut().for_each(|of| times(&mut of.price));
    prices
        .vendors
        .iter_mut()
        .for_each(|of| times(&mut of.price));
    prices
        .quantities
        .iter_mut()
        .for_each(|of| times(&mut of.price));
    prices
}

fn leavers(case: &Case) -> Case {
    coalition_case(case, &case.members.ids().collect::<Vec<_>>())
}

#[test]
fn no_group_pays_less_than_its_shares_whatever_the_prices() {
    for_all(|seed, game| {
        let leavers = leavers(&game.case);
        let Some(blocks) = GroupBlocks::of(&leavers) else {
            return;
        };
        let mut dice = Dice::new(seed);
        let mut program = GroupPrices::new(&blocks).unwrap();
        let members = game.case.members.len();
        let drawn: Vec<f64> = (0..members)
            .map(|_| f64::from(dice.between(1, 90)))
            .collect();
        for charges in [None, Some(&drawn[..])] {
            let answer = program.answer(charges, &options()).unwrap().unwrap();
            for prices in [shaken(&answer.prices, &mut dice), answer.prices] {
                let shares = group_shares(&leavers, &prices).unwrap();
                for (group, cost) in costs(&game.groups) {
                    let bound = bound(&shares, &group);
                    assert!(bound <= cost, "seed {seed}: {group:?} {bound} {cost}");
                }
                let everybody: Vec<MemberId> = game.case.members.ids().collect();
                assert!(
                    bound(&shares, &everybody) <= game.plan.landed_cost(),
                    "seed {seed}"
                );
            }
        }
    });
}

#[test]
fn no_certificate_is_false_under_any_rule() {
    for_all(|seed, game| {
        let (case, plan) = (&game.case, &game.plan);
        let known = (&game.alone[..], &SharingRule::ALL[..]);
        let Some(comparison) = compare_at_once(case, plan, known, &options()) else {
            return;
        };
        for (rule, result) in &comparison.rules {
            let Ok(shares) = result else { continue };
            check(
                seed,
                *rule,
                (shares.stability.as_ref().unwrap(), game),
                &shares.savings,
            );
        }
        check_core(seed, &comparison, game);
    });
}

/// The certificate of one rule against the true gains of all groups.
fn check(
    seed: u64,
    rule: SharingRule,
    (certificate, game): (&Stability, &Game),
    savings: &rochdale::savings::Savings,
) {
    let truth = Stability::of(savings, &game.groups);
    let is_below = |truth: &Option<rochdale::savings::Complaint>, most: &Option<_>| {
        let most: Option<&rochdale::savings::Complaint> = most.as_ref();
        truth
            .as_ref()
            .is_none_or(|truth| most.is_some_and(|most| truth.gain_at_most <= most.gain_at_most))
    };
    assert!(
        is_below(&truth.most, &certificate.most),
        "seed {seed}, {rule:?}"
    );
    if certificate.is_stable() {
        assert!(truth.witness.is_none(), "seed {seed}, {rule:?}");
    }
    if let Some(witness) = &certificate.witness {
        let most = truth.witness.as_ref().map(|truth| truth.gain);
        assert!(Some(witness.gain) <= most, "seed {seed}, {rule:?}");
    }
    for (own, truth) in certificate.members.iter().zip(&truth.members) {
        assert_eq!(own.member, truth.member);
        assert!(
            is_below(&truth.tightest, &own.tightest),
            "seed {seed}, {rule:?}"
        );
    }
}

/// What is said of all charges against the least core at true costs.
fn check_core(seed: u64, comparison: &Comparison, game: &Game) {
    let known = (&game.alone[..], Some(game.groups.clone()));
    let truth = Comparison::of(&[], &game.case, &game.plan, known).core;
    let within = money(dec!(0.0001));
    match (comparison.core, truth) {
        (Some(CoreKnown::Charges), Some(CoreKnown::Empty(_, gain))) => {
            assert!(gain <= within, "seed {seed}: {gain}");
        }
        (Some(CoreKnown::Within(most)), Some(CoreKnown::Empty(_, gain))) => {
            assert!(gain <= most + within, "seed {seed}: {gain} {most}");
        }
        _ => {}
    }
}

/// But for cents: it is equal percentage where that is stable, and stable where anything is.
#[test]
fn stable_equal_saving_keeps_caps_and_every_group_that_can_be_kept() {
    for_all(|seed, game| {
        let known = (&game.alone[..], Some(game.groups.clone()));
        let rules = [SharingRule::EqualPercentage, SharingRule::StableEqualSaving];
        let each = Comparison::of(&rules, &game.case, &game.plan, known);
        let [(_, Ok(equal)), (_, Ok(stable))] = &each.rules[..] else {
            return;
        };
        let savings = &stable.savings;
        let sum: Money = savings.members.iter().map(|member| member.charge).sum();
        assert_eq!(sum, savings.total, "seed {seed}");
        assert_eq!(savings.missing(), equal.savings.missing(), "seed {seed}");
        let can_all_buy = game
            .alone
            .iter()
            .all(|alone| matches!(alone, CoalitionCost::Known { .. }));
        if !savings.missing().is_zero() || !can_all_buy {
            return;
        }
        if equal.stability.as_ref().unwrap().is_stable() {
            let charged = |savings: &rochdale::savings::Savings| -> Vec<Money> {
                savings.members.iter().map(|member| member.charge).collect()
            };
            let cents = money(dec!(0.01));
            for (own, other) in charged(savings).iter().zip(charged(&equal.savings)) {
                assert!((*own - other).max(other - *own) <= cents, "seed {seed}");
            }
        }
        if each.core == Some(CoreKnown::Charges) {
            let most = stable.stability.as_ref().unwrap().most.as_ref().unwrap();
            let cents = money(Decimal::new(
                i64::try_from(savings.members.len()).unwrap(),
                2,
            ));
            let is_kept = most.gain_at_most <= cents;
            assert!(is_kept, "seed {seed}: {}", most.gain_at_most);
        }
    });
}

/// In how many games a group gains more than a cent for each of its members, rule by rule: the table of
/// docs/MEASURED.md. Stable equal saving makes a group leave only where any charges do.
#[test]
fn rules_that_look_at_no_groups_make_some_leave() {
    let counts: Mutex<BTreeMap<&str, (usize, usize)>> = Mutex::default();
    for_all(|seed, game| {
        let known = (&game.alone[..], Some(game.groups.clone()));
        let comparison = Comparison::of(&SharingRule::ALL, &game.case, &game.plan, known);
        if comparison.core != Some(CoreKnown::Charges) {
            return;
        }
        for (rule, result) in &comparison.rules {
            let Ok(shares) = result else { continue };
            let witness = shares.stability.as_ref().and_then(|of| of.witness.as_ref());
            let leaves = witness.is_some_and(|witness| {
                let cents = i64::try_from(witness.group.len()).unwrap();
                witness.gain > money(Decimal::new(cents, 2))
            });
            let is_kept = shares.savings.missing().is_zero();
            let mut alone = game.alone.iter();
            let can_all_buy = alone.all(|alone| matches!(alone, CoalitionCost::Known { .. }));
            if *rule == SharingRule::StableEqualSaving && is_kept && can_all_buy {
                assert!(!leaves, "seed {seed}");
            }
            let mut counts = counts.lock().unwrap();
            let count = counts.entry(rule.key()).or_default();
            *count = (count.0 + usize::from(leaves), count.1 + 1);
        }
    });
    let counts = counts.into_inner().unwrap();
    println!("{counts:?}");
    let (leaving, all) = counts["equal_percentage"];
    assert!(5 * leaving > all, "{leaving} of {all}");
}
