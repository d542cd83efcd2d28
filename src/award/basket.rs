//! A vendor's basket made whole: forced surplus added, broken limits weighed.

use crate::plan::{AwardLine, Owner, Surplus};
use crate::pricing::exact::{Basket, Bought, site_value, spend, tier_prices, vendor_cost};
use crate::problem::{CapacityUnit, Case, Condition, PackScope};
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, Quantity, QuoteId, SiteId, VendorId};

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

/// Buys more where that is allowed and lifts the basket over a minimum, the cheapest way first.
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

/// The basket with more surplus in one place: just enough for the quote's minimum, for a minimum
/// in money, or for its share of a category.
fn more(case: &Case, basket: &Basket) -> Vec<Basket> {
    let mut lifted = Vec::new();
    let quotes = basket.quantities().keys();
    for quote in quotes.filter(|quote| case.items[case.quotes[**quote].item].over_buy) {
        let pooled = pooled_unit(case, *quote);
        let item = &case.items[case.quotes[*quote].item];
        for owner in owners(case, basket, *quote) {
            let (owner, unit) = match (owner, pooled) {
                (Owner::Pool, None) => (owner, item.step.value()),
                (_, Some(unit)) => (Owner::Pool, unit),
                (_, None) => (owner, case.quotes[*quote].pack.content.value()),
            };
            for missing in shortfalls(case, basket, *quote) {
                let mut more = basket.clone();
                add_surplus(&mut more, *quote, owner, (missing / unit).ceil() * unit);
                lifted.push(more);
            }
        }
    }
    lifted
}

/// What more of a quote would lift the basket over each minimum that it is under, in base units.
fn shortfalls(case: &Case, basket: &Basket, quote: QuoteId) -> Vec<Decimal> {
    let offer = &case.quotes[quote];
    let vendor = &case.vendors[basket.vendor];
    let per_cycle = |amount: Decimal, per| amount / case.horizon.counted_cycles(per);
    let price = tier_prices(case, basket)[&quote];
    let price = price.amount().value() / price.per().value();
    let min = offer
        .min_order
        .map(|min| per_cycle(min.quantity.value(), min.per) - basket.quantity(quote).value());
    let orders = vendor.min_order.map(|min| {
        per_cycle(
            (min.spend - spend(case, basket).per(min.per)).value(),
            min.per,
        )
    });
    let drops = basket.sites(case).into_iter().filter_map(|site| {
        let drop = vendor.delivery.drop_in(case.sites[site].zone.as_deref())?;
        Some((drop.value_min? - site_value(case, basket, site)).value())
    });
    let shares = basket.quantities().keys().flat_map(|other| {
        let conditions = case.quotes[*other].conditions.iter();
        conditions.filter_map(|condition| match condition {
            Condition::CategoryShare(share) => {
                let (bought, demand) = category(case, basket, *other);
                Some(demand * *share - bought)
            }
            Condition::Members(_) | Condition::Term(_) => None,
        })
    });
    let money = orders.into_iter().chain(drops);
    let units = money.filter_map(|missing| missing.checked_div(price));
    let all = min.into_iter().chain(shares).chain(units);
    all.filter(|missing| settled(*missing) > Decimal::ZERO)
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

/// By how much the basket breaks limits of its quotes and its vendor: each broken limit counts the
/// share of it that is missing or too much, and zero says that none is broken.
///
/// A share rather than a count, so that a search sees when it comes nearer.
pub(super) fn excess(case: &Case, basket: &Basket) -> Decimal {
    if basket.is_empty() {
        return Decimal::ZERO;
    }
    let quotes = basket.quantities().keys();
    quotes
        .map(|quote| excess_of_quote(case, basket, *quote))
        .sum::<Decimal>()
        + excess_of_vendor(case, basket)
        + excess_of_drops(case, basket)
        + Decimal::from(n_above_ceiling(case, basket))
}

/// The share of `least` that `amount` misses.
fn below(amount: Decimal, least: Decimal) -> Decimal {
    let missing = settled(least - amount);
    if missing > Decimal::ZERO {
        missing / least
    } else {
        Decimal::ZERO
    }
}

/// By which multiple of `most` the `amount` is above it.
fn above(amount: Decimal, most: Decimal) -> Decimal {
    let excess = settled(amount - most);
    if excess <= Decimal::ZERO {
        Decimal::ZERO
    } else if most.is_zero() {
        Decimal::ONE
    } else {
        excess / most
    }
}

fn excess_of_quote(case: &Case, basket: &Basket, quote: QuoteId) -> Decimal {
    let offer = &case.quotes[quote];
    let bought = basket.quantity(quote).value();
    let counted = |per| bought * case.horizon.counted_cycles(per);
    let short = offer.min_order.map_or(Decimal::ZERO, |min| {
        below(counted(min.per), min.quantity.value())
    });
    let over = offer.capacity.map_or(Decimal::ZERO, |most| {
        above(counted(most.per), most.quantity.value())
    });
    let conditions = offer.conditions.iter();
    short
        + over
        + conditions
            .map(|condition| missing_for(case, basket, quote, condition))
            .sum::<Decimal>()
}

/// The share of a condition that is missing.
fn missing_for(case: &Case, basket: &Basket, quote: QuoteId, condition: &Condition) -> Decimal {
    match condition {
        Condition::CategoryShare(share) => {
            let (bought, demand) = category(case, basket, quote);
            below(bought, demand * *share)
        }
        Condition::Members(least) => {
            let mut members: Vec<_> = basket
                .lines()
                .iter()
                .map(|bought| case.member_of(bought.line))
                .collect();
            members.sort_unstable();
            members.dedup();
            below(Decimal::from(members.len()), Decimal::from(*least))
        }
        Condition::Term(term) => Decimal::from(u8::from(!case.terms.contains(term))),
    }
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

fn excess_of_vendor(case: &Case, basket: &Basket) -> Decimal {
    let vendor = &case.vendors[basket.vendor];
    let short = vendor.min_order.map_or(Decimal::ZERO, |min| {
        let spend = spend(case, basket).per(min.per);
        below(spend.value(), min.spend.value())
    });
    let over = vendor.capacity.map_or(Decimal::ZERO, |capacity| {
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
        let supplied = supplied * case.horizon.counted_cycles(capacity.per);
        above(supplied, capacity.amount)
    });
    short + over
}

fn excess_of_drops(case: &Case, basket: &Basket) -> Decimal {
    let delivery = &case.vendors[basket.vendor].delivery;
    let missing = |site: SiteId| {
        let drop = delivery.drop_in(case.sites[site].zone.as_deref());
        drop.and_then(|drop| drop.value_min)
            .map_or(Decimal::ZERO, |least| {
                below(site_value(case, basket, site).value(), least.value())
            })
    };
    basket.sites(case).into_iter().map(missing).sum()
}

fn n_above_ceiling(case: &Case, basket: &Basket) -> usize {
    if basket
        .lines()
        .iter()
        .all(|bought| case.demand[bought.line].price_ceiling.is_none())
    {
        return 0;
    }
    let prices = tier_prices(case, basket);
    let is_above = |bought: &&Bought| {
        let factor = case.factor(bought.line, case.quotes[bought.quote].item);
        let price = prices[&bought.quote].times(factor.expect("only accepted items are bought"));
        case.demand[bought.line]
            .price_ceiling
            .is_some_and(|ceiling| price.exceeds(ceiling))
    };
    basket.lines().iter().filter(is_above).count()
}
