//! Surplus only where and as far as it may be bought.
//!
//! A quote whose packs are whole per site has a slot for surplus at each site, one whose packs are
//! whole per member a slot with each member, every other quote one slot for all buyers together;
//! a lot size adds that slot to the first two. Without over-buying, surplus only fills up the
//! last pack or lot: it stays below one. With it, any amount is allowed that packs or lots fix,
//! else any whole multiple of the item's step.

use crate::plan::Owner;
use crate::problem::{Case, PackScope, Quote};
use crate::units::Quantity;
use crate::verify::purchase::Purchase;
use crate::verify::{Refusal, words};

/// Every surplus lies in one of the quote's slots, beside something bought, within its limit.
pub fn surplus(case: &Case, purchase: &Purchase, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[purchase.quote];
    for (owner, quantity) in &purchase.surplus {
        let key = || quote.key.clone();
        let Some(limit) = slot(quote, *owner) else {
            refusals.push(Refusal::WrongOwner {
                quote: key(),
                owner: words::owner(case, *owner),
            });
            continue;
        };
        if !purchase.serves(case, *owner) {
            refusals.push(Refusal::SurplusWithoutPurchase {
                quote: key(),
                owner: words::owner(case, *owner),
            });
        }
        refusals.extend(too_much(case, purchase, *owner, *quantity, limit));
        refusals.extend(off_step(case, purchase, *quantity, limit));
    }
}

/// What the surplus of a slot stays below without over-buying: `Some(None)` where nothing fixes
/// it, `None` where there is no such slot.
#[expect(
    clippy::option_option,
    reason = "a slot without a limit is not a missing slot"
)]
fn slot(quote: &Quote, owner: Owner) -> Option<Option<Quantity>> {
    let content = Some(quote.pack.content);
    match (owner, quote.pack.whole) {
        (Owner::Site(_), Some(PackScope::Site)) | (Owner::Member(_), Some(PackScope::Member)) => {
            Some(content)
        }
        (Owner::Site(_) | Owner::Member(_), _) => None,
        (Owner::Pool, Some(PackScope::Site | PackScope::Member)) => quote.lot_size.map(Some),
        (Owner::Pool, Some(PackScope::Pool)) => Some(quote.lot_size.or(content)),
        (Owner::Pool, None) => Some(quote.lot_size),
    }
}

fn too_much(
    case: &Case,
    purchase: &Purchase,
    owner: Owner,
    quantity: Quantity,
    limit: Option<Quantity>,
) -> Option<Refusal> {
    let quote = &case.quotes[purchase.quote];
    let item = &case.items[quote.item];
    let is_above = limit.is_none_or(|limit| quantity >= limit);
    (!item.over_buy && is_above).then(|| Refusal::OverBuying {
        quote: quote.key.clone(),
        quantity: words::quantity(case, purchase.quote, quantity),
        owner: words::owner(case, owner),
        item: item.key.clone(),
        exception: match limit {
            Some(limit) => format!(", except to fill up {limit} {}", item.unit),
            None => String::new(),
        },
    })
}

fn off_step(
    case: &Case,
    purchase: &Purchase,
    quantity: Quantity,
    limit: Option<Quantity>,
) -> Option<Refusal> {
    let quote = &case.quotes[purchase.quote];
    let step = case.items[quote.item].step;
    let is_whole = (quantity.value() % step.value()).is_zero();
    (limit.is_none() && !is_whole).then(|| Refusal::SurplusOffStep {
        quote: quote.key.clone(),
        quantity: words::quantity(case, purchase.quote, quantity),
        step: words::quantity(case, purchase.quote, step),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{qty, with_surplus};
    use crate::units::Decimal;
    use crate::verify::fixture::{Small, check, small};
    use rust_decimal::dec;

    fn check_surplus(small: &Small, owner: Owner, quantity: Decimal, expected: &[&str]) {
        let surplus = [(small.quote, owner, quantity)];
        check(
            &small.case,
            &with_surplus(small.award(), &surplus),
            expected,
        );
    }

    #[test]
    fn without_over_buying_nothing_is_bought_beyond_the_demand() {
        let mut small = small();
        let text = "surplus of 2 kg under quote `mill/flour` for all buyers together: item \
                    `flour` may not be bought beyond the demand";
        check_surplus(&small, Owner::Pool, dec!(2), &[text]);
        small.case.items[small.flour].over_buy = true;
        check_surplus(&small, Owner::Pool, dec!(2), &[]);
    }

    #[test]
    fn without_over_buying_surplus_stays_below_one_pack() {
        let mut small = small();
        small.case.packs(small.quote, 4, Some(PackScope::Site));
        let corner = Owner::Site(small.corner);
        check_surplus(&small, corner, dec!(2), &[]);
        let text = "surplus of 6 kg under quote `mill/flour` for site `corner`: item `flour` may \
                    not be bought beyond the demand, except to fill up 4 kg";
        check_surplus(&small, corner, dec!(6), &[text]);
        small.case.items[small.flour].over_buy = true;
        check_surplus(&small, corner, dec!(6), &[]);
    }

    #[test]
    fn without_over_buying_surplus_stays_below_one_lot() {
        let mut small = small();
        small.case.quotes[small.quote].lot_size = Some(qty(4));
        check_surplus(&small, Owner::Pool, dec!(2), &[]);
        let text = "surplus of 6 kg under quote `mill/flour` for all buyers together: item \
                    `flour` may not be bought beyond the demand, except to fill up 4 kg";
        check_surplus(&small, Owner::Pool, dec!(6), &[text]);
    }

    #[test]
    fn surplus_belongs_where_the_quote_has_a_slot() {
        let mut small = small();
        small.case.items[small.flour].over_buy = true;
        let corner = Owner::Site(small.corner);
        let text = "quote `mill/flour` allows no surplus for site `corner`";
        check_surplus(&small, corner, dec!(2), &[text]);
        small.case.packs(small.quote, 2, Some(PackScope::Site));
        let text = "quote `mill/flour` allows no surplus for all buyers together";
        check_surplus(&small, Owner::Pool, dec!(2), &[text]);
        small.case.quotes[small.quote].lot_size = Some(qty(4));
        check_surplus(&small, Owner::Pool, dec!(2), &[]);
    }

    #[test]
    fn surplus_goes_only_to_those_who_buy() {
        let mut small = small();
        small.case.items[small.flour].over_buy = true;
        small.case.packs(small.quote, 2, Some(PackScope::Site));
        let hill = small.case.shop("hill");
        let text = "surplus under quote `mill/flour` goes to site `hill`, without anything \
                    bought there";
        check_surplus(&small, Owner::Site(hill), dec!(2), &[text]);
    }

    #[test]
    fn free_surplus_is_bought_in_whole_steps() {
        let mut small = small();
        small.case.items[small.flour].over_buy = true;
        let text = "surplus of 1.5 kg under quote `mill/flour` is not a whole multiple of 1 kg";
        check_surplus(&small, Owner::Pool, dec!(1.5), &[text]);
        small.case.items[small.flour].step = qty(dec!(0.5));
        check_surplus(&small, Owner::Pool, dec!(1.5), &[]);
    }
}
