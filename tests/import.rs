//! `rochdale import` through the real binary.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use rochdale::input::read_case;
use rochdale::units::Decimal;

/// One part of three vendors, at 1.00 or, from 1000 pieces on, at 0.60.
fn table() -> String {
    let mut table = String::from("mpn,vendor,break_qty,unit_price\n");
    for vendor in ["Ash", "Birch", "Cedar"] {
        for (from, price) in [("1", "1.00"), ("1000", "0.60")] {
            table.extend(["r10k,", vendor, ",", from, ",", price, "\n"]);
        }
    }
    table
}

/// Imports the table, which is put beside `dir`, from within `dir`.
fn import(dir: &Path, arguments: &[&str]) {
    fs::write(dir.join("../table.csv"), table()).unwrap();
    let absent = [
        "currency-column",
        "sku",
        "min-order",
        "stock",
        "manufacturer",
        "description",
    ];
    let mut command = Command::cargo_bin("rochdale").unwrap();
    command.args([
        "import",
        "price-breaks",
        "../table.csv",
        "--currency",
        "USD",
    ]);
    command.args(absent.map(|name| format!("--{name}=")));
    let output = command.args(arguments).current_dir(dir).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_current_folder_can_be_filled() {
    let dir = tempfile::tempdir().unwrap();
    let case = dir.path().join("case");
    fs::create_dir(&case).unwrap();
    import(&case, &["--out", "."]);
    assert_eq!(read_case(&case).unwrap().case.items.len(), 1);
    assert!(case.join("import-report.txt").is_file());
}

#[test]
fn demand_is_drawn_near_orders_within_the_value_asked_for() {
    let demand = |value: &str| -> Decimal {
        let dir = tempfile::tempdir().unwrap();
        let work = dir.path().join("work");
        fs::create_dir(&work).unwrap();
        import(&work, &["--out", "case", "--order-value-max", value]);
        let case = read_case(&work.join("case")).unwrap().case;
        case.demand.values().map(|line| line.quantity.value()).sum()
    };
    assert!(demand("600") >= Decimal::from(800));
    assert!(demand("599") <= Decimal::from(2));
}
