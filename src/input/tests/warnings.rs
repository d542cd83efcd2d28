//! Warnings say what follows.

use super::codes::set;
use super::{codes, full, read};

/// The full case with one cell changed: its warnings.
fn warnings(file: &str, row: usize, column: &str, value: &str) -> String {
    let mut files = full();
    set(&mut files, file, row, column, value);
    let loaded = read(&files).map_err(|faults| faults.to_string()).unwrap();
    let warnings: Vec<_> = loaded.warnings.iter().map(ToString::to_string).collect();
    warnings.join("\n")
}

#[test]
fn a_name_nobody_has_has_no_effect_beside_others_or_where_it_only_forbids() {
    for (file, row, column, value) in [
        ("demand", 0, "refuse", "tag:import"),
        ("demand", 0, "require", "tag:locl valley"),
        ("rules", 0, "member_tag", "shcool"),
        ("vendors", 0, "zones", "north south west"),
        ("quotes", 1, "scope", "zone:east member:ann member:bea"),
        ("drops", 0, "zone", "sotuh"),
    ] {
        let text = warnings(file, row, column, value);
        assert!(text.contains(", so it has no effect"), "{column}: {text}");
    }
}

#[test]
fn a_name_nobody_has_leaves_no_vendor_where_it_is_all_that_is_allowed() {
    for (file, row, column, value, what) in [
        (
            "demand",
            0,
            "require",
            "tag:locl",
            "so no vendor is accepted",
        ),
        (
            "rules",
            1,
            "vendor_tag",
            "locl",
            "so the rule lets no vendor supply its lines",
        ),
        (
            "vendors",
            1,
            "zones",
            "west",
            "so nothing is bought from the vendor",
        ),
        (
            "quotes",
            1,
            "scope",
            "zone:east",
            "so nothing is bought under the quote",
        ),
    ] {
        let text = warnings(file, row, column, value);
        assert!(
            text.contains(what) && !text.contains("no effect"),
            "{column}: {text}"
        );
    }
}

#[test]
fn a_line_that_rules_or_lead_times_keep_every_quote_from_is_warned_of() {
    let mut late = full();
    late.remove("rules.csv");
    set(&mut late, "demand", 2, "needed_by", "2026-03-04");
    set(&mut late, "quotes", 0, "lead_days", "2");
    set(&mut late, "quotes", 3, "lead_days", "3");
    assert_eq!(codes(&late), Vec::<String>::new());
    set(&mut late, "quotes", 0, "lead_days", "3");
    assert_eq!(codes(&late), ["D220"]);
    let mut ruled = full();
    set(&mut ruled, "rules", 1, "vendor_tag", "");
    set(&mut ruled, "rules", 1, "vendor", "vega");
    assert_eq!(codes(&ruled), ["D220"]);
}

#[test]
fn quotes_that_differ_in_a_limit_or_a_break_are_not_the_same() {
    let mut files = full();
    let quotes = files.get_mut("quotes.csv").unwrap();
    quotes.push_str("v2,vega,apples,1.10,,,,,,,,,,,,,,,,\n");
    assert_eq!(codes(&files), ["Q251"]);
    for (column, value) in [("lot", "5"), ("capacity", "90"), ("lead_days", "2")] {
        let mut files = files.clone();
        set(&mut files, "quotes", 4, column, value);
        assert_eq!(codes(&files), Vec::<String>::new(), "{column}");
    }
    let breaks = files.get_mut("breaks.csv").unwrap();
    breaks.push_str("v2,,,,,50,1,,\n");
    assert_eq!(codes(&files), Vec::<String>::new());
    let breaks = files.get_mut("breaks.csv").unwrap();
    breaks.push_str("vega/apples,,,,,50,1,,\n");
    assert_eq!(codes(&files), ["Q251"]);
}
