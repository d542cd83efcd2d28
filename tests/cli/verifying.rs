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

#[test]
fn what_is_not_recomputed_is_named() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let alone = out(&desk.expect(0, &["verify", "run"]));
    for claim in ["no plan can cost less", "provenance.json", "--case CASE"] {
        assert!(alone.contains(claim), "{claim}:\n{alone}");
    }
    let against = ["verify", "run", "--case", "case"];
    let output = desk.expect(0, &against);
    assert_eq!(err(&output), "");
    let path = desk.path("case/items.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}# Only a comment.\n")).unwrap();
    let note = err(&desk.expect(0, &against));
    assert!(
        note.contains("not byte for byte") && note.contains("items.csv"),
        "{note}"
    );
}
