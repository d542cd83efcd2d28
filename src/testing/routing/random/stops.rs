//! Random stops and groups.

use super::Shape;
use crate::problem::delivery::{Group, Load, Stop, Window};
use crate::testing::Dice;
use crate::units::{GroupId, Id as _, PlaceId, StopId, Table, VehicleTypeId};

/// Most stops that may be split: the routes to try grow with the units of all of them together.
const SPLIT_MAX: usize = 2;

/// Stops, each at a place of its own or now and then where another is, and groups of some.
pub(super) fn stops(
    shape: &Shape,
    n_types: usize,
    dice: &mut Dice,
) -> (Table<StopId, Stop>, Table<GroupId, Group>) {
    let mut stops: Table<StopId, Stop> = Table::default();
    for index in 0..shape.n_stops {
        stops.push(stop(shape, index, n_types, dice));
    }
    let split: Vec<StopId> = stops.ids().filter(|&id| stops[id].is_splittable).collect();
    for &id in split.iter().skip(SPLIT_MAX) {
        stops[id].is_splittable = false;
    }
    let mut groups = Table::default();
    if shape.has_groups && shape.n_stops > 1 {
        let group = groups.push(Group {
            name: "group".to_owned(),
            prize: (!dice.one_in(2)).then(|| prize(dice)),
        });
        let n_alternatives = dice.between(2, shape.n_stops.min(3)) as usize;
        for id in stops.ids().take(n_alternatives) {
            let stop = &mut stops[id];
            stop.group = Some(group);
            stop.prize = None;
            stop.is_splittable = false;
        }
    }
    (stops, groups)
}

fn stop(shape: &Shape, index: u32, n_types: usize, dice: &mut Dice) -> Stop {
    let own = if dice.one_in(6) {
        dice.between(0, index)
    } else {
        index
    };
    let has_pickup = shape.has_pickups && dice.one_in(2);
    let is_splittable = shape.has_splits && !has_pickup && dice.one_in(2);
    let delivers = !has_pickup || dice.one_in(3);
    Stop {
        name: format!("s{index}"),
        place: PlaceId::from_index((shape.n_depots + own) as usize),
        delivery: delivery(shape, delivers, is_splittable, dice),
        pickup: if has_pickup {
            load(shape, 1, 4, dice)
        } else {
            load(shape, 0, 0, dice)
        },
        service: if shape.has_service {
            i64::from(dice.between(0, 4))
        } else {
            0
        },
        windows: windows(shape, dice),
        prize: (shape.has_prizes && dice.one_in(2)).then(|| prize(dice)),
        group: None,
        vehicles: (shape.has_allowed_vehicles && dice.one_in(2)).then(|| allowed(n_types, dice)),
        is_splittable,
    }
}

fn prize(dice: &mut Dice) -> i64 {
    i64::from(dice.between(0, 40))
}

/// A delivery of two or three units if it may be split, now and then of none.
fn delivery(shape: &Shape, delivers: bool, is_splittable: bool, dice: &mut Dice) -> Load {
    if !delivers {
        return load(shape, 0, 0, dice);
    }
    if !is_splittable {
        return load(shape, dice.pick(&[0, 1]), 4, dice);
    }
    let n_units = i64::from(dice.between(2, 3));
    // A first amount of one makes the units as many as meant.
    let mut unit = load(shape, 0, 2, dice);
    unit[0] = 1;
    unit.into_iter().map(|amount| amount * n_units).collect()
}

fn load(shape: &Shape, least: u32, most: u32, dice: &mut Dice) -> Load {
    let amounts = (0..shape.n_dimensions).map(|_| i64::from(dice.between(least, most)));
    amounts.collect()
}

/// None, one or two windows.
fn windows(shape: &Shape, dice: &mut Dice) -> Vec<Window> {
    if !shape.has_windows {
        return vec![];
    }
    let mut windows = Vec::new();
    let mut moment = 0;
    for _ in 0..dice.pick(&[0, 1, 1, 2]) {
        let earliest = moment + i64::from(dice.between(0, 15));
        let latest = earliest + i64::from(dice.between(0, 12));
        windows.push(Window::new(earliest, latest));
        moment = latest + 1;
    }
    windows
}

/// Most types, at times none.
fn allowed(n_types: usize, dice: &mut Dice) -> Vec<VehicleTypeId> {
    let types = (0..n_types).map(VehicleTypeId::from_index);
    types.filter(|_| !dice.one_in(3)).collect()
}
