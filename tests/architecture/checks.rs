//! The checks themselves, tried on small made-up sources.

use super::rules::{SourceFile, faults, table_faults};
use super::table::Table;

const TABLE: &str = "\
| module | holds | imports | floats |
|---|---|---|---|
| `units` | money | nothing | no |
| `pricing::exact` | meaning | `units` | no |
| `pricing::lower` | shapes | `units` `pricing::exact` | yes |
| `milp` | solver | nothing | yes |
| `award` | search | `units` `pricing::lower` `milp` | yes |
| `cli` | program | `units` `milp` | yes |
| `verify` | checks | `units` `pricing::exact` | no |
";

/// Sources that keep the table; `changes` replace or add files.
fn sources(changes: &[(&str, &str)]) -> Vec<SourceFile> {
    let kept = [
        ("lib.rs", "pub mod units; pub use award::Award;"),
        ("main.rs", "fn main() { rochdale::milp::run() }"),
        ("units/mod.rs", "#![deny(clippy::float_arithmetic)]\n"),
        ("pricing/mod.rs", "pub mod exact; pub mod lower;"),
        (
            "pricing/exact.rs",
            "#![deny(\n clippy::all,\n clippy::float_arithmetic,\n)]",
        ),
        ("pricing/lower/mod.rs", "use super::exact::Basket;"),
        ("milp/mod.rs", "use highs::Model;"),
        (
            "award/mod.rs",
            "use crate::{milp::Model, units::{self, Money as M}};",
        ),
        (
            "verify/mod.rs",
            "#![deny(clippy::float_arithmetic)]\nuse crate::pricing::exact::{cost, Basket};",
        ),
    ];
    let replaced = |path: &str| changes.iter().any(|(other, _)| *other == path);
    kept.iter()
        .filter(|(path, _)| !replaced(path))
        .chain(changes)
        .map(|(path, text)| SourceFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

/// Asserts that changing one file brings exactly one fault, which contains `expected`; or none.
fn check(path: &str, text: &str, expected: Option<&str>) {
    let table = Table::from_markdown(TABLE).expect("the sample table is well formed");
    let found = faults(&table, &sources(&[(path, text)]));
    match expected {
        None => assert!(found.is_empty(), "{text:?}: {found:#?}"),
        Some(words) => {
            assert_eq!(found.len(), 1, "{text:?}: {found:#?}");
            assert!(found[0].contains(words), "{text:?}: {found:#?}");
        }
    }
}

#[test]
fn sources_that_keep_the_table_have_no_fault() {
    check("units/money.rs", "use super::Id; use self::x::Y;", None);
}

#[test]
fn a_wrong_import_is_named_with_its_line() {
    let wrong = "src/verify/lines.rs:2: names award::Options";
    let lists: &[&str] = &[
        "\nuse crate::award::Options;",
        "\nuse super::super::award::Options;",
        "\nuse crate::{units::Money, award::Options};",
        "\nfn f() -> crate::award::Options { todo() }",
        "\npub use crate::award::{Options as Limits};",
        "\nmod inner { use super::super::super::award::Options; }",
        "\nfn f<'a>(x: &'a str) { g('\"', crate::award::Options) }",
    ];
    for text in lists {
        check("verify/lines.rs", text, Some(wrong));
    }
    check(
        "verify/lines.rs",
        "use crate::award::*;",
        Some("names award,"),
    );
    check(
        "main.rs",
        "fn main() { rochdale::award::solve() }",
        Some("main.rs:1: names award::solve"),
    );
}

#[test]
fn a_part_of_a_module_does_not_open_the_rest() {
    let text = "use crate::pricing::{exact::Basket, lower::Curve};";
    check("verify/lines.rs", text, Some("names pricing::lower::Curve"));
    check(
        "verify/lines.rs",
        "use crate::pricing::cost;",
        Some("names pricing::cost"),
    );
    check(
        "pricing/exact.rs",
        "#![deny(clippy::float_arithmetic)]\nuse super::lower::Curve;",
        Some("pricing::exact"),
    );
}

#[test]
fn what_is_not_code_is_no_import() {
    for text in [
        "// use crate::award::Options;",
        "/* /* nested */ crate::award::Options */",
        "//! [`crate::award::Options`]",
        "const A: &str = \"crate::award::Options\";",
        "const A: &str = \"\\\"crate::award::Options\";",
        "const A: &str = r#\"\"crate::award::Options\"#;",
        "pub(crate) fn f() {}",
    ] {
        check("verify/lines.rs", text, None);
    }
}

#[test]
fn tests_may_import_what_they_like() {
    let own = "fn f() {}\n#[cfg(test)]\nmod tests { use crate::award::Options; fn g() {} }\n";
    check("verify/lines.rs", own, None);
    check(
        "verify/lines.rs",
        "#[cfg(test)] use crate::award::{Options};",
        None,
    );
    let after = format!("{own}use crate::award::Options;");
    check("verify/lines.rs", &after, Some("lines.rs:4: names award"));

    let table = Table::from_markdown(TABLE).unwrap();
    let files = sources(&[
        ("award/mod.rs", "#[cfg(test)]\nmod twin;"),
        ("award/twin.rs", "use crate::verify::verify;"),
    ]);
    assert!(faults(&table, &files).is_empty());
    let files = sources(&[
        ("lib.rs", "#[cfg(test)]\nmod twin;"),
        ("twin.rs", "use crate::verify::verify;"),
    ]);
    assert!(faults(&table, &files).is_empty());
}

#[test]
fn the_solver_is_known_to_milp_alone() {
    check(
        "award/model.rs",
        "use highs::Model;",
        Some("names highs: only milp may"),
    );
    check(
        "award/model.rs",
        "fn f() { good_lp::default() }",
        Some("names good_lp"),
    );
}

#[test]
fn modules_and_rows_are_the_same_set() {
    check("report/mod.rs", "", Some("report: has no row"));
    let table = Table::from_markdown(&format!("{TABLE}| `run` | x | nothing | yes |\n")).unwrap();
    let found = faults(&table, &sources(&[]));
    assert_eq!(found, ["run: has a row but no source"]);
}

#[test]
fn a_module_without_floats_denies_them() {
    check("units/mod.rs", "", Some("units: lacks"));
    check("pricing/mod.rs", "#![deny(clippy::float_arithmetic)]", None);
}

#[test]
fn a_table_that_opens_the_verifier_is_a_fault() {
    let with = |row: &str| {
        let text = format!("{}{row}\n", &TABLE[..TABLE.rfind("| `verify`").unwrap()]);
        table_faults(&Table::from_markdown(&text).unwrap())
    };
    assert_eq!(
        with("| `verify` | x | `units` `pricing::exact` | no |").len(),
        0
    );
    assert_eq!(with("| `verify` | x | `pricing` | no |").len(), 1);
    assert_eq!(with("| `verify` | x | `award` | no |").len(), 1);
    assert_eq!(
        with("| `units2` | x | nothing | no |"),
        ["verify has no row"]
    );
    assert_eq!(with("| `verify` | x | `report` | no |").len(), 1);
}
