//! A vehicle reloads where and as often as it may.

use crate::plan::HaltKind;
use crate::units::Id as _;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Reloads are allowed, at allowed places, and not too many.
pub fn reloads(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    let halts = drive.route.halts.iter();
    let reloads = halts.filter_map(|halt| match halt.kind {
        HaltKind::Reload { place } => Some(place),
        HaltKind::Visit { .. } | HaltKind::Break { .. } => None,
    });
    let places: Vec<_> = reloads.collect();
    if places.is_empty() {
        return;
    }
    let vehicle = || drive.vehicle.name.clone();
    let Some(reloading) = &drive.vehicle.reloading else {
        refusals.push(RouteRefusal::MayNotReload {
            route: drive.number,
            vehicle: vehicle(),
        });
        return;
    };
    let elsewhere = places.iter().filter(|&at| !reloading.places.contains(at));
    refusals.extend(elsewhere.map(|place| RouteRefusal::ReloadPlace {
        route: drive.number,
        place: place.index(),
        vehicle: vehicle(),
    }));
    if places.len() > usize::try_from(reloading.most).unwrap_or(usize::MAX) {
        refusals.push(RouteRefusal::TooManyReloads {
            route: drive.number,
            found: places.len(),
            most: reloading.most,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::units::{Id as _, PlaceId};
    use crate::verify::routes::fixture::reloading;

    #[test]
    fn a_vehicle_reloads_only_if_it_may() {
        let mut small = reloading();
        small.change_reloading(|reloading| reloading.duration = 0);
        small.plan.routes[0].halts[1].begin += 1;
        small.check(&[]);
        small.change_vehicle(|van| van.reloading = None);
        small.check(&["route 1 reloads, but vehicle type `van` may not"]);
    }

    #[test]
    fn a_vehicle_reloads_where_it_may() {
        let mut small = reloading();
        small.change_reloading(|reloading| reloading.places = vec![PlaceId::from_index(2)]);
        small.check(&["route 1 reloads at place 0, where vehicle type `van` may not"]);
    }

    #[test]
    fn a_vehicle_reloads_as_often_as_it_may() {
        let mut small = reloading();
        small.change_reloading(|reloading| reloading.most = 1);
        small.check(&[]);
        small.change_reloading(|reloading| reloading.most = 0);
        small.check(&["route 1 reloads 1 times, but may 0 times"]);
    }
}
