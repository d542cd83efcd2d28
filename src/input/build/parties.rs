//! Members, sites and items.

use std::collections::BTreeMap;

use super::{Basis, Built, build_rows, duplicate};
use crate::input::cell::{Cell, Row, Sheet, cell};
use crate::input::codes::Kind;
use crate::input::columns::{DemandRecord, ItemRecord, MemberRecord, SiteRecord};
use crate::input::fault::Log;
use crate::input::number::{self, Bound};
use crate::input::records::Sheets;
use crate::problem::{Item, Member, Site, StorageClass};
use crate::units::{Decimal, ItemId, MemberId, Money, Quantity, SiteId, Weight};

/// The members.
pub(super) fn members(sheet: &Sheet<MemberRecord>, log: &Log) -> Built<MemberId, Member> {
    let mut members = Built::new("a member in members.csv");
    build_rows!(
        members,
        sheet,
        log,
        |row: &Row<'_, MemberRecord>, key: &str| {
            Some(Member {
                key: key.to_owned(),
                name: cell!(row, name).text().unwrap_or(key).to_owned(),
                tags: cell!(row, tags).words(),
                tax_exempt: cell!(row, tax_exempt).flag().unwrap_or(false),
                today_source: cell!(row, today_source).owned(),
            })
        }
    );
    members
}

/// The sites, with one for every member that declares none.
pub(super) fn sites(
    sheet: &Sheet<SiteRecord>,
    members: &Built<MemberId, Member>,
    log: &Log,
) -> Built<SiteId, Site> {
    let mut sites: Built<SiteId, Site> = Built::new("a site in sites.csv");
    build_rows!(sites, sheet, log, |row: &Row<'_, SiteRecord>, key: &str| {
        let member = cell!(row, member).required();
        let member = member.and_then(|cell| cell.lookup(&members.index));
        let name = cell!(row, name).text().unwrap_or(key).to_owned();
        let zone = cell!(row, zone).id().map(str::to_owned);
        let location = location(cell!(row, lat), cell!(row, lon));
        Some(Site {
            key: key.to_owned(),
            name,
            member: member?,
            zone,
            location,
        })
    });
    sites.index.is_partial |= members.index.is_partial;
    let has_row: Vec<_> = sheet
        .records
        .iter()
        .map(|record| record.member.trim())
        .collect();
    for (id, member) in members.table.iter() {
        if has_row.contains(&member.key.as_str()) {
            continue;
        }
        let site = Site {
            key: member.key.clone(),
            name: member.name.clone(),
            member: id,
            zone: None,
            location: None,
        };
        if !sites.add(&member.key, usize::MAX, Some(site)) {
            site_named_as_member(sheet, &member.key, log);
        }
    }
    sites
}

fn site_named_as_member(sheet: &Sheet<SiteRecord>, key: &str, log: &Log) {
    for row in sheet.iter(log).filter(|row| row.record.id.trim() == key) {
        cell!(row, id).fault(
            Kind::Duplicate,
            "a member without sites has this id, and its site is called the same",
            "give this site another id, or the member a row in sites.csv",
        );
    }
}

/// Latitude and longitude, both or none.
pub(super) fn location(lat: Cell<'_>, lon: Cell<'_>) -> Option<(Decimal, Decimal)> {
    if lat.is_empty() != lon.is_empty() {
        let empty = if lat.is_empty() { lat } else { lon };
        let message = "one of lat and lon is filled, the other is empty";
        empty.fault(Kind::HalfALocation, message, "fill both or none");
    }
    let lat = lat.number(Bound::Within(90));
    let lon = lon.number(Bound::Within(180));
    lat.zip(lon)
}

/// The items.
pub(super) fn items(sheets: &Sheets, basis: &Basis, log: &Log) -> Built<ItemId, Item> {
    let mut items = Built::new("an item in items.csv");
    let decimals = decimals_by_item(&sheets.demand, basis.horizon.cycles);
    build_rows!(
        items,
        sheets.items,
        log,
        |row: &Row<'_, ItemRecord>, key: &str| {
            let unit = cell!(row, unit).required().and_then(|cell| cell.owned());
            let perishable = cell!(row, perishable).flag().unwrap_or(false);
            let step = cell!(row, step).number(Bound::Positive);
            let derived = Decimal::new(1, decimals.get(key).copied().unwrap_or(0));
            let number = |cell: Cell<'_>| cell.number(Bound::NotNegative);
            Some(Item {
                key: key.to_owned(),
                name: cell!(row, name).text().unwrap_or(key).to_owned(),
                category: cell!(row, category).id().map(str::to_owned),
                weight: number(cell!(row, weight)).map(Weight::new),
                volume: number(cell!(row, volume)),
                storage: cell!(row, storage).choice(&STORAGE).unwrap_or_default(),
                surplus_cost: Money::new(number(cell!(row, surplus_cost)).unwrap_or_default()),
                step: Quantity::new(step.unwrap_or(derived)),
                split: cell!(row, split).flag().unwrap_or(basis.split),
                over_buy: cell!(row, over_buy)
                    .flag()
                    .unwrap_or(basis.over_buy && !perishable),
                certificates: cell!(row, certificates).words(),
                unit: unit?,
            })
        }
    );
    items
}

const STORAGE: [(&str, StorageClass); 3] = [
    ("ambient", StorageClass::Ambient),
    ("chilled", StorageClass::Chilled),
    ("frozen", StorageClass::Frozen),
];

/// The most decimals that a quantity per cycle of each item has.
fn decimals_by_item(demand: &Sheet<DemandRecord>, cycles: u32) -> BTreeMap<&str, u32> {
    let mut decimals = BTreeMap::new();
    for record in &demand.records {
        let Ok(quantity) = number::parse(record.quantity.trim()) else {
            continue;
        };
        let quantity = match record.per.trim() {
            "horizon" => quantity / Decimal::from(cycles),
            _ => quantity,
        };
        let scale = quantity.normalize().scale().min(crate::units::DECIMALS_MAX);
        let most = decimals.entry(record.item.trim()).or_insert(0);
        *most = scale.max(*most);
    }
    decimals
}
