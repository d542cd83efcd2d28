//! A matrix file → a matrix, or every fault at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use csv::StringRecord;

use super::COLUMNS;
use super::fault::{Cell, Log, MatrixFaultKind, MatrixFaults};
use super::number::travel;
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::travel::TravelError;

/// Most names that a message lists.
const LISTED_MAX: usize = 5;

/// Pairs of names with what their row says and its line.
type Pairs = BTreeMap<(String, String), (Option<Travel>, u64)>;

/// Travel between every two of the places, as the file says; it knows them by their names.
///
/// # Errors
/// [`TravelError::Matrix`] with every fault of the file; [`TravelError::Io`] if it cannot be read.
pub fn read(path: &Path, places: &[impl AsRef<str>]) -> Result<TravelMatrix, TravelError> {
    let bytes = fs::read(path).map_err(|error| TravelError::io(path, error))?;
    Ok(parse(&path.display().to_string(), &bytes, places)?)
}

/// The same from the file's bytes; `file` is what messages call it.
pub(super) fn parse(
    file: &str,
    bytes: &[u8],
    places: &[impl AsRef<str>],
) -> Result<TravelMatrix, MatrixFaults> {
    let mut log = Log::new(file.to_owned());
    note_same_names(places, &mut log);
    let pairs = if let Ok(text) = std::str::from_utf8(bytes) {
        pairs(text.strip_prefix('\u{feff}').unwrap_or(text), &mut log)
    } else {
        let hint = "save the table as CSV in UTF-8";
        let message = "expected UTF-8 text".to_owned();
        log.file(MatrixFaultKind::NotText, message, hint);
        None
    };
    if let Some(pairs) = &pairs {
        note_missing(places, pairs, &mut log);
    }
    log.into_result()?;
    let pairs = pairs.expect("a file without faults has pairs");
    Ok(TravelMatrix::from_fn(places.len(), |from, to| {
        let key = (
            places[from].as_ref().to_owned(),
            places[to].as_ref().to_owned(),
        );
        let (travel, _) = pairs[&key];
        travel.expect("a row without faults has a travel")
    }))
}

fn note_same_names(places: &[impl AsRef<str>], log: &mut Log) {
    let mut names: Vec<&str> = places.iter().map(AsRef::as_ref).collect();
    names.sort_unstable();
    let mut same: Vec<&str> = names
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    same.dedup();
    for name in same {
        let message = format!("two places of the case are called {name}");
        let hint = "give every place a name of its own; a matrix file knows places by name";
        log.file(MatrixFaultKind::SameName, message, hint);
    }
}

/// What the rows say; `None` if the header cannot be used.
fn pairs(text: &str, log: &mut Log) -> Option<Pairs> {
    let mut rows = rows(text);
    let (header_line, header) = rows.next().unwrap_or((1, StringRecord::new()));
    let positions = positions(&header, header_line, log)?;
    let mut pairs = Pairs::new();
    for (line, row) in rows {
        if row.len() == header.len() {
            let cells = std::array::from_fn(|index| Cell {
                line,
                column: COLUMNS[index],
                text: &row[positions[index]],
            });
            note_row(cells, &mut pairs, log);
        } else {
            let message = format!("expected {} cells, found {}", header.len(), row.len());
            let hint = "put names with a comma in quotation marks; write numbers without comma";
            log.line(MatrixFaultKind::RaggedRow, line, message, hint);
        }
    }
    Some(pairs)
}

/// Every line that is neither blank nor a comment, with its number. One line is one row, so that
/// an unclosed quotation mark spoils its own row only.
fn rows(text: &str) -> impl Iterator<Item = (u64, StringRecord)> {
    let is_row = |(_, line): &(u64, &str)| !line.trim().is_empty() && !line.starts_with('#');
    let lines = (1..).zip(text.lines()).filter(is_row);
    lines.map(|(number, line)| (number, cells(line)))
}

fn cells(line: &str) -> StringRecord {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .buffer_capacity(line.len() + 1)
        .from_reader(line.as_bytes());
    let mut row = StringRecord::new();
    let read = reader.read_record(&mut row);
    read.expect("one row of text in memory is read");
    row
}

/// Where each of [`COLUMNS`] stands.
fn positions(header: &StringRecord, line: u64, log: &mut Log) -> Option<[usize; 4]> {
    let hint = "the columns are from,to,distance_m,duration_s, each once";
    let mut is_usable = true;
    for name in COLUMNS {
        let n_found = header.iter().filter(|&column| column == name).count();
        if n_found != 1 {
            is_usable = false;
            let message = format!("expected one column {name}, found {n_found}");
            log.line(MatrixFaultKind::Column, line, message, hint);
        }
    }
    for name in header.iter().filter(|name| !COLUMNS.contains(name)) {
        is_usable = false;
        let column = "";
        let cell = Cell {
            line,
            column,
            text: name,
        };
        log.cell(
            MatrixFaultKind::Column,
            cell,
            "expected a known column",
            hint,
        );
    }
    let position = |name| header.iter().position(|column| column == name);
    is_usable.then(|| COLUMNS.map(|name| position(name).expect("every column was found")))
}

/// Takes a row in; a pair whose numbers are wrong is there, and not also missing.
fn note_row([from, to, distance, duration]: [Cell; 4], pairs: &mut Pairs, log: &mut Log) {
    let mut is_named = true;
    for cell in [from, to].into_iter().filter(|cell| cell.text.is_empty()) {
        is_named = false;
        let hint = "fill in the name of the place, or remove the row";
        log.cell(MatrixFaultKind::NoName, cell, "expected a name", hint);
    }
    let travel = travel(distance, duration, log);
    if !is_named {
        return;
    }
    if from.text == to.text && travel.is_some_and(|travel| travel != Travel::NONE) {
        let message = "expected 0 and 0 from a place to itself";
        let hint = "remove the row, or correct one of the names";
        log.cell(MatrixFaultKind::NotZero, to, message, hint);
    }
    let key = (from.text.to_owned(), to.text.to_owned());
    if let Some((_, earlier)) = pairs.get(&key) {
        let message = format!(
            "the pair {}, {} is in row {earlier} too",
            from.text, to.text
        );
        let hint = "remove one of the rows";
        log.line(MatrixFaultKind::Twice, from.line, message, hint);
        return;
    }
    pairs.insert(key, (travel, from.line));
}

fn note_missing(places: &[impl AsRef<str>], pairs: &Pairs, log: &mut Log) {
    for from in places.iter().map(AsRef::as_ref) {
        let missing: Vec<&str> = places
            .iter()
            .map(AsRef::as_ref)
            .filter(|to| *to != from)
            .filter(|to| !pairs.contains_key(&(from.to_owned(), (*to).to_owned())))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let listed = missing[..missing.len().min(LISTED_MAX)].join(", ");
        let more = missing.len().saturating_sub(LISTED_MAX);
        let more = match more {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("expected a row from {from} to {listed}{more}");
        let hint = "add the rows, with both numbers empty where there is no way, and check how \
                    the names are spelled";
        log.file(MatrixFaultKind::MissingPair, message, hint);
    }
}
