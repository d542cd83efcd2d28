//! Why a plan is as it is, as a person sees it.

use std::fs;

use rochdale::report::explain::{ExplainFile, SectionEntry};

use super::desk::{Desk, SHIPPED, err, out};

/// Searches of a small case come to their end, on every machine at the same plan.
const TO_THE_END: [&str; 6] = ["--gap", "0", "--threads", "1", "--work", "1000000"];

/// A desk with the first case solved in `run`.
fn solved() -> Desk {
    let desk = Desk::new();
    desk.expect(
        0,
        &[
            &["solve", "case", "--out", "run", "--quiet"],
            &TO_THE_END[..],
        ]
        .concat(),
    );
    desk
}

fn explain(desk: &Desk, place: &str, arguments: &[&str]) -> String {
    let text = out(&desk.expect(
        0,
        &[&["explain", place], arguments, &TO_THE_END[..]].concat(),
    ));
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    text
}

#[test]
fn a_run_is_explained_as_a_whole() {
    insta::assert_snapshot!("explain-first-case", explain(&solved(), "run", &[]));
}

#[test]
fn a_case_is_solved_and_explained_like_its_run() {
    let desk = solved();
    assert_eq!(explain(&desk, "case", &[]), explain(&desk, "run", &[]));
    assert!(!desk.path("case/runs").exists());
}

#[test]
fn vendors_items_and_members_are_explained_by_id_or_name() {
    let desk = solved();
    let asked = [
        "--vendor",
        "valley",
        "--vendor",
        "Harbor Foods",
        "--item",
        "apples",
    ];
    let text = explain(
        &desk,
        "run",
        &[&asked[..], &["--member", "hart-street"]].concat(),
    );
    insta::assert_snapshot!("explain-first-case-parts", text);
}

#[test]
fn a_rule_that_binds_has_its_price_and_one_that_nobody_feels_costs_nothing() {
    let desk = Desk::new();
    let rules = "id,rule,vendor,member,item\n\
                 off,forbid,valley,hart-street,\n\
                 none,forbid,valley,school-kitchen,paper-cups\n";
    fs::write(desk.path("case/rules.csv"), rules).unwrap();
    let text = explain(&desk, "case", &[]);
    assert!(
        text.contains("It binds: without it the cooperative would pay 426.40 USD per year less."),
        "{text}"
    );
    assert!(
        text.contains("It costs nothing: no plan without it is cheaper."),
        "{text}"
    );
}

#[test]
fn what_is_not_in_the_case_is_wrong_use_with_the_nearest_name() {
    let desk = solved();
    let output = desk.expect(2, &["explain", "run", "--item", "aples"]);
    let text = err(&output);
    assert!(text.contains("the case has no item \"aples\""), "{text}");
    assert!(text.contains("did you mean \"apples\"?"), "{text}");
    let output = desk.expect(2, &["explain", "run", "--vendor", "qwertyuiop"]);
    assert!(err(&output).contains("give its id"), "{}", err(&output));
}

#[test]
fn a_folder_that_holds_neither_run_nor_case_is_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.path("empty")).unwrap();
    for place in ["empty", "nowhere"] {
        let output = desk.expect(3, &["explain", place]);
        assert!(
            err(&output).contains("neither a case folder"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn a_run_that_is_not_true_is_refused_and_not_explained() {
    let desk = solved();
    let plan = fs::read_to_string(desk.path("run/plan.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let cost = file["landed_cost"].as_str().unwrap();
    desk.edit("run/plan.json", cost, "1");
    let output = desk.expect(8, &["explain", "run"]);
    assert!(err(&output).contains("refused"), "{}", err(&output));
    assert_eq!(out(&output), "");
}

#[test]
fn a_case_without_a_plan_is_explained_as_solve_does() {
    let desk = Desk::new();
    let vendors = fs::read_to_string(desk.path("case/vendors.csv")).unwrap();
    let vendors = vendors
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    let mut rules = vec!["id,rule,vendor".to_owned()];
    rules.extend(vendors.map(|line| {
        let vendor = line.split(',').next().unwrap();
        format!("no-{vendor},forbid,{vendor}")
    }));
    fs::write(desk.path("case/rules.csv"), rules.join("\n")).unwrap();
    let said = |command| err(&desk.expect(4, &[&[command, "case"], &TO_THE_END[..]].concat()));
    assert_eq!(said("explain"), said("solve"));
    assert!(said("explain").contains("forbid") || said("explain").contains("nothing from"));
}

#[test]
fn data_says_the_same_as_words() {
    let desk = solved();
    let text = explain(&desk, "run", &["--vendor", "valley", "--json"]);
    let file: ExplainFile = serde_json::from_str(&text).unwrap();
    let [SectionEntry::Vendor(vendor)] = &file.sections[..] else {
        panic!("one vendor was asked about");
    };
    assert_eq!(vendor.vendor, "valley");
    assert!(vendor.otherwise.is_some(), "{vendor:?}");
}

#[test]
fn the_shipped_case_is_explained_within_its_work() {
    let desk = Desk::new();
    let limits = ["--gap", "1%", "--work", "20000", "--threads", "1"];
    let asked = [
        "explain",
        SHIPPED,
        "--vendor",
        "terminal-row",
        "--item",
        "bananas",
    ];
    let member = ["--member", "Erie Corner Deli"];
    let text = out(&desk.expect(0, &[&asked[..], &member[..], &limits[..]].concat()));
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "Terminal Row Produce (terminal-row): ",
        "vendor terminal-row does not serve zone south",
        "Bananas, yellow, 40 lb box (bananas): 1,560 lb per week for 23 lines",
        "Offers, USD per lb",
        "Erie Corner Deli (erie-corner): 10 demand lines",
        "accepts Potatoes, white size A",
    ] {
        assert!(text.contains(expected), "{expected}:\n{text}");
    }
}
