//! The case that `rochdale init` writes.

use std::path::Path;

use super::write::{WriteError, write_folder};

/// Its files.
const FILES: [(&str, &str); 7] = [
    ("case.toml", include_str!("template/case.toml")),
    ("members.csv", include_str!("template/members.csv")),
    ("items.csv", include_str!("template/items.csv")),
    ("demand.csv", include_str!("template/demand.csv")),
    ("vendors.csv", include_str!("template/vendors.csv")),
    ("quotes.csv", include_str!("template/quotes.csv")),
    ("breaks.csv", include_str!("template/breaks.csv")),
];

/// Writes a small commented case; `dir` must be absent or an empty folder.
///
/// # Errors
/// [`WriteError`], and then nothing is left behind.
pub fn write_template(dir: &Path) -> Result<(), WriteError> {
    write_folder(dir, &FILES.map(|(name, text)| (name, text.to_owned())))
}
