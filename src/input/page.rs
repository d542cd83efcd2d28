//! The documents made from the tables of columns and codes.

use std::fmt::Write;

use super::columns::{
    BreakRecord, BundleRecord, DemandRecord, DropRecord, HubRecord, ItemRecord, MemberRecord,
    QuoteRecord, RateRecord, RebateRecord, RuleRecord, SettingsRecord, SiteRecord, TravelRecord,
    VehicleRecord, VendorRecord,
};
use super::file::File;
use super::kinds::Kind;
use super::record::{Column, Record};
use super::records::CaseRecords;
use super::{Code, Severity};

const WRITTEN: &str = "writing to a text does not fail";

/// Every generated document: path from the root of the repository, and text.
pub fn documents() -> [(&'static str, String); 3] {
    [
        ("docs/case-format.md", case_format()),
        ("docs/case.schema.json", case_schema()),
        ("docs/errors.md", errors()),
    ]
}

/// JSON Schema of `case.json`.
///
/// # Panics
/// Never: a schema is plain JSON.
pub fn case_schema() -> String {
    let schema = schemars::schema_for!(CaseRecords);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// The page about the format of a case.
fn case_format() -> String {
    let mut page = include_str!("page/start.md").to_owned();
    page.push_str("\n## The files\n\nRequired columns are marked with \\*.\n");
    for file in File::ALL {
        page.push_str(&section(file));
    }
    page.push('\n');
    page.push_str(include_str!("page/meaning.md"));
    page
}

fn section(file: File) -> String {
    let need = if file.is_required() {
        ""
    } else {
        " (optional)"
    };
    let mut text = format!("\n### {}{need}\n\n{}\n\n", file.name(), about(file));
    text.push_str(&table(columns(file)));
    if file == File::Case {
        text.push_str("\nThe table `[rates]` has one key for each currency, such as ");
        text.push_str("`EUR = 1.08`:\n\n");
        text.push_str(&table(RateRecord::COLUMNS));
    }
    text
}

fn table(columns: &[Column]) -> String {
    let mut text = String::from("| column | meaning | holds | default | example |\n");
    text.push_str("|---|---|---|---|---|\n");
    for column in columns {
        let mark = if column.is_required { "\\*" } else { "" };
        writeln!(
            text,
            "| `{}`{mark} | {} | {} | {} | `{}` |",
            column.name, column.meaning, column.holds, column.default, column.example
        )
        .expect(WRITTEN);
    }
    text
}

/// The columns of a file.
pub(super) fn columns(file: File) -> &'static [Column] {
    match file {
        File::Folder | File::Routing => &[],
        File::Case => SettingsRecord::COLUMNS,
        File::Members => MemberRecord::COLUMNS,
        File::Sites => SiteRecord::COLUMNS,
        File::Items => ItemRecord::COLUMNS,
        File::Demand => DemandRecord::COLUMNS,
        File::Vendors => VendorRecord::COLUMNS,
        File::Drops => DropRecord::COLUMNS,
        File::Hubs => HubRecord::COLUMNS,
        File::Vehicles => VehicleRecord::COLUMNS,
        File::Travel => TravelRecord::COLUMNS,
        File::Quotes => QuoteRecord::COLUMNS,
        File::Breaks => BreakRecord::COLUMNS,
        File::Rebates => RebateRecord::COLUMNS,
        File::Bundles => BundleRecord::COLUMNS,
        File::Rules => RuleRecord::COLUMNS,
    }
}

fn about(file: File) -> &'static str {
    match file {
        File::Folder | File::Routing => "",
        File::Case => SettingsRecord::ABOUT,
        File::Members => MemberRecord::ABOUT,
        File::Sites => SiteRecord::ABOUT,
        File::Items => ItemRecord::ABOUT,
        File::Demand => DemandRecord::ABOUT,
        File::Vendors => VendorRecord::ABOUT,
        File::Drops => DropRecord::ABOUT,
        File::Hubs => HubRecord::ABOUT,
        File::Vehicles => VehicleRecord::ABOUT,
        File::Travel => TravelRecord::ABOUT,
        File::Quotes => QuoteRecord::ABOUT,
        File::Breaks => BreakRecord::ABOUT,
        File::Rebates => RebateRecord::ABOUT,
        File::Bundles => BundleRecord::ABOUT,
        File::Rules => RuleRecord::ABOUT,
    }
}

/// The page about fault codes.
fn errors() -> String {
    let mut page = String::from(
        "# Errors and warnings\n\n\
         `rochdale check CASE` reports every fault at once, each with its file, row, column, the \
         value found and what to do. The letter of a code is the file, the number the kind of \
         fault: Q103 is a cell in `quotes.csv` that is no number. Codes keep their meaning. \
         An error stops the case; a warning does not. \
         `rochdale route FILE` does the same for a routing file, with codes that begin with T.\n\n| letter | file |\n|---|---|\n",
    );
    for file in File::all() {
        writeln!(page, "| {} | {} |", file.letter(), file.name()).expect(WRITTEN);
    }
    for kind in Kind::ALL {
        let codes: Vec<_> = Code::all()
            .filter(|code| code.kind() == *kind)
            .map(|code| code.to_string())
            .collect();
        let severity = match kind.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        write!(
            page,
            "\n## {}\n\n{severity}: {}.\n\n- **Cause.** {}\n- **Action.** {}\n",
            codes.join(", "),
            kind.title(),
            kind.cause(),
            kind.action()
        )
        .expect(WRITTEN);
    }
    page
}
