//! What is wrong in a matrix file.

use std::fmt;

/// Kinds of faults of a matrix file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatrixFaultKind {
    /// Two of the places asked for have the same name.
    SameName,
    /// The file is not UTF-8 text.
    NotText,
    /// A column is missing, unknown or there twice.
    Column,
    /// A row has more or fewer cells than the header.
    RaggedRow,
    /// A place has no name.
    NoName,
    /// A distance or duration that is no whole number, negative or too great.
    NotANumber,
    /// A distance without a duration or the other way round.
    HalfEmpty,
    /// From a place to itself, and not 0.
    NotZero,
    /// The same pair in two rows.
    Twice,
    /// No row for a pair.
    MissingPair,
}

/// One thing that is wrong in a matrix file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixFault {
    /// What kind of fault it is.
    pub kind: MatrixFaultKind,
    /// The file as it was given.
    pub file: String,
    /// Line, counted from 1; the header is a line.
    pub line: Option<u64>,
    /// Column.
    pub column: Option<String>,
    /// What the cell holds.
    pub found: Option<String>,
    /// What was expected.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl fmt::Display for MatrixFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", row {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": ")?;
        if let Some(found) = &self.found {
            write!(f, "found \"{}\", ", found.escape_debug())?;
        }
        write!(f, "{}\nhint: {}", self.message, self.hint)
    }
}

/// Every fault of a matrix file, by line; at least one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct MatrixFaults(pub Vec<MatrixFault>);

impl fmt::Display for MatrixFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: Vec<String> = self.0.iter().map(MatrixFault::to_string).collect();
        f.write_str(&faults.join("\n\n"))
    }
}

/// Collects the faults of one file.
pub(super) struct Log {
    file: String,
    faults: Vec<MatrixFault>,
}

/// A cell with its place.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub line: u64,
    pub column: &'a str,
    pub text: &'a str,
}

impl Log {
    pub fn new(file: String) -> Self {
        let faults = Vec::new();
        Self { file, faults }
    }

    /// Notes a fault of the file as a whole.
    pub fn file(&mut self, kind: MatrixFaultKind, message: String, hint: &'static str) {
        self.push(kind, None, message, hint);
    }

    /// Notes a fault of a line.
    pub fn line(&mut self, kind: MatrixFaultKind, line: u64, message: String, hint: &'static str) {
        self.push(kind, Some((line, None)), message, hint);
    }

    /// Notes a fault of a cell.
    pub fn cell(&mut self, kind: MatrixFaultKind, cell: Cell, message: &str, hint: &'static str) {
        let place = Some((cell.line, Some(cell)));
        self.push(kind, place, message.to_owned(), hint);
    }

    fn push(
        &mut self,
        kind: MatrixFaultKind,
        place: Option<(u64, Option<Cell>)>,
        message: String,
        hint: &'static str,
    ) {
        let cell = place.and_then(|(_, cell)| cell);
        self.faults.push(MatrixFault {
            kind,
            file: self.file.clone(),
            line: place.map(|(line, _)| line),
            column: cell.map(|cell| cell.column.to_owned()),
            found: cell.map(|cell| cell.text.to_owned()),
            message,
            hint,
        });
    }

    /// Nothing, if nothing was noted.
    pub fn into_result(self) -> Result<(), MatrixFaults> {
        if self.faults.is_empty() {
            return Ok(());
        }
        Err(MatrixFaults(self.faults))
    }
}
