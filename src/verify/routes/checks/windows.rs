//! Service begins when the stop allows it.

use crate::plan::HaltKind;
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Every visit begins in one of its stop's windows; a stop without windows is open at all times.
pub fn windows(drive: &Drive, refusals: &mut Vec<RouteRefusal>) {
    for halt in &drive.route.halts {
        let HaltKind::Visit { stop, .. } = halt.kind else {
            continue;
        };
        let windows = &drive.problem.stops()[stop].windows;
        let mut moments = windows.iter().map(|window| window.earliest..=window.latest);
        if !windows.is_empty() && !moments.any(|moments| moments.contains(&halt.begin)) {
            refusals.push(RouteRefusal::OutsideWindows {
                route: drive.number,
                stop: drive.stop_name(stop),
                begin: halt.begin,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::delivery::Window;
    use crate::verify::routes::fixture::small;

    #[test]
    fn service_begins_in_a_window() {
        let mut small = small();
        let mut check = |windows: &[Window], expected: &[&str]| {
            small.change_stop(1, |stop| stop.windows = windows.to_vec());
            small.check(expected);
        };
        check(&[Window::new(0, 1), Window::new(6, 6)], &[]);
        check(
            &[Window::new(0, 5), Window::new(7, 9)],
            &["route 1 begins stop `b` at 6, which is in none of its windows"],
        );
    }
}
