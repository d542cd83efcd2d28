//! Cases for sharing: members of very different size buy the same few items.
//!
//! What is drawn, from one seed and in whole numbers:
//!
//! | | |
//! |---|---|
//! | demand | a member needs each item with probability 0.6, at least one; 1 to 40 units times its size, 1, 2 or 5 |
//! | quotes | 3 vendors an item, at 0.85 to 1.15 × the item's price of 2 to 20 |
//! | tiers | 4 of all units on pooled quantity: from 5, 20 and 50 % of the item's demand on, each 3 to 8 % of the list price below the one before |
//! | fees | 15 to 60 for each drop, by vendor and member; 50 to 200 for each order at a vendor |
//!
//! No capacities, minimums or rules. Every member can buy by itself.

use rand::seq::index;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rochdale::problem::{
    AllUnitsTier, BreakGroup, Case, Counted, DeliveryTerms, Drop, Fee, Period, Quote,
    QuoteStructure, Vendor,
};
use rochdale::units::{BreakGroupId, Decimal, Id, ItemId, Money, Price, VendorId};

use crate::plain_case::{self, empty, item, line, member, quote, site};

/// Offers an item.
const OFFERS: u32 = 3;

/// How large a case is; each number at least 1.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Members, each with one site.
    pub members: u32,
    /// Items.
    pub items: u32,
    /// Vendors.
    pub vendors: u32,
}

/// The case of this size and seed.
pub fn case(size: Size, seed: u64) -> Case {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut case = empty(format!(
        "{} members, {} items, {} vendors, seed {seed}",
        size.members, size.items, size.vendors
    ));
    for index in 0..size.members {
        case.members.push(member(index));
        case.sites.push(site(index, Some(zone(index))));
    }
    case.items = (0..size.items).map(|index| item(index, false)).collect();
    for index in 0..size.vendors {
        case.vendors.push(vendor(index, size.members, &mut rng));
    }
    let needed = add_demand(&mut case, size, &mut rng);
    for (number, units) in (0..).zip(needed) {
        let item = ItemId::from_index(number);
        let price = rng.random_range(20_000..=200_000_i64);
        let n_offers = OFFERS.min(size.vendors) as usize;
        for vendor in index::sample(&mut rng, size.vendors as usize, n_offers) {
            add_offer(
                &mut case,
                (VendorId::from_index(vendor), item),
                (price, units),
                &mut rng,
            );
        }
    }
    case
}

fn zone(index: u32) -> String {
    format!("z{index}")
}

fn vendor(index: u32, n_zones: u32, rng: &mut ChaCha8Rng) -> Vendor {
    let mut amount = |range| Money::new(rng.random_range::<i64, _>(range).into());
    let fee = amount(50..=200);
    let drops = (0..n_zones).map(|index| {
        let drop = Drop {
            fee: amount(15..=60),
            ..Drop::default()
        };
        (zone(index), drop)
    });
    Vendor {
        delivery: DeliveryTerms::Delivered {
            by_zone: drops.collect(),
            otherwise: Drop::default(),
        },
        fixed_fee: Some(Fee {
            amount: fee,
            per: Period::Cycle,
        }),
        ..plain_case::vendor(format!("v{index}"))
    }
}

/// Adds the demand lines; returns the units needed of each item, at least one.
fn add_demand(case: &mut Case, size: Size, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let mut units = vec![0; size.items as usize];
    for member in 0..size.members {
        let times = [1, 2, 5][rng.random_range(0..3_usize)];
        let certain = rng.random_range(0..size.items);
        for item in 0..size.items {
            if item == certain || rng.random_bool(0.6) {
                let quantity = times * rng.random_range(1..=40_u32);
                units[item as usize] += quantity;
                case.demand.push(line(member, item, quantity));
            }
        }
    }
    units.into_iter().map(|units| units.max(1)).collect()
}

/// Adds a vendor's quote of an item of which `units` are needed. Prices are in ten-thousandths of a dollar.
fn add_offer(
    case: &mut Case,
    (vendor, item): (VendorId, ItemId),
    (item_price, units): (i64, u32),
    rng: &mut ChaCha8Rng,
) {
    let list = item_price * rng.random_range(850..=1150_i64) / 1000;
    let group = BreakGroupId::from_index(case.groups.len());
    let quote = Quote {
        group: Some(group),
        ..quote(case, vendor, item, price_of(list))
    };
    let key = quote.key.clone();
    let quote = case.quotes.push(quote);
    let mut tiers = vec![tier(0, list)];
    let (mut from, mut per_mille) = (1, 1000);
    for share in [5, 20, 50] {
        from = (units * share).div_ceil(100).max(from + 1);
        per_mille -= rng.random_range(30..=80_i64);
        tiers.push(tier(from, list * per_mille / 1000));
    }
    case.groups.push(BreakGroup {
        key,
        vendor,
        quotes: vec![quote],
        counted: Counted::Units,
        per: Period::Cycle,
        structure: QuoteStructure::AllUnits(tiers),
    });
}

fn tier(from: u32, list_price: i64) -> AllUnitsTier {
    AllUnitsTier {
        from: from.into(),
        prices: vec![price_of(list_price)],
    }
}

/// A price per unit of so many ten-thousandths of a dollar.
fn price_of(ten_thousandths: i64) -> Price {
    Price::per_unit(Money::new(Decimal::new(ten_thousandths, 4).normalize()))
}
