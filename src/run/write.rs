//! Writing a run: whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::TempDir;

use super::{AWARDS_CSV, CASE_JSON, FILES, PLAN_JSON, PROVENANCE_JSON, Provenance};

/// Start of the temporary name of a run that is being written or replaced.
const TEMPORARY: &str = ".rochdale-run-";

/// The texts of a run's files.
#[derive(Clone, Debug)]
pub struct Contents {
    /// `case.json`.
    pub case_json: String,
    /// `plan.json`.
    pub plan_json: String,
    /// `awards.csv`.
    pub awards_csv: String,
    /// `provenance.json`.
    pub provenance: Provenance,
}

/// Why a run could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The place is taken by something that must not be replaced.
    #[error("{} exists and is no run directory: it holds {found}; choose another place", path.display())]
    Taken {
        /// The place.
        path: PathBuf,
        /// What stands in it.
        found: String,
    },
    /// The file system said no.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
}

/// A place where a run can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    path: PathBuf,
}

/// A sortable name for a run that starts at `now`: `2026-03-29T141530Z`.
pub fn run_id(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H%M%SZ").to_string()
}

impl Target {
    /// The place `path`, if a run may be written there: nothing stands in it, or an earlier run.
    ///
    /// Nothing is left behind by the question.
    ///
    /// # Errors
    /// [`WriteError`] if something else stands there, or the nearest existing folder above it
    /// cannot be written to.
    pub fn at(path: &Path) -> Result<Self, WriteError> {
        let path = std::path::absolute(path).map_err(|source| io(path, source))?;
        let path = path.canonicalize().unwrap_or(path);
        if path.symlink_metadata().is_ok() {
            require_run(&path)?;
        }
        let parent = existing_parent(&path);
        temporary(&parent)?;
        Ok(Self { path })
    }

    /// A free place in `runs` for a run that starts at `now`.
    ///
    /// # Errors
    /// As [`Target::at`].
    pub fn fresh(runs: &Path, now: Timestamp) -> Result<Self, WriteError> {
        let id = run_id(now);
        let mut path = runs.join(&id);
        let mut n = 2;
        while path.symlink_metadata().is_ok() {
            path = runs.join(format!("{id}-{n}"));
            n += 1;
        }
        Self::at(&path)
    }

    /// Where the run is written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a run; an earlier run at the place is replaced once the new one is complete.
    ///
    /// # Errors
    /// [`WriteError`]; what stood at the place before is then still there.
    pub fn write(&self, contents: &Contents) -> Result<(), WriteError> {
        let parent = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(|source| io(parent, source))?;
        let new = temporary(parent)?;
        write_files(new.path(), contents)?;
        if self.path.symlink_metadata().is_ok() {
            require_run(&self.path)?;
            self.replace(parent, new)
        } else {
            rename(new.path(), &self.path)?;
            let _ = new.keep();
            Ok(())
        }
    }

    /// Moves the earlier run aside, the new one in, and only then removes the earlier one.
    fn replace(&self, parent: &Path, new: TempDir) -> Result<(), WriteError> {
        let aside = temporary(parent)?;
        let earlier = aside.path().join("earlier");
        rename(&self.path, &earlier)?;
        if let Err(error) = rename(new.path(), &self.path) {
            rename(&earlier, &self.path)?;
            return Err(error);
        }
        let _ = new.keep();
        Ok(())
    }
}

fn write_files(dir: &Path, contents: &Contents) -> Result<(), WriteError> {
    let mut provenance = serde_json::to_string_pretty(&contents.provenance)
        .map_err(|error| io(dir, error.into()))?;
    provenance.push('\n');
    let texts = [
        (CASE_JSON, &contents.case_json),
        (PLAN_JSON, &contents.plan_json),
        (AWARDS_CSV, &contents.awards_csv),
        (PROVENANCE_JSON, &provenance),
    ];
    for (name, text) in texts {
        let path = dir.join(name);
        let written = fs::File::create(&path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(|source| io(&path, source))?;
    }
    open_to_others(dir)
}

/// A temporary directory is private; a run is an ordinary one.
#[cfg(unix)]
fn open_to_others(dir: &Path) -> Result<(), WriteError> {
    use std::os::unix::fs::PermissionsExt;
    let ordinary = fs::Permissions::from_mode(0o755);
    fs::set_permissions(dir, ordinary).map_err(|source| io(dir, source))
}

#[cfg(not(unix))]
fn open_to_others(_dir: &Path) -> Result<(), WriteError> {
    Ok(())
}

/// A run holds its own files only: a folder with anything else in it is never replaced.
fn require_run(path: &Path) -> Result<(), WriteError> {
    let taken = |found: &str| WriteError::Taken {
        path: path.to_owned(),
        found: found.to_owned(),
    };
    if !path.is_dir() {
        return Err(taken("a file"));
    }
    for entry in fs::read_dir(path).map_err(|source| io(path, source))? {
        let entry = entry.map_err(|source| io(path, source))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !FILES.contains(&name.as_str()) {
            return Err(taken(&name));
        }
    }
    Ok(())
}

fn existing_parent(path: &Path) -> PathBuf {
    let parents = path.ancestors().skip(1);
    parents
        .into_iter()
        .find(|parent| parent.exists())
        .map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn temporary(parent: &Path) -> Result<TempDir, WriteError> {
    tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempdir_in(parent)
        .map_err(|source| io(parent, source))
}

fn rename(from: &Path, to: &Path) -> Result<(), WriteError> {
    fs::rename(from, to).map_err(|source| io(to, source))
}

fn io(path: &Path, source: std::io::Error) -> WriteError {
    WriteError::Io {
        path: path.to_owned(),
        source,
    }
}
