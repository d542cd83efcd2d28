//! Every case that ships, and the one that `init` writes, as a person sees them.

use std::fs;

use super::desk::{Desk, SHIPPED, out};

/// The lines that begin a section and name no vendor: where several plans lie within the gap,
/// figures and vendors may differ between compilers, these may not.
fn headings(report: &str, vendors: &str) -> String {
    let is_vendor = |line: &str| vendors.contains(line);
    let starts = |line: &&str| !line.is_empty() && !line.starts_with(' ') && !is_vendor(line);
    let words = report.lines().filter(starts).map(|line| {
        let words = line.split_whitespace();
        let words = words.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
        words.collect::<Vec<_>>().join(" ")
    });
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_shipped_case_is_solved_reported_and_verified() {
    let desk = Desk::new();
    let cases = std::path::Path::new(SHIPPED).parent().unwrap();
    let folders = fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (run, case) = (desk.path(name), folder.to_str().unwrap());
        let run = run.to_str().unwrap();
        let limits = ["--gap", "0.1%", "--work", "1000000", "--threads", "1"];
        let solve = [
            &["solve", case, "--out", run, "--require-optimal"],
            &limits[..],
        ]
        .concat();
        let report = out(&desk.expect(0, &solve));
        let vendors = fs::read_to_string(folder.join("vendors.csv")).unwrap();
        insta::assert_snapshot!(name, headings(&report, &vendors));
        assert!(report.lines().all(|line| line.chars().count() <= 100));
        desk.expect(0, &["verify", run, "--case", case]);
    }
}

#[test]
fn the_first_case_is_reported_to_the_cent() {
    let desk = Desk::new();
    let report = out(&desk.expect(0, &["solve", "case", "--gap", "0", "--out", "run"]));
    let seconds = report.lines().find(|line| line.contains("completed in"));
    let timeless = report.replace(seconds.unwrap(), "  The search was completed.");
    insta::assert_snapshot!("first-case", timeless);
}
