//! Total-quantity-discount cases.
//!
//! Each vendor offers each item with probability 0.7, 1 to 15 units of it, at a price of 1 to 500
//! with cents. Demand is `⌈λ·max + (1 − λ)·Σ⌉` of the units offered, with λ = 0.8 (the rule of
//! TPPLIB). Each vendor has 3 to 5 tiers over its whole basket, evenly spaced over the units it
//! offers; each tier takes another 1 to 5 % off every price. Lines may be split; nothing is
//! over-bought. Structure: Goossens, Maas, Spieksma & van de Klundert (2007), European Journal of
//! Operational Research 178(2), 603–626; Manerba & Mansini (2012), same journal 222(2), 287–300.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rochdale::problem::{AllUnitsTier, BreakGroup, Case, Counted, Period, Quote, QuoteStructure};
use rochdale::units::{BreakGroupId, Decimal, Id, ItemId, Money, Price, VendorId};

use crate::plain_case::{self, empty, in_one_cycle, item, line, member, site};

/// Share of the offered units that is not demanded beyond the largest offer.
const LAMBDA_PERCENT: u32 = 80;

/// A seeded case; every item is offered by at least one vendor.
pub fn case(n_vendors: u32, n_items: u32, seed: u64) -> Case {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut offers = Vec::new();
    for vendor in 0..n_vendors {
        for item in 0..n_items {
            if rng.random_bool(0.7) || (vendor + 1 == n_vendors && !is_offered(&offers, item)) {
                let units = rng.random_range(1..=15_u32);
                let cents = rng.random_range(100..=50_000_i64);
                offers.push((vendor, item, units, Decimal::new(cents, 2)));
            }
        }
    }
    let mut case = frame(n_vendors, n_items, &offers);
    for vendor in 0..n_vendors {
        add_vendor(&mut case, vendor, &offers, &mut rng);
    }
    case
}

type Offer = (u32, u32, u32, Decimal);

fn is_offered(offers: &[Offer], item: u32) -> bool {
    offers.iter().any(|offer| offer.1 == item)
}

fn frame(n_vendors: u32, n_items: u32, offers: &[Offer]) -> Case {
    let mut case = empty("total-quantity discount".into());
    case.members.push(member(0));
    case.sites.push(site(0, None));
    case.items = (0..n_items).map(|index| item(index, true)).collect();
    case.demand = (0..n_items)
        .map(|item| line(0, item, demanded(item, offers)))
        .collect();
    case.vendors = (0..n_vendors)
        .map(|index| plain_case::vendor(format!("v{index}")))
        .collect();
    case
}

/// The units of an item that are demanded, by the rule of TPPLIB.
fn demanded(item: u32, offers: &[Offer]) -> u32 {
    let units = || {
        offers
            .iter()
            .filter(|offer| offer.1 == item)
            .map(|offer| offer.2)
    };
    let largest = units().max().expect("every item is offered");
    (LAMBDA_PERCENT * largest + (100 - LAMBDA_PERCENT) * units().sum::<u32>()).div_ceil(100)
}

fn add_vendor(case: &mut Case, vendor: u32, offers: &[Offer], rng: &mut ChaCha8Rng) {
    let group = BreakGroupId::from_index(case.groups.len());
    let own: Vec<&Offer> = offers.iter().filter(|offer| offer.0 == vendor).collect();
    if own.is_empty() {
        return;
    }
    let quotes: Vec<_> = own
        .iter()
        .map(|offer| {
            let quote = quote(case, offer, group);
            case.quotes.push(quote)
        })
        .collect();
    let units: u32 = own.iter().map(|offer| offer.2).sum();
    let n_tiers = rng.random_range(3..=5_u32);
    let mut factor = Decimal::ONE;
    let tiers = (0..n_tiers)
        .map(|tier| {
            if tier > 0 {
                factor -= Decimal::new(rng.random_range(1..=5), 2);
            }
            AllUnitsTier {
                from: Decimal::from(tier * units / n_tiers),
                prices: own
                    .iter()
                    .map(|offer| unit_price(offer).times(factor))
                    .collect(),
            }
        })
        .collect();
    case.groups.push(BreakGroup {
        key: format!("g{vendor}"),
        vendor: VendorId::from_index(vendor as usize),
        quotes,
        counted: Counted::Units,
        per: Period::Cycle,
        structure: QuoteStructure::AllUnits(tiers),
    });
}

fn unit_price(offer: &Offer) -> Price {
    Price::per_unit(Money::new(offer.3))
}

fn quote(case: &Case, offer: &Offer, group: BreakGroupId) -> Quote {
    let vendor = VendorId::from_index(offer.0 as usize);
    let item = ItemId::from_index(offer.1 as usize);
    Quote {
        group: Some(group),
        capacity: Some(in_one_cycle(offer.2)),
        ..plain_case::quote(case, vendor, item, unit_price(offer))
    }
}
