//! How much an exhaustive search has to try.

use super::is_on_money;
use super::services::{Service, admissible_pairs, all_services, taken_from};
use crate::pricing::exact::{Basket, Bought};
use crate::problem::Case;
use crate::testing::surplus::n_fillings;
use crate::units::{DemandLineId, VendorId};

/// Most ways to serve all lines that are tried.
pub const ASSIGNMENTS_MAX: u64 = 20_000;

/// Most surplus amounts that are tried over all vendors and baskets.
const FILLINGS_MAX: u64 = 300_000;

/// Most ways to serve all lines with surplus that are tried where a rule looks at money.
const COMBINATIONS_MAX: u64 = 200_000;

/// How many ways there are to serve all lines.
pub fn n_assignments(case: &Case) -> u64 {
    n_choices(&all_services(case, &[]))
}

/// Whether exhaustive search may try a case with these optional lines.
pub fn is_tiny(case: &Case, optional: &[DemandLineId]) -> bool {
    n_choices(&all_services(case, optional)) <= ASSIGNMENTS_MAX && has_few_fillings(case, optional)
}

/// How many ways there are to choose among the ways to serve each line.
fn n_choices(services: &[Vec<Service>]) -> u64 {
    let n_ways = services.iter().map(|ways| ways.len() as u64);
    n_ways.fold(1, u64::saturating_mul)
}

/// Whether a case with these optional lines is small enough, as far as surplus is concerned.
pub(in crate::testing) fn has_few_fillings(case: &Case, optional: &[DemandLineId]) -> bool {
    let services = all_services(case, optional);
    let n_fillings: Vec<u64> = case
        .vendors
        .ids()
        .map(|vendor| n_fillings(case, &largest_basket(case, vendor)))
        .collect();
    let n_tries = case.vendors.ids().zip(&n_fillings).map(|(vendor, n)| {
        let n_baskets = n_baskets(case, &services, vendor);
        n_baskets.saturating_mul(*n)
    });
    if n_tries.fold(0, u64::saturating_add) > FILLINGS_MAX {
        return false;
    }
    let asks_money = case.rules.values().any(|rule| is_on_money(&rule.kind));
    let n_combinations = n_fillings
        .into_iter()
        .fold(n_choices(&services), u64::saturating_mul);
    !asks_money || n_combinations <= COMBINATIONS_MAX
}

fn n_baskets(case: &Case, services: &[Vec<Service>], vendor: VendorId) -> u64 {
    let n_takings = services.iter().map(|ways| {
        let ways = ways.iter();
        let mut takings: Vec<_> = ways.map(|way| taken_from(case, vendor, way)).collect();
        takings.sort_unstable();
        takings.dedup();
        takings.len() as u64
    });
    n_takings.fold(1, u64::saturating_mul)
}

/// What the vendor would sell if it got all lines it may serve, under every quote.
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
