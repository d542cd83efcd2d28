//! CSV text → records.
//!
//! Every physical line is one row, so an unclosed quotation mark spoils its own row only, and row
//! numbers are line numbers. Blank lines and lines starting with `#` are skipped.

use super::cell::Sheet;
use super::codes::Kind;
use super::fault::{Log, Place};
use super::file::File;
use super::index::nearest;
use super::record::Record;

/// The records of a table; faults are noted, and rows with faults left out.
pub(super) fn read_sheet<R: Record>(file: File, text: &str, log: &Log) -> Sheet<R> {
    let mut sheet = Sheet::empty(file);
    sheet.is_partial = true;
    let place = Place::file(file, file.name());
    let mut lines = rows(text);
    let Some((header_row, header_line)) = lines.next() else {
        let what = Place::file(File::Folder, file.name());
        let message = "the file has no header row";
        let hint = "write the column names in the first row, or remove an optional file";
        log.push(Kind::EmptyFile, what, message, hint);
        return sheet;
    };
    let Some(header) = cells_of(header_line, header_row, place, log) else {
        return sheet;
    };
    let mut n_rejected = 0;
    let positions = positions::<R>(&header, header_row, place, log);
    sheet.missing = missing::<R>(&positions);
    for (row, line) in lines {
        let Some(cells) = cells_of(line, row, place, log) else {
            n_rejected += 1;
            continue;
        };
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.len() != header.len() {
            let message = format!(
                "the row has {} cells, the header has {}",
                cells.len(),
                header.len()
            );
            let hint = "put text with a comma in quotation marks; write numbers with a point";
            let place = Place {
                row: Some(row),
                ..place
            };
            log.push(Kind::RaggedRow, place, message, hint);
            n_rejected += 1;
            continue;
        }
        let mut position = positions.iter();
        sheet.records.push(R::from_cells(|_| {
            let index = position.next().copied().flatten();
            index.map_or_else(String::new, |index| cells[index].clone())
        }));
        sheet.rows.push(row);
    }
    sheet.is_partial = n_rejected > 0 || !sheet.missing.is_empty();
    if sheet.records.is_empty() && file.is_required() && n_rejected == 0 {
        let what = Place::file(File::Folder, file.name());
        log.push(
            Kind::NoRows,
            what,
            "there is no row below the header",
            "add at least one row",
        );
    }
    sheet
}

/// Lines with something in them, numbered from 1.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The cells of one line, without blanks around them; a fault is noted.
fn cells_of(line: &str, row: usize, place: Place<'_>, log: &Log) -> Option<Vec<String>> {
    let cells = cells(line);
    if cells.is_none() {
        let message = "a quotation mark is not closed in this row";
        let hint = "close it, or double one that belongs to the text";
        let place = Place {
            row: Some(row),
            found: Some(line),
            ..place
        };
        log.push(Kind::OpenQuotation, place, message, hint);
    }
    cells
}

/// The cells of one line, without blanks around them; `None` if a quotation mark is not closed.
pub(super) fn cells(line: &str) -> Option<Vec<String>> {
    if !line.contains('"') {
        return Some(line.split(',').map(|cell| cell.trim().to_owned()).collect());
    }
    if line.matches('"').count() % 2 == 1 {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .buffer_capacity(line.len().max(1))
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

/// Required columns without a place.
fn missing<R: Record>(positions: &[Option<usize>]) -> Vec<&'static str> {
    let columns = R::COLUMNS.iter().zip(positions);
    columns
        .filter(|(column, position)| column.is_required && position.is_none())
        .map(|(column, _)| column.name)
        .collect()
}

/// Where each of the record's columns stands in the header.
fn positions<R: Record>(
    header: &[String],
    row: usize,
    place: Place<'_>,
    log: &Log,
) -> Vec<Option<usize>> {
    let names = || R::COLUMNS.iter().map(|column| column.name);
    let place = Place {
        row: Some(row),
        ..place
    };
    for (index, name) in header.iter().enumerate() {
        let place = Place {
            column: Some(name),
            ..place
        };
        if !names().any(|known| known == name) {
            let hint = match nearest(name, names()) {
                Some(known) => format!("did you mean \"{known}\"?"),
                None => "remove the column; docs/case-format.md lists the columns".to_owned(),
            };
            log.push(Kind::UnknownColumn, place, "there is no such column", hint);
        } else if header[..index].contains(name) {
            let message = "the column stands twice in the header";
            log.push(Kind::DuplicateColumn, place, message, "remove one of them");
        }
    }
    let position = |name: &str| header.iter().position(|other| other == name);
    for column in R::COLUMNS {
        if column.is_required && position(column.name).is_none() {
            let message = format!("the required column {} is missing", column.name);
            let hint = format!("add it: {}", column.meaning);
            log.push(Kind::MissingColumn, place, message, hint);
        }
    }
    names().map(position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::columns::MemberRecord;

    fn check(text: &str, codes: &[&str]) -> Sheet<MemberRecord> {
        let log = Log::default();
        let sheet = read_sheet(File::Members, text, &log);
        let found: Vec<_> = log
            .into_faults()
            .iter()
            .map(|f| f.code.to_string())
            .collect();
        assert_eq!(found, codes);
        sheet
    }

    #[test]
    fn rows_keep_their_line_numbers_past_comments_and_blank_lines() {
        let text =
            "# members\n\nid,name\r\n# the first\na, Ann's \n,\n\"b\",\"B, and \"\"co\"\"\"\n";
        let sheet = check(text, &[]);
        assert_eq!(sheet.rows, [5, 7]);
        assert_eq!(sheet.records[0].name, "Ann's");
        assert_eq!(sheet.records[1].name, "B, and \"co\"");
    }

    #[test]
    fn an_open_quotation_mark_spoils_its_own_row_only() {
        let sheet = check("id,name\na,\"Ann\nb,Bea\nc\n", &["M114", "M112"]);
        assert_eq!(sheet.records[0].id, "b");
    }

    #[test]
    fn a_header_is_checked_as_a_whole() {
        check("nme,name,name\n1,2,3\n", &["M101", "M102", "M113"]);
        check("", &["F006"]);
        check("id\n", &["F007"]);
    }
}
