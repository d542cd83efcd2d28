//! The real binary: exit codes, what is printed where, what is left on the disk.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

const SHIPPED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/models/cases/camden-produce-delivered"
);

/// A folder with the case that `init` writes in `case`.
struct Desk {
    dir: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            dir: TempDir::new().unwrap(),
        };
        desk.expect(0, &["init", "case"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("rochdale").unwrap();
        command.args(arguments).current_dir(self.dir.path());
        command
    }

    /// Runs the program and requires its exit code.
    fn expect(&self, code: i32, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}\n{}{}",
            out(&output),
            err(&output)
        );
        output
    }

    /// Replaces text in a file.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.path(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} has no {from}:\n{text}");
        fs::write(&path, text.replace(from, to)).unwrap();
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file of a folder with its bytes, by name.
fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

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
        ["awards.csv", "case.json", "plan.json", "provenance.json"]
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
        "100000",
        "--seed",
        "3",
        "--threads",
        "1",
        "--quiet",
        "--out",
    ];
    for run in ["a", "b"] {
        desk.expect(0, &[&["solve", "case"], &limits[..], &[run]].concat());
    }
    for name in ["plan.json", "case.json", "awards.csv"] {
        let read = |run: &str| fs::read(desk.path(run).join(name)).unwrap();
        assert_eq!(read("a"), read("b"), "{name}");
    }
}

#[test]
fn misused_arguments_end_with_2() {
    let desk = Desk::new();
    for arguments in [
        &["solve"][..],
        &["unknown"],
        &["solve", "case", "--gap", "2"],
        &["solve", "case", "--time-limit", "-1"],
        &["solve", "case", "--out", "case"],
        &["init", "case"],
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
    assert_eq!(out(&output), "");
    let reasons = err(&output);
    assert!(reasons.contains("No award meets all demand"), "{reasons}");
    assert!(reasons.contains("paper-cups"), "{reasons}");
    assert_eq!(contents(&desk.path("run")), before);
    assert_eq!(fs::read_dir(desk.dir.path()).unwrap().count(), 2);
}

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
fn a_table_of_recorded_quotes_becomes_a_case_that_solves() {
    let desk = Desk::new();
    let mut table = String::from("mpn,vendor,currency,break_qty,unit_price\n");
    for (vendor, list) in [("Ash", "1.00"), ("Birch", "1.05"), ("Cedar", "1.10")] {
        for (from, price) in [("1", list), ("100", "0.80"), ("1000", "0.60")] {
            table.extend(["r10k,", vendor, ",USD,", from, ",", price, "\n"]);
        }
    }
    fs::write(desk.path("table.csv"), table).unwrap();
    let import = [
        "import",
        "price-breaks",
        "table.csv",
        "--as-of",
        "2026-03-02",
    ];
    let absent = [
        "--sku=",
        "--min-order=",
        "--stock=",
        "--manufacturer=",
        "--description=",
    ];
    let usd = [&import[..], &absent, &["--currency", "USD", "--out", "new"]].concat();
    let text = out(&desk.expect(0, &usd));
    assert!(text.contains("1 items"), "{text}");
    desk.expect(0, &["solve", "new", "--out", "run", "--quiet"]);
    desk.expect(0, &["verify", "run", "--case", "new"]);
    // The folder is taken now; another currency holds nothing.
    desk.expect(3, &usd);
    let eur = [
        &import[..],
        &absent,
        &["--currency", "EUR", "--out", "other"],
    ]
    .concat();
    desk.expect(3, &eur);
    assert!(!desk.path("other").exists());
}

#[test]
fn a_doctored_run_is_refused_with_8() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let file: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(desk.path("run/plan.json")).unwrap()).unwrap();
    let cost = file["landed_cost"].as_str().unwrap();
    let from = format!("\"landed_cost\": \"{cost}\"");
    desk.edit("run/plan.json", &from, "\"landed_cost\": \"1\"");
    let output = desk.expect(8, &["verify", "run"]);
    let reasons = err(&output);
    assert!(
        reasons.contains("landed_cost") && reasons.contains(cost),
        "{reasons}"
    );
    assert_eq!(out(&output), "");
}

#[test]
fn a_plan_that_is_not_proven_ends_with_6_only_where_proof_is_required() {
    let desk = Desk::new();
    let limits = [
        "solve",
        SHIPPED,
        "--work",
        "1",
        "--threads",
        "1",
        "--gap",
        "0",
        "--quiet",
    ];
    desk.expect(0, &[&limits[..], &["--out", "a"]].concat());
    desk.expect(
        6,
        &[&limits[..], &["--out", "b", "--require-optimal"]].concat(),
    );
    desk.expect(0, &["verify", "b"]);
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

#[cfg(unix)]
#[test]
fn an_interrupted_search_saves_its_best_plan_and_ends_with_130() {
    let desk = Desk::new();
    let child = desk
        .command(&[
            "solve",
            SHIPPED,
            "--gap",
            "0",
            "--threads",
            "1",
            "--out",
            "run",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupted.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(130),
        "{}{}",
        out(&output),
        err(&output)
    );
    assert!(err(&output).contains("the best plan so far will be saved"));
    assert!(out(&output).contains("The search was interrupted"));
    desk.expect(0, &["verify", "run"]);
}
