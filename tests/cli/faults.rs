//! What is wrong is said, with its exit code.

use std::fs;

use super::desk::{Desk, contents, err, out};

#[test]
fn misused_arguments_end_with_2() {
    let desk = Desk::new();
    for arguments in [
        &["solve"][..],
        &["unknown"],
        &["solve", "case", "--gap", "2"],
        &["solve", "case", "--time-limit", "-1"],
    ] {
        let output = desk.expect(2, arguments);
        assert!(
            err(&output).contains("error"),
            "{arguments:?}: {}",
            err(&output)
        );
    }
    assert!(!desk.path("case/runs").exists());
}

#[test]
fn help_is_an_answer_and_has_examples() {
    let desk = Desk::new();
    assert!(out(&desk.expect(0, &["--help"])).contains("130"));
    for command in ["solve", "check", "init", "verify"] {
        let help = out(&desk.expect(0, &[command, "--help"]));
        assert!(
            help.contains("Example") && help.contains("rochdale "),
            "{help}"
        );
    }
}

#[test]
fn every_fault_of_a_bad_case_is_listed_and_ends_with_3() {
    let desk = Desk::new();
    desk.edit(
        "case/demand.csv",
        "mill-road,apples,80",
        "nobody,apples,eighty",
    );
    for command in ["check", "solve"] {
        let output = desk.expect(3, &[command, "case"]);
        let faults = err(&output);
        assert!(
            faults.contains("nobody") && faults.contains("eighty"),
            "{faults}"
        );
        assert!(faults.contains("demand.csv, row"), "{faults}");
        assert_eq!(out(&output), "");
    }
    assert!(!desk.path("case/runs").exists());
    desk.expect(3, &["check", "no-such-case"]);
    desk.expect(3, &["solve", "no-such-case"]);
    desk.expect(3, &["verify", "no-such-run"]);
}

#[test]
fn a_sound_case_is_counted() {
    let desk = Desk::new();
    let text = out(&desk.expect(0, &["check", "case"]));
    assert!(
        text.contains("no errors") && text.contains("3 members"),
        "{text}"
    );
}

#[test]
fn an_infeasible_case_says_why_and_leaves_the_earlier_run_alone() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let before = contents(&desk.path("run"));
    desk.edit(
        "case/quotes.csv",
        "harbor,paper-cups,58.00,pack,1000,pool,2026-12-31",
        "",
    );
    let output = desk.expect(4, &["solve", "case", "--out", "run", "--json"]);
    let data: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(data["status"], "infeasible");
    assert_eq!(data["conflicts"][0]["smallest"], true);
    let reasons = err(&output);
    assert!(reasons.contains("No award keeps everything"), "{reasons}");
    assert!(reasons.contains("paper-cups"), "{reasons}");
    assert_eq!(contents(&desk.path("run")), before);
    assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 2);
}

#[test]
fn no_text_of_a_case_steers_the_terminal() {
    let desk = Desk::new();
    for (key, value) in [
        ("name", "Two stores"),
        ("cycle", "delivery"),
        ("horizon", "year"),
    ] {
        let path = desk.path("case/case.toml");
        let text = fs::read_to_string(&path).unwrap();
        let set = |line: &str| {
            if line.starts_with(&format!("{key} =")) {
                format!("{key} = \"{value}\\u001b[31m\"")
            } else {
                line.to_owned()
            }
        };
        let lines: Vec<String> = text.lines().map(set).collect();
        fs::write(&path, lines.join("\n")).unwrap();
    }
    for arguments in [
        &["check", "case"][..],
        &["solve", "case", "--out", "run"],
        &["verify", "run"],
        &["solve", "case", "--out", "run", "--json"],
    ] {
        let output = desk.expect(0, arguments);
        let text = out(&output) + &err(&output);
        assert!(text.contains("[31m") && !text.contains('\u{1b}'), "{text}");
    }
}
