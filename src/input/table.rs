//! CSV text → records.
//!
//! Every physical line is one row, so an unclosed quotation mark spoils its own row only, and row
//! numbers are line numbers. Blank lines and lines whose first cell starts with `#` are skipped.

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
    let Some((header_row, header)) = header(lines.next(), place, log) else {
        return sheet;
    };
    let mut n_rejected = 0;
    let positions = positions::<R>(&header, header_row, place, log);
    let mut nameless = header.clone();
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
        note_nameless(&mut nameless, &cells, row, place, log);
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

/// The lines, numbered from 1. They end with LF, with CR LF, or, as old spreadsheets for the
/// Macintosh write them, with CR alone.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends_of_two = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    let lines = ends_of_two.flat_map(|line| line.split('\r'));
    lines.enumerate().map(|(index, line)| (index + 1, line))
}

/// The number of the line in which `before` ends.
pub(super) fn line_after(before: &str) -> usize {
    let count = |end: &str| before.matches(end).count();
    1 + count("\n") + count("\r") - count("\r\n")
}

/// Lines with something in them, numbered from 1.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    lines(text).filter(|(_, line)| !line.trim().is_empty() && !is_comment(line))
}

/// Whether the first cell starts with `#`; some spreadsheets put every text in quotation marks.
fn is_comment(line: &str) -> bool {
    let start = line.trim_start();
    let start = start.strip_prefix('"').unwrap_or(start);
    start.trim_start().starts_with('#')
}

/// What is wrong and what to do, if a header's cells are not separated by commas.
pub(super) fn wrong_separator(header: &[String]) -> Option<(&'static str, &'static str)> {
    let [cell] = header else { return None };
    let hint = "save the file as CSV (comma delimited)";
    if cell.contains(';') {
        Some(("the cells are separated by semicolons", hint))
    } else if cell.contains('\t') {
        Some(("the cells are separated by tabs", hint))
    } else {
        None
    }
}

/// Notes every column without a name that has something in this row, and names it.
fn note_nameless(header: &mut [String], cells: &[String], row: usize, place: Place<'_>, log: &Log) {
    for (index, (name, cell)) in header.iter_mut().zip(cells).enumerate() {
        if name.is_empty() && !cell.is_empty() {
            *name = format!("column {}", index + 1);
            let message = format!("{name} has no name, but something in it");
            let place = Place {
                row: Some(row),
                found: Some(cell),
                ..place
            };
            let hint = "name the column in the header, or empty its cells";
            log.push(Kind::UnknownColumn, place, message, hint);
        }
    }
}

/// The column names with their row; faults are noted.
fn header(
    line: Option<(usize, &str)>,
    place: Place<'_>,
    log: &Log,
) -> Option<(usize, Vec<String>)> {
    let Some((row, line)) = line else {
        let what = Place::file(File::Folder, place.label);
        let message = "the file has no header row";
        let hint = "write the column names in the first row, or remove an optional file";
        log.push(Kind::EmptyFile, what, message, hint);
        return None;
    };
    let header = cells_of(line, row, place, log)?;
    if let Some((message, hint)) = wrong_separator(&header) {
        let row = Some(row);
        log.push(Kind::WrongSeparator, Place { row, ..place }, message, hint);
        return None;
    }
    Some((row, header))
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
    let filled = header.iter().enumerate();
    for (index, name) in filled.filter(|(_, name)| !name.is_empty()) {
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

    #[test]
    fn a_column_without_a_name_may_stay_where_it_is_empty() {
        let sheet = check("id,name,,\na,Ann,,\n", &[]);
        assert_eq!(sheet.records[0].name, "Ann");
        check("id,name,,\na,Ann,,\nb,Bea,,x\nc,Cy,,y\n", &["M101"]);
    }

    #[test]
    fn cells_separated_otherwise_are_one_fault_of_the_file() {
        for text in [
            "id;name\na;Ann, and co\n",
            "\"id\";\"name\"\na;b\n",
            "id\tname\na\tb\n",
        ] {
            assert!(check(text, &["M120"]).is_partial);
        }
    }

    #[test]
    fn lines_may_end_as_on_any_system() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["id,name", "", "# a", "a,\"A, 1\"", "b,B", ""];
            let sheet = check(&lines.join(end), &[]);
            assert_eq!(sheet.rows, [4, 5], "{end:?}");
            assert_eq!(sheet.records[0].name, "A, 1");
            assert_eq!(line_after(&lines[..4].join(end)), 4, "{end:?}");
        }
        // An open quotation mark spoils its own line, whatever ends it.
        check("id,name\ra,\"Ann\rb,Bea\r", &["M114"]);
    }

    #[test]
    fn a_comment_in_quotation_marks_is_skipped() {
        let text = "\"# members, all\"\n\"id\",\"name\"\n\" # a, b\",\n\"a\",\"#1\"\n";
        let sheet = check(text, &[]);
        assert_eq!(
            (sheet.rows.as_slice(), sheet.records[0].name.as_str()),
            (&[4][..], "#1")
        );
    }
}
