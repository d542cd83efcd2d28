//! Faults: what is wrong in which cell, and what to do about it.

use std::cell::RefCell;
use std::fmt;

use super::codes::{Code, Kind};
use super::file::File;

/// Most characters of a cell that a message shows.
const SHOWN_MAX: usize = 40;

/// Whether a fault stops the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case cannot be used.
    Error,
    /// The case can be used, but something looks wrong.
    Warning,
}

/// One thing that is wrong, or looks wrong, in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whether it stops the case.
    pub severity: Severity,
    /// Stable code; `docs/errors.md` has an entry for it.
    pub code: Code,
    /// File it is in.
    pub file: String,
    /// Line of the file, counted from 1; the header of a table is row 1.
    pub row: Option<usize>,
    /// Column of a table, or key of `case.toml`.
    pub column: Option<String>,
    /// What the cell holds, shortened.
    pub found: Option<String>,
    /// What was expected.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: {}", self.code, self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": ")?;
        if let Some(found) = &self.found {
            write!(f, "found \"{found}\", ")?;
        }
        write!(f, "{}\nhint: {}", self.message, self.hint)
    }
}

/// Every fault of an input that cannot be used: at least one error, and the warnings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if index > 0 {
                write!(f, "\n\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl Faults {
    /// How many of the faults are errors.
    pub fn n_errors(&self) -> usize {
        let errors = self
            .0
            .iter()
            .filter(|fault| fault.severity == Severity::Error);
        errors.count()
    }
}

/// Where a fault is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Which file.
    pub file: File,
    /// What the file is called in messages.
    pub label: &'a str,
    /// Which row.
    pub row: Option<usize>,
    /// Which column.
    pub column: Option<&'a str>,
    /// What the cell holds.
    pub found: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// A file as a whole.
    pub fn file(file: File, label: &'a str) -> Self {
        Self {
            file,
            label,
            row: None,
            column: None,
            found: None,
        }
    }
}

/// Collects faults while the input is read.
#[derive(Debug, Default)]
pub(super) struct Log {
    faults: RefCell<Vec<(File, Fault)>>,
}

impl Log {
    /// Notes a fault; its kind says whether it is an error or a warning.
    pub fn push(
        &self,
        kind: Kind,
        place: Place<'_>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let fault = Fault {
            severity: kind.severity(),
            code: Code::new(place.file, kind),
            file: place.label.to_owned(),
            row: place.row,
            column: place.column.map(shown),
            found: place.found.map(shown),
            message: message.into(),
            hint: hint.into(),
        };
        self.faults.borrow_mut().push((place.file, fault));
    }

    /// Whether an error was noted.
    pub fn has_errors(&self) -> bool {
        let faults = self.faults.borrow();
        faults.iter().any(|(_, f)| f.severity == Severity::Error)
    }

    /// All faults: errors first, then by file, row and column, each once.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by(|(file_a, a), (file_b, b)| {
            let key_a = (a.severity, file_a, a.row, a.code);
            key_a.cmp(&(b.severity, file_b, b.row, b.code))
        });
        faults.dedup();
        faults.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// A cell's text as a message shows it: control characters escaped, long text shortened.
pub(super) fn shown(text: &str) -> String {
    let escaped = |character: char| -> String {
        if character.is_control() {
            character.escape_default().to_string()
        } else {
            character.to_string()
        }
    };
    let start: String = text.chars().take(SHOWN_MAX).map(escaped).collect();
    if text.chars().nth(SHOWN_MAX).is_some() {
        format!("{start}…")
    } else {
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_cell_and_the_remedy() {
        let log = Log::default();
        let place = Place {
            row: Some(14),
            column: Some("price"),
            found: Some("12,50"),
            ..Place::file(File::Quotes, "quotes.csv")
        };
        let message = "expected a number such as 12.50";
        log.push(Kind::NotANumber, place, message, "use a point");
        assert_eq!(
            log.into_faults()[0].to_string(),
            "error[Q103]: quotes.csv, row 14, column price: found \"12,50\", expected a number \
             such as 12.50\nhint: use a point"
        );
    }

    #[test]
    fn a_long_cell_is_shortened() {
        assert_eq!(
            shown(&"x".repeat(5000)),
            format!("{}…", "x".repeat(SHOWN_MAX))
        );
        assert_eq!(shown("a\tb"), "a\\tb");
    }
}
