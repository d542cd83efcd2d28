//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Puts what `write` writes in the file's place: under another name first, then in one move. If that
/// fails, what was there stays as it was and nothing else is left behind.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let target = std::path::absolute(path)?;
    let folder = target.parent().unwrap_or(Path::new("/"));
    // A folder of its own, so that the file has the usual permissions.
    let staging = tempfile::Builder::new()
        .prefix(".rochdale-")
        .tempdir_in(folder)?;
    let staged = staging.path().join("staged");
    let mut out = BufWriter::new(File::create(&staged)?);
    write(&mut out)?;
    out.into_inner()?.sync_all()?;
    fs::rename(&staged, &target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, |out| out.write_all(b"first")).unwrap();
        let half = replace(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert_eq!(half.unwrap_err().to_string(), "no more");
        assert_eq!(fs::read(&path).unwrap(), b"first");
        replace(&path, |out| out.write_all(b"second")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
