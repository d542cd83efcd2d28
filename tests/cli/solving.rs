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
            "prices.csv",
            "provenance.json",
            "statements.csv",
            "trace.csv"
        ]
    );
    let verified = desk.expect(0, &["verify", run.path().to_str().unwrap()]);
    assert!(out(&verified).contains("claims of the search"));
}

#[test]
fn a_search_begins_from_an_earlier_run_of_a_case_that_was_changed_since() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let quotes = fs::read_to_string(desk.path("case/quotes.csv")).unwrap();
    let kept = quotes
        .lines()
        .filter(|row| !row.starts_with("harbor,apples"));
    let kept: Vec<&str> = kept.collect();
    assert_eq!(kept.len() + 1, quotes.lines().count());
    fs::write(desk.path("case/quotes.csv"), kept.join("\n") + "\n").unwrap();
    let cost = |run: &str| {
        let text = fs::read_to_string(desk.path(run).join("plan.json")).unwrap();
        let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
        plan["objective"].clone()
    };
    let afresh = ["solve", "case", "--out", "afresh", "--quiet"];
    desk.expect(0, &afresh);
    let begun = [
        "solve", "case", "--out", "begun", "--quiet", "--from", "run",
    ];
    desk.expect(0, &begun);
    assert_eq!(cost("begun"), cost("afresh"));
    desk.expect(0, &["verify", "begun", "--case", "case"]);
    let from = |run: &str| {
        let text = fs::read_to_string(desk.path(run).join("provenance.json")).unwrap();
        let provenance: serde_json::Value = serde_json::from_str(&text).unwrap();
        provenance.get("from").cloned()
    };
    assert_eq!(from("afresh"), None);
    assert_eq!(from("begun"), Some("run".into()));
}

#[test]
fn a_search_begins_only_from_a_run_that_is_true() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    desk.edit("run/awards.csv", "apples", "pears");
    desk.expect(8, &["solve", "case", "--out", "new", "--from", "run"]);
    desk.expect(3, &["solve", "case", "--out", "new", "--from", "nothing"]);
    assert!(!desk.path("new").exists());
}

#[test]
fn the_course_of_the_search_ends_with_the_plan() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let text = fs::read_to_string(desk.path("run/trace.csv")).unwrap();
    let mut rows = text.lines();
    assert_eq!(rows.next(), Some("seconds,cost,bound"));
    let last = rows.last().unwrap();
    let [_, cost, bound] = last.split(',').collect::<Vec<_>>()[..] else {
        panic!("{last}");
    };
    let (cost, bound): (f64, f64) = (cost.parse().unwrap(), bound.parse().unwrap());
    assert!(bound <= cost + 0.01, "{last}");
    let plan = fs::read_to_string(desk.path("run/plan.json")).unwrap();
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let objective: f64 = plan["objective"].as_str().unwrap().parse().unwrap();
    assert!((objective - cost).abs() < 0.01, "{objective}, {last}");
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
