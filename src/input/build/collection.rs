//! Hubs, vehicles, and the ways between the hub and the vendors whose goods are collected.

use std::collections::BTreeMap;

use super::vendors::seconds;
use super::{Built, Context, build_rows, duplicate, parties::location};
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::{HubRecord, VehicleRecord};
use crate::input::fault::Log;
use crate::input::index::Index;
use crate::input::number::Bound;
use crate::input::records::Sheets;
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::problem::{
    CostUnits, DeliveryResources, DeliveryTerms, Hub, Item, Place, Quote, Vehicle,
};
use crate::travel::{self, Coordinates, GreatCircle, Provider};
use crate::units::{Decimal, HubId, Id, Money, QuoteId, Table, VehicleTypeId, VendorId, Weight};

/// Greatest distance or time of one way.
const WAY_MAX: u32 = 1_000_000_000;

/// Ways by the keys of their ends.
type Ways<'a> = BTreeMap<(&'a str, &'a str), Travel>;

/// What fetches goods; nothing if there is neither hub nor vehicle.
pub(super) fn resources(context: &Context<'_>) -> DeliveryResources {
    let (sheets, log) = (context.sheets, context.log);
    let hubs = hubs(context);
    let vehicles = vehicles(sheets, &hubs, log);
    let ways = ways(context, &hubs);
    let collected = collected(context);
    if !is_served(context, &hubs, &vehicles, &collected) {
        return DeliveryResources::default();
    }
    let cost_units = cost_units(sheets, &vehicles, log);
    let places = hubs.table.ids().map(Place::Hub);
    let places: Vec<_> = places
        .chain(collected.into_iter().map(Place::Vendor))
        .collect();
    let travel = matrix(context, &hubs.table, &places, &ways);
    DeliveryResources {
        hubs: hubs.table,
        vehicles: vehicles.table,
        places,
        travel,
        cost_units,
    }
}

fn hubs(context: &Context<'_>) -> Built<HubId, Hub> {
    let (sheets, log) = (context.sheets, context.log);
    let mut hubs = Built::new("a hub in hubs.csv");
    build_rows!(
        hubs,
        sheets.hubs,
        log,
        |row: &Row<'_, HubRecord>, key: &str| {
            if context.vendors.index.contains(key) {
                let message = "a vendor has the same id, and travel.csv names both";
                cell!(row, id).fault(Kind::Duplicate, message, "rename the hub");
            }
            Some(Hub {
                key: key.to_owned(),
                name: cell!(row, name).text().unwrap_or(key).to_owned(),
                location: location(cell!(row, lat), cell!(row, lon)),
            })
        }
    );
    if let Some(second) = hubs.origin.get(1) {
        let row = sheets.hubs.row(*second, log);
        let message = "this version brings all collected goods to one hub";
        cell!(row, id).fault(Kind::SeveralHubs, message, "keep one row");
    }
    hubs
}

fn vehicles(sheets: &Sheets, hubs: &Built<HubId, Hub>, log: &Log) -> Built<VehicleTypeId, Vehicle> {
    let mut vehicles = Built::new("a vehicle in vehicles.csv");
    build_rows!(
        vehicles,
        sheets.vehicles,
        log,
        |row: &Row<'_, VehicleRecord>, key: &str| vehicle(row, key, &hubs.index)
    );
    vehicles
}

fn vehicle(row: &Row<'_, VehicleRecord>, key: &str, hubs: &Index<HubId>) -> Option<Vehicle> {
    let money = |cell: Cell<'_>| Money::new(cell.number(Bound::NotNegative).unwrap_or_default());
    let hub = cell!(row, hub);
    let hub = if hub.is_empty() {
        Some(HubId::from_index(0))
    } else {
        hub.lookup(hubs)
    };
    let metres = |km: Decimal| i64::try_from((km * Decimal::ONE_THOUSAND).floor()).ok();
    Some(Vehicle {
        key: key.to_owned(),
        name: cell!(row, name).text().unwrap_or(key).to_owned(),
        count: cell!(row, count).count(1, 10_000).unwrap_or(1),
        weight_max: cell!(row, weight_max)
            .number(Bound::Positive)
            .map(Weight::new),
        volume_max: cell!(row, volume_max).number(Bound::Positive),
        fixed_cost: money(cell!(row, fixed_cost)),
        cost_per_km: money(cell!(row, cost_per_km)),
        cost_per_hour: money(cell!(row, cost_per_hour)),
        distance_max: cell!(row, distance_max_km)
            .number(Bound::Positive)
            .and_then(metres),
        duration_max: cell!(row, duration_max_minutes)
            .number(Bound::Positive)
            .map(seconds),
        hub: hub?,
    })
}

