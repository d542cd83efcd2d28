//! Cases of the size of a federation.
//!
//! What is drawn, from one seed and in whole numbers, so that every machine makes the same case:
//!
//! | | |
//! |---|---|
//! | demand | a member needs an item with probability 0.4 (0.3 from 100 vendors on); where members × items is 2,000,000 or more, 30 to 60 items; 1 to 40 units; no line may be split |
//! | quotes | 4 to 8 vendors an item, at 0.85 to 1.15 × the item's price of 1 to 20 |
//! | tiers | 3 to 6 of all units on pooled quantity, each 1.5 to 5 % of the list price below the one before; the first break at 5 to 15 % of the item's demand, the last at 60 to 100 %, evenly between |
//! | limits | capacity 0.3 to 1.2 × the item's demand; for 30 % of the quotes a minimum of 5 to 20 % of it |
//! | fees | 15 to 60 for each drop, by vendor and zone; 50 to 200 for each vendor |
//! | wishes | a member refuses each vendor of each of its lines with probability 0.05 |
//! | rule | at most 0.6 of the vendors, the spot vendor counted |
//! | spot vendor | every item at 1.5 × its price, without tiers, limits or fees, so that a plan always exists |
//!
//! Every member is a zone of its own while there are at most 50; more members share 50 zones. An item
//! that no member drew is needed by one of them, and a member that drew none needs one item. Time and
//! memory are linear in demand lines + quotes + vendors.

use rand::seq::index;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rochdale::problem::{
    AllUnitsTier, BreakGroup, Case, Counted, DeliveryTerms, DemandLine, Drop, Each, Fee, Period,
    Quote, QuoteStructure, Rule, RuleKind, RuleScope, Vendor, VendorChoice,
};
use rochdale::units::{BreakGroupId, Decimal, Id, ItemId, Money, Price, QuoteId, VendorId};

use crate::plain_case::{self, empty, in_one_cycle, item, line, member, quote, site};

/// From this many members × items on, members need few items.
const DENSE_MAX: u64 = 2_000_000;

/// Most delivery zones.
const ZONES_MAX: u32 = 50;

/// Name of the vendor that sells everything dearly.
const SPOT: &str = "spot";

/// How large a case is; each number at least 1.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Members, each with one site.
    pub members: u32,
    /// Items.
    pub items: u32,
    /// Vendors beside the spot vendor.
    pub vendors: u32,
}

/// The case of this size and seed.
///
/// # Panics
/// If a number of `size` is zero.
pub fn case(size: Size, seed: u64) -> Case {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut case = empty(format!(
        "{} members, {} items, {} vendors, seed {seed}",
        size.members, size.items, size.vendors
    ));
    for index in 0..size.members {
        case.members.push(member(index));
        case.sites.push(site(index, Some(zone(index % ZONES_MAX))));
    }
    case.items = (0..size.items).map(|index| item(index, false)).collect();
    let n_zones = size.members.min(ZONES_MAX);
    for index in 0..size.vendors {
        case.vendors.push(vendor(index, n_zones, &mut rng));
    }
    let spot = case.vendors.push(spot_vendor());
    let offers: Vec<Vec<VendorId>> = (0..size.items)
        .map(|_| vendors_of_an_item(size.vendors, &mut rng))
        .collect();
    let needed = add_demand(&mut case, size, &offers, &mut rng);
    for (item, vendors) in case.items.ids().zip(&offers) {
        let units = needed[item.index()];
        let price = rng.random_range(10_000..=200_000_i64);
        for vendor in vendors {
            add_offer(&mut case, (*vendor, item), price, units, &mut rng);
        }
        let quote = quote(&case, spot, item, price_of(price * 3 / 2));
        case.quotes.push(quote);
    }
    case.rules
        .push(few_vendors((size.vendors * 6).div_ceil(10)));
    case
}

fn zone(index: u32) -> String {
    format!("z{index}")
}

fn vendor(index: u32, n_zones: u32, rng: &mut ChaCha8Rng) -> Vendor {
    let fixed = Money::new(rng.random_range(50..=200_i64).into());
    let drops = (0..n_zones).map(|index| {
        let fee = Money::new(rng.random_range(15..=60_i64).into());
        (
            zone(index),
            Drop {
                fee,
                ..Drop::default()
            },
        )
    });
    Vendor {
        fixed_fee: Some(Fee {
            amount: fixed,
            per: Period::Cycle,
        }),
        delivery: DeliveryTerms::Delivered {
            by_zone: drops.collect(),
            otherwise: Drop::default(),
        },
        ..plain_case::vendor(format!("v{index}"))
    }
}

fn spot_vendor() -> Vendor {
    Vendor {
        delivery: DeliveryTerms::None,
        ..plain_case::vendor(SPOT.into())
    }
}

/// Four to eight different vendors, ascending; all of them where there are fewer.
fn vendors_of_an_item(n_vendors: u32, rng: &mut ChaCha8Rng) -> Vec<VendorId> {
    let n_offers = rng.random_range(4..=8).min(n_vendors);
    some_of(n_vendors, n_offers, rng)
        .into_iter()
        .map(|index| VendorId::from_index(index as usize))
        .collect()
}

