//! Reading a run back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{
    AWARDS_CSV, CASE_JSON, PLAN_JSON, PRICES_CSV, PROVENANCE_JSON, Provenance, STATEMENTS_CSV,
};

/// A run as its files say; nothing of it is checked against the case yet.
#[derive(Clone, Debug)]
pub struct Run {
    /// Text of `case.json`.
    pub case_json: String,
    /// What `plan.json` holds.
    pub plan_json: Value,
    /// The same file as it is written.
    pub plan_text: String,
    /// Text of `awards.csv`.
    pub awards_csv: String,
    /// Text of `statements.csv`.
    pub statements_csv: String,
    /// Text of `prices.csv`, if there is one.
    pub prices_csv: Option<String>,
    /// Where the run comes from.
    pub provenance: Provenance,
}

/// Why a run cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such directory.
    #[error("{} is no directory; give the run directory that solve wrote", .0.display())]
    NoRun(PathBuf),
    /// A file is missing or cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: std::io::Error,
    },
    /// A file does not hold what it should.
    #[error("{}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        message: String,
    },
}

/// The run in a directory.
///
/// # Errors
/// [`ReadError`] with the file.
pub fn read_run(dir: &Path) -> Result<Run, ReadError> {
    if !dir.is_dir() {
        return Err(ReadError::NoRun(dir.to_owned()));
    }
    Ok(Run {
        case_json: text(dir, CASE_JSON)?,
        plan_text: text(dir, PLAN_JSON)?,
        plan_json: json(dir, PLAN_JSON)?,
        awards_csv: text(dir, AWARDS_CSV)?,
        statements_csv: text(dir, STATEMENTS_CSV)?,
        prices_csv: optional(dir, PRICES_CSV)?,
        provenance: json(dir, PROVENANCE_JSON)?,
    })
}

fn text(dir: &Path, name: &str) -> Result<String, ReadError> {
    let path = dir.join(name);
    fs::read_to_string(&path).map_err(|source| ReadError::Io { path, source })
}

/// `None` if there is nothing of that name.
fn optional(dir: &Path, name: &str) -> Result<Option<String>, ReadError> {
    let is_there = dir.join(name).symlink_metadata().is_ok();
    is_there.then(|| text(dir, name)).transpose()
}

fn json<T: serde::de::DeserializeOwned>(dir: &Path, name: &str) -> Result<T, ReadError> {
    serde_json::from_str(&text(dir, name)?).map_err(|error| ReadError::Malformed {
        path: dir.join(name),
        message: error.to_string(),
    })
}
