//! Numbers and rows with their faults.

use super::Rounding;
use super::document::{Document, Row};
use crate::input::codes::Kind;
use crate::input::fault::{Log, Place};
use crate::input::file::File;
use crate::input::index::nearest;
use crate::input::number::{NumberFault, parse};
use crate::units::Decimal;

/// Greatest whole number that is read: sums stay far below 2^63.
const WHOLE_MAX: i64 = 1 << 40;

/// A word of the file and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// Its keyword or section.
    pub key: &'a str,
    /// Its line.
    pub line: usize,
    /// What stands there.
    pub word: &'a str,
}

/// Reads cells and notes what is wrong with them.
#[derive(Debug)]
pub(super) struct Reader<'n> {
    /// What was noted.
    pub log: Log,
    /// How numbers become whole.
    pub rounding: Rounding,
    name: &'n str,
}

impl<'n> Reader<'n> {
    /// A reader of the file of this name.
    pub fn new(name: &'n str, rounding: Rounding) -> Self {
        Self {
            log: Log::default(),
            rounding,
            name,
        }
    }

    /// Notes a fault of a cell.
    pub fn fault(&self, kind: Kind, cell: Cell<'_>, message: impl Into<String>, hint: &str) {
        let place = Place {
            row: (cell.line > 0).then_some(cell.line),
            column: (!cell.key.is_empty()).then_some(cell.key),
            found: (!cell.word.is_empty()).then_some(cell.word),
            ..Place::file(File::Routing, self.name)
        };
        self.log.push(kind, place, message, hint);
    }

    /// Notes that a keyword or section is not known.
    pub fn unknown(&self, cell: Cell<'_>, known: &[&str]) {
        let hint = match nearest(cell.key, known.iter().copied()) {
            Some(near) => format!("write {near} if that is meant, else remove it"),
            None => "remove it if the problem is the same without it".to_owned(),
        };
        let cell = Cell { word: "", ..cell };
        self.fault(Kind::UnknownColumn, cell, "this is not known", &hint);
    }

    /// Notes that a keyword or section is missing.
    pub fn missing(&self, key: &str, hint: &str) {
        let cell = Cell {
            key,
            line: 0,
            word: "",
        };
        self.fault(Kind::MissingColumn, cell, "it is missing", hint);
    }

    /// A number as it stands there.
    pub fn decimal(&self, cell: Cell<'_>) -> Option<Decimal> {
        let result = if cell.word.contains(['e', 'E']) {
            Decimal::from_scientific(cell.word)
                .map_err(|_| NumberFault::Malformed("write it as 1234.5 or 1.2345e3"))
        } else {
            parse(cell.word)
        };
        match result {
            Ok(value) => Some(value.normalize()),
            Err(NumberFault::Malformed(advice)) => {
                self.fault(Kind::NotANumber, cell, "expected a number", advice);
                None
            }
            Err(NumberFault::OutOfRange) => {
                let message = "expected at most 6 decimals and at most 1 000 000 000";
                self.fault(Kind::OutOfRange, cell, message, "round the number");
                None
            }
        }
    }

    /// A number of at least 0, scaled and made whole by the rounding.
    pub fn scaled(&self, cell: Cell<'_>) -> Option<i64> {
        let value = self.decimal(cell)?;
        self.bounded(cell, self.rounding.whole(value), 0, WHOLE_MAX)
    }

    /// A whole number from `least` to `most`, not scaled.
    pub fn whole(&self, cell: Cell<'_>, least: i64, most: i64) -> Option<i64> {
        let value = self.decimal(cell)?;
        let whole = value.is_integer().then(|| i64::try_from(value).ok());
        self.bounded(cell, whole.flatten(), least, most)
    }

    /// A whole number of at least 0, not scaled.
    pub fn amount(&self, cell: Cell<'_>) -> Option<i64> {
        self.whole(cell, 0, WHOLE_MAX)
    }

