//! A run is whole or absent, and takes nobody's place but an earlier run's.

use std::fs;

use rochdale::run::{AWARDS_CSV, PLAN_JSON, Target, WriteError, check};

use super::fixture::Fixture;

#[test]
fn an_earlier_run_is_replaced_and_nothing_else_is_left() {
    let fixture = Fixture::new();
    let stale = fixture.run().join(AWARDS_CSV);
    fs::write(&stale, "stale").unwrap();
    fixture.write().unwrap();
    check(&fixture.run(), None).unwrap();
    assert_eq!(fixture.hidden(), 0);
}

#[test]
fn a_folder_that_is_no_run_is_never_replaced() {
    let fixture = Fixture::new();
    let target = Target::at(&fixture.run()).unwrap();
    let note = fixture.run().join("notes.txt");
    fs::write(&note, "mine").unwrap();
    assert!(matches!(fixture.write(), Err(WriteError::Taken { .. })));
    assert!(matches!(
        fixture.write_to(&target),
        Err(WriteError::Taken { .. })
    ));
    assert_eq!(fs::read_to_string(&note).unwrap(), "mine");
    assert_eq!(fixture.hidden(), 0);
    fs::remove_file(&note).unwrap();
    check(&fixture.run(), None).unwrap();
    assert!(matches!(
        Target::at(&fixture.case()),
        Err(WriteError::Taken { .. })
    ));
    assert!(matches!(
        Target::at(&fixture.run().join(PLAN_JSON)),
        Err(WriteError::Taken { .. })
    ));
}

#[test]
fn asking_for_a_place_leaves_nothing_behind() {
    let fixture = Fixture::new();
    let place = fixture.dir.path().join("a/b/run");
    let target = Target::at(&place).unwrap();
    assert!(!fixture.dir.path().join("a").exists());
    fixture.write_to(&target).unwrap();
    check(&place, None).unwrap();
}

#[test]
fn runs_that_start_in_the_same_second_do_not_replace_each_other() {
    let fixture = Fixture::new();
    let runs = fixture.dir.path().join("runs");
    let start = "2026-03-29T14:15:30Z".parse().unwrap();
    let targets = [(); 3].map(|()| Target::fresh(&runs, start).unwrap());
    let names = targets.map(|target| {
        let run = fixture.write_to(&target).unwrap();
        run.strip_prefix(&runs).unwrap().to_owned()
    });
    let id = "2026-03-29T141530Z";
    assert_eq!(
        names.map(|name| name.display().to_string()),
        [id.to_owned(), format!("{id}-2"), format!("{id}-3")]
    );
    assert_eq!(fs::read_dir(&runs).unwrap().count(), 3);
}
