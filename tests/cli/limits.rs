//! A search that a limit ends.

use std::fmt::Write;
use std::fs;

use super::desk::{Desk, SHIPPED, err, out};

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

/// Demand that fills five vendors exactly, so that nothing simpler than a search finds a plan.
const TIGHT: [u32; 15] = [31, 39, 38, 32, 36, 24, 24, 30, 35, 40, 37, 37, 37, 35, 25];

fn write_tight_case(desk: &Desk) {
    let mut members = String::from("id\n");
    let mut demand = String::from("member,item,quantity\n");
    for (index, quantity) in TIGHT.iter().enumerate() {
        writeln!(members, "m{index}").unwrap();
        writeln!(demand, "m{index},apples,{quantity}").unwrap();
    }
    let mut vendors = String::from("id,delivery\n");
    let mut quotes = String::from("vendor,item,price,capacity\n");
    for vendor in 1..=5 {
        writeln!(vendors, "v{vendor},none").unwrap();
        writeln!(quotes, "v{vendor},apples,{vendor},100").unwrap();
    }
    let case = "name = \"Tight\"\ncurrency = \"USD\"\nas_of = 2026-03-02\n\
                cycle = \"week\"\nhorizon = \"year\"\ncycles = 52\n";
    fs::create_dir(desk.path("tight")).unwrap();
    for (name, text) in [
        ("case.toml", case),
        ("members.csv", &members),
        ("items.csv", "id,unit\napples,kg\n"),
        ("demand.csv", &demand),
        ("vendors.csv", &vendors),
        ("quotes.csv", &quotes),
    ] {
        fs::write(desk.path("tight").join(name), text).unwrap();
    }
}

#[test]
fn a_limit_that_is_reached_before_any_plan_ends_with_5_and_saves_nothing() {
    let desk = Desk::new();
    write_tight_case(&desk);
    let solve = ["solve", "tight", "--out", "run", "--threads", "1"];
    let output = desk.expect(5, &[&solve[..], &["--time-limit", "0.000001"]].concat());
    assert_eq!(out(&output), "");
    assert_eq!(
        err(&output),
        "error: the time limit was reached before any plan was found\n\
         no plan can cost less than 25,999.99 USD per year before rounding\n\
         hint: allow more with --time-limit\n"
    );
    assert!(!desk.path("run").exists());
    // There is a plan; with the least work the native start finds it.
    let output = desk.expect(0, &[&solve[..], &["--work", "1"]].concat());
    assert!(out(&output).contains("pays  78,000.00  USD per year"));
}
