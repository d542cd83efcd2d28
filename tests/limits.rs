//! Numbers at the limits of the input are computed with, and numbers above them are faults.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use rochdale::input::read_case;
use rochdale::pipeline::{self, Found, Trace};
use rochdale::plan::{Award, AwardLine, BoundSource, Plan, Proof, RoutePlan, Status};
use rochdale::run::{Provenance, SearchOptions};
use rochdale::savings::nothing_known;
use rochdale::units::{CONVERTED_MAX, Decimal, DemandLineId, Id, Money, Quantity, QuoteId};
use rochdale::verify::verify;
use tempfile::TempDir;

/// One line of 1 000 000 000 kg at 1 000 000 000, in a currency worth `rate`, 10 000 times.
fn case(rate: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let settings = format!(
        "name = \"Limits\"\ncurrency = \"USD\"\nas_of = 2026-03-02\ncycle = \"day\"\n\
         horizon = \"era\"\ncycles = 10000\n[rates]\nEUR = {rate}\n"
    );
    for (name, text) in [
        ("case.toml", settings.as_str()),
        ("members.csv", "id\nann\n"),
        ("items.csv", "id,unit\ngold,kg\n"),
        (
            "demand.csv",
            "member,item,quantity,today_price\nann,gold,1000000000,1000000000\n",
        ),
        ("vendors.csv", "id,currency,delivery\nmint,EUR,none\n"),
        ("quotes.csv", "vendor,item,price\nmint,gold,1000000000\n"),
    ] {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

#[test]
fn a_product_above_the_limit_is_a_fault_of_its_cell() {
    let dir = case("1000000000");
    let mut command = Command::cargo_bin("rochdale").unwrap();
    let output = command
        .args(["solve", "."])
        .current_dir(dir.path())
        .output();
    let output = output.unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{text}");
    let fault = "error[Q121]: quotes.csv, row 2, column price: found \"1000000000\"";
    assert!(text.contains(fault), "{text}");
}

#[test]
fn the_largest_numbers_are_computed_to_the_cent() {
    let loaded = read_case(case("10").path()).unwrap();
    let quantity = Quantity::new(Decimal::from(1_000_000_000));
    let cost = Decimal::from(CONVERTED_MAX) * quantity.value() * Decimal::from(10_000);
    let plan = Plan {
        award: Award {
            lines: vec![AwardLine {
                line: DemandLineId::from_index(0),
                quote: QuoteId::from_index(0),
                covered: quantity,
            }],
            surplus: Vec::new(),
        },
        routes: RoutePlan::default(),
        award_first: None,
        proof: Proof {
            status: Status::Optimal,
            bound: Money::new(cost),
            bound_source: BoundSource::Milp,
            nodes: 1,
            work: 1,
            seconds: 0.1,
        },
        prices: None,
    };
    let found = Found {
        plan: verify(&loaded.case, &plan).unwrap(),
        alone: nothing_known(&loaded.case),
        trace: Trace::default(),
    };
    assert_eq!(found.plan.landed_cost().value(), cost);
    let contents = pipeline::contents(&loaded, &found, provenance());
    assert!(contents.plan_json.contains("100000000000000000000000"));
}

fn provenance() -> Provenance {
    Provenance {
        schema_version: Provenance::SCHEMA_VERSION,
        program: "rochdale".to_owned(),
        version: "0".to_owned(),
        started: "2026-03-02T00:00:00Z".to_owned(),
        finished: "2026-03-02T00:00:01Z".to_owned(),
        seconds: 0.1,
        case_folder: "case".to_owned(),
        from: None,
        sources: Vec::new(),
        options: SearchOptions {
            time_limit: None,
            alone_time: None,
            work: None,
            gap: 0.0,
            seed: 1,
            threads: 1,
        },
    }
}
