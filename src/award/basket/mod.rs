//! A vendor's basket made whole: with the surplus that packs, lots and minimums ask for.

mod excess;

pub(super) use excess::excess;

use crate::plan::{AwardLine, Owner, Surplus};
use crate::pricing::exact::{Basket, Bought, site_value, spend, tier_prices, vendor_cost};
use crate::problem::{Case, Condition, PackScope};
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, Quantity, QuoteId, VendorId};

/// The basket that buys exactly these parts of lines from a vendor, with the least surplus that
/// packs and lots force, and surplus that lifts it over minimums where over-buying is allowed.
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
    top_up(case, basket)
}

fn fill_packs(case: &Case, basket: &mut Basket, quote: QuoteId) {
    let offer = &case.quotes[quote];
    let content = offer.pack.content;
    if let Some(PackScope::Site | PackScope::Member) = offer.pack.whole {
        for owner in owners(case, basket, quote) {
            let bought = basket.lines().iter().filter(|bought| {
                bought.quote == quote && owner_of(case, bought.line, quote) == owner
            });
            let bought: Quantity = bought.map(|bought| bought.quantity).sum();
            add_surplus(
                basket,
                quote,
                owner,
                up_to_multiple(bought.value(), content.value()),
            );
        }
    }
    if let Some(unit) = pooled_unit(case, quote) {
        let missing = up_to_multiple(basket.quantity(quote).value(), unit);
        add_surplus(basket, quote, Owner::Pool, missing);
    }
}

/// What is bought under a quote in all is a whole multiple of this, if of anything.
fn pooled_unit(case: &Case, quote: QuoteId) -> Option<Decimal> {
    let offer = &case.quotes[quote];
    let unit = match offer.pack.whole {
        Some(PackScope::Pool) => Some(offer.lot_size.unwrap_or(offer.pack.content)),
        Some(PackScope::Site | PackScope::Member) | None => offer.lot_size,
    };
    unit.map(Quantity::value)
}

/// Whose surplus a line's packs leave.
pub(super) fn owner_of(case: &Case, line: DemandLineId, quote: QuoteId) -> Owner {
    match case.quotes[quote].pack.whole {
        Some(PackScope::Site) => Owner::Site(case.demand[line].site),
        Some(PackScope::Member) => Owner::Member(case.member_of(line)),
        Some(PackScope::Pool) | None => Owner::Pool,
    }
}

/// Everybody whose packs a basket's lines under a quote leave surplus in, each once.
fn owners(case: &Case, basket: &Basket, quote: QuoteId) -> Vec<Owner> {
    let lines = basket.lines().iter().filter(|bought| bought.quote == quote);
    let mut owners: Vec<_> = lines
        .map(|bought| owner_of(case, bought.line, quote))
        .collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// Buys up to the quote's own minimum, where that is allowed.
fn fill_minimum(case: &Case, basket: &mut Basket, quote: QuoteId) {
    let offer = &case.quotes[quote];
    if let Some(min) = offer.min_order
        && case.items[offer.item].over_buy
    {
        let least = min.quantity.value() / case.horizon.counted_cycles(min.per);
        let missing = settled(least - basket.quantity(quote).value());
        if missing > Decimal::ZERO {
            let (owner, unit) = slots(case, basket, quote)[0];
            add_surplus(basket, quote, owner, (missing / unit).ceil() * unit);
        }
    }
}

/// Where more may be bought under a quote of the basket, and in multiples of what.
fn slots(case: &Case, basket: &Basket, quote: QuoteId) -> Vec<(Owner, Decimal)> {
    let offer = &case.quotes[quote];
    if let Some(unit) = pooled_unit(case, quote) {
        return vec![(Owner::Pool, unit)];
    }
    let unit = match offer.pack.whole {
        Some(_) => offer.pack.content,
        None => case.items[offer.item].step,
    };
    let owners = owners(case, basket, quote).into_iter();
    owners.map(|owner| (owner, unit.value())).collect()
}

/// Buys more where that is allowed and lifts the basket over minimums of the vendor, of drops and of
/// shares, the cheapest way first.
fn top_up(case: &Case, mut basket: Basket) -> Basket {
    let mut broken = excess(case, &basket);
    while !broken.is_zero() {
        let lifted = more(case, &basket).into_iter().map(|basket| {
            let score = (excess(case, &basket), vendor_cost(case, &basket));
            (score, basket)
        });
        let Some(((left, _), best)) = lifted.min_by_key(|(score, _)| *score) else {
            break;
        };
        if left >= broken {
            break;
        }
        (broken, basket) = (left, best);
    }
    basket
}

/// The basket with more surplus in one place: just enough for a minimum in money, or for a share of
/// a category.
fn more(case: &Case, basket: &Basket) -> Vec<Basket> {
    let money = missing_money(case, basket);
    let units = missing_units(case, basket);
    if money.is_empty() && units.is_empty() {
        return Vec::new();
    }
    let prices = tier_prices(case, basket);
    let mut lifted = Vec::new();
    let quotes = basket.quantities().keys();
    for quote in quotes.filter(|quote| case.items[case.quotes[**quote].item].over_buy) {
        let price = prices[quote].amount().value() / prices[quote].per().value();
        let bought = money
            .iter()
            .filter_map(|missing| missing.checked_div(price));
        for missing in bought.chain(units.iter().copied()) {
            for (owner, unit) in slots(case, basket, *quote) {
                let mut more = basket.clone();
                add_surplus(&mut more, *quote, owner, (missing / unit).ceil() * unit);
                lifted.push(more);
            }
        }
    }
    lifted
}

/// What the basket misses of minimums in money, per cycle.
fn missing_money(case: &Case, basket: &Basket) -> Vec<Decimal> {
    let vendor = &case.vendors[basket.vendor];
    let order = vendor.min_order.map(|min| {
        let missing = (min.spend - spend(case, basket).per(min.per)).value();
        missing / case.horizon.counted_cycles(min.per)
    });
    let drops = basket.sites(case).into_iter().filter_map(|site| {
        let drop = vendor.delivery.drop_in(case.sites[site].zone.as_deref())?;
        Some((drop.value_min? - site_value(case, basket, site)).value())
    });
    above_zero(order.into_iter().chain(drops))
}

/// What the basket misses of shares that its quotes ask for, in base units per cycle.
fn missing_units(case: &Case, basket: &Basket) -> Vec<Decimal> {
    let quotes = basket.quantities().keys();
    let shares = quotes.flat_map(|quote| {
        let conditions = case.quotes[*quote].conditions.iter();
        conditions.filter_map(|condition| match condition {
            Condition::CategoryShare(share) => {
                let (bought, demand) = category(case, basket, *quote);
                Some(demand * *share - bought)
            }
            Condition::Members(_) | Condition::Term(_) => None,
        })
    });
    above_zero(shares)
}

fn above_zero(amounts: impl Iterator<Item = Decimal>) -> Vec<Decimal> {
    amounts
        .filter(|amount| settled(*amount) > Decimal::ZERO)
        .collect()
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

/// What the basket buys of a quote's category, and the demand for it.
fn category(case: &Case, basket: &Basket, quote: QuoteId) -> (Decimal, Decimal) {
    let item = case.quotes[quote].item;
    let bought = basket.quantities().iter();
    let bought = bought.filter(|(other, _)| case.same_category(case.quotes[**other].item, item));
    let lines = case.demand.values();
    let lines = lines.filter(|line| case.same_category(line.item, item));
    (
        bought.map(|(_, quantity)| quantity.value()).sum(),
        lines.map(|line| line.quantity.value()).sum(),
    )
}
