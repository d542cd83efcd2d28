//! Where runs are written.

use std::fs;

use super::desk::{Desk, err};

#[test]
fn a_new_run_replaces_the_earlier_one() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    desk.edit(
        "case/quotes.csv",
        "harbor,apples,1.16",
        "harbor,apples,1.17",
    );
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    desk.expect(0, &["verify", "run", "--case", "case"]);
    assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 2);
}

#[test]
fn a_place_that_is_taken_ends_with_2_and_stays_as_it_is() {
    let desk = Desk::new();
    fs::write(desk.path("note"), "mine").unwrap();
    for arguments in [
        &["solve", "case", "--out", "case"][..],
        &["solve", "case", "--out", "note"],
        &["init", "case"],
        &["init", "note"],
    ] {
        let output = desk.expect(2, arguments);
        assert!(err(&output).contains("exists and is"), "{}", err(&output));
    }
    assert_eq!(fs::read_to_string(desk.path("note")).unwrap(), "mine");
    assert!(!desk.path("case/runs").exists());
}

#[test]
fn what_cannot_be_written_ends_with_1() {
    let desk = Desk::new();
    fs::write(desk.path("file"), "").unwrap();
    desk.expect(1, &["solve", "case", "--out", "file/run"]);
    desk.expect(1, &["init", "file/case"]);
}

#[test]
fn a_case_folder_that_takes_no_runs_hints_at_another_place() {
    let desk = Desk::new();
    fs::write(desk.path("case/runs"), "").unwrap();
    let output = desk.expect(1, &["solve", "case"]);
    assert!(err(&output).contains("hint: --out RUN"), "{}", err(&output));
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
}
