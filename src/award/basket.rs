//! A vendor's basket made whole: forced surplus added, limits counted.

use std::collections::BTreeMap;

use crate::plan::{AwardLine, Owner, Surplus};
use crate::pricing::exact::{Basket, Bought, site_value, spend};
use crate::problem::{CapacityUnit, Case, Condition, PackScope};
use crate::units::{Decimal, Quantity, QuoteId, VendorId};

/// The basket that buys exactly these parts of lines from a vendor, with the least surplus that packs,
/// lots and minimums force.
pub(super) fn complete(
    case: &Case,
    vendor: VendorId,
    lines: impl Iterator<Item = AwardLine>,
) -> Basket {
    let mut basket = Basket::empty(vendor);
    for AwardLine {
        line,
        quote,
        covered,
    } in lines
    {
        let quantity = case.bought(line, quote, covered);
        basket.add(Bought {
            line,
            quote,
            quantity,
        });
    }
    let quotes: Vec<QuoteId> = basket.quantities().keys().copied().collect();
    for quote in quotes {
        fill_packs(case, &mut basket, quote);
        fill_minimum(case, &mut basket, quote);
    }
    basket
}

fn fill_packs(case: &Case, basket: &mut Basket, quote: QuoteId) {
    let offer = &case.quotes[quote];
    let content = offer.pack.content.value();
    if let Some(scope @ (PackScope::Site | PackScope::Member)) = offer.pack.whole {
        let mut by_owner: BTreeMap<Owner, Decimal> = BTreeMap::new();
        for bought in basket.lines().iter().filter(|bought| bought.quote == quote) {
            let owner = match scope {
                PackScope::Site => Owner::Site(case.demand[bought.line].site),
                PackScope::Member | PackScope::Pool => Owner::Member(case.member_of(bought.line)),
            };
            *by_owner.entry(owner).or_default() += bought.quantity.value();
        }
        for (owner, bought) in by_owner {
            add_surplus(basket, quote, owner, up_to_multiple(bought, content));
        }
    }
    let unit = match offer.pack.whole {
        Some(PackScope::Pool) => Some(offer.lot_size.unwrap_or(offer.pack.content)),
        Some(PackScope::Site | PackScope::Member) | None => offer.lot_size,
    };
    if let Some(unit) = unit {
        let missing = up_to_multiple(basket.quantity(quote).value(), unit.value());
        add_surplus(basket, quote, Owner::Pool, missing);
    }
}

/// Buys up to the quote's minimum, where over-buying is allowed and pooled.
fn fill_minimum(case: &Case, basket: &mut Basket, quote: QuoteId) {
    let offer = &case.quotes[quote];
    let item = &case.items[offer.item];
    let is_pooled = matches!(offer.pack.whole, None | Some(PackScope::Pool));
    let (Some(min), true, true) = (offer.min_order, item.over_buy, is_pooled) else {
        return;
    };
    let least = min.quantity.value() / case.horizon.counted_cycles(min.per);
    let unit = match (offer.pack.whole, offer.lot_size) {
        (_, Some(lot)) => lot,
        (Some(_), None) => offer.pack.content,
        (None, None) => item.step,
    };
    let missing = (least - basket.quantity(quote).value()).max(Decimal::ZERO);
    let missing = missing + up_to_multiple(missing, unit.value());
    let forced = basket
        .surplus()
        .iter()
        .any(|surplus| surplus.quote == quote && surplus.owner == Owner::Pool);
    if !missing.is_zero() && !forced {
        add_surplus(basket, quote, Owner::Pool, missing);
    }
}

fn add_surplus(basket: &mut Basket, quote: QuoteId, owner: Owner, quantity: Decimal) {
    if !quantity.is_zero() {
        basket.add_surplus(Surplus {
            quote,
            owner,
            quantity: Quantity::new(quantity),
        });
    }
}

