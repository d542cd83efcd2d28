//! The plain parts of generated cases; generators change what they draw.

use rochdale::problem::{
    Case, DeliveryResources, DeliveryTerms, DemandLine, Horizon, Item, Member, Pack, Period,
    PeriodQuantity, Quote, SettlementTerms, Site, StorageClass, Vendor,
};
use rochdale::units::{
    Currency, Decimal, Id, ItemId, MemberId, Money, Price, Quantity, SiteId, Table, VendorId,
};

/// A case without anything, for one order in US dollars.
pub fn empty(name: String) -> Case {
    Case {
        name,
        currency: Currency::from_code("USD").expect("USD is a currency"),
        as_of: jiff::civil::date(2026, 1, 1),
        horizon: Horizon {
            cycle: "order".into(),
            name: "order".into(),
            cycles: 1,
        },
        tax_included: false,
        terms: vec![],
        settlement: SettlementTerms::default(),
        members: Table::default(),
        sites: Table::default(),
        items: Table::default(),
        demand: Table::default(),
        vendors: Table::default(),
        quotes: Table::default(),
        groups: Table::default(),
        rebates: Table::default(),
        bundles: Table::default(),
        rules: Table::default(),
        resources: DeliveryResources::default(),
    }
}

/// A member without wishes.
pub fn member(index: u32) -> Member {
    Member {
        key: format!("m{index}"),
        name: format!("m{index}"),
        tags: vec![],
        tax_exempt: false,
        today_source: None,
    }
}

/// The site of a member that has one.
pub fn site(index: u32, zone: Option<String>) -> Site {
    Site {
        key: format!("m{index}"),
        name: format!("m{index}"),
        member: MemberId::from_index(index as usize),
        zone,
        location: None,
    }
}

/// An ambient item in whole units.
pub fn item(index: u32, is_split: bool) -> Item {
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
        split: is_split,
        over_buy: false,
        certificates: vec![],
    }
}

/// What a member's site needs of an item, without wishes.
pub fn line(member: u32, item: u32, units: u32) -> DemandLine {
    DemandLine {
        key: format!("m{member}/i{item}"),
        site: SiteId::from_index(member as usize),
        item: ItemId::from_index(item as usize),
        quantity: quantity_of(units),
        needed_by: None,
        price_ceiling: None,
        substitutes: vec![],
        refuses: vec![],
        requires: vec![],
        today: None,
    }
}

/// A vendor without fees or limits.
pub fn vendor(key: String) -> Vendor {
    Vendor {
        name: key.clone(),
        key,
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

/// A quote without breaks or limits.
pub fn quote(case: &Case, vendor: VendorId, item: ItemId, price: Price) -> Quote {
    Quote {
        key: format!("{}/{}", case.vendors[vendor].key, case.items[item].key),
        vendor,
        item,
        price,
        pack: Pack {
            content: Quantity::new(Decimal::ONE),
            whole: None,
            broken_fee: Money::ZERO,
        },
        scope: vec![],
        group: None,
        min_order: None,
        lot_size: None,
        capacity: None,
        valid: (None, None),
        lead_days: None,
        conditions: vec![],
        surplus_owner: None,
    }
}

/// So many whole units.
pub fn quantity_of(units: u32) -> Quantity {
    Quantity::new(units.into())
}

/// So many units in every order.
pub fn in_one_cycle(units: u32) -> PeriodQuantity {
    PeriodQuantity {
        quantity: quantity_of(units),
        per: Period::Cycle,
    }
}
