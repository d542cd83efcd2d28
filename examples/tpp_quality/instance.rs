//! TPPLIB files as cases: one member at the hub, every market a vendor whose goods are collected.

use std::path::Path;

use rochdale::problem::delivery::{Travel, TravelMatrix};
use rochdale::problem::{Case, CostUnits, DeliveryTerms, Hub, Place, Vehicle};
use rochdale::units::{Decimal, HubId, Id, ItemId, Money, Price};

use crate::plain_case;

/// The case of a file: distances are Euclidean and rounded down, one unit of money each.
pub fn case(path: &Path) -> Result<Case, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let points = points(&text)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut case = plain_case::empty(name.into_owned());
    case.members.push(plain_case::member(0));
    case.sites.push(plain_case::site(0, None));
    for row in rows(&text, "DEMAND_SECTION")?.into_iter().skip(1) {
        let [product, need] = row[..] else {
            return Err(format!("a demand of {} numbers", row.len()));
        };
        case.items.push(plain_case::item(product, true));
        let line = plain_case::line(0, product, need);
        let item = ItemId::from_index(case.items.len() - 1);
        case.demand
            .push(rochdale::problem::DemandLine { item, ..line });
    }
    for row in rows(&text, "OFFER_SECTION")? {
        add_market(&mut case, &row)?;
    }
    add_truck(&mut case, &points);
    Ok(case)
}

/// A market and what it offers: number, count, then product, price and quantity of each.
fn add_market(case: &mut Case, row: &[u32]) -> Result<(), String> {
    let [number, _, offers @ ..] = row else {
        return Err("a market without offers".to_owned());
    };
    if *number == 1 {
        return Ok(());
    }
    let mut vendor = plain_case::vendor(format!("market{number}"));
    vendor.delivery = DeliveryTerms::Collect { loading_seconds: 0 };
    let vendor = case.vendors.push(vendor);
    for offer in offers.chunks_exact(3) {
        let item = ItemId::from_index(offer[0] as usize - 1);
        let price = Price::per_unit(Money::new(offer[1].into()));
        let mut quote = plain_case::quote(case, vendor, item, price);
        quote.capacity = Some(plain_case::in_one_cycle(offer[2]));
        case.quotes.push(quote);
    }
    Ok(())
}

fn add_truck(case: &mut Case, points: &[(f64, f64)]) {
    let hub = case.resources.hubs.push(Hub {
        key: "hub".into(),
        name: "hub".into(),
        location: None,
    });
    case.resources.vehicles.push(Vehicle {
        key: "truck".into(),
        name: "truck".into(),
        hub: HubId::from_index(hub.index()),
        count: 1,
        weight_max: None,
        volume_max: None,
        fixed_cost: Money::ZERO,
        cost_per_km: Money::new(Decimal::ONE_THOUSAND),
        cost_per_hour: Money::ZERO,
        distance_max: None,
        duration_max: None,
    });
    let places = std::iter::once(Place::Hub(hub));
    case.resources.places = places
        .chain(case.vendors.ids().map(Place::Vendor))
        .collect();
    let travel = TravelMatrix::from_fn(points.len(), |from, to| Travel {
        distance: floor_distance(points[from], points[to]),
        duration: 0,
    });
    case.resources.travel = Some(travel);
    case.resources.cost_units = CostUnits::default();
}

fn floor_distance(a: (f64, f64), b: (f64, f64)) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "points lie on a small square"
    )]
    let distance = (a.0 - b.0).hypot(a.1 - b.1).floor() as i32;
    distance
}

fn points(text: &str) -> Result<Vec<(f64, f64)>, String> {
    let lines = section(text, "NODE_COORD_SECTION")?;
    lines
        .map(|line| {
            let numbers: Vec<f64> = line
                .split_whitespace()
                .map_while(|number| number.parse().ok())
                .collect();
            match numbers[..] {
                [_, x, y] => Ok((x, y)),
                _ => Err(format!("no coordinates: {line}")),
            }
        })
        .collect()
}

/// The rows of a section in whole numbers.
fn rows(text: &str, name: &str) -> Result<Vec<Vec<u32>>, String> {
    let lines = section(text, name)?;
    lines
        .map(|line| {
            let numbers = line.split_whitespace().map(str::parse);
            numbers
                .collect::<Result<_, _>>()
                .map_err(|error| format!("{line}: {error}"))
        })
        .collect()
}

/// The lines of a section, up to the next.
fn section<'a>(text: &'a str, name: &str) -> Result<impl Iterator<Item = &'a str>, String> {
    let mut lines = text.lines().map(str::trim);
    lines
        .find(|line| line.starts_with(name))
        .ok_or_else(|| format!("there is no {name}"))?;
    Ok(lines.take_while(|line| line.starts_with(|first: char| first.is_ascii_digit())))
}
