//! A generated case in which some vendors are visited.
//!
//! | | |
//! |---|---|
//! | collected | two of three vendors; the others bring their goods for their drop fees |
//! | places | vendors anywhere on a square of 60 by 60 km, in clusters of one to three within 2 km; the hub in its middle; streets run along its sides |
//! | loading | 5 to 20 minutes |
//! | weight | 0.2 to 3 kg a unit, by item |
//! | vehicles | four vans of a quarter of all weight that is needed, 25 a route, 0.60 a kilometre and 25 an hour; two trucks of half of it, 45, 0.95 and 27; at most nine hours |

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rochdale::problem::delivery::{Travel, TravelMatrix};
use rochdale::problem::{Case, CostUnits, DeliveryTerms, Hub, Place, Vehicle};
use rochdale::units::{Decimal, HubId, Id, ItemId, Money, VendorId, Weight};

/// Half of a side of the square, and the radius of a cluster, in metres.
const HALF: i32 = 30_000;
const NEAR: i32 = 2_000;

/// Metres a second: 36 km an hour.
const SPEED: i32 = 10;

/// The same case with vehicles that fetch what two of three vendors sell.
///
/// # Panics
/// If a cost of a vehicle is finer than routing counts.
pub fn fetched(mut case: Case, seed: u64) -> Case {
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x000f_e7c4);
    let items: Vec<ItemId> = case.items.ids().collect();
    for item in items {
        let grams = rng.random_range(200..=3_000_i64);
        case.items[item].weight = Some(Weight::new(Decimal::new(grams, 3)));
    }
    let hub = case.resources.hubs.push(Hub {
        key: "hub".into(),
        name: "hub".into(),
        location: None,
    });
    let vendors: Vec<VendorId> = case.vendors.ids().filter(|id| id.index() % 3 > 0).collect();
    let mut points = vec![(0, 0)];
    let mut n_left = 0;
    for vendor in &vendors {
        case.vendors[*vendor].delivery = DeliveryTerms::Collect {
            loading_seconds: 60 * rng.random_range(5..=20_i64),
        };
        let point = if n_left > 0 {
            let (x, y) = points[points.len() - 1];
            (
                x + rng.random_range(-NEAR..=NEAR),
                y + rng.random_range(-NEAR..=NEAR),
            )
        } else {
            n_left = rng.random_range(1..=3);
            (
                rng.random_range(-HALF..=HALF),
                rng.random_range(-HALF..=HALF),
            )
        };
        n_left -= 1;
        points.push(point);
    }
    let places = std::iter::once(Place::Hub(hub));
    case.resources.places = places
        .chain(vendors.into_iter().map(Place::Vendor))
        .collect();
    case.resources.travel = Some(TravelMatrix::from_fn(points.len(), |from, to| {
        let across = points[from].0.abs_diff(points[to].0);
        let along = points[from].1.abs_diff(points[to].1);
        let distance = i32::try_from(across + along).expect("the square is small");
        Travel {
            distance,
            duration: distance / SPEED,
        }
    }));
    add_vehicles(&mut case, hub);
    case
}

fn add_vehicles(case: &mut Case, hub: HubId) {
    let needed = case.demand.values().map(|line| {
        let weight = case.items[line.item].weight.expect("each has a weight");
        weight.value() * line.quantity.value()
    });
    let needed: Decimal = needed.sum();
    for (key, count, parts, costs) in [
        ("van", 4, 4, [2500, 60, 2500]),
        ("truck", 2, 2, [4500, 95, 2700]),
    ] {
        let most = (needed / Decimal::from(parts)).ceil();
        case.resources
            .vehicles
            .push(vehicle(key, (count, most), costs, hub));
    }
    let units = CostUnits::of(case.resources.vehicles.values());
    case.resources.cost_units = units.expect("costs are in hundredths");
}

/// Costs in hundredths: of a route, a kilometre and an hour.
fn vehicle(key: &str, (count, most): (u32, Decimal), costs: [i64; 3], hub: HubId) -> Vehicle {
    const SHIFT: i64 = 9 * 3600;
    let [fixed_cost, cost_per_km, cost_per_hour] =
        costs.map(|cost| Money::new(Decimal::new(cost, 2)));
    Vehicle {
        key: key.into(),
        name: key.into(),
        hub,
        count,
        weight_max: Some(Weight::new(most)),
        volume_max: None,
        fixed_cost,
        cost_per_km,
        cost_per_hour,
        distance_max: None,
        duration_max: Some(SHIFT),
    }
}
