//! Stand-alone costs and statements.

use std::fs;

use super::desk::{Desk, err, out};

/// The members of a run's plan.json.
fn members(desk: &Desk, run: &str) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(desk.path(run).join("plan.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    file["members"].as_array().unwrap().clone()
}

#[test]
fn each_member_gets_its_own_statement() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let all = out(&desk.expect(0, &["statement", "run"]));
    let mill = out(&desk.expect(0, &["statement", "run", "--for", "mill-road"]));
    assert!(all.contains(&mill), "{all}\n{mill}");
    assert!(mill.contains("statement for Mill Road Grocery"), "{mill}");
    for other in ["Hart Street", "hart-street", "Northside", "school-kitchen"] {
        assert!(!mill.contains(other), "{other}:\n{mill}");
    }
    let by_name = desk.expect(0, &["statement", "run", "--for", "Mill Road Grocery"]);
    assert_eq!(out(&by_name), mill);
    let rows = out(&desk.expect(0, &["statement", "run", "--csv"]));
    let file = fs::read_to_string(desk.path("run/statements.csv")).unwrap();
    assert_eq!(rows, file);
}

#[test]
fn who_is_no_member_and_a_run_that_is_not_true_have_no_statement() {
    let desk = Desk::new();
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let output = desk.expect(2, &["statement", "run", "--for", "nobody"]);
    assert!(err(&output).contains("the run has no member \"nobody\""));
    let charge = members(&desk, "run")[0]["charge"].to_string();
    let from = format!("\"charge\": {charge}");
    desk.edit("run/plan.json", &from, "\"charge\": \"1.00\"");
    let output = desk.expect(8, &["statement", "run", "--for", "mill-road"]);
    assert_eq!(out(&output), "");
}

#[test]
fn a_member_below_a_minimum_cannot_buy_alone() {
    let desk = Desk::new();
    desk.edit(
        "case/case.toml",
        "split = false\n",
        "split = false\nover_buy = false\n",
    );
    let report = out(&desk.expect(0, &["solve", "case", "--out", "run"]));
    let members = members(&desk, "run");
    let hart = &members[0];
    assert_eq!(hart["stand_alone_status"], "not_available", "{report}");
    assert!(hart["stand_alone_cost"].is_null() && hart["saving"].is_null());
    assert!(report.contains("not available"), "{report}");
    assert!(
        report.contains("Outside the sharing: Hart Street Market"),
        "{report}"
    );
    desk.expect(0, &["verify", "run"]);
}

#[test]
fn costs_alone_are_left_out_when_no_time_is_given_for_them() {
    let desk = Desk::new();
    let solve = ["solve", "case", "--out", "run", "--alone-time", "0"];
    let report = out(&desk.expect(0, &solve));
    assert!(report.contains("not known"), "{report}");
    for member in members(&desk, "run") {
        assert_eq!(member["stand_alone_status"], "unknown");
        assert!(member["stand_alone_cost"].is_null());
    }
    desk.expect(0, &["verify", "run"]);
}

#[test]
fn terms_of_settlement_stand_in_the_case() {
    let desk = Desk::new();
    let terms = "transfers = false\nadmin_fee_percent = 2\nadmin_fee_member = 10\n\
                 tax_rate = 6.625\ncommit_until = 2027-02-28\n";
    let with_terms = format!("cycles = 52\n{terms}");
    desk.edit("case/case.toml", "cycles = 52\n", &with_terms);
    desk.expect(0, &["solve", "case", "--out", "run", "--quiet"]);
    let text = out(&desk.expect(0, &["statement", "run", "--for", "mill-road"]));
    for expected in [
        "until 2027-02-28",
        "Sales tax comes on top",
        "The cooperative",
        "above the least that buying alone would cost you",
    ] {
        assert!(text.contains(expected), "{expected}:\n{text}");
    }
    desk.edit("case/case.toml", "2027-02-28", "2026-02-28");
    let faults = err(&desk.expect(3, &["check", "case"]));
    assert!(
        faults.contains("commit_until") && faults.contains("or later"),
        "{faults}"
    );
}
