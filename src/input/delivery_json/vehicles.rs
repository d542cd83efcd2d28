//! Vehicle types of the file's entries.

use super::context::{Context, Names};
use super::format::{Amounts, BreakEntry, Pickups, ReloadEntry, VehicleEntry};
use super::loads::Loads;
use super::money::{self, HOUR, KM};
use crate::input::codes::Kind;
use crate::problem::delivery::{DriverBreak, Load, PickupOrder, Reloading, VehicleType, Window};
use crate::units::{Id as _, PlaceId};

/// What the entries of a file refer to.
pub(super) struct Surroundings<'a> {
    pub context: &'a Context<'a>,
    pub places: Names<'a>,
    pub loads: Loads<'a>,
    /// Units of cost to one of the currency.
    pub money: i64,
}

impl Surroundings<'_> {
    /// A place by its name.
    pub fn place(&self, path: &str, name: &str) -> Option<PlaceId> {
        let position = self.places.find(path, name, self.context)?;
        Some(PlaceId::from_index(position))
    }

    /// A window whose end is no earlier than its beginning.
    pub fn window(&self, path: &str, [earliest, latest]: &[String; 2]) -> Option<Window> {
        let start = self.context.moment(path, earliest);
        let end = self.context.moment(path, latest);
        let window = Window::new(start?, end?);
        if window.earliest > window.latest {
            let found = format!("{earliest}–{latest}");
            let message = "the window ends before it begins";
            let hint = "exchange the two; after midnight hours go on: 26:00";
            self.context
                .fault(Kind::OutOfBounds, path, &found, message, hint);
            return None;
        }
        Some(window)
    }
}

/// The type of one entry; nothing if it has faults.
pub(super) fn vehicle_type(
    index: usize,
    entry: &VehicleEntry,
    around: &Surroundings<'_>,
) -> Option<VehicleType> {
    let context = around.context;
    let path = |key: &str| format!("vehicles[{index}].{key}");
    let start = around.place(&path("start"), &entry.start);
    let end = match &entry.end {
        Some(end) => around.place(&path("end"), end),
        None => start,
    };
    let capacity = capacity(&path("capacity"), &entry.capacity, around);
    let cost =
        |key: &str, amount, per| money::whole(context, &path(key), amount, around.money, per);
    let fixed_cost = cost("fixed_cost", entry.fixed_cost.as_ref(), 1);
    let distance_cost = cost("cost_per_km", entry.cost_per_km.as_ref(), KM);
    let duration_cost = cost("cost_per_hour", entry.cost_per_hour.as_ref(), HOUR);
    let shift = around.window(&path("shift"), &entry.shift);
    let duration_max = optional(entry.duration_max_minutes.as_ref(), |amount| {
        context.scaled(&path("duration_max_minutes"), amount, 60)
    });
    let distance_max = optional(entry.distance_max_km.as_ref(), |amount| {
        context.scaled(&path("distance_max_km"), amount, KM)
    });
    let reloading = optional(entry.reload.as_ref(), |entry| {
        reloading(&path("reload"), entry, around)
    });
    let driver_break = optional(entry.driver_break.as_ref(), |entry| {
        pause(&path("driver_break"), entry, around)
    });
    Some(VehicleType {
        name: entry.name.clone(),
        count: entry.count,
        start: start?,
        end: end?,
        capacity: capacity?,
        fixed_cost: fixed_cost?,
        distance_cost: distance_cost?,
        duration_cost: duration_cost?,
        shift: shift?,
        duration_max: duration_max?,
        distance_max: distance_max?,
        reloading: reloading?,
        pickup_order: order(entry.pickups),
        driver_break: driver_break?,
    })
}

/// `Some(None)` where nothing is stated, `None` where what is stated has faults.
#[allow(
    clippy::option_option,
    reason = "nothing stated is not the same as a fault"
)]
pub(super) fn optional<T, U>(
    entry: Option<T>,
    read: impl FnOnce(T) -> Option<U>,
) -> Option<Option<U>> {
    match entry {
        Some(entry) => read(entry).map(Some),
        None => Some(None),
    }
}

/// Every kind of load must be stated: nobody means a vehicle that holds none of it.
fn capacity(path: &str, amounts: &Amounts, around: &Surroundings<'_>) -> Option<Load> {
    let n_missing = around.loads.missing(amounts).count();
    for name in around.loads.missing(amounts) {
        let message = format!("expected the capacity for {name}");
        let hint = "add it; 0 if the vehicle takes none";
        around
            .context
            .fault(Kind::MissingColumn, path, "", &message, hint);
    }
    let load = around.loads.load(path, amounts, around.context)?;
    (n_missing == 0).then_some(load)
}

fn order(pickups: Pickups) -> PickupOrder {
    match pickups {
        Pickups::Anywhere => PickupOrder::Anywhere,
        Pickups::AfterDeliveries => PickupOrder::AfterDeliveries,
        Pickups::OnTheWayBack => PickupOrder::OnTheWayBack,
    }
}

fn reloading(path: &str, entry: &ReloadEntry, around: &Surroundings<'_>) -> Option<Reloading> {
    let places = entry.places.iter().enumerate();
    let places: Vec<_> = places
        .map(|(index, name)| around.place(&format!("{path}.places[{index}]"), name))
        .collect();
    let duration = around
        .context
        .seconds(&format!("{path}.minutes"), Some(&entry.minutes));
    Some(Reloading {
        places: places.into_iter().collect::<Option<_>>()?,
        most: entry.most,
        duration: duration?,
    })
}

fn pause(path: &str, entry: &BreakEntry, around: &Surroundings<'_>) -> Option<DriverBreak> {
    let window = around.window(&format!("{path}.window"), &entry.window);
    let duration = around
        .context
        .seconds(&format!("{path}.minutes"), Some(&entry.minutes));
    Some(DriverBreak {
        window: window?,
        duration: duration?,
    })
}
