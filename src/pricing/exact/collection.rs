//! What is fetched of an award, and what fetching it adds to each vendor's charges.

use std::collections::BTreeMap;

use super::{Basket, spend};
use crate::plan::{Award, Charge, Reason};
use crate::problem::delivery::Load;
use crate::problem::{Case, Period};
use crate::units::{Decimal, Money, VendorId};

/// What is fetched in one order cycle, by vendor in table order: whoever sells something and has it
/// collected, with its load.
pub fn collected(case: &Case, award: &Award) -> Vec<(VendorId, Load)> {
    let baskets = Basket::by_vendor(case, award);
    let baskets = baskets.iter();
    baskets
        .filter(|basket| !basket.is_empty() && case.is_collected(basket.vendor))
        .map(|basket| (basket.vendor, load(case, basket)))
        .collect()
}

fn load(case: &Case, basket: &Basket) -> Load {
    let bought = basket.quantities().iter();
    case.load(bought.map(|(quote, quantity)| (*quote, *quantity)))
}

/// What each route costs in one order cycle, divided among the vendors it visits by what is spent with
/// them (equally, if that is nothing): (J5) of `models/joint.md`. One charge for each vendor fetched from.
///
/// A route's parts add up to its cost exactly: its last vendor bears what the others leave.
pub fn collection_charges(
    case: &Case,
    award: &Award,
    routes: &[(Money, Vec<VendorId>)],
) -> Vec<Charge> {
    let baskets = Basket::by_vendor(case, award);
    let spent = |vendor: VendorId| {
        let basket = baskets.iter().find(|basket| basket.vendor == vendor);
        basket.map_or(Money::ZERO, |basket| {
            spend(case, basket).per(Period::Cycle).max(Money::ZERO)
        })
    };
    let mut parts: BTreeMap<VendorId, Money> = BTreeMap::new();
    for (cost, vendors) in routes {
        let weights: Vec<Decimal> = vendors.iter().map(|id| spent(*id).value()).collect();
        for (vendor, part) in vendors.iter().zip(divided(*cost, &weights)) {
            *parts.entry(*vendor).or_default() += part;
        }
    }
    let parts = parts.into_iter().filter(|(_, part)| !part.is_zero());
    parts
        .map(|(vendor, amount)| Charge {
            vendor,
            reason: Reason::Collection,
            amount,
            per: Period::Cycle,
        })
        .collect()
}

/// Decimals of a part: few enough that parts add up without a digit being lost.
const PART_DECIMALS: u32 = 12;

/// A cost in parts that are as their weights are.
fn divided(cost: Money, weights: &[Decimal]) -> Vec<Money> {
    let equal = vec![Decimal::ONE; weights.len()];
    let total: Decimal = weights.iter().copied().sum();
    let (weights, total) = if total.is_zero() {
        (&equal[..], Decimal::from(weights.len()))
    } else {
        (weights, total)
    };
    let mut left = cost;
    let mut parts = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let is_last = index + 1 == weights.len();
        let part = if is_last {
            left
        } else {
            Money::new((cost.value() * *weight / total).round_dp(PART_DECIMALS))
        };
        left -= part;
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::DeliveryTerms;
    use crate::testing::{TestCase, award, money};

    #[test]
    fn a_route_is_divided_by_what_is_spent_and_adds_up() {
        let mut case = TestCase::new();
        let shop = case.shop("corner");
        let items = ["flour", "oats", "salt"].map(|key| case.item(key));
        let lines = items.map(|item| case.demand(shop, item, 1));
        let quotes = [(0, 10), (1, 20), (2, 5)].map(|(index, price)| {
            let vendor = case.vendor(["mill", "farm", "service"][index]);
            case.quote(vendor, items[index], price)
        });
        let vendors = quotes.map(|quote| case.quotes[quote].vendor);
        for vendor in &vendors[..2] {
            case.vendors[*vendor].delivery = DeliveryTerms::Collect { loading_seconds: 0 };
        }
        let bought: Vec<_> = (0..3)
            .map(|index| (lines[index], quotes[index], 1))
            .collect();
        let award = award(&bought);
        let fetched = collected(&case, &award);
        assert_eq!(
            fetched,
            [(vendors[0], vec![0, 0]), (vendors[1], vec![0, 0])]
        );
        let routes = [(money(10), vendors[..2].to_vec())];
        let charges = collection_charges(&case, &award, &routes);
        let amounts: Vec<_> = charges.iter().map(|charge| charge.amount).collect();
        assert_eq!(amounts.iter().copied().sum::<Money>(), money(10));
        assert_eq!(amounts[0].value().round_dp(4).to_string(), "3.3333");
        assert_eq!(divided(money(3), &[Decimal::ZERO; 2])[0].to_string(), "1.5");
    }
}
