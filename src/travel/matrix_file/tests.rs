//! Matrix files: what is read, what is written, what is wrong.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use super::read::parse;
use super::{MatrixFaultKind, read, write};
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::travel::{Coordinates, Place};

fn places(names: &[&str]) -> Vec<Place> {
    let coordinates = Coordinates::new(0.0, 0.0).unwrap();
    let place = |name: &&str| Place {
        name: (*name).to_owned(),
        coordinates,
    };
    names.iter().map(place).collect()
}

const HEADER: &str = "from,to,distance_m,duration_s\n";

/// Distances and durations of hub → shop and shop → hub; `None` where there is no way.
fn check(rows: &str, expected: [Option<(i32, i32)>; 2]) {
    let text = format!("{HEADER}{rows}");
    let matrix = parse("m.csv", text.as_bytes(), &places(&["hub", "shop"])).unwrap();
    let travel = |pair: Option<(i32, i32)>| {
        pair.map_or(Travel::UNREACHABLE, |(distance, duration)| Travel {
            distance,
            duration,
        })
    };
    let [there, back] = expected.map(travel);
    assert_eq!(matrix.entries(), [Travel::NONE, there, back, Travel::NONE]);
}

/// Kinds of all faults, in order, and the text of the first.
fn check_faults(text: &str, expected: &[MatrixFaultKind], first: &str) {
    let faults = parse("m.csv", text.as_bytes(), &places(&["hub", "shop"])).unwrap_err();
    let kinds: Vec<_> = faults.0.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, expected, "{faults}");
    let shown = faults.to_string();
    assert!(shown.starts_with(first), "{shown}");
}

#[test]
fn there_and_back_may_differ() {
    check("hub,shop,1,2\nshop,hub,3,4\n", [Some((1, 2)), Some((3, 4))]);
}

#[test]
fn two_empty_cells_are_no_way() {
    check("hub,shop,,\nshop,hub,0,0\n", [None, Some((0, 0))]);
}

#[test]
fn other_places_comments_and_rows_of_zero_are_no_faults() {
    check(
        "# by car\n\nhub,hub,0,0\n\"shop\" , hub , 3,2147483646\nhub,shop,1,2\nhub,mill,9,9\n",
        [Some((1, 2)), Some((3, 2_147_483_646))],
    );
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let text = format!("\u{feff}{HEADER}hub,shop,1,2\nshop,hub,3,4\n");
    assert!(parse("m.csv", text.as_bytes(), &places(&["hub", "shop"])).is_ok());
}

#[test]
fn a_missing_pair_is_a_fault() {
    check_faults(
        &format!("{HEADER}hub,shop,1,2\n"),
        &[MatrixFaultKind::MissingPair],
        "m.csv: expected a row from shop to hub\nhint: add the rows",
    );
}

#[test]
fn every_fault_is_named_at_once_with_its_cell() {
    use MatrixFaultKind::{HalfEmpty, NoName, NotANumber, NotZero, RaggedRow, Twice};
    let rows = "hub,shop,1.5,-2\nshop,hub,,4\n,hub,1,1\nhub,hub,1,1\nhub,shop,1,2\nhub,shop\n";
    check_faults(
        &format!("{HEADER}{rows}"),
        &[
            NotANumber, NotANumber, HalfEmpty, NoName, NotZero, Twice, RaggedRow,
        ],
        "m.csv, row 2, column distance_m: found \"1.5\", expected a whole number from 0 to \
         2147483646\nhint: write whole metres",
    );
}

#[test]
fn rows_are_counted_as_an_editor_counts_lines() {
    check_faults(
        &format!("# by car\n\n{HEADER}\n# far\nhub,shop,x,2\nshop,hub,1,2\n"),
        &[MatrixFaultKind::NotANumber],
        "m.csv, row 6, column distance_m: found \"x\"",
    );
}

#[test]
fn the_number_that_means_no_way_cannot_be_written() {
    check_faults(
        &format!("{HEADER}hub,shop,2147483647,2\nshop,hub,99999999999,4\n"),
        &[MatrixFaultKind::NotANumber; 2],
        "m.csv, row 2, column distance_m: found \"2147483647\"",
    );
}

#[test]
fn wrong_columns_are_named() {
    check_faults(
        "from,to,distance_km\nhub,shop,1\n",
        &[MatrixFaultKind::Column; 3],
        "m.csv, row 1: expected one column distance_m, found 0\nhint: the columns are",
    );
    check_faults(
        "",
        &[MatrixFaultKind::Column; 4],
        "m.csv, row 1: expected one column from, found 0",
    );
}

#[test]
fn a_file_that_is_no_text_is_a_fault() {
    let faults = parse("m.csv", &[0xff, 0xfe], &places(&["hub"])).unwrap_err();
    assert_eq!(faults.0[0].kind, MatrixFaultKind::NotText);
}

#[test]
fn places_of_one_name_are_a_fault() {
    let faults = parse("m.csv", HEADER.as_bytes(), &places(&["hub", "hub"])).unwrap_err();
    assert_eq!(faults.0[0].kind, MatrixFaultKind::SameName);
}

#[test]
fn a_written_matrix_is_read_as_the_same_matrix() {
    let places = places(&["hub", "shop, old", "#3"]);
    let matrix = TravelMatrix::from_fn(3, |from, to| match (from, to) {
        (2, 0) => Travel::UNREACHABLE,
        _ => Travel {
            distance: i32::try_from(10 * from + to).unwrap(),
            duration: i32::try_from(to).unwrap(),
        },
    });
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("m.csv");
    std::fs::write(&path, "old").unwrap();
    write(&path, &places, &matrix).unwrap();
    assert_eq!(read(&path, &places).unwrap(), matrix);
    let n_files = std::fs::read_dir(dir.path()).unwrap().count();
    assert_eq!(n_files, 1, "nothing is left behind");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = read(std::path::Path::new("/nowhere/m.csv"), &places(&["hub"]));
    let text = error.unwrap_err().to_string();
    assert!(text.starts_with("/nowhere/m.csv: "), "{text}");
}
