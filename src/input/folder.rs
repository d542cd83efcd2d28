//! A case folder → the text of its files.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::codes::Kind;
use super::fault::{Log, Place};
use super::file::File;
use super::index::nearest;
use super::table::line_after;

/// The bytes of the files by name; `None`: not read.
pub(super) type Bytes = BTreeMap<String, Option<Vec<u8>>>;

/// The text of each file that could be read.
pub(super) type Texts<'a> = BTreeMap<File, &'a str>;

/// A file that was read, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name in the folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Source {
    pub(super) fn new(name: &str, bytes: &[u8]) -> Self {
        let mut sha256 = String::new();
        for byte in Sha256::digest(bytes) {
            write!(sha256, "{byte:02x}").expect("writing to a text does not fail");
        }
        Self {
            name: name.to_owned(),
            sha256,
        }
    }
}

/// The files of a case, read, and the names of other `.csv` files.
pub(super) fn read_folder(dir: &Path, log: &Log) -> Bytes {
    let mut files = Bytes::new();
    let label = dir.display().to_string();
    let place = Place::file(File::Folder, &label);
    if !dir.is_dir() {
        let hint = "give the folder that holds case.toml; rochdale init makes one";
        log.push(Kind::NoFolder, place, "there is no such folder", hint);
        return files;
    }
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            log.push(
                Kind::Unreadable,
                place,
                error.to_string(),
                "check the permissions",
            );
            return files;
        }
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_known(&name) {
            let bytes = fs::read(entry.path());
            let bytes = bytes.map_err(|error| {
                let place = Place::file(File::Folder, &name);
                let hint = "check the permissions";
                log.push(Kind::Unreadable, place, error.to_string(), hint);
            });
            files.insert(name, bytes.ok());
        } else if stem(&name).is_some() {
            files.insert(name, None);
        }
    }
    files
}

fn is_known(name: &str) -> bool {
    File::ALL.iter().any(|file| file.name() == name)
}

/// The name of a table without its ending; `None` for another kind of file.
fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ending.eq_ignore_ascii_case("csv").then_some(stem)
}

/// The text of each known file; faults for missing, unknown and wrongly encoded ones.
pub(super) fn texts<'a>(files: &'a Bytes, log: &Log) -> Texts<'a> {
    let mut texts = Texts::new();
    for file in File::ALL {
        let place = Place::file(File::Folder, file.name());
        let Some(bytes) = files.get(file.name()) else {
            if file.is_required() {
                let hint = missing_hint(file, files);
                log.push(Kind::NoFile, place, "the file is required", hint);
            }
            continue;
        };
        let Some(bytes) = bytes else { continue };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(file, text);
            }
            Err(error) => {
                let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let row = line_after(&before);
                let place = Place {
                    row: Some(row),
                    ..place
                };
                let hint = "save it from the spreadsheet as CSV UTF-8";
                log.push(Kind::NotUtf8, place, "the file is not UTF-8 text", hint);
            }
        }
    }
    note_unknown(files, log);
    texts
}

fn missing_hint(file: File, files: &Bytes) -> String {
    let others = files.keys().map(String::as_str);
    let others = others.filter(|name| !is_known(name));
    match nearest(file.name(), others) {
        Some(other) => format!("rename {other} to {}", file.name()),
        None => format!("add {}; docs/case-format.md describes it", file.name()),
    }
}

/// Notes every file that is not read; an error if it probably holds what the case lacks.
fn note_unknown(files: &Bytes, log: &Log) {
    let optional = File::ALL.iter().filter(|file| !file.is_required());
    let absent: Vec<&str> = optional
        .map(|file| file.name())
        .filter(|name| !files.contains_key(*name))
        .filter_map(stem)
        .collect();
    for name in files.keys().filter(|name| !is_known(name)) {
        let place = Place::file(File::Folder, name);
        let message = "a case has no such file; it is not read";
        let meant = stem(name).and_then(|stem| nearest(stem, absent.iter().copied()));
        if let Some(meant) = meant {
            let hint = format!("rename it to {meant}.csv, or move it elsewhere");
            log.push(Kind::MistypedFile, place, message, hint);
        } else {
            let hint = "rename it, or move it elsewhere";
            log.push(Kind::UnknownFile, place, message, hint);
        }
    }
}
