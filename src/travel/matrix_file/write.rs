//! A matrix → a matrix file.

use std::path::Path;

use super::COLUMNS;
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::travel::replace::replace;
use crate::travel::{Place, TravelError};

/// Writes the matrix, whole or not at all; an old file is replaced.
///
/// # Errors
/// [`TravelError::Io`] if the file cannot be written.
///
/// # Panics
/// If there are not as many places as the matrix has.
pub fn write(path: &Path, places: &[Place], matrix: &TravelMatrix) -> Result<(), TravelError> {
    replace(path, &text(places, matrix))
}

/// The file's text: rows by start, then by end, without those from a place to itself.
pub(super) fn text(places: &[Place], matrix: &TravelMatrix) -> String {
    assert_eq!(places.len(), matrix.n_places(), "one place, one row");
    // A name that starts like a comment is put in quotation marks.
    let mut writer = csv::WriterBuilder::new()
        .comment(Some(b'#'))
        .from_writer(Vec::new());
    let mut write = |row: [&str; 4]| {
        let written = writer.write_record(row);
        written.expect("writing a table to memory does not fail");
    };
    write(COLUMNS);
    for (index, travel) in matrix.entries().iter().enumerate() {
        let (from, to) = (index / places.len(), index % places.len());
        if from != to {
            let [distance, duration] = cells(*travel);
            write([&places[from].name, &places[to].name, &distance, &duration]);
        }
    }
    let bytes = writer.into_inner();
    let bytes = bytes.expect("writing a table to memory does not fail");
    String::from_utf8(bytes).expect("names and numbers are text")
}

fn cells(travel: Travel) -> [String; 2] {
    if travel.is_reachable() {
        [travel.distance, travel.duration].map(|number| number.to_string())
    } else {
        [String::new(), String::new()]
    }
}
