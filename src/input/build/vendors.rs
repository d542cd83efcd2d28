//! Vendors and their drop terms.

use super::{Basis, Built, build_rows, duplicate, parties::location};
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::{DropRecord, VendorRecord};
use crate::input::fault::Log;
use crate::input::number::Bound;
use crate::input::records::Sheets;
use crate::problem::{
    Capacity, CapacityUnit, Case, DeliveryTerms, Drop, Fee, Period, PeriodSpend, Vendor,
};
use crate::units::rounding::settled;
use crate::units::{Decimal, Id, Money, VendorId};

/// The vendors, and what one unit of each one's currency is worth.
pub(super) fn vendors(
    sheets: &Sheets,
    basis: &Basis,
    log: &Log,
) -> (Built<VendorId, Vendor>, Vec<Decimal>) {
    let mut vendors: Built<VendorId, Vendor> = Built::new("a vendor in vendors.csv");
    let mut rates = Vec::new();
    build_rows!(
        vendors,
        sheets.vendors,
        log,
        |row: &Row<'_, VendorRecord>, key: &str| {
            Some(vendor(row, key, rate(cell!(row, currency), basis)))
        }
    );
    for origin in &vendors.origin {
        let row = sheets.vendors.row(*origin, log);
        let code = row.record.currency.trim();
        rates.push(
            basis
                .rates
                .get(code)
                .copied()
                .flatten()
                .unwrap_or(Decimal::ONE),
        );
    }
    drops(sheets, &mut vendors, &rates, log);
    (vendors, rates)
}

/// What one unit of the vendor's currency is worth.
fn rate(cell: Cell<'_>, basis: &Basis) -> Decimal {
    let Some(currency) = cell.currency() else {
        return Decimal::ONE;
    };
    if basis.currency.is_none_or(|own| own == currency) {
        return Decimal::ONE;
    }
    let code = currency.code();
    if !basis.rates.contains_key(code) {
        let message = format!("case.toml states no rate for {code}");
        cell.fault(
            Kind::NoRate,
            message,
            format!("add {code} = … under [rates]"),
        );
    }
    basis
        .rates
        .get(code)
        .copied()
        .flatten()
        .unwrap_or(Decimal::ONE)
}

fn vendor(row: &Row<'_, VendorRecord>, key: &str, rate: Decimal) -> Vendor {
    let drop = Drop {
        fee: money(cell!(row, drop_fee), rate).unwrap_or_default(),
        free_from: threshold(cell!(row, drop_free_from), rate),
        value_min: threshold(cell!(row, drop_min), rate),
    };
    let min_order_per = limit_period(cell!(row, min_order_per));
    let fixed_fee_per = period(cell!(row, fixed_fee_per));
    let unit = cell!(row, capacity_unit)
        .choice(&[("units", CapacityUnit::Units), ("kg", CapacityUnit::Weight)]);
    let capacity_per = limit_period(cell!(row, capacity_per));
    let capacity = cell!(row, capacity).number(Bound::NotNegative);
    Vendor {
        key: key.to_owned(),
        name: cell!(row, name).text().unwrap_or(key).to_owned(),
        tags: cell!(row, tags).words(),
        certificates: cell!(row, certificates).words(),
        zones: cell!(row, zones).words(),
        min_order: threshold(cell!(row, min_order), rate).map(|spend| PeriodSpend {
            spend,
            per: min_order_per,
        }),
        fixed_fee: money(cell!(row, fixed_fee), rate).map(|amount| Fee {
            amount,
            per: fixed_fee_per,
        }),
        capacity: capacity.map(|amount| Capacity {
            amount,
            unit: unit.unwrap_or(CapacityUnit::Units),
            per: capacity_per,
        }),
        delivery: delivery(row, drop),
        location: location(cell!(row, lat), cell!(row, lon)),
    }
}

fn delivery(row: &Row<'_, VendorRecord>, otherwise: Drop) -> DeliveryTerms {
    const LATER: [&str; 3] = ["to_hub", "vendor_route", "pickup"];
    let cell = cell!(row, delivery);
    let kind = if LATER.contains(&cell.text) {
        let message =
            "this version knows delivered, collect and none; other delivery terms come later";
        cell.fault(
            Kind::LaterTerm,
            message,
            "use delivered with the vendor's drop fees",
        );
        Terms::Delivered
    } else {
        cell.choice(&TERMS).unwrap_or(Terms::Delivered)
    };
    match kind {
        Terms::Delivered => {
            require_no_loading(row);
            DeliveryTerms::Delivered {
                by_zone: Vec::new(),
                otherwise,
            }
        }
        Terms::Collect => {
            require_no_drops(row);
            let minutes = cell!(row, loading_minutes).number(Bound::NotNegative);
            DeliveryTerms::Collect {
                loading_seconds: minutes.map_or(0, seconds),
            }
        }
        Terms::None => {
            require_no_drops(row);
            require_no_loading(row);
            DeliveryTerms::None
        }
    }
}

