//! Conditional quotes are used only where their conditions hold.

use std::collections::BTreeSet;

use crate::pricing::exact::Basket;
use crate::problem::{Case, Condition};
use crate::units::{Decimal, Quantity};
use crate::verify::purchase::Purchase;
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
    let bought: Quantity = basket
        .quantities()
        .iter()
        .filter(|(other, _)| case.same_category(case.quotes[**other].item, quote.item))
        .map(|(_, quantity)| *quantity)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::award;
    use crate::verify::fixture::{check, small};
    use rust_decimal::dec;

    #[test]
    fn the_vendor_supplies_the_share_of_the_category() {
        let mut small = small();
        let case = &mut small.case;
        let rye = case.item("rye");
        for item in [small.flour, rye] {
            case.items[item].category = Some("grain".into());
        }
        let other = case.demand(small.corner, rye, 4);
        let farm = case.vendor("farm");
        let elsewhere = case.quote(farm, rye, 5);
        case.quotes[small.quote].conditions = vec![Condition::CategoryShare(dec!(0.6))];
        let award = award(&[(small.need, small.quote, 6), (other, elsewhere, 4)]);
        check(case, &award, &[]);
        case.quotes[small.quote].conditions = vec![Condition::CategoryShare(dec!(0.61))];
        let text = "quote `mill/flour` asks that vendor `mill` supplies at least 6.1 kg of the \
                    10 kg in demand, but it supplies 6 kg";
        check(case, &award, &[text]);
    }

    #[test]
    fn without_a_category_the_share_is_of_the_item() {
        let mut small = small();
        let rye = small.case.item("rye");
        small.case.quotes[small.quote].conditions = vec![Condition::CategoryShare(dec!(1))];
        let other = small.case.demand(small.corner, rye, 4);
        let farm = small.case.vendor("farm");
        let elsewhere = small.case.quote(farm, rye, 5);
        let award = award(&[(small.need, small.quote, 6), (other, elsewhere, 4)]);
        check(&small.case, &award, &[]);
    }

    #[test]
    fn enough_members_buy_from_the_vendor() {
        let mut small = small();
        let case = &mut small.case;
        case.quotes[small.quote].conditions = vec![Condition::Members(2)];
        small.check(&[
            "quote `mill/flour` asks that at least 2 members buy from vendor `mill`, but 1 do",
        ]);
        let case = &mut small.case;
        let hill = case.shop("hill");
        let other = case.demand(hill, small.flour, 1);
        let award = award(&[(small.need, small.quote, 6), (other, small.quote, 1)]);
        check(case, &award, &[]);
    }
}
