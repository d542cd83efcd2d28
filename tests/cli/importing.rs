//! A table of recorded quotes as a case.

use std::fs;

use super::desk::{Desk, out};

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
    desk.expect(2, &usd);
    let eur = [
        &import[..],
        &absent,
        &["--currency", "EUR", "--out", "other"],
    ]
    .concat();
    desk.expect(3, &eur);
    assert!(!desk.path("other").exists());
}