/// `n` different numbers below `below`, ascending.
fn some_of(below: u32, n: u32, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let chosen = index::sample(rng, below as usize, n as usize);
    let mut chosen: Vec<u32> = chosen
        .into_iter()
        .map(|index| u32::try_from(index).expect("it is below a 32-bit number"))
        .collect();
    chosen.sort_unstable();
    chosen
}

/// Adds the demand lines, member by member; returns the units needed of each item.
fn add_demand(
    case: &mut Case,
    size: Size,
    offers: &[Vec<VendorId>],
    rng: &mut ChaCha8Rng,
) -> Vec<u32> {
    let mut units = vec![0; size.items as usize];
    for (member, items) in (0..).zip(items_by_member(size, rng)) {
        for item in items {
            let quantity = rng.random_range(1..=40_u32);
            units[item as usize] += quantity;
            let vendors = offers[item as usize].iter();
            let unwanted = vendors.filter(|_| rng.random_bool(0.05));
            let refuses = unwanted
                .map(|vendor| VendorChoice::Vendor(*vendor))
                .collect();
            case.demand.push(DemandLine {
                refuses,
                ..line(member, item, quantity)
            });
        }
    }
    units
}

/// The items that each member needs, ascending; every item is needed by somebody.
fn items_by_member(size: Size, rng: &mut ChaCha8Rng) -> Vec<Vec<u32>> {
    let is_sparse = u64::from(size.members) * u64::from(size.items) >= DENSE_MAX;
    let density = if size.vendors < 100 { 0.4 } else { 0.3 };
    let mut is_needed = vec![false; size.items as usize];
    let mut by_member: Vec<Vec<u32>> = Vec::new();
    for _ in 0..size.members {
        let mut items: Vec<u32> = if is_sparse {
            let n_items = rng.random_range(30..=60).min(size.items);
            some_of(size.items, n_items, rng)
        } else {
            (0..size.items)
                .filter(|_| rng.random_bool(density))
                .collect()
        };
        if items.is_empty() {
            items.push(rng.random_range(0..size.items));
        }
        for item in &items {
            is_needed[*item as usize] = true;
        }
        by_member.push(items);
    }
    for (item, is_needed) in (0..).zip(is_needed) {
        if !is_needed {
            by_member[rng.random_range(0..size.members) as usize].push(item);
        }
    }
    for items in &mut by_member {
        items.sort_unstable();
    }
    by_member
}

/// Adds a vendor's quote of an item of which `units` are needed, with its breaks. Prices are in
/// ten-thousandths of a dollar.
fn add_offer(
    case: &mut Case,
    (vendor, item): (VendorId, ItemId),
    item_price: i64,
    units: u32,
    rng: &mut ChaCha8Rng,
) {
    let list = item_price * rng.random_range(850..=1150_i64) / 1000;
    let capacity = per_mille(units, rng.random_range(300..=1200));
    let least = rng
        .random_bool(0.3)
        .then(|| per_mille(units, rng.random_range(50..=200)));
    let group = BreakGroupId::from_index(case.groups.len());
    let quote = Quote {
        group: Some(group),
        capacity: Some(in_one_cycle(capacity)),
        min_order: least.map(in_one_cycle),
        ..quote(case, vendor, item, price_of(list))
    };
    let key = quote.key.clone();
    let quote = case.quotes.push(quote);
    let minimum = least.unwrap_or(0);
    case.groups
        .push(breaks(key, (vendor, quote), list, (units, minimum), rng));
}

/// Three to six tiers for an item of which `units` are needed. The first break is above the minimum
/// and above 1, where a price would be the list price; every other at least a unit after the one before.
fn breaks(
    key: String,
    (vendor, quote): (VendorId, QuoteId),
    list_price: i64,
    (units, minimum): (u32, u32),
    rng: &mut ChaCha8Rng,
) -> BreakGroup {
    let n_breaks = rng.random_range(2..=5_u32);
    let first = rng.random_range(50..=150_u32);
    let last = rng.random_range(600..=1000_u32);
    let mut from = minimum.max(1);
    let mut share_per_mille = 1000;
    let mut tiers = vec![tier(0, list_price)];
    for step in 0..n_breaks {
        let start = first + (last - first) * step / (n_breaks - 1);
        from = per_mille(units, start).max(from + 1);
        share_per_mille -= rng.random_range(15..=50_i64);
        tiers.push(tier(from, list_price * share_per_mille / 1000));
    }
    BreakGroup {
        key,
        vendor,
        quotes: vec![quote],
        counted: Counted::Units,
        per: Period::Cycle,
        structure: QuoteStructure::AllUnits(tiers),
    }
}

fn tier(from: u32, price: i64) -> AllUnitsTier {
    AllUnitsTier {
        from: from.into(),
        prices: vec![price_of(price)],
    }
}

fn few_vendors(most: u32) -> Rule {
    Rule {
        key: "few-vendors".into(),
        kind: RuleKind::MostVendors { most, of: None },
        scope: RuleScope::default(),
        each: Each::Whole,
        price: None,
        note: None,
    }
}

/// So many thousandths of `units`, rounded up.
fn per_mille(units: u32, share: u32) -> u32 {
    let part = (u64::from(units) * u64::from(share)).div_ceil(1000);
    u32::try_from(part).expect("demand is far below four thousand million units")
}

/// A price per unit of so many ten-thousandths of a dollar.
fn price_of(ten_thousandths: i64) -> Price {
    Price::per_unit(Money::new(Decimal::new(ten_thousandths, 4).normalize()))
}
