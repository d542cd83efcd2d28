//! A run is found true from its files alone.

use std::fs;
use std::path::Path;

use rochdale::run::{AWARDS_CSV, CheckError, FILES, STATEMENTS_CSV, check};

use super::fixture::Fixture;

#[test]
fn a_run_is_found_true_from_its_files() {
    let fixture = Fixture::new();
    let checked = check(&fixture.run(), None).unwrap();
    assert_eq!(checked.plan.landed_cost().to_string(), "6500");
    let checked = check(&fixture.run(), Some(&fixture.case())).unwrap();
    assert_eq!(checked.source_differences, []);
}

#[test]
fn a_run_of_another_case_than_the_folder_holds_is_refused() {
    let fixture = Fixture::new();
    let path = fixture.case().join("members.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("small", "large")).unwrap();
    let error = check(&fixture.run(), Some(&fixture.case())).unwrap_err();
    let CheckError::OtherCase(differences) = error else {
        panic!("{error}");
    };
    let paths: Vec<_> = differences.iter().map(|found| &found.path).collect();
    assert_eq!(paths, ["members[0].tags"]);
}

#[test]
fn missing_and_broken_files_are_named() {
    for name in FILES {
        let fixture = Fixture::new();
        let path = fixture.run().join(name);
        if ![AWARDS_CSV, STATEMENTS_CSV].contains(&name) {
            fs::write(&path, "{").unwrap();
            let error = check(&fixture.run(), None).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
        fs::remove_file(&path).unwrap();
        let error = check(&fixture.run(), None).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    }
    assert!(check(Path::new("/no/such/run"), None).is_err());
}

#[test]
fn files_that_are_not_those_that_were_solved_are_named() {
    let fixture = Fixture::new();
    let path = fixture.case().join("members.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("# A comment changes no figure.\n{text}")).unwrap();
    fs::write(fixture.case().join("rules.csv"), "id,rule\n").unwrap();
    let checked = check(&fixture.run(), Some(&fixture.case())).unwrap();
    let found = checked.source_differences.iter();
    let found: Vec<_> = found.map(|found| (&*found.file, &*found.path)).collect();
    assert_eq!(
        found,
        [
            ("provenance.json", "members.csv"),
            ("provenance.json", "rules.csv")
        ]
    );
}
