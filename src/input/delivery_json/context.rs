//! Numbers, moments and names with their faults.

use std::collections::HashMap;

use super::format::Amount;
use crate::input::codes::Kind;
use crate::input::fault::{Log, Place};
use crate::input::file::File;
use crate::input::index::nearest;
use crate::input::number::{Bound, NumberFault, parse};
use crate::travel::matrix_file::MatrixFault;
use crate::units::Decimal;

/// Greatest whole number that a problem may hold.
const WHOLE_MAX: i64 = 1 << 40;

/// Last moment that is read: the end of the fourth day.
const HOURS_MAX: i64 = 96;

/// Notes what is wrong at which path, such as `stops[2].windows[0]`.
#[derive(Debug)]
pub(super) struct Context<'n> {
    /// What was noted.
    pub log: Log,
    name: &'n str,
}

impl<'n> Context<'n> {
    /// For the file of this name.
    pub fn new(name: &'n str) -> Self {
        Self {
            log: Log::default(),
            name,
        }
    }

    /// Notes a fault.
    pub fn fault(&self, kind: Kind, path: &str, found: &str, message: &str, hint: &str) {
        let place = Place {
            column: (!path.is_empty()).then_some(path),
            found: (!found.is_empty()).then_some(found),
            ..Place::file(File::Routing, self.name)
        };
        self.log.push(kind, place, message, hint);
    }

    /// Notes a fault of the matrix file that `travel` names, at its cell.
    pub fn matrix_fault(&self, fault: &MatrixFault) {
        let place = Place {
            row: fault.line.and_then(|line| usize::try_from(line).ok()),
            column: fault.column.as_deref(),
            found: fault.found.as_deref(),
            ..Place::file(File::Routing, &fault.file)
        };
        self.log
            .push(Kind::TravelFile, place, fault.message.as_str(), fault.hint);
    }

    /// A number within its bound.
    pub fn number(&self, path: &str, amount: &Amount, bound: Bound) -> Option<Decimal> {
        let (kind, message, hint) = match parse(&amount.0) {
            Ok(value) if bound.admits(value) => return Some(value.normalize()),
            Ok(_) => (Kind::OutOfBounds, bound.words(), "correct the number"),
            Err(NumberFault::Malformed(advice)) => {
                (Kind::NotANumber, "a number such as 12.5".to_owned(), advice)
            }
            Err(NumberFault::OutOfRange) => (
                Kind::OutOfRange,
                "at most 6 decimals and at most 1 000 000 000".to_owned(),
                "round the number",
            ),
        };
        self.fault(kind, path, &amount.0, &format!("expected {message}"), hint);
        None
    }

    /// A number of at least 0, `factor` times as large and rounded to the nearest whole number.
    pub fn scaled(&self, path: &str, amount: &Amount, factor: i64) -> Option<i64> {
        let value = self.number(path, amount, Bound::NotNegative)?;
        let whole = value
            .checked_mul(Decimal::from(factor))
            .and_then(|value| i64::try_from(value.round()).ok())
            .filter(|whole| *whole <= WHOLE_MAX);
        if whole.is_none() {
            let message = format!("expected at most {}", WHOLE_MAX / factor.max(1));
            self.fault(
                Kind::OutOfRange,
                path,
                &amount.0,
                &message,
                "use a larger unit",
            );
        }
        whole
    }

    /// Minutes as seconds; none are 0.
    pub fn seconds(&self, path: &str, minutes: Option<&Amount>) -> Option<i64> {
        minutes.map_or(Some(0), |minutes| self.scaled(path, minutes, 60))
    }

    /// `HH:MM` as seconds since midnight; hours above 24 are on the next day.
    pub fn moment(&self, path: &str, text: &str) -> Option<i64> {
        let digits = |part: &str| -> Option<i64> {
            let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse().ok()).flatten()
        };
        let moment = text.split_once(':').and_then(|(hours, minutes)| {
            let (hours, minutes) = (digits(hours)?, digits(minutes)?);
            (hours < HOURS_MAX && minutes < 60).then_some((hours * 60 + minutes) * 60)
        });
        if moment.is_none() {
            let message = "expected a time of day such as 08:30";
            let hint = "write hours and minutes with two digits each; 26:00 is two the next day";
            self.fault(Kind::NotANumber, path, text, message, hint);
        }
        moment
    }
}

/// Positions by name.
#[derive(Debug)]
pub(super) struct Names<'f> {
    what: &'static str,
    positions: HashMap<&'f str, usize>,
}

impl<'f> Names<'f> {
    /// Names of entries of one kind; a name that stands twice is a fault.
    pub fn of(
        what: &'static str,
        list: &str,
        names: impl Iterator<Item = &'f str>,
        context: &Context<'_>,
    ) -> Self {
        let mut positions = HashMap::new();
        for (position, name) in names.enumerate() {
            if positions.insert(name, position).is_some() {
                let path = format!("{list}[{position}]");
                let message = "the name is taken already";
                context.fault(
                    Kind::Duplicate,
                    &path,
                    name,
                    message,
                    "give it another name",
                );
            }
        }
        Self { what, positions }
    }

    /// Where the entry of this name is.
    pub fn find(&self, path: &str, name: &str, context: &Context<'_>) -> Option<usize> {
        if let Some(position) = self.positions.get(name) {
            return Some(*position);
        }
        let hint = match nearest(name, self.positions.keys().copied()) {
            Some(near) => format!("write \"{near}\" if that is meant"),
            None => format!("add the {}, or correct the name", self.what),
        };
        let message = format!("expected the name of a {}", self.what);
        context.fault(Kind::UnknownId, path, name, &message, &hint);
        None
    }
}
