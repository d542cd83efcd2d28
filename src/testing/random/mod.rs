//! Random tiny cases in which every structure of the case meets every other.
//!
//! Prices have two decimals and packs hold 2, 4 or 5 units, so that every exact cost is a finite
//! decimal. Discounts together stay below the price, as [`surplus`](super::surplus) demands. A
//! case too large for exhaustive search loses over-buying first, then splitting.

mod demand;
mod discounts;
mod quotes;
mod vendors;

use super::dice::Dice;
use super::exhaustive::{ASSIGNMENTS_MAX, admissible_pairs, n_assignments, services};
use super::surplus::n_fillings;
use super::{TestCase, money, qty};
use crate::pricing::exact::{Basket, Bought};
use crate::problem::{Case, Period};
use crate::units::{Decimal, ItemId, VendorId};

/// Most surplus amounts that may be tried over all vendors and baskets.
const FILLINGS_MAX: u64 = 300_000;

/// The random case of a seed.
pub fn random_case(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let mut case = TestCase::new();
    if dice.one_in(2) {
        case = case.cycles(4);
    }
    case.terms.push("yearly".into());
    demand::members(&mut case, &mut dice);
    demand::items(&mut case, &mut dice);
    vendors::vendors(&mut case, &mut dice);
    demand::lines(&mut case, &mut dice);
    quotes::quotes(&mut case, &mut dice);
    discounts::groups(&mut case, &mut dice);
    discounts::rebates(&mut case, &mut dice);
    discounts::bundles(&mut case, &mut dice);
    vendors::rules(&mut case, &mut dice);
    shrink(&mut case);
    case.0
}

fn shrink(case: &mut Case) {
    let items: Vec<ItemId> = case.items.ids().collect();
    for item in &items {
        if n_tries(case) > FILLINGS_MAX {
            case.items[*item].over_buy = false;
        }
    }
    for item in &items {
        if n_assignments(case) > ASSIGNMENTS_MAX || n_tries(case) > FILLINGS_MAX {
            case.items[*item].split = false;
        }
    }
}

/// An upper limit on the surplus amounts that exhaustive search may try.
fn n_tries(case: &Case) -> u64 {
    case.vendors
        .ids()
        .map(|vendor| {
            let largest = largest_basket(case, vendor);
            n_baskets(case, vendor).saturating_mul(n_fillings(case, &largest))
        })
        .fold(0, u64::saturating_add)
}

fn n_baskets(case: &Case, vendor: VendorId) -> u64 {
    case.demand
        .ids()
        .map(|line| {
            let ways = services(case, line).into_iter();
            let mut takings: Vec<_> = ways
                .map(|mut way| {
                    way.retain(|(quote, _)| case.quotes[*quote].vendor == vendor);
                    way
                })
                .collect();
            takings.sort_unstable();
            takings.dedup();
            takings.len() as u64
        })
        .fold(1, u64::saturating_mul)
}

fn largest_basket(case: &Case, vendor: VendorId) -> Basket {
    let mut basket = Basket::empty(vendor);
    for (line, quote) in admissible_pairs(case) {
        if case.quotes[quote].vendor == vendor {
            basket.add(Bought {
                line,
                quote,
                quantity: case.bought(line, quote, case.demand[line].quantity),
            });
        }
    }
    basket
}

fn period(dice: &mut Dice) -> Period {
    dice.pick(&[Period::Cycle, Period::Horizon])
}

/// A threshold meant for one cycle, stated for `per`.
fn stated(case: &Case, per: Period, each_cycle: u32) -> Decimal {
    Decimal::from(each_cycle) * case.horizon.counted_cycles(per)
}
