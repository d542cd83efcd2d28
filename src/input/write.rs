//! Records → a case folder, written whole or not at all.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::Value;

use super::columns::SettingsRecord;
use super::file::File;
use super::record::Record;
use super::records::CaseRecords;

/// Why a case folder was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is there already.
    #[error("{} exists and is not an empty folder", .0.display())]
    NotEmpty(PathBuf),
    /// The path names no folder that could be made.
    #[error("{} names no folder", .0.display())]
    NoName(PathBuf),
    /// The operating system refused.
    #[error("{}: {error}", path.display())]
    Io {
        /// What was written.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

/// Writes the records as a case folder, with a report (its name and text) beside them if there is
/// one; `dir` must be absent or an empty folder.
///
/// # Errors
/// [`WriteError`], and then nothing is left behind.
pub fn write_case(
    dir: &Path,
    records: &CaseRecords,
    report: Option<(&str, String)>,
) -> Result<(), WriteError> {
    let mut files = files(records);
    files.extend(report);
    write_folder(dir, &files)
}

/// Writes the files into a folder that is absent or empty: first under another name, then in one
/// move. A folder that is there may be the current one, or another disk's, so that its files are
/// staged inside it.
pub(super) fn write_folder(dir: &Path, files: &[(&str, String)]) -> Result<(), WriteError> {
    let is_there = dir.exists();
    if is_there && !is_empty_folder(dir) {
        return Err(WriteError::NotEmpty(dir.to_owned()));
    }
    let target = std::path::absolute(dir).map_err(|error| failed(dir, error))?;
    let (Some(parent), Some(_)) = (target.parent(), target.file_name()) else {
        return Err(WriteError::NoName(dir.to_owned()));
    };
    let around = if is_there { &target } else { parent };
    fs::create_dir_all(around).map_err(|error| failed(around, error))?;
    let unfinished = tempfile::Builder::new()
        .prefix(".rochdale-")
        .tempdir_in(around)
        .map_err(|error| failed(around, error))?;
    // A folder of its own, with the usual permissions.
    let staging = unfinished.path().join("case");
    stage(&staging, files)?;
    if is_there {
        move_into(&staging, &target, files)
    } else {
        fs::rename(&staging, &target).map_err(|error| failed(&target, error))
    }
}

fn failed(path: &Path, error: io::Error) -> WriteError {
    WriteError::Io {
        path: path.to_owned(),
        error,
    }
}

fn is_empty_folder(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

fn stage(staging: &Path, files: &[(&str, String)]) -> Result<(), WriteError> {
    fs::create_dir(staging).map_err(|error| failed(staging, error))?;
    for (name, text) in files {
        let path = staging.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// Moves the staged files into a folder that is there, which may be the current one.
fn move_into(staging: &Path, target: &Path, files: &[(&str, String)]) -> Result<(), WriteError> {
    for (n_moved, (name, _)) in files.iter().enumerate() {
        let path = target.join(name);
        if let Err(error) = fs::rename(staging.join(name), &path) {
            for (moved, _) in &files[..n_moved] {
                let _ = fs::remove_file(target.join(moved));
            }
            return Err(failed(&path, error));
        }
    }
    Ok(())
}

/// The files of a case folder; optional files without rows are left out.
fn files(records: &CaseRecords) -> Vec<(&'static str, String)> {
    let mut files = vec![(File::Case.name(), settings(records))];
    let mut add = |file: File, table: Option<String>| {
        files.extend(table.map(|text| (file.name(), text)));
    };
    add(File::Members, table(&records.members));
    add(File::Sites, table(&records.sites));
    add(File::Items, table(&records.items));
    add(File::Demand, table(&records.demand));
    add(File::Vendors, table(&records.vendors));
    add(File::Drops, table(&records.drops));
    add(File::Hubs, table(&records.hubs));
    add(File::Vehicles, table(&records.vehicles));
    add(File::Travel, table(&records.travel));
    add(File::Quotes, table(&records.quotes));
    add(File::Breaks, table(&records.breaks));
    add(File::Rebates, table(&records.rebates));
    add(File::Bundles, table(&records.bundles));
    add(File::Rules, table(&records.rules));
    files
}

/// A table with the required columns and those that some row fills; `None` without rows.
fn table<R: Record>(records: &[R]) -> Option<String> {
    if records.is_empty() {
        return None;
    }
    let rows: Vec<_> = records.iter().map(Record::cells).collect();
    let is_kept: Vec<bool> = R::COLUMNS
        .iter()
        .enumerate()
        .map(|(index, column)| {
            column.is_required || rows.iter().any(|cells| !cells[index].is_empty())
        })
        .collect();
    let kept = |cells: &[&str]| -> Vec<String> {
        let cells = cells.iter().zip(&is_kept).filter(|(_, keep)| **keep);
        cells.map(|(cell, _)| (*cell).to_owned()).collect()
    };
    let header: Vec<&str> = R::COLUMNS.iter().map(|column| column.name).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for cells in std::iter::once(&header).chain(&rows) {
        let written = writer.write_record(kept(cells));
        written.expect("writing a table to memory does not fail");
    }
    let bytes = writer.into_inner();
    let bytes = bytes.expect("writing a table to memory does not fail");
    Some(String::from_utf8(bytes).expect("records are text"))
}

/// `case.toml`.
fn settings(records: &CaseRecords) -> String {
    let mut text = String::new();
    let cells = records.settings.cells();
    for (column, cell) in SettingsRecord::COLUMNS.iter().zip(cells) {
        if !cell.is_empty() {
            writeln!(text, "{} = {}", column.name, value(column.name, cell)).expect(WRITTEN);
        }
    }
    if !records.rates.is_empty() {
        writeln!(text, "\n[rates]").expect(WRITTEN);
    }
    for rate in &records.rates {
        writeln!(text, "{} = {}", rate.currency, rate.rate).expect(WRITTEN);
    }
    text
}

const WRITTEN: &str = "writing to a text does not fail";

/// A setting as TOML.
fn value(key: &str, cell: &str) -> String {
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    match (key, cell) {
        ("terms", _) => {
            let terms: Vec<_> = cell.split_whitespace().map(quoted).collect();
            format!("[{}]", terms.join(", "))
        }
        ("split" | "over_buy", "yes") => "true".to_owned(),
        ("split" | "over_buy", "no") => "false".to_owned(),
        ("as_of" | "cycles", _) => cell.to_owned(),
        _ => quoted(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::template::write_template;
    use crate::input::tests::{full, read};
    use crate::input::{case_from_json, read_case};

    #[test]
    fn a_written_case_is_read_as_the_same_case() {
        let loaded = read(&full()).unwrap();
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("case");
        write_case(&dir, &loaded.records, None).unwrap();
        let again = read_case(&dir).unwrap();
        assert_eq!(again.records, loaded.records);
        assert_eq!(format!("{:?}", again.case), format!("{:?}", loaded.case));
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_template_has_no_fault_and_no_warning() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("first");
        write_template(&dir).unwrap();
        let loaded = read_case(&dir)
            .map_err(|faults| faults.to_string())
            .unwrap();
        assert_eq!(loaded.warnings, []);
        let again = case_from_json(&loaded.records.to_json()).unwrap();
        assert_eq!(format!("{:?}", again.case), format!("{:?}", loaded.case));
    }

    #[test]
    fn a_folder_that_is_not_empty_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        write_template(dir.path()).unwrap();
        let n_files = fs::read_dir(dir.path()).unwrap().count();
        fs::write(dir.path().join("members.csv"), "mine").unwrap();
        assert!(matches!(
            write_template(dir.path()),
            Err(WriteError::NotEmpty(_))
        ));
        assert_eq!(fs::read(dir.path().join("members.csv")).unwrap(), b"mine");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), n_files);
        let file = dir.path().join("members.csv");
        assert!(matches!(
            write_template(&file),
            Err(WriteError::NotEmpty(_))
        ));
    }

    #[test]
    fn what_an_earlier_attempt_left_is_not_touched() {
        let parent = tempfile::tempdir().unwrap();
        let left = parent.path().join(".case.partial");
        fs::write(&left, "mine").unwrap();
        write_template(&parent.path().join("case")).unwrap();
        assert_eq!(fs::read(left).unwrap(), b"mine");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_empty_folder_is_filled_and_holds_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        write_template(dir.path()).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 7);
    }

    #[test]
    fn a_folder_that_cannot_be_written_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let files = [
            ("a.csv", String::new()),
            ("no/such/folder.csv", String::new()),
        ];
        let target = dir.path().join("case");
        assert!(matches!(
            write_folder(&target, &files),
            Err(WriteError::Io { .. })
        ));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
