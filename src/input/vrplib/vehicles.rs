//! What the file says of every vehicle.

use super::document::Document;
use super::nodes::{Size, clients};
use super::reader::{Cell, Reader};
use crate::input::codes::Kind;
use crate::problem::delivery::Load;

/// What distinguishes vehicles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Vehicle {
    /// Where it starts and ends, as the position of a node.
    pub depot: usize,
    /// Most that it holds.
    pub capacity: Load,
    /// Cost of using it.
    pub fixed_cost: i64,
    /// Cost of a unit of distance.
    pub distance_cost: i64,
    /// Longest time of a route.
    pub duration_max: Option<i64>,
    /// Longest route.
    pub distance_max: Option<i64>,
    /// Nodes where it may load again.
    pub reload_at: Vec<usize>,
    /// How often it may; `None`: no limit.
    pub reloads_max: Option<u32>,
    /// Nodes that it may visit; `None`: all.
    pub allowed: Option<Vec<usize>>,
}

/// Every vehicle by itself; nothing if they have faults.
pub(super) fn vehicles(
    document: &Document<'_>,
    n: usize,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<Vec<Vehicle>> {
    let scaled = |cell: Cell<'_>| reader.scaled(cell);
    let column = |section: &str, default: i64, value: &dyn Fn(Cell<'_>) -> Option<i64>| {
        reader.column(document, (section, "vehicle"), n, default, value)
    };
    let capacity = capacity(document, n, size, reader);
    let fixed = column("VEHICLES_FIXED_COST_SECTION", 0, &scaled);
    let rate = column("VEHICLES_UNIT_DISTANCE_COST_SECTION", 1, &|cell| {
        reader.amount(cell)
    });
    let duration = limit(document, "VEHICLES_MAX_DURATION", n, reader, &scaled);
    let distance = limit(document, "VEHICLES_MAX_DISTANCE", n, reader, &scaled);
    let reloads = limit(document, "VEHICLES_MAX_RELOADS", n, reader, &|cell| {
        reader.whole(cell, 0, i64::from(u32::MAX))
    });
    let depot = depot(document, n, size, reader);
    let reload_at = reload_at(document, n, size, reader);
    let allowed = allowed(document, n, size, reader);
    let (capacity, fixed, rate, duration, distance) =
        (capacity?, fixed?, rate?, duration?, distance?);
    let (reloads, depot, reload_at, allowed) = (reloads?, depot?, reload_at?, allowed?);
    let vehicles = (0..n).map(|index| Vehicle {
        depot: depot[index],
        capacity: capacity[index].clone(),
        fixed_cost: fixed[index],
        distance_cost: rate[index],
        duration_max: duration[index],
        distance_max: distance[index],
        reload_at: reload_at[index].clone(),
        reloads_max: reloads[index].and_then(|most| u32::try_from(most).ok()),
        allowed: allowed[index].clone(),
    });
    Some(vehicles.collect())
}

/// A keyword with one number for all, or a section with one for each vehicle.
fn limit(
    document: &Document<'_>,
    key: &str,
    n: usize,
    reader: &Reader<'_>,
    value: &dyn Fn(Cell<'_>) -> Option<i64>,
) -> Option<Vec<Option<i64>>> {
    let all = match document.spec(key) {
        Some(cell) => Some(value(cell)?),
        None => None,
    };
    let section = format!("{key}_SECTION");
    reader.column(document, (&section, "vehicle"), n, all, |cell| {
        value(cell).map(Some)
    })
}

/// Without any statement a vehicle holds everything.
fn capacity(
    document: &Document<'_>,
    n: usize,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<Vec<Load>> {
    let section = "CAPACITY_SECTION";
    let (capacities, cell) = if document.section(section).is_some() {
        let capacities = reader.amounts(document, (section, "vehicle"), n)?;
        let cell = Cell {
            key: section,
            line: 0,
            word: "",
        };
        (capacities, cell)
    } else if let Some(cell) = document.spec("CAPACITY") {
        let words = cell.word.split_whitespace();
        let amounts: Vec<_> = words
            .map(|word| reader.amount(Cell { word, ..cell }))
            .collect();
        let amounts: Load = amounts.into_iter().collect::<Option<_>>()?;
        (vec![amounts; n], cell)
    } else {
        return Some(vec![vec![1 << 40; size.n_dimensions.unwrap_or(1)]; n]);
    };
    let n_dimensions = size.n_dimensions.unwrap_or(capacities[0].len());
    if capacities.iter().any(|load| load.len() != n_dimensions) {
        let message = format!("expected {n_dimensions} amounts, as clients have");
        let hint = "give as many capacities as DEMAND_SECTION has amounts";
        reader.fault(Kind::RaggedRow, cell, message, hint);
        return None;
    }
    Some(capacities)
}

fn depot(
    document: &Document<'_>,
    n: usize,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<Vec<usize>> {
    let section = ("VEHICLES_DEPOT_SECTION", "vehicle");
    reader.column(document, section, n, size.depots[0], |cell| {
        depot_at(cell, size, reader)
    })
}

fn depot_at(cell: Cell<'_>, size: &Size, reader: &Reader<'_>) -> Option<usize> {
    let node = reader.position(cell, "node", size.n_nodes)?;
    if !size.depots.contains(&node) {
        let message = "expected a node of DEPOT_SECTION";
        reader.fault(Kind::UnknownId, cell, message, "name a depot");
        return None;
    }
    Some(node)
}

/// Where each vehicle may load again; all places of one take equally long.
fn reload_at(
    document: &Document<'_>,
    n: usize,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<Vec<Vec<usize>>> {
    let section = "VEHICLES_RELOAD_DEPOT_SECTION";
    if document.section(section).is_none() {
        return Some(vec![Vec::new(); n]);
    }
    let rows = reader.by_number(document, section, "vehicle", n)?;
    let places: Vec<Option<Vec<usize>>> = rows
        .iter()
        .map(|row| {
            let cells = row.cells(1);
            let places: Vec<_> = cells.map(|cell| depot_at(cell, size, reader)).collect();
            let places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
            let is_alike = places
                .windows(2)
                .all(|pair| size.service[pair[0]] == size.service[pair[1]]);
            if !is_alike {
                let cell = row.cells(0).next()?;
                let message = "expected reload depots with one service time";
                reader.fault(Kind::OutOfBounds, cell, message, "give all the same");
                return None;
            }
            Some(places)
        })
        .collect();
    places.into_iter().collect()
}

/// The nodes that each vehicle may visit.
fn allowed(
    document: &Document<'_>,
    n: usize,
    size: &Size,
    reader: &Reader<'_>,
) -> Option<Vec<Option<Vec<usize>>>> {
    let section = "VEHICLES_ALLOWED_CLIENTS_SECTION";
    if document.section(section).is_none() {
        return Some(vec![None; n]);
    }
    let rows = reader.by_number(document, section, "vehicle", n)?;
    let allowed: Vec<Option<Option<Vec<usize>>>> = rows
        .iter()
        .map(|row| {
            let clients = clients(row, size, reader)?;
            let mut nodes: Vec<usize> = clients.into_iter().map(|(node, _)| node).collect();
            nodes.sort_unstable();
            nodes.dedup();
            Some((nodes.len() < size.clients.len()).then_some(nodes))
        })
        .collect();
    allowed.into_iter().collect()
}