    fn bounded(&self, cell: Cell<'_>, value: Option<i64>, least: i64, most: i64) -> Option<i64> {
        let within = value.filter(|value| (least..=most).contains(value));
        if within.is_none() {
            let message = format!("expected a whole number from {least} to {most}");
            self.fault(Kind::OutOfBounds, cell, message, "correct the number");
        }
        within
    }

    /// The position (from 0) of a node or vehicle that the file counts from 1.
    pub fn position(&self, cell: Cell<'_>, what: &str, n: usize) -> Option<usize> {
        let value = self.decimal(cell)?;
        let number = value.is_integer().then(|| usize::try_from(value).ok());
        let number = number.flatten().filter(|number| (1..=n).contains(number));
        if number.is_none() {
            let message = format!("expected a {what} from 1 to {n}");
            self.fault(Kind::UnknownId, cell, message, "correct the number");
        }
        number.map(|number| number - 1)
    }

    /// The rows of a section, one for each of `n` nodes or vehicles, in their order.
    ///
    /// Nothing if there is no such section; a fault if a row is missing or stands twice.
    pub fn by_number<'d, 'a>(
        &self,
        document: &'d Document<'a>,
        section: &str,
        what: &str,
        n: usize,
    ) -> Option<Vec<&'d Row<'a>>> {
        let rows = document.section(section)?;
        let mut found: Vec<Option<&Row<'a>>> = vec![None; n];
        for row in rows {
            let Some(cell) = row.cells(0).next() else {
                continue;
            };
            let Some(position) = self.position(cell, what, n) else {
                continue;
            };
            if found[position].replace(row).is_some() {
                let message = format!("this {what} has a row already");
                self.fault(Kind::Duplicate, cell, message, "remove one of the rows");
            }
        }
        let n_missing = found.iter().filter(|row| row.is_none()).count();
        if let Some(first) = found.iter().position(Option::is_none) {
            let hint = format!(
                "add a row for each {what} from 1 to {n}; {} is the first without one, of {n_missing}",
                first + 1
            );
            self.missing(section, &hint);
            return None;
        }
        found.into_iter().collect()
    }

    /// The cells of a row behind its number, if there are from `least` to `most` of them.
    pub fn cells<'a>(&self, row: &Row<'a>, least: usize, most: usize) -> Option<Vec<Cell<'a>>> {
        let cells: Vec<_> = row.cells(1).collect();
        if (least..=most).contains(&cells.len()) {
            return Some(cells);
        }
        let cell = Cell {
            key: row.section,
            line: row.line,
            word: "",
        };
        let expected = if least == most {
            format!("{least}")
        } else {
            format!("{least} to {most}")
        };
        let message = format!("expected {expected} values, found {}", cells.len());
        let hint = "write the number of the node or vehicle, then its values";
        self.fault(Kind::RaggedRow, cell, message, hint);
        None
    }

    /// One value for each of `n` nodes or vehicles, or `default` for all.
    pub fn column<T: Clone>(
        &self,
        document: &Document<'_>,
        (section, what): (&str, &str),
        n: usize,
        default: T,
        value: impl Fn(Cell<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        if document.section(section).is_none() {
            return Some(vec![default; n]);
        }
        let rows = self.by_number(document, section, what, n)?;
        let values: Vec<Option<T>> = rows
            .iter()
            .map(|row| value(self.cells(row, 1, 1)?[0]))
            .collect();
        values.into_iter().collect()
    }

    /// One list of amounts for each of `n`, all equally long; nothing if there is no section.
    pub fn amounts(
        &self,
        document: &Document<'_>,
        (section, what): (&str, &str),
        n: usize,
    ) -> Option<Vec<Vec<i64>>> {
        let rows = self.by_number(document, section, what, n)?;
        let n_values = rows.first().map_or(1, |row| row.words.len().max(2) - 1);
        let values: Vec<Option<Vec<i64>>> = rows
            .iter()
            .map(|row| {
                let cells = self.cells(row, n_values, n_values)?;
                let amounts: Vec<_> = cells.iter().map(|cell| self.amount(*cell)).collect();
                amounts.into_iter().collect()
            })
            .collect();
        values.into_iter().collect()
    }
}
