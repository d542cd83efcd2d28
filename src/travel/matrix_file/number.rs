//! Two cells of a row as a travel.

use super::fault::{Cell, Log, MatrixFaultKind};
use crate::problem::delivery::Travel;
use crate::travel::whole::MOST;

const HINT: &str = "write whole metres and seconds without unit, point or comma; leave both cells \
                    empty where there is no way";

/// The travel that a distance and a duration make; both empty: no way. Faults are noted.
pub(super) fn travel(distance: Cell, duration: Cell, log: &mut Log) -> Option<Travel> {
    match (distance.text.is_empty(), duration.text.is_empty()) {
        (true, true) => Some(Travel::UNREACHABLE),
        (false, false) => {
            // Both are read before either fault ends the row.
            let (distance, duration) = (number(distance, log), number(duration, log));
            Some(Travel {
                distance: distance?,
                duration: duration?,
            })
        }
        (is_distance_empty, _) => {
            let (empty, full) = if is_distance_empty {
                (distance, duration)
            } else {
                (duration, distance)
            };
            let message = "expected a number, for the other cell has one";
            log.cell(MatrixFaultKind::HalfEmpty, empty, message, HINT);
            number(full, log);
            None
        }
    }
}

fn number(cell: Cell, log: &mut Log) -> Option<i32> {
    let number = cell.text.parse().ok();
    let number = number.filter(|value| (0..=MOST).contains(value));
    if number.is_none() {
        let message = format!("expected a whole number from 0 to {MOST}");
        log.cell(MatrixFaultKind::NotANumber, cell, &message, HINT);
    }
    number
}
