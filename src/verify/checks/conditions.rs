//! Conditional quotes are used only where their conditions hold.

use std::collections::BTreeSet;

use crate::pricing::exact::Basket;
use crate::problem::{Case, Condition};
use crate::units::{Decimal, Quantity};
use crate::verify::purchase::{Purchase, purchases};
use crate::verify::{Refusal, words};

/// The share of the category and the number of members that the quote asks for are reached.
/// Terms are checked apart, since they hold or not whatever is bought.
pub fn conditions(case: &Case, purchase: &Purchase, basket: &Basket, refusals: &mut Vec<Refusal>) {
    for condition in &case.quotes[purchase.quote].conditions {
        refusals.extend(match condition {
            Condition::CategoryShare(share) => category_share(case, purchase, basket, *share),
            Condition::Members(least) => members(case, purchase, basket, *least),
            Condition::Term(_) => None,
        });
    }
}

fn category_share(
    case: &Case,
    purchase: &Purchase,
    basket: &Basket,
    share: Decimal,
) -> Option<Refusal> {
    let quote = &case.quotes[purchase.quote];
    let demand: Quantity = case
        .demand
        .values()
        .filter(|line| case.same_category(line.item, quote.item))
        .map(|line| line.quantity)
        .sum();
    let bought: Quantity = purchases(case, basket)
        .iter()
        .filter(|other| case.same_category(case.quotes[other.quote].item, quote.item))
        .map(Purchase::total)
        .sum();
    let least = demand * share;
    (bought < least).then(|| Refusal::ShareTooSmall {
        quote: quote.key.clone(),
        vendor: case.vendors[quote.vendor].key.clone(),
        least: words::quantity(case, purchase.quote, least),
        demand: words::quantity(case, purchase.quote, demand),
        quantity: words::quantity(case, purchase.quote, bought),
    })
}

fn members(case: &Case, purchase: &Purchase, basket: &Basket, least: u32) -> Option<Refusal> {
    let quote = &case.quotes[purchase.quote];
    let members: BTreeSet<_> = basket
        .lines()
        .iter()
        .map(|bought| case.member_of(bought.line))
        .collect();
    (members.len() < least as usize).then(|| Refusal::TooFewMembers {
        quote: quote.key.clone(),
        least,
        vendor: case.vendors[quote.vendor].key.clone(),
        n_members: members.len(),
    })
}
