//! When a vehicle is done at a halt, for every moment at which it may depart.

use crate::problem::delivery::{DeliveryProblem, DriverBreak, VehicleType, Window};

use super::HORIZON_MAX;
use super::routes::Step;

/// The earliest moments of one departure.
#[derive(Clone, Copy)]
pub(super) struct Moments {
    /// When the vehicle left its start.
    pub departure: i64,
    /// When it may leave the place where it is, if there was no break yet.
    pub without_break: Option<i64>,
    /// When it may, if there was.
    pub with_break: Option<i64>,
}

/// One entry per departure from which the halt is reached.
pub(super) fn departures(vehicle: &VehicleType) -> Vec<Moments> {
    let shift = vehicle.shift;
    assert!(
        shift.latest - shift.earliest <= HORIZON_MAX,
        "a shift is short enough to try every departure"
    );
    let is_time_free = vehicle.duration_cost == 0
        && vehicle.duration_max.is_none()
        && vehicle.driver_break.is_none();
    // Nobody gains from departing late if time neither costs nor is limited.
    let latest = if is_time_free {
        shift.earliest
    } else {
        shift.latest
    };
    let moments = (shift.earliest..=latest).map(|departure| Moments {
        departure,
        without_break: Some(departure),
        with_break: None,
    });
    moments.collect()
}

/// Goes on by `travel`, and does what is to be done there. A break is taken before that, or after
/// it, or not at all.
pub(super) fn advanced(
    problem: &DeliveryProblem,
    vehicle: &VehicleType,
    moments: &[Moments],
    travel: i64,
    step: Step,
) -> Vec<Moments> {
    let serve = |moment| served(problem, vehicle, step, moment);
    let pause = |moment| vehicle.driver_break.and_then(|of| paused(of, moment));
    let advanced = moments.iter().map(|row| {
        let without_break = row.without_break.and_then(|moment| serve(moment + travel));
        let with_break = [
            row.with_break.and_then(|moment| serve(moment + travel)),
            row.without_break
                .and_then(|moment| pause(moment + travel))
                .and_then(serve),
            without_break.and_then(pause),
        ];
        Moments {
            departure: row.departure,
            without_break,
            with_break: with_break.into_iter().flatten().min(),
        }
    });
    advanced
        .filter(|row| row.without_break.is_some() || row.with_break.is_some())
        .collect()
}

/// When a visit or reload is done that begins as soon as it may from `moment` on.
pub(super) fn served(
    problem: &DeliveryProblem,
    vehicle: &VehicleType,
    step: Step,
    moment: i64,
) -> Option<i64> {
    let done = match step {
        Step::Visit { stop, .. } => {
            let visited = &problem.stops()[stop];
            begun(&visited.windows, moment)? + visited.service
        }
        Step::Reload { .. } => {
            let reloading = vehicle.reloading.as_ref();
            moment + reloading.map_or(0, |reloading| reloading.duration)
        }
    };
    (done <= vehicle.shift.latest).then_some(done)
}

/// The first moment in a window from `moment` on.
fn begun(windows: &[Window], moment: i64) -> Option<i64> {
    if windows.is_empty() {
        return Some(moment);
    }
    let open = windows.iter().filter(|window| moment <= window.latest);
    open.map(|window| moment.max(window.earliest)).min()
}

/// When a break is over that begins as soon as it may from `moment` on.
pub(super) fn paused(of: DriverBreak, moment: i64) -> Option<i64> {
    let begin = moment.max(of.window.earliest);
    (begin <= of.window.latest).then_some(begin + of.duration)
}

/// Whether a vehicle may be under way from `departure` to `arrival` without a break.
pub(super) fn needs_no_break(vehicle: &VehicleType, departure: i64, arrival: i64) -> bool {
    match vehicle.driver_break {
        None => true,
        Some(of) => departure >= of.window.latest || arrival <= of.window.latest,
    }
}
