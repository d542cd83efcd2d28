//! A run is checked from its files.

use std::fs;

use super::desk::{Desk, err, out};

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