/// The ways in `travel.csv`.
fn ways<'a>(context: &Context<'a>, hubs: &Built<HubId, Hub>) -> Ways<'a> {
    let mut ways = Ways::new();
    for row in context.rows(&context.sheets.travel) {
        let ends = [cell!(row, from), cell!(row, to)];
        let [from, to] = ends.map(|end| end.required().and_then(|end| known(context, hubs, end)));
        let number = |cell: Cell<'_>| cell.required().and_then(|cell| cell.count(0, WAY_MAX));
        let (distance, duration) = (
            number(cell!(row, distance_m)),
            number(cell!(row, duration_s)),
        );
        let (Some(from), Some(to), Some(distance), Some(duration)) = (from, to, distance, duration)
        else {
            continue;
        };
        let whole = |number: u32| i32::try_from(number).expect("at most a thousand million");
        let way = Travel {
            distance: whole(distance),
            duration: whole(duration),
        };
        if ways.insert((from, to), way).is_some() {
            let message = "an earlier row has the same way";
            cell!(row, to).fault(Kind::Duplicate, message, "remove one of the rows");
        }
    }
    ways
}

/// The key of a hub or vendor.
fn known<'a>(context: &Context<'a>, hubs: &Built<HubId, Hub>, end: Cell<'a>) -> Option<&'a str> {
    let is_hub = hubs.index.contains(end.text) || hubs.index.is_partial;
    if !is_hub {
        end.lookup(&context.vendors.index)?;
    }
    Some(end.text)
}

/// The vendors whose goods are collected.
fn collected(context: &Context<'_>) -> Vec<VendorId> {
    let vendors = context.vendors.table.iter();
    let is_collected = |delivery: &DeliveryTerms| matches!(delivery, DeliveryTerms::Collect { .. });
    vendors
        .filter(|(_, vendor)| is_collected(&vendor.delivery))
        .map(|(id, _)| id)
        .collect()
}

/// Whether there is somebody to fetch goods, and goods to fetch.
fn is_served(
    context: &Context<'_>,
    hubs: &Built<HubId, Hub>,
    vehicles: &Built<VehicleTypeId, Vehicle>,
    collected: &[VendorId],
) -> bool {
    let has_both = !hubs.table.is_empty() && !vehicles.table.is_empty();
    let is_partial = hubs.index.is_partial || vehicles.index.is_partial;
    if !has_both && !is_partial {
        for vendor in collected {
            let message = "nobody can fetch the goods: there is no hub or no vehicle";
            let hint = "add hubs.csv and vehicles.csv";
            delivery(context, *vendor, Kind::NoFleet, message, hint);
        }
    }
    has_both && !collected.is_empty()
}

/// Notes a fault in a vendor's delivery terms.
fn delivery(context: &Context<'_>, vendor: VendorId, kind: Kind, message: &str, hint: &str) {
    let origin = context.vendors.origin[vendor.index()];
    let row = context.sheets.vendors.row(origin, context.log);
    cell!(row, delivery).fault(kind, message, hint);
}

fn cost_units(sheets: &Sheets, vehicles: &Built<VehicleTypeId, Vehicle>, log: &Log) -> CostUnits {
    CostUnits::of(vehicles.table.values()).unwrap_or_else(|| {
        let row = sheets.vehicles.row(vehicles.origin[0], log);
        let message = "the vehicles' costs have no common unit that is coarse enough";
        let hint = "round costs per km to 0.01, per hour to 0.36, fixed costs to 0.01";
        cell!(row, cost_per_km).fault(Kind::OutOfRange, message, hint);
        CostUnits::default()
    })
}

