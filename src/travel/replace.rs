//! Writing a file whole or not at all.

use std::fs;
use std::path::Path;

use super::TravelError;

/// Puts `text` in the file's place; whoever reads it meanwhile sees the old file or the new one.
///
/// # Errors
/// [`TravelError::Io`]; the old file is then as it was.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), TravelError> {
    let failed = |error| TravelError::io(path, error);
    let target = std::path::absolute(path).map_err(failed)?;
    let folder = target.parent().unwrap_or(Path::new("/"));
    // A folder of its own, so that the file has the usual permissions.
    let staging = tempfile::Builder::new()
        .prefix(".rochdale-")
        .tempdir_in(folder)
        .map_err(failed)?;
    let staged = staging.path().join("staged");
    fs::write(&staged, text).map_err(failed)?;
    fs::rename(&staged, &target).map_err(failed)
}
