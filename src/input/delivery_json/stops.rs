//! Stops and groups of the file's entries.

use super::context::Names;
use super::format::{GroupEntry, StopEntry};
use super::money;
use super::vehicles::{Surroundings, optional};
use crate::problem::delivery::{Group, Stop};
use crate::units::{GroupId, Id as _, VehicleTypeId};

/// The stop of one entry; nothing if it has faults.
pub(super) fn stop(
    index: usize,
    entry: &StopEntry,
    around: &Surroundings<'_>,
    (vehicles, groups): (&Names<'_>, &Names<'_>),
) -> Option<Stop> {
    let context = around.context;
    let path = |key: &str| format!("stops[{index}].{key}");
    let place = around.place(&path("place"), &entry.place);
    let delivery = around
        .loads
        .load(&path("delivery"), &entry.delivery, context);
    let pickup = around.loads.load(&path("pickup"), &entry.pickup, context);
    let service = context.seconds(&path("service_minutes"), entry.service_minutes.as_ref());
    let windows: Vec<_> = entry
        .windows
        .iter()
        .enumerate()
        .map(|(index, window)| around.window(&path(&format!("windows[{index}]")), window))
        .collect();
    let prize = optional(entry.prize.as_ref(), |prize| {
        money::whole(context, &path("prize"), Some(prize), around.money, 1)
    });
    let group = optional(entry.group.as_ref(), |name| {
        groups.find(&path("group"), name, context)
    });
    let allowed = optional(entry.vehicles.as_ref(), |names| {
        let named = names.iter().enumerate().map(|(index, name)| {
            vehicles.find(&path(&format!("vehicles[{index}]")), name, context)
        });
        let named: Vec<_> = named.collect();
        named.into_iter().collect::<Option<Vec<usize>>>()
    });
    let types = |positions: Vec<usize>| positions.into_iter().map(VehicleTypeId::from_index);
    Some(Stop {
        name: entry.name.clone(),
        place: place?,
        delivery: delivery?,
        pickup: pickup?,
        service: service?,
        windows: windows.into_iter().collect::<Option<_>>()?,
        prize: prize?,
        group: group?.map(GroupId::from_index),
        vehicles: allowed?.map(|positions| types(positions).collect()),
        is_splittable: entry.split,
    })
}

/// The group of one entry; nothing if it has faults.
pub(super) fn group(index: usize, entry: &GroupEntry, around: &Surroundings<'_>) -> Option<Group> {
    let prize = optional(entry.prize.as_ref(), |prize| {
        let path = format!("groups[{index}].prize");
        money::whole(around.context, &path, Some(prize), around.money, 1)
    });
    Some(Group {
        name: entry.name.clone(),
        prize: prize?,
    })
}
