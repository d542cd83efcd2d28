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
use rochdale::problem::{
    AllUnitsTier, BreakGroup, Case, Counted, DeliveryTerms, DemandLine, Horizon, Item, Member,
    Pack, Period, PeriodQuantity, Quote, QuoteStructure, Site, StorageClass, Vendor,
};
use rochdale::units::{
    BreakGroupId, Currency, Decimal, Id, ItemId, MemberId, Money, Price, Quantity, SiteId, Table,
    VendorId,
};

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
    let member = Member {
        key: "m".into(),
        name: "m".into(),
        tags: vec![],
        tax_exempt: false,
        today_source: None,
    };
    let site = Site {
        key: "s".into(),
        name: "s".into(),
        member: MemberId::from_index(0),
        zone: None,
        location: None,
    };
    Case {
        name: "total-quantity discount".into(),
        currency: Currency::from_code("USD").expect("USD is a currency"),
        as_of: jiff::civil::date(2026, 1, 1),
        horizon: Horizon {
            cycle: "order".into(),
            name: "order".into(),
            cycles: 1,
        },
        tax_included: false,
        terms: vec![],
        settlement: rochdale::problem::SettlementTerms::default(),
        members: Table::new(vec![member]),
        sites: Table::new(vec![site]),
        items: (0..n_items).map(item).collect(),
        demand: (0..n_items).map(|item| demand_line(item, offers)).collect(),
        vendors: (0..n_vendors).map(vendor).collect(),
        quotes: Table::default(),
        groups: Table::default(),
        rebates: Table::default(),
        bundles: Table::default(),
        rules: Table::default(),
    }
}

fn item(index: u32) -> Item {
    Item {
        key: format!("i{index}"),
        name: format!("i{index}"),
        unit: "unit".into(),
        category: None,
        weight: None,
        volume: None,
        storage: StorageClass::Ambient,
        surplus_cost: Money::ZERO,
        step: Quantity::new(Decimal::ONE),
        split: true,
        over_buy: false,
        certificates: vec![],
    }
}

fn vendor(index: u32) -> Vendor {
    Vendor {
        key: format!("v{index}"),
        name: format!("v{index}"),
        tags: vec![],
        certificates: vec![],
        zones: vec![],
        min_order: None,
        fixed_fee: None,
        capacity: None,
        delivery: DeliveryTerms::None,
        location: None,
    }
}

fn demand_line(item: u32, offers: &[Offer]) -> DemandLine {
    let units = || {
        offers
            .iter()
            .filter(|offer| offer.1 == item)
            .map(|offer| offer.2)
    };
    let largest = units().max().expect("every item is offered");
    let demand =
        (LAMBDA_PERCENT * largest + (100 - LAMBDA_PERCENT) * units().sum::<u32>()).div_ceil(100);
    DemandLine {
        key: format!("d{item}"),
        site: SiteId::from_index(0),
        item: ItemId::from_index(item as usize),
        quantity: Quantity::new(Decimal::from(demand)),
        needed_by: None,
        price_ceiling: None,
        substitutes: vec![],
        refuses: vec![],
        requires: vec![],
        today: None,
    }
}

fn add_vendor(case: &mut Case, vendor: u32, offers: &[Offer], rng: &mut ChaCha8Rng) {
    let group = BreakGroupId::from_index(case.groups.len());
    let own: Vec<&Offer> = offers.iter().filter(|offer| offer.0 == vendor).collect();
    if own.is_empty() {
        return;
    }
    let quotes: Vec<_> = own
        .iter()
        .map(|offer| case.quotes.push(quote(offer, group)))
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

fn quote(offer: &Offer, group: BreakGroupId) -> Quote {
    Quote {
        key: format!("v{}/i{}", offer.0, offer.1),
        vendor: VendorId::from_index(offer.0 as usize),
        item: ItemId::from_index(offer.1 as usize),
        price: unit_price(offer),
        pack: Pack {
            content: Quantity::new(Decimal::ONE),
            whole: None,
            broken_fee: Money::ZERO,
        },
        scope: vec![],
        group: Some(group),
        min_order: None,
        lot_size: None,
        capacity: Some(PeriodQuantity {
            quantity: Quantity::new(Decimal::from(offer.2)),
            per: Period::Cycle,
        }),
        valid: (None, None),
        lead_days: None,
        conditions: vec![],
        surplus_owner: None,
    }
}
