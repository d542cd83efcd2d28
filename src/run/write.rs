//! Writing a run: whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::TempDir;

use super::{
    AWARDS_CSV, CASE_JSON, FILES, PLAN_JSON, PRICES_CSV, PROVENANCE_JSON, Provenance,
    STATEMENTS_CSV, TRACE_CSV,
};

/// Start of the temporary name of a run that is being written or replaced.
const TEMPORARY: &str = ".rochdale-run-";

/// Name of an earlier run while it is aside.
const EARLIER: &str = "earlier";

/// The texts of a run's files.
#[derive(Clone, Debug)]
pub struct Contents {
    /// `case.json`.
    pub case_json: String,
    /// `plan.json`.
    pub plan_json: String,
    /// `awards.csv`.
    pub awards_csv: String,
    /// `statements.csv`.
    pub statements_csv: String,
    /// `prices.csv`, if the plan has internal prices.
    pub prices_csv: Option<String>,
    /// `trace.csv`.
    pub trace_csv: String,
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
    /// An earlier run was moved aside, and neither the new one nor itself could be moved in again.
    #[error("{error}; the earlier run is now {}", earlier.display())]
    Aside {
        /// Why the new run could not be moved in.
        error: Box<WriteError>,
        /// Where the earlier run is.
        earlier: PathBuf,
    },
}

/// A place where a run can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    path: PathBuf,
    /// Whether whatever stands at the path is left alone, and the next free name taken.
    is_fresh: bool,
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
        temporary(&existing_parent(&path))?;
        let is_fresh = false;
        Ok(Self { path, is_fresh })
    }

    /// A place of its own in `runs` for a run that starts at `now`: it never replaces another,
    /// not even one that started in the same second and is written first.
    ///
    /// # Errors
    /// As [`Target::at`].
    pub fn fresh(runs: &Path, now: Timestamp) -> Result<Self, WriteError> {
        let path = std::path::absolute(runs).map_err(|source| io(runs, source))?;
        let path = path.join(run_id(now));
        temporary(&existing_parent(&path))?;
        let is_fresh = true;
        Ok(Self { path, is_fresh })
    }

    /// Writes a run and returns where it is; an earlier run at a place that is not fresh is
    /// replaced once the new one is complete.
    ///
    /// # Errors
    /// [`WriteError`]; what stood at the place before is then still there, or is named.
    pub fn write(&self, contents: &Contents) -> Result<PathBuf, WriteError> {
        let parent = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(|source| io(parent, source))?;
        let new = temporary(parent)?;
        write_files(new.path(), contents)?;
        let path = if self.is_fresh {
            self.move_in_beside(new.path())?
        } else if self.path.symlink_metadata().is_ok() {
            require_run(&self.path)?;
            self.replace(parent, new.path())?
        } else {
            rename(new.path(), &self.path)?
        };
        let _ = new.keep();
        Ok(path)
    }

    /// Moves the new run in under the first free name; a rename never replaces a run, so whoever
    /// comes second takes the next.
    fn move_in_beside(&self, new: &Path) -> Result<PathBuf, WriteError> {
        let id = self.path.file_name().unwrap_or_default().to_string_lossy();
        let mut path = self.path.clone();
        let mut n = 2;
        loop {
            match rename(new, &path) {
                Err(_) if path.symlink_metadata().is_ok() => {}
                moved => return moved,
            }
            path = self.path.with_file_name(format!("{id}-{n}"));
            n += 1;
        }
    }

    /// Moves the earlier run aside, the new one in, and only then removes the earlier one.
    fn replace(&self, parent: &Path, new: &Path) -> Result<PathBuf, WriteError> {
        let aside = temporary(parent)?;
        rename(&self.path, &aside.path().join(EARLIER))?;
        rename(new, &self.path).map_err(|error| put_back(aside, &self.path, error))
    }
}

/// Moves an earlier run back to its place. Where that fails too, it stays aside and is named.
fn put_back(aside: TempDir, path: &Path, error: WriteError) -> WriteError {
    if rename(&aside.path().join(EARLIER), path).is_ok() {
        return error;
    }
    WriteError::Aside {
        error: Box::new(error),
        earlier: aside.keep().join(EARLIER),
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
        (STATEMENTS_CSV, &contents.statements_csv),
        (TRACE_CSV, &contents.trace_csv),
        (PROVENANCE_JSON, &provenance),
    ];
    let prices = contents.prices_csv.iter().map(|text| (PRICES_CSV, text));
    for (name, text) in texts.into_iter().chain(prices) {
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
        if ![PRICES_CSV, TRACE_CSV].contains(&name.as_str()) && !FILES.contains(&name.as_str()) {
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

/// Moves a directory and returns where it is.
fn rename(from: &Path, to: &Path) -> Result<PathBuf, WriteError> {
    fs::rename(from, to).map_err(|source| io(to, source))?;
    Ok(to.to_owned())
}

fn io(path: &Path, source: std::io::Error) -> WriteError {
    WriteError::Io {
        path: path.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory that holds an earlier run moved aside, and the place it came from.
    fn aside() -> (TempDir, TempDir, PathBuf) {
        let parent = TempDir::new().unwrap();
        let path = parent.path().join("run");
        let aside = temporary(parent.path()).unwrap();
        fs::create_dir(aside.path().join(EARLIER)).unwrap();
        fs::write(aside.path().join(EARLIER).join(PLAN_JSON), "earlier").unwrap();
        (parent, aside, path)
    }

    fn error(path: &Path) -> WriteError {
        io(path, std::io::ErrorKind::StorageFull.into())
    }

    #[test]
    fn an_earlier_run_goes_back_where_the_new_one_cannot_be_moved_in() {
        let (_parent, aside, path) = aside();
        let found = put_back(aside, &path, error(&path));
        assert!(matches!(found, WriteError::Io { .. }), "{found}");
        assert_eq!(fs::read_to_string(path.join(PLAN_JSON)).unwrap(), "earlier");
    }

    #[test]
    fn an_earlier_run_that_cannot_go_back_is_kept_and_named() {
        let (_parent, aside, path) = aside();
        fs::create_dir(&path).unwrap();
        fs::write(path.join("notes.txt"), "somebody else's").unwrap();
        let found = put_back(aside, &path, error(&path));
        let WriteError::Aside { earlier, .. } = &found else {
            panic!("expected a run aside, found {found}");
        };
        assert_eq!(
            fs::read_to_string(earlier.join(PLAN_JSON)).unwrap(),
            "earlier"
        );
        assert!(found.to_string().contains(&earlier.display().to_string()));
    }
}
