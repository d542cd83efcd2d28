//! The program of a case as a file for other solvers.

use std::fs;

use super::desk::{Desk, err, out};

#[test]
fn a_case_is_exported_once_and_never_over_another_file() {
    let desk = Desk::new();
    let export = ["export", "case", "--mps", "case.mps"];
    let told = out(&desk.expect(0, &export));
    assert_eq!(told, "Wrote case.mps\n");
    let text = fs::read_to_string(desk.path("case.mps")).unwrap();
    assert!(text.starts_with("NAME "), "{text}");
    assert!(text.ends_with("\nENDATA\n"), "{text}");
    assert!(text.contains(" E A1_cover."), "{text}");
    let again = err(&desk.expect(2, &export));
    assert!(again.contains("case.mps exists"), "{again}");
    assert_eq!(fs::read_to_string(desk.path("case.mps")).unwrap(), text);
    // The program has no start and no seed: the file is the same every time.
    desk.expect(0, &["export", "case", "--mps", "again.mps"]);
    assert_eq!(fs::read_to_string(desk.path("again.mps")).unwrap(), text);
}

#[test]
fn a_case_with_faults_or_a_place_that_cannot_be_written_exports_nothing() {
    let desk = Desk::new();
    desk.expect(1, &["export", "case", "--mps", "no/such/folder.mps"]);
    desk.edit("case/demand.csv", "apples", "pineapples");
    desk.expect(3, &["export", "case", "--mps", "case.mps"]);
    assert!(!desk.path("case.mps").exists());
    desk.expect(2, &["export", "case"]);
}
