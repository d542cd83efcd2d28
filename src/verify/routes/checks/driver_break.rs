//! The driver pauses.

use crate::plan::{Halt, HaltKind};
use crate::problem::delivery::DriverBreak;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Whoever departs before the last moment of the window and is back after it has one break;
/// everybody has at most one, which begins in the window, at the place of a stop or reload.
pub fn driver_break(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    let halts = drive.route.halts.iter();
    let breaks: Vec<&Halt> = halts.filter(|halt| is_break(halt)).collect();
    match (drive.vehicle.driver_break, breaks.is_empty()) {
        (None, true) => {}
        (None, false) => refusals.push(RouteRefusal::NoBreakToTake {
            route: drive.number,
            vehicle: drive.vehicle.name.clone(),
        }),
        (Some(pause), true) => require_none_due(drive, pause, refusals),
        (Some(pause), false) => require_in_order(drive, pause, &breaks, refusals),
    }
}

fn is_break(halt: &Halt) -> bool {
    matches!(halt.kind, HaltKind::Break { .. })
}

fn require_none_due(drive: &Drive, pause: DriverBreak, refusals: &mut Vec<RouteRefusal>) {
    let (departure, arrival) = (drive.route.departure, drive.route.arrival);
    let latest = pause.window.latest;
    if departure < latest && arrival > latest {
        refusals.push(RouteRefusal::BreakMissing {
            route: drive.number,
            departure,
            arrival,
            latest,
        });
    }
}

fn require_in_order(
    drive: &Drive,
    pause: DriverBreak,
    breaks: &[&Halt],
    refusals: &mut Vec<RouteRefusal>,
) {
    let route = drive.number;
    if breaks.len() > 1 {
        refusals.push(RouteRefusal::TooManyBreaks {
            route,
            found: breaks.len(),
        });
    }
    let window = pause.window;
    for halt in breaks {
        if !(window.earliest..=window.latest).contains(&halt.begin) {
            refusals.push(RouteRefusal::BreakOutsideWindow {
                route,
                begin: halt.begin,
                earliest: window.earliest,
                latest: window.latest,
            });
        }
    }
    if let Some(place) = wrong_place(drive) {
        refusals.push(RouteRefusal::BreakPlace { route, place });
    }
}

/// Where a break is that is before the first or after the last stop or reload.
fn wrong_place(drive: &Drive) -> Option<&'static str> {
    let halts = &drive.route.halts;
    let first = halts.first().map(|halt| &halt.kind);
    let last = halts.last().map(|halt| &halt.kind);
    let at_start = HaltKind::Break {
        is_before_next: false,
    };
    let at_end = HaltKind::Break {
        is_before_next: true,
    };
    if first == Some(&at_start) {
        Some("start")
    } else if last == Some(&at_end) {
        Some("end")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::delivery::{DriverBreak, Window};
    use crate::verify::routes::fixture::{Small, small, with_break};

    fn window(small: &mut Small, earliest: i64, latest: i64) {
        small.change_vehicle(|van| {
            van.driver_break = Some(DriverBreak {
                window: Window::new(earliest, latest),
                duration: 3,
            });
        });
    }

    #[test]
    fn who_is_under_way_at_the_last_moment_pauses() {
        let check = |latest, expected: &[&str]| {
            let mut small = small();
            window(&mut small, 0, latest);
            small.check(expected);
        };
        let missing = "route 1 is under way from 0 to 10 without a break, which must begin by 9";
        check(10, &[]);
        check(0, &[]);
        check(9, &[missing]);
    }

    #[test]
    fn a_break_is_at_a_stop_before_or_after_it() {
        for (index, is_before_next) in [(0, true), (1, false), (1, true), (2, false)] {
            with_break(index, is_before_next).check(&[]);
        }
        let at =
            |place| format!("the break of route 1 is at its {place}, expected at a stop or reload");
        with_break(0, false).check(&[&at("start")]);
        with_break(2, true).check(&[&at("end")]);
    }

    #[test]
    fn a_break_begins_in_its_window() {
        let mut small = with_break(1, false);
        window(&mut small, 4, 4);
        small.check(&[]);
        window(&mut small, 5, 8);
        small.check(&["the break of route 1 begins at 4, expected 5 to 8"]);
    }

    #[test]
    fn a_driver_pauses_once_if_at_all() {
        let mut small = with_break(1, false);
        small.insert_break(2, false);
        small.check(&["route 1 has 2 breaks, but may have one"]);
        small.change_vehicle(|van| van.driver_break = None);
        let refusals = small.refusals();
        let none = "route 1 has a break, but vehicle type `van` has none";
        assert!(refusals.contains(&none.to_owned()));
    }
}
