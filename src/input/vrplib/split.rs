//! The plain format of the published split-delivery instances.
//!
//! Numbers alone: how many customers and the capacity, the customers' demands, then the
//! coordinates of the depot and of the customers. Every customer may be split, there are as many
//! vehicles as any plan can use, and distance is rounded to the nearest whole number.
//! (Source of the instances: Chen, Golden and Wasil 2007, doi:10.1002/net.20181.)

use super::reader::{Cell, Reader};
use super::{PLACES_MAX, Rounding, finished, travel};
use crate::input::codes::Kind;
use crate::input::fault::Faults;
use crate::problem::delivery::{
    DeliveryError, DeliveryProblem, PickupOrder, Stop, VehicleType, Window,
};
use crate::units::{Decimal, Id as _, PlaceId};

/// The problem of a plain split-delivery text; `name` is what faults call the file.
///
/// # Errors
/// Every fault at once, each with its line.
pub fn read_split(text: &str, name: &str) -> Result<DeliveryProblem, Faults> {
    let reader = Reader::new(name, Rounding::Nearest);
    let cells: Vec<Cell<'_>> = text
        .lines()
        .enumerate()
        .flat_map(|(index, line)| {
            line.split_whitespace().map(move |word| Cell {
                key: "",
                line: index + 1,
                word,
            })
        })
        .collect();
    finished(problem(&cells, &reader), reader.log, name)
}

fn problem(
    cells: &[Cell<'_>],
    reader: &Reader<'_>,
) -> Option<Result<DeliveryProblem, DeliveryError>> {
    let nowhere = Cell {
        key: "",
        line: 0,
        word: "",
    };
    let [n, capacity, rest @ ..] = cells else {
        let message = "expected the number of customers and the capacity first";
        reader.fault(
            Kind::RaggedRow,
            nowhere,
            message,
            "give the file of an instance",
        );
        return None;
    };
    let most = i64::try_from(PLACES_MAX - 1).expect("a small number");
    let n = usize::try_from(reader.whole(*n, 1, most)?).ok()?;
    let capacity = reader.whole(*capacity, 1, 1 << 40)?;
    let n_expected = n + 2 * (n + 1);
    if rest.len() != n_expected {
        let message = format!(
            "expected {n_expected} more numbers for {n} customers, found {}",
            rest.len()
        );
        let hint = "give a demand for each customer, then x and y of the depot and of each";
        reader.fault(Kind::RaggedRow, nowhere, message, hint);
        return None;
    }
    let (demands, points) = rest.split_at(n);
    let demands: Vec<_> = demands.iter().map(|cell| reader.amount(*cell)).collect();
    let points: Vec<_> = points
        .chunks_exact(2)
        .map(|pair| {
            let (x, y) = (reader.decimal(pair[0]), reader.decimal(pair[1]));
            Some([x?, y?])
        })
        .collect();
    let demands: Vec<i64> = demands.into_iter().collect::<Option<_>>()?;
    let points: Vec<[Decimal; 2]> = points.into_iter().collect::<Option<_>>()?;
    let travel = travel::between(&points, nowhere, reader)?;
    Some(DeliveryProblem::new(
        demands.iter().enumerate().map(stop).collect(),
        std::iter::empty().collect(),
        std::iter::once(vehicle_type(capacity, &demands)).collect(),
        travel,
    ))
}

fn stop((index, &demand): (usize, &i64)) -> Stop {
    Stop {
        name: (index + 1).to_string(),
        place: PlaceId::from_index(index + 1),
        delivery: vec![demand],
        pickup: vec![0],
        service: 0,
        windows: Vec::new(),
        prize: None,
        group: None,
        vehicles: None,
        is_splittable: true,
    }
}

/// As many as any plan needs: two vehicles that are half empty or more could be one.
fn vehicle_type(capacity: i64, demands: &[i64]) -> VehicleType {
    let total: i64 = demands.iter().sum();
    let alone = |demand: &i64| (demand + capacity - 1) / capacity;
    let count = (2 * total / capacity + 1).max(demands.iter().map(alone).sum());
    let depot = PlaceId::from_index(0);
    VehicleType {
        name: "vehicle".to_owned(),
        count: u32::try_from(count).unwrap_or(u32::MAX),
        start: depot,
        end: depot,
        capacity: vec![capacity],
        fixed_cost: 0,
        distance_cost: 1,
        duration_cost: 0,
        shift: Window {
            earliest: 0,
            ..Window::ANY
        },
        duration_max: None,
        distance_max: None,
        reloading: None,
        pickup_order: PickupOrder::Anywhere,
        driver_break: None,
    }
}