/// What is missing from `amount` to a whole multiple of `unit`.
fn up_to_multiple(amount: Decimal, unit: Decimal) -> Decimal {
    (amount / unit).ceil() * unit - amount
}

/// How many limits of the quotes and of the vendor the basket breaks.
pub(super) fn n_broken(case: &Case, basket: &Basket) -> usize {
    if basket.is_empty() {
        return 0;
    }
    let quotes = basket
        .quantities()
        .keys()
        .filter(|quote| breaks_quote(case, basket, **quote));
    quotes.count() + n_broken_by_vendor(case, basket) + n_above_ceiling(case, basket)
}

fn breaks_quote(case: &Case, basket: &Basket, quote: QuoteId) -> bool {
    let offer = &case.quotes[quote];
    let bought = basket.quantity(quote);
    let is_below = offer
        .min_order
        .is_some_and(|min| bought * case.horizon.counted_cycles(min.per) < min.quantity);
    let is_above = offer
        .capacity
        .is_some_and(|most| bought * case.horizon.counted_cycles(most.per) > most.quantity);
    is_below
        || is_above
        || !offer
            .conditions
            .iter()
            .all(|condition| holds(case, basket, quote, condition))
}

fn holds(case: &Case, basket: &Basket, quote: QuoteId, condition: &Condition) -> bool {
    let item = case.quotes[quote].item;
    match condition {
        Condition::CategoryShare(share) => {
            let bought: Quantity = basket
                .quantities()
                .iter()
                .filter(|(other, _)| case.same_category(case.quotes[**other].item, item))
                .map(|(_, quantity)| *quantity)
                .sum();
            let lines = case
                .demand
                .values()
                .filter(|line| case.same_category(line.item, item));
            bought >= lines.map(|line| line.quantity).sum::<Quantity>() * *share
        }
        Condition::Members(least) => {
            let mut members: Vec<_> = basket
                .lines()
                .iter()
                .map(|bought| case.member_of(bought.line))
                .collect();
            members.sort_unstable();
            members.dedup();
            members.len() >= *least as usize
        }
        Condition::Term(term) => case.terms.contains(term),
    }
}

fn n_broken_by_vendor(case: &Case, basket: &Basket) -> usize {
    let vendor = &case.vendors[basket.vendor];
    let is_below = vendor
        .min_order
        .is_some_and(|min| spend(case, basket).per(min.per) < min.spend);
    let is_above = vendor.capacity.is_some_and(|capacity| {
        let supplied: Decimal = basket
            .quantities()
            .iter()
            .map(|(quote, quantity)| match capacity.unit {
                CapacityUnit::Units => quantity.value(),
                CapacityUnit::Weight => {
                    let weight = case.items[case.quotes[*quote].item].weight;
                    quantity.value() * weight.expect("capacity in weight needs weights").value()
                }
            })
            .sum();
        supplied * case.horizon.counted_cycles(capacity.per) > capacity.amount
    });
    let small_drops = basket.sites(case).into_iter().filter(|site| {
        vendor
            .delivery
            .drop_in(case.sites[*site].zone.as_deref())
            .and_then(|drop| drop.value_min)
            .is_some_and(|least| site_value(case, basket, *site) < least)
    });
    usize::from(is_below) + usize::from(is_above) + small_drops.count()
}

fn n_above_ceiling(case: &Case, basket: &Basket) -> usize {
    if basket
        .lines()
        .iter()
        .all(|bought| case.demand[bought.line].price_ceiling.is_none())
    {
        return 0;
    }
    let prices = crate::pricing::exact::tier_prices(case, basket);
    let is_above = |bought: &&Bought| {
        let factor = case.factor(bought.line, case.quotes[bought.quote].item);
        let price = prices[&bought.quote].times(factor.expect("only accepted items are bought"));
        case.demand[bought.line]
            .price_ceiling
            .is_some_and(|ceiling| price.exceeds(ceiling))
    };
    basket.lines().iter().filter(is_above).count()
}
