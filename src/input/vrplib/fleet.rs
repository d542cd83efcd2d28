//! Vehicles: those that are alike become one type.

use std::collections::{BTreeSet, HashMap};

use super::document::Document;
use super::nodes::Size;
use super::reader::Reader;
use super::vehicles::{Vehicle, vehicles};
use crate::problem::delivery::{PickupOrder, Reloading, Stop, VehicleType, Window};
use crate::units::{Id as _, PlaceId, VehicleTypeId};

/// Most vehicles that are looked at one by one.
const VEHICLES_MAX: i64 = 100_000;

/// Vehicle types, and the nodes that each may visit.
#[derive(Debug)]
pub(super) struct Fleet {
    /// The types in the order in which the file has the first vehicle of each.
    pub types: Vec<VehicleType>,
    allowed: Vec<Option<Vec<usize>>>,
}

impl Fleet {
    /// Tells every stop which types may visit it.
    pub fn restrict(&self, stops: &mut [Stop]) {
        if self.allowed.iter().all(Option::is_none) {
            return;
        }
        let sets: Vec<Option<BTreeSet<usize>>> = self
            .allowed
            .iter()
            .map(|nodes| nodes.as_ref().map(|nodes| nodes.iter().copied().collect()))
            .collect();
        for stop in stops {
            let node = stop.place.index();
            let may = |set: &Option<BTreeSet<usize>>| {
                set.as_ref().is_none_or(|nodes| nodes.contains(&node))
            };
            if !sets.iter().all(may) {
                let types = (0..sets.len()).filter(|&index| may(&sets[index]));
                stop.vehicles = Some(types.map(VehicleTypeId::from_index).collect());
            }
        }
    }
}

/// The fleet; nothing if it has faults.
pub(super) fn fleet(document: &Document<'_>, size: &Size, reader: &Reader<'_>) -> Option<Fleet> {
    let n = match document.spec("VEHICLES") {
        Some(cell) => usize::try_from(reader.whole(cell, 1, VEHICLES_MAX)?).ok()?,
        None => size.clients.len().max(1),
    };
    let vehicles = vehicles(document, n, size, reader)?;
    let order = match document.spec("TYPE") {
        Some(cell) if cell.word == "VRPB" => PickupOrder::OnTheWayBack,
        _ => PickupOrder::Anywhere,
    };
    let mut index_of: HashMap<Vehicle, usize> = HashMap::new();
    let mut fleet = Fleet {
        types: Vec::new(),
        allowed: Vec::new(),
    };
    for vehicle in vehicles {
        if let Some(&index) = index_of.get(&vehicle) {
            let alike: &mut VehicleType = &mut fleet.types[index];
            alike.count += 1;
            continue;
        }
        let name = format!("type {}", fleet.types.len() + 1);
        fleet.types.push(vehicle_type(&vehicle, name, size, order));
        fleet.allowed.push(vehicle.allowed.clone());
        index_of.insert(vehicle, fleet.types.len() - 1);
    }
    Some(fleet)
}

fn vehicle_type(vehicle: &Vehicle, name: String, size: &Size, order: PickupOrder) -> VehicleType {
    let place = PlaceId::from_index(vehicle.depot);
    let most = u32::try_from(size.clients.len()).expect("nodes are few");
    VehicleType {
        name,
        count: 1,
        start: place,
        end: place,
        capacity: vehicle.capacity.clone(),
        fixed_cost: vehicle.fixed_cost,
        distance_cost: vehicle.distance_cost,
        duration_cost: 0,
        shift: size.windows.as_ref().map_or(
            Window {
                earliest: 0,
                ..Window::ANY
            },
            |windows| windows[vehicle.depot],
        ),
        duration_max: vehicle.duration_max,
        distance_max: vehicle.distance_max,
        reloading: vehicle.reload_at.first().map(|&first| Reloading {
            places: vehicle
                .reload_at
                .iter()
                .map(|&node| PlaceId::from_index(node))
                .collect(),
            most: vehicle.reloads_max.unwrap_or(most).min(most),
            duration: size.service[first],
        }),
        pickup_order: order,
        driver_break: None,
    }
}