/// Travel between the places; `None` after a fault.
fn matrix(
    context: &Context<'_>,
    hubs: &Table<HubId, Hub>,
    places: &[Place],
    ways: &Ways<'_>,
) -> Option<TravelMatrix> {
    let vendors = &context.vendors.table;
    let of_place = |place: &Place| match place {
        Place::Hub(hub) => (hubs[*hub].key.as_str(), hubs[*hub].location),
        Place::Vendor(vendor) => (vendors[*vendor].key.as_str(), vendors[*vendor].location),
    };
    let ends: Vec<_> = places.iter().map(of_place).collect();
    let driving = context
        .basis
        .speed_km_h
        .and_then(|speed| GreatCircle::from_decimals(speed, context.basis.road_factor).ok());
    let mut unknown = None;
    let matrix = TravelMatrix::from_fn(places.len(), |from, to| {
        let listed = ways.get(&(ends[from].0, ends[to].0)).copied();
        let way = listed.or_else(|| driven(driving?, ends[from], ends[to]));
        way.unwrap_or_else(|| {
            unknown.get_or_insert((from, to));
            Travel::NONE
        })
    });
    let Some((from, to)) = unknown else {
        return Some(matrix);
    };
    let is_partial = context.sheets.travel.is_partial;
    if let (Place::Vendor(vendor), _) | (_, Place::Vendor(vendor)) = (places[to], places[from])
        && !is_partial
    {
        let (from, to) = (ends[from].0, ends[to].0);
        let message = format!("how far it is from {from} to {to} is not known");
        let hint = "add the row to travel.csv; or lat and lon of both, and speed_km_h in case.toml";
        delivery(context, vendor, Kind::UnknownWay, &message, hint);
    }
    None
}

/// A place's key and location.
type End<'a> = (&'a str, Option<(Decimal, Decimal)>);

/// The way as it is computed from coordinates.
fn driven(driving: GreatCircle, from: End<'_>, to: End<'_>) -> Option<Travel> {
    let places = [located(from)?, located(to)?];
    let matrix = Provider::GreatCircle(driving).matrix(&places).ok()?;
    Some(matrix.entries()[1])
}

fn located((name, location): End<'_>) -> Option<travel::Place> {
    let millionths = |degrees: Decimal| {
        let parts = (degrees * Decimal::from(1_000_000)).round();
        i32::try_from(parts).ok()
    };
    let (lat, lon) = location?;
    let coordinates = Coordinates::from_millionths(millionths(lat)?, millionths(lon)?);
    Some(travel::Place {
        name: name.to_owned(),
        coordinates: coordinates.ok()?,
    })
}

/// Notes a fault for every vehicle whose capacity counts what an item it may fetch does not say.
pub(super) fn require_loads(context: &Context<'_>, quotes: &Table<QuoteId, Quote>) {
    let collected = collected(context);
    let items: Vec<&Item> = quotes
        .values()
        .filter(|quote| collected.contains(&quote.vendor))
        .map(|quote| &context.items.table[quote.item])
        .collect();
    let weightless = items.iter().find(|item| item.weight.is_none());
    let shapeless = items.iter().find(|item| item.volume.is_none());
    for row in context.rows(&context.sheets.vehicles) {
        let (weight, volume) = (cell!(row, weight_max), cell!(row, volume_max));
        if let Some(item) = weightless
            && !weight.is_empty()
        {
            let message = format!("{} is collected, but has no weight", item.key);
            weight.fault(Kind::NoWeight, message, "fill in weight in items.csv");
        }
        if let Some(item) = shapeless
            && !volume.is_empty()
        {
            let message = format!("{} is collected, but has no volume", item.key);
            volume.fault(Kind::NoVolume, message, "fill in volume in items.csv");
        }
    }
}
