//! The table of recorded quotes → rows that can be used.
//!
//! Every physical line is one row, so an unclosed quotation mark spoils its own row only.

use std::path::Path;

use super::finding::{Finding, FindingKind};
use super::{Columns, file_fault};
use crate::input::codes::Kind;
use crate::input::fault::{Faults, shown};
use crate::input::number;
use crate::input::table::{cells, line_after, lines, wrong_separator};
use crate::units::Decimal;

/// One price of one quote.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Line of the table, counted from 1.
    pub line: usize,
    /// The part.
    pub part: String,
    /// Who makes it; empty if unknown.
    pub manufacturer: String,
    /// What it is; empty if unknown.
    pub description: String,
    /// Who sells it.
    pub vendor: String,
    /// The vendor's order number; empty if the vendor has only one quote for the part.
    pub sku: String,
    /// Currency of the price.
    pub currency: String,
    /// Least quantity sold; `None`: from the first break on.
    pub min_order: Option<Decimal>,
    /// Quantity in stock; `None`: unlimited.
    pub stock: Option<Decimal>,
    /// Quantity from which the price holds.
    pub from: Decimal,
    /// Price of one piece.
    pub price: Decimal,
}

/// The table as text.
pub(super) fn read_text(path: &Path) -> Result<(String, Vec<u8>), Faults> {
    let bytes = std::fs::read(path).map_err(|error| {
        let kind = if error.kind() == std::io::ErrorKind::NotFound {
            Kind::NoFile
        } else {
            Kind::Unreadable
        };
        file_fault(kind, path, error.to_string(), "check the path of the table")
    })?;
    let text = String::from_utf8(bytes.clone()).map_err(|error| {
        let valid = String::from_utf8_lossy(&bytes[..error.utf8_error().valid_up_to()]);
        let row = line_after(&valid);
        let message = format!("row {row} holds characters that are not UTF-8");
        file_fault(Kind::NotUtf8, path, message, "save the table as UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    Ok((text, bytes))
}

/// The rows that can be used, and the number of rows in all.
pub(super) fn read_rows(
    path: &Path,
    text: &str,
    columns: &Columns,
    currency: &str,
    findings: &mut Vec<Finding>,
) -> Result<(Vec<Row>, usize), Faults> {
    let mut lines = lines(text).filter(|(_, line)| !line.trim().is_empty());
    let Some((_, header)) = lines.next() else {
        let message = "the table has no header row".to_owned();
        let hint = "write the column names in the first row";
        return Err(file_fault(Kind::EmptyFile, path, message, hint));
    };
    let header = cells(header).unwrap_or_default();
    if let Some((message, hint)) = wrong_separator(&header) {
        return Err(file_fault(Kind::WrongSeparator, path, message.into(), hint));
    }
    let positions = Positions::of(path, &header, columns)?;
    let mut rows = Vec::new();
    let mut n_rows = 0;
    for (line, text) in lines {
        // What spreadsheets leave below a table.
        if text.chars().all(|c| c == ',' || c.is_whitespace()) {
            continue;
        }
        n_rows += 1;
        let reader = RowReader {
            line,
            header: &header,
            findings,
        };
        rows.extend(reader.read(text, &positions, currency));
    }
    Ok((rows, n_rows))
}

/// Where the columns stand; `None`: the table has no such column.
struct Positions {
    part: usize,
    vendor: usize,
    from: usize,
    price: usize,
    manufacturer: Option<usize>,
    description: Option<usize>,
    sku: Option<usize>,
    currency: Option<usize>,
    min_order: Option<usize>,
    stock: Option<usize>,
}

impl Positions {
    fn of(path: &Path, header: &[String], columns: &Columns) -> Result<Self, Faults> {
        let (mut missing, mut doubled) = (Vec::new(), None);
        let mut find = |name: &str| {
            let mut positions = (0..header.len()).filter(|index| header[*index] == name);
            let position = positions.next();
            if positions.next().is_some() {
                doubled = Some(format!("the column \"{}\" stands twice", shown(name)));
            }
            position.unwrap_or_else(|| {
                missing.push(format!("\"{}\"", shown(name)));
                0
            })
        };
        let positions = Self {
            part: find(&columns.part),
            vendor: find(&columns.vendor),
            from: find(&columns.break_quantity),
            price: find(&columns.price),
            manufacturer: columns.manufacturer.as_deref().map(&mut find),
            description: columns.description.as_deref().map(&mut find),
            sku: columns.sku.as_deref().map(&mut find),
            currency: columns.currency.as_deref().map(&mut find),
            min_order: columns.min_order.as_deref().map(&mut find),
            stock: columns.stock.as_deref().map(&mut find),
        };
        if let Some(message) = doubled {
            let hint = "remove one of them, or give it another name";
            return Err(file_fault(Kind::DuplicateColumn, path, message, hint));
        }
        if missing.is_empty() {
            return Ok(positions);
        }
        let names: Vec<String> = header.iter().map(|name| shown(name)).collect();
        let message = format!(
            "no column {}; the table has: {}",
            missing.join(", "),
            names.join(", ")
        );
        let hint = "name the table's own columns, or say that it has none";
        Err(file_fault(Kind::MissingColumn, path, message, hint))
    }
}

/// Reads one row and notes what is wrong with it.
struct RowReader<'a> {
    line: usize,
    header: &'a [String],
    findings: &'a mut Vec<Finding>,
}

impl RowReader<'_> {
    fn read(mut self, text: &str, at: &Positions, currency: &str) -> Option<Row> {
        let Some(cells) = cells(text) else {
            self.note(FindingKind::OpenQuotation, shown(text));
            return None;
        };
        if cells.len() != self.header.len() {
            let n_header = self.header.len();
            let what = format!("{} cells, the header has {n_header}", cells.len());
            self.note(FindingKind::RaggedRow, what);
            return None;
        }
        let cell = |position: Option<usize>| position.map(|index| cells[index].clone());
        let n_before = self.findings.len();
        let row = Row {
            line: self.line,
            part: self.text(&cells, at.part),
            vendor: self.text(&cells, at.vendor),
            manufacturer: cell(at.manufacturer).unwrap_or_default(),
            description: cell(at.description).unwrap_or_default(),
            sku: cell(at.sku).unwrap_or_default(),
            currency: match at.currency {
                Some(index) => self.text(&cells, index),
                None => currency.to_owned(),
            },
            min_order: at.min_order.map(|index| self.pieces(&cells, index)),
            stock: at.stock.map(|index| self.pieces(&cells, index)),
            from: self.pieces(&cells, at.from),
            price: self.number(&cells, at.price, "a price"),
        };
        if self.findings.len() > n_before {
            return None;
        }
        if row.price.is_zero() {
            self.note(FindingKind::ZeroPrice, who(&row));
            return None;
        }
        Some(row)
    }

    fn text(&mut self, cells: &[String], index: usize) -> String {
        if cells[index].is_empty() {
            self.bad_cell(index, "", "a text");
        }
        cells[index].clone()
    }

    fn pieces(&mut self, cells: &[String], index: usize) -> Decimal {
        let value = self.number(cells, index, "a whole number");
        if !value.fract().is_zero() {
            self.bad_cell(index, &cells[index], "a whole number");
        }
        value
    }

    fn number(&mut self, cells: &[String], index: usize, expected: &str) -> Decimal {
        match number::parse(&cells[index]) {
            Ok(value) if value >= Decimal::ZERO => value,
            Ok(_) | Err(_) => {
                self.bad_cell(index, &cells[index], expected);
                Decimal::ZERO
            }
        }
    }

    fn bad_cell(&mut self, index: usize, found: &str, expected: &str) {
        let column = shown(&self.header[index]);
        let what = if found.is_empty() {
            format!("column {column}: empty, expected {expected}")
        } else {
            format!(
                "column {column}: found \"{}\", expected {expected}",
                shown(found)
            )
        };
        self.note(FindingKind::BadCell, what);
    }

    fn note(&mut self, kind: FindingKind, what: String) {
        let line = self.line;
        self.findings.push(Finding { kind, line, what });
    }
}

/// The quote that a row belongs to, for people.
pub(super) fn who(row: &Row) -> String {
    let sku = if row.sku.is_empty() { "" } else { " " };
    format!(
        "{}, {}{sku}{}, {}",
        row.part, row.vendor, row.sku, row.currency
    )
}
