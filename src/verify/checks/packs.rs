//! Packs stay whole for whom the vendor demands it.

use crate::plan::Owner;
use crate::problem::{Case, PackScope};
use crate::units::Quantity;
use crate::verify::purchase::Purchase;
use crate::verify::{Refusal, words};

/// What each site, each member or all together buy, with their own surplus, is a whole number of
/// packs.
pub fn packs(case: &Case, purchase: &Purchase, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[purchase.quote];
    let Some(whole) = quote.pack.whole else {
        return;
    };
    for (buyer, bought) in buyers(case, purchase, whole) {
        if !(bought.value() % quote.pack.content.value()).is_zero() {
            refusals.push(Refusal::BrokenPacks {
                quote: quote.key.clone(),
                content: words::quantity(case, purchase.quote, quote.pack.content),
                buyer: words::owner(case, buyer),
                quantity: words::quantity(case, purchase.quote, bought),
            });
        }
    }
}

fn buyers(case: &Case, purchase: &Purchase, whole: PackScope) -> Vec<(Owner, Quantity)> {
    let with_surplus = |owner, lines| (owner, lines + purchase.surplus_of(owner));
    match whole {
        PackScope::Site => purchase
            .by_site
            .iter()
            .map(|(site, lines)| with_surplus(Owner::Site(*site), *lines))
            .collect(),
        PackScope::Member => purchase
            .by_member(case)
            .into_iter()
            .map(|(member, lines)| with_surplus(Owner::Member(member), lines))
            .collect(),
        PackScope::Pool => vec![(Owner::Pool, purchase.total())],
    }
}