/// Delivery terms by their words.
#[derive(Clone, Copy)]
enum Terms {
    Delivered,
    Collect,
    None,
}

const TERMS: [(&str, Terms); 3] = [
    ("delivered", Terms::Delivered),
    ("collect", Terms::Collect),
    ("none", Terms::None),
];

/// Minutes as whole seconds, rounded up.
pub(super) fn seconds(minutes: Decimal) -> i64 {
    let seconds = (minutes * Decimal::from(60)).ceil();
    i64::try_from(seconds).expect("an input number has at most ten digits")
}

fn require_no_loading(row: &Row<'_, VendorRecord>) {
    let cell = cell!(row, loading_minutes);
    if !cell.is_empty() {
        let message = "nothing is collected from the vendor";
        let hint = "empty the cell, or set delivery to collect";
        cell.fault(Kind::NotCollected, message, hint);
    }
}

fn require_no_drops(row: &Row<'_, VendorRecord>) {
    for drop in [
        cell!(row, drop_fee),
        cell!(row, drop_free_from),
        cell!(row, drop_min),
    ] {
        if !drop.is_empty() {
            let message = "the vendor brings nothing";
            drop.fault(
                Kind::NothingMoves,
                message,
                "empty the cell, or use delivered",
            );
        }
    }
}

fn drops(sheets: &Sheets, vendors: &mut Built<VendorId, Vendor>, rates: &[Decimal], log: &Log) {
    for row in sheets.drops.iter(log) {
        let vendor = cell!(row, vendor).required();
        let vendor = vendor.and_then(|cell| cell.lookup(&vendors.index));
        let zone = cell!(row, zone).required().and_then(|cell| cell.id());
        let rate = vendor.map_or(Decimal::ONE, |vendor| rates[vendor.index()]);
        let drop = zone_drop(&row, rate);
        let (Some(vendor), Some(zone)) = (vendor, zone) else {
            continue;
        };
        match &mut vendors.table[vendor].delivery {
            DeliveryTerms::Delivered { by_zone, .. } => {
                if by_zone.iter().any(|(name, _)| name == zone) {
                    let message = "an earlier row has the same vendor and zone";
                    cell!(row, zone).fault(Kind::Duplicate, message, "remove one of the rows");
                }
                by_zone.push((zone.to_owned(), drop));
            }
            DeliveryTerms::Collect { .. } | DeliveryTerms::None => {
                let message = "the vendor brings nothing";
                let hint = "remove the row, or set the vendor's delivery to delivered";
                cell!(row, vendor).fault(Kind::NothingMoves, message, hint);
            }
        }
    }
}

fn zone_drop(row: &Row<'_, DropRecord>, rate: Decimal) -> Drop {
    Drop {
        fee: money(cell!(row, fee), rate).unwrap_or_default(),
        free_from: threshold(cell!(row, free_from), rate),
        value_min: threshold(cell!(row, min), rate),
    }
}

/// The vendor's money in the case's currency.
pub(super) fn money(cell: Cell<'_>, rate: Decimal) -> Option<Money> {
    cell.converted(Bound::NotNegative, rate).map(Money::new)
}

/// The vendor's money in the case's currency, as spend is compared with it.
pub(super) fn threshold(cell: Cell<'_>, rate: Decimal) -> Option<Money> {
    let value = cell.converted(Bound::NotNegative, rate);
    value.map(|value| Money::new(settled(value)))
}

/// What a limit is counted over; the cycle if nothing is said.
pub(super) fn limit_period(cell: Cell<'_>) -> Period {
    cell.choice(&[("cycle", Period::Cycle), ("horizon", Period::Horizon)])
        .unwrap_or(Period::Cycle)
}

/// What a fee or discount is stated for; the cycle if nothing is said.
pub(super) fn period(cell: Cell<'_>) -> Period {
    cell.choice(&PERIODS).unwrap_or(Period::Cycle)
}

/// The words for periods.
pub(super) const PERIODS: [(&str, Period); 3] = [
    ("cycle", Period::Cycle),
    ("horizon", Period::Horizon),
    ("once", Period::Once),
];

/// Notes a fault for every vendor whose capacity counts kg while a quoted item has no weight.
pub(super) fn require_weights(case: &Case, sheets: &Sheets, origin: &[usize], log: &Log) {
    for (id, vendor) in case.vendors.iter() {
        if vendor
            .capacity
            .is_none_or(|capacity| capacity.unit == CapacityUnit::Units)
        {
            continue;
        }
        let weightless = case
            .quotes_of(id)
            .map(|quote| &case.items[case.quotes[quote].item])
            .find(|item| item.weight.is_none());
        if let Some(item) = weightless {
            let row = sheets.vendors.row(origin[id.index()], log);
            let message = format!("the capacity counts kg, but {} has no weight", item.key);
            let hint = "fill in weight in items.csv";
            cell!(row, capacity_unit).fault(Kind::NoWeight, message, hint);
        }
    }
}
