//! Random tiny cases in which every structure of the case meets every other.
//!
//! Prices have two decimals and packs hold 2, 4 or 5 units, so that every exact cost is a finite
//! decimal. Discounts together stay below the price, as [`surplus`](super::surplus) demands. A
//! case too large for exhaustive search loses over-buying first, then splitting.

mod demand;
mod discounts;
mod quotes;
mod rules;
mod today;
mod vendors;

use super::dice::Dice;
use super::exhaustive::{exhaustive, has_few_fillings, is_tiny};
use super::{TestCase, money, qty};
use crate::problem::{Case, Period};
use crate::units::{Decimal, ItemId};

/// The random case of a seed; now and then a rule forbids or requires vendors.
pub fn random_case(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let mut case = structures(&mut dice);
    vendors::rules(&mut case, &mut dice);
    shrink(&mut case);
    case.0
}

/// Times the structures are drawn anew if no award is allowed even without rules.
const REDRAWN_MAX: u32 = 2;

/// The random case of a seed, with prices of today on many lines and up to three rules of any kind,
/// drawn so that most of them change the best award.
pub fn random_ruled_case(seed: u64) -> Case {
    let mut dice = Dice::new(seed);
    let mut case = structures_with_today(&mut dice);
    for _ in 0..REDRAWN_MAX {
        if exhaustive(&case).is_none() {
            case = structures_with_today(&mut dice);
        }
    }
    for _ in 0..dice.pick(&[0, 1, 1, 1, 2, 2, 3]) {
        case = rules::with_rule(&case, &mut dice);
        shrink(&mut case);
    }
    case.0
}

fn structures_with_today(dice: &mut Dice) -> TestCase {
    let mut case = structures(dice);
    today::today(&mut case, dice);
    today::surplus_owners(&mut case, dice);
    shrink(&mut case);
    case
}

fn structures(dice: &mut Dice) -> TestCase {
    let mut case = TestCase::new();
    if dice.one_in(2) {
        case = case.cycles(4);
    }
    case.terms.push("yearly".into());
    demand::members(&mut case, dice);
    demand::items(&mut case, dice);
    vendors::vendors(&mut case, dice);
    demand::lines(&mut case, dice);
    quotes::quotes(&mut case, dice);
    discounts::groups(&mut case, dice);
    discounts::rebates(&mut case, dice);
    discounts::bundles(&mut case, dice);
    case
}

fn shrink(case: &mut Case) {
    let items: Vec<ItemId> = case.items.ids().collect();
    for item in &items {
        if !has_few_fillings(case, &[]) {
            case.items[*item].over_buy = false;
        }
    }
    for item in &items {
        if !is_tiny(case, &[]) {
            case.items[*item].split = false;
        }
    }
}

fn period(dice: &mut Dice) -> Period {
    dice.pick(&[Period::Cycle, Period::Horizon])
}

/// A threshold meant for one cycle, stated for `per`.
fn stated(case: &Case, per: Period, each_cycle: u32) -> Decimal {
    Decimal::from(each_cycle) * case.horizon.counted_cycles(per)
}
