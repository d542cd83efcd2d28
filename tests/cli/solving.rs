//! A case that can be solved: what is printed, what is saved.

use std::fs;
use std::process::Stdio;

use super::desk::{Desk, SHIPPED, contents, err, out};

#[test]
fn a_solved_case_is_reported_and_saved() {
    let desk = Desk::new();
    let output = desk.expect(0, &["solve", "case"]);
    let text = out(&output);
    for expected in [
        "The cooperative pays",
        "USD per year",
        "No plan can be",
        "Saved in case/runs/",
    ] {
        assert!(text.contains(expected), "{expected}:\n{text}");
    }
    assert_eq!(err(&output), "");
    let run = fs::read_dir(desk.path("case/runs"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let names: Vec<_> = contents(&run.path())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "awards.csv",
            "case.json",
            "plan.json",
            "provenance.json",
            "statements.csv"
        ]
    );
    let verified = desk.expect(0, &["verify", run.path().to_str().unwrap()]);
    assert!(out(&verified).contains("claims of the search"));
}

#[test]
fn json_prints_the_plan_and_nothing_else() {
    let desk = Desk::new();
    let output = desk.expect(0, &["solve", "case", "--out", "run", "--json"]);
    let file: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    for key in [
        "schema_version",
        "case",
        "currency",
        "horizon",
        "status",
        "objective",
        "landed_cost",
        "bound",
        "bound_source",
        "gap",
        "awards",
        "vendors",
        "members",
        "sharing",
        "transfers",
    ] {
        assert!(file.get(key).is_some(), "{key}");
    }
    assert_eq!(
        out(&output),
        fs::read_to_string(desk.path("run/plan.json")).unwrap()
    );
}

#[test]
fn quiet_prints_nothing() {
    let desk = Desk::new();
    let output = desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    assert_eq!((out(&output), err(&output)), (String::new(), String::new()));
    assert!(desk.path("run/plan.json").is_file());
}

#[test]
fn the_same_work_gives_the_same_plan() {
    let desk = Desk::new();
    let limits = [
        "--work",
        "3000",
        "--seed",
        "3",
        "--threads",
        "1",
        "--quiet",
        "--out",
    ];
    for run in ["a", "b"] {
        desk.expect(0, &[&["solve", SHIPPED], &limits[..], &[run]].concat());
    }
    let plan = fs::read_to_string(desk.path("a/plan.json")).unwrap();
    assert!(plan.contains("\"status\": \"work_limit\""), "{plan}");
    for name in ["plan.json", "case.json", "awards.csv", "statements.csv"] {
        let read = |run: &str| fs::read(desk.path(run).join(name)).unwrap();
        assert_eq!(read("a"), read("b"), "{name}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::new();
    let mut child = desk
        .command(&["solve", "case", "--out", "run"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output), "");
    assert!(desk.path("run/plan.json").is_file());
}
