//! Random vehicle types.

use super::Shape;
use crate::problem::delivery::{DriverBreak, PickupOrder, Reloading, VehicleType, Window};
use crate::testing::Dice;
use crate::units::{Id as _, PlaceId, Table, VehicleTypeId};

/// So many types, of one or two vehicles each.
pub(super) fn vehicles(
    shape: &Shape,
    n_types: usize,
    dice: &mut Dice,
) -> Table<VehicleTypeId, VehicleType> {
    let types = (0..n_types).map(|index| vehicle(shape, index, dice));
    types.collect()
}

fn vehicle(shape: &Shape, index: usize, dice: &mut Dice) -> VehicleType {
    let start = depot(shape, dice);
    let shift_earliest = dice.pick(&[0, 0, 0, 3, 8]);
    let may_reload = shape.has_reloads && !dice.one_in(4);
    // Who may reload is small, or it would never pay.
    let capacity_max = if may_reload { 7 } else { 12 };
    let capacity = (0..shape.n_dimensions)
        .map(|_| i64::from(dice.between(4, capacity_max)))
        .collect();
    VehicleType {
        name: format!("v{index}"),
        count: if may_reload { 1 } else { dice.between(1, 2) },
        start,
        end: if dice.one_in(3) {
            depot(shape, dice)
        } else {
            start
        },
        capacity,
        fixed_cost: dice.pick(&[0, 0, 5, 20]),
        distance_cost: dice.pick(&[0, 1, 1, 2, 3]),
        duration_cost: dice.pick(&[0, 0, 1, 2]),
        shift: Window::new(
            shift_earliest,
            shift_earliest + i64::from(dice.between(20, 48)),
        ),
        duration_max: limit(shape, dice),
        distance_max: limit(shape, dice),
        reloading: may_reload.then(|| reloading(shape, dice)),
        pickup_order: dice.pick(&[
            PickupOrder::Anywhere,
            PickupOrder::AfterDeliveries,
            PickupOrder::OnTheWayBack,
        ]),
        driver_break: (shape.has_breaks && !dice.one_in(4)).then(|| driver_break(dice)),
    }
}

fn depot(shape: &Shape, dice: &mut Dice) -> PlaceId {
    PlaceId::from_index(dice.between(0, shape.n_depots - 1) as usize)
}

fn limit(shape: &Shape, dice: &mut Dice) -> Option<i64> {
    (shape.has_limits && dice.one_in(2)).then(|| i64::from(dice.between(10, 35)))
}

fn reloading(shape: &Shape, dice: &mut Dice) -> Reloading {
    let mut places: Vec<PlaceId> = (0..dice.between(1, 2))
        .map(|_| depot(shape, dice))
        .collect();
    places.dedup();
    Reloading {
        places,
        most: dice.between(1, 2),
        duration: i64::from(dice.between(0, 3)),
    }
}

fn driver_break(dice: &mut Dice) -> DriverBreak {
    let earliest = i64::from(dice.between(2, 16));
    DriverBreak {
        window: Window::new(earliest, earliest + i64::from(dice.between(0, 8))),
        duration: i64::from(dice.between(0, 6)),
    }
}
