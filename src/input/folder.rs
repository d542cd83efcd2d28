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

/// The bytes of the files by name.
pub(super) type Bytes = BTreeMap<String, Vec<u8>>;

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

/// The files of a folder that may belong to a case: `case.toml` and every `.csv`.
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
        if name != File::Case.name() && !name.to_lowercase().ends_with(".csv") {
            continue;
        }
        match fs::read(entry.path()) {
            Ok(bytes) => {
                files.insert(name, bytes);
            }
            Err(error) => {
                let place = Place::file(File::Folder, &name);
                log.push(
                    Kind::Unreadable,
                    place,
                    error.to_string(),
                    "check the permissions",
                );
                // Not to be reported as missing too.
                files.insert(name, Vec::new());
            }
        }
    }
    files
}

/// The text of each known file; faults for missing, unknown and wrongly encoded ones.
pub(super) fn texts<'a>(files: &'a Bytes, log: &Log) -> BTreeMap<File, &'a str> {
    let mut texts = BTreeMap::new();
    for file in File::ALL {
        let place = Place::file(File::Folder, file.name());
        let Some(bytes) = files.get(file.name()) else {
            if file.is_required() {
                let hint = missing_hint(file, files);
                log.push(Kind::NoFile, place, "the file is required", hint);
            }
            continue;
        };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                texts.insert(file, text);
            }
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let row = before.split(|byte| *byte == b'\n').count();
                let place = Place {
                    row: Some(row),
                    ..place
                };
                let hint = "save it from the spreadsheet as CSV UTF-8";
                log.push(Kind::NotUtf8, place, "the file is not UTF-8 text", hint);
            }
        }
    }
    warn_unknown(files, log);
    texts
}

fn missing_hint(file: File, files: &Bytes) -> String {
    let known = |name: &str| File::ALL.iter().any(|file| file.name() == name);
    let others = files.keys().map(String::as_str).filter(|name| !known(name));
    match nearest(file.name(), others) {
        Some(other) => format!("rename {other} to {}", file.name()),
        None => format!("add {}; docs/case-format.md describes it", file.name()),
    }
}

fn warn_unknown(files: &Bytes, log: &Log) {
    let names = || File::ALL.iter().map(|file| file.name());
    for name in files
        .keys()
        .filter(|name| !names().any(|known| known == name.as_str()))
    {
        let hint = match nearest(name, names()) {
            Some(known) => format!("did you mean {known}?"),
            None => "rename it, or move it elsewhere".to_owned(),
        };
        let place = Place::file(File::Folder, name);
        log.push(
            Kind::UnknownFile,
            place,
            "a case has no such file; it is not read",
            hint,
        );
    }
}
