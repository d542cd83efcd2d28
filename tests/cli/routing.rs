//! `rochdale route` through the real binary.

use std::fs;

use super::desk::{Desk, err, out};

/// The example of the page about the format.
fn example() -> &'static str {
    let page = include_str!("../../docs/route-format.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// A desk with the example in `day.json`.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("day.json"), example()).unwrap();
    desk
}

#[test]
fn every_fault_of_a_routing_file_is_told_and_ends_with_3() {
    let desk = desk();
    desk.edit("day.json", "\"08:00\"", "\"8\"");
    desk.edit("day.json", "USD", "dollars");
    let told = err(&desk.expect(3, &["route", "day.json"]));
    assert!(
        told.contains("error[T103]: day.json, column stops[0].windows[0]"),
        "{told}"
    );
    assert!(
        told.contains("error[T110]: day.json, column currency"),
        "{told}"
    );
    assert!(told.contains("2 errors found"), "{told}");
    desk.expect(3, &["route", "absent.json"]);
}

#[test]
fn a_published_problem_is_told_apart_by_its_text() {
    let desk = Desk::new();
    fs::write(desk.path("odd.vrp"), "DIMENSION : two\n").unwrap();
    let told = err(&desk.expect(3, &["route", "odd.vrp"]));
    assert!(
        told.contains("error[T103]: odd.vrp, row 1, column DIMENSION"),
        "{told}"
    );
}

#[test]
fn wrong_arguments_end_with_2() {
    let desk = desk();
    desk.expect(2, &["route", "day.json", "--rounding", "up"]);
    desk.expect(2, &["route"]);
}

#[test]
fn the_plan_is_text_or_data() {
    let desk = desk();
    let limits = ["route", "day.json", "--iterations", "200", "--threads", "1"];
    let run = |more: &[&str]| {
        let output = desk
            .command(&[&limits[..], more].concat())
            .output()
            .unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 5)),
            "{}",
            err(&output)
        );
        out(&output)
    };
    assert!(run(&[]).starts_with("Tuesday round: "));
    let plan: serde_json::Value = serde_json::from_str(&run(&["--json"])).unwrap();
    assert_eq!(plan["currency"], "USD");
    assert_eq!(
        plan["is_complete"],
        plan["unserved"].as_array().unwrap().is_empty()
    );
}
