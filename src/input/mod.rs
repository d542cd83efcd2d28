//! Files → records → case, with every fault at its cell.
//!
//! Goes in: a folder with `case.toml` and CSV files, as `docs/case-format.md` describes. Comes
//! out: a [`Case`](crate::problem::Case) that is valid by construction, the records it was made of
//! ([`CaseRecords`](crate::input::CaseRecords), written to a run as `case.json`), and warnings; or every [`Fault`](crate::input::Fault) of all
//! files at once.
//!
//! 1. `folder`, `table` and `settings` turn bytes into records: text, by column.
//! 2. `build` turns records into a case through `cell`, whose getters note what is wrong with a
//!    cell and go on.
//! 3. `warnings` looks at the finished case for what is possible but unlikely.
//!
//! The columns stand in one place, `columns`: from it come the reader's columns, the JSON Schema
//! and the page about the format. The fault codes stand in `codes`, from which `docs/errors.md`
//! is made. Numbers are never guessed: `12,50` is a fault, not twelve and a half.
//!
//! Routing files are read beside it: `delivery_json` reads this program's own format, `vrplib`
//! published problems; [`read_routing`](crate::input::read_routing) tells them apart.
//!
//! ```
//! use rochdale::input::{read_case, write_template};
//!
//! let parent = tempfile::tempdir().unwrap();
//! let dir = parent.path().join("first");
//! write_template(&dir).unwrap();
//! assert_eq!(read_case(&dir).unwrap().case.members.len(), 3);
//!
//! std::fs::write(dir.join("items.csv"), "id,unit\napples,lb\n").unwrap();
//! let faults = read_case(&dir).unwrap_err();
//! let first = faults.to_string();
//! assert!(first.starts_with(
//!     "error[D110]: demand.csv, row 4, column item: found \"rice\", expected an item in items.csv"
//! ));
//! ```
#![deny(clippy::float_arithmetic)]

mod build;
mod cell;
mod codes;
mod columns;
pub mod delivery_json;
mod fault;
mod file;
mod folder;
mod index;
mod json;
mod kind;
mod kinds;
mod number;
mod page;
pub mod price_breaks;
mod record;
mod records;
mod routing_file;
mod settings;
mod table;
mod template;
#[cfg(test)]
mod tests;
pub mod vrplib;
mod warnings;
mod write;

use std::path::Path;

use crate::problem::Case;
use cell::Sheet;
use fault::Log;
use folder::{Bytes, Texts};
use records::Sheets;

pub use codes::{Code, Kind};
pub use columns::{
    BreakRecord, BundleRecord, DemandRecord, DropRecord, HubRecord, ItemRecord, MemberRecord,
    QuoteRecord, RateRecord, RebateRecord, RuleRecord, SettingsRecord, SiteRecord, TravelRecord,
    VehicleRecord, VendorRecord,
};
pub use fault::{Fault, Faults, Severity};
pub use file::File;
pub use folder::Source;
pub use index::nearest;
pub use json::case_from_json;
pub use page::{case_schema, documents};
pub use record::{Column, Record};
pub use records::{CaseRecords, SCHEMA_VERSION};
pub use routing_file::{AskTravel, LoadUnit, RoutingFile, RoutingSource, Units, read_routing};
pub use template::write_template;
pub use write::{WriteError, write_case};

/// A case that was read, with where it came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The case.
    pub case: Case,
    /// The records it was made of.
    pub records: CaseRecords,
    /// What looks wrong, but does not stop the case.
    pub warnings: Vec<Fault>,
    /// The files that were read.
    pub sources: Vec<Source>,
}

/// The case in a folder.
///
/// # Errors
/// Every fault at once, warnings included, if there is at least one error.
pub fn read_case(dir: &Path) -> Result<Loaded, Faults> {
    let log = Log::default();
    let files = folder::read_folder(dir, &log);
    if log.has_errors() && files.is_empty() {
        return Err(Faults(log.into_faults()));
    }
    read_files(&files, log)
}

/// The case in files that are already in memory, by name.
fn read_files(files: &Bytes, log: Log) -> Result<Loaded, Faults> {
    let texts = folder::texts(files, &log);
    let settings = match texts.get(&File::Case) {
        Some(text) => settings::read_settings(text, &log),
        None => settings::Settings::unread(),
    };
    let sheets = Sheets {
        settings,
        members: sheet(File::Members, files, &texts, &log),
        sites: sheet(File::Sites, files, &texts, &log),
        items: sheet(File::Items, files, &texts, &log),
        demand: sheet(File::Demand, files, &texts, &log),
        vendors: sheet(File::Vendors, files, &texts, &log),
        drops: sheet(File::Drops, files, &texts, &log),
        hubs: sheet(File::Hubs, files, &texts, &log),
        vehicles: sheet(File::Vehicles, files, &texts, &log),
        travel: sheet(File::Travel, files, &texts, &log),
        quotes: sheet(File::Quotes, files, &texts, &log),
        breaks: sheet(File::Breaks, files, &texts, &log),
        rebates: sheet(File::Rebates, files, &texts, &log),
        bundles: sheet(File::Bundles, files, &texts, &log),
        rules: sheet(File::Rules, files, &texts, &log),
    };
    let sources = files
        .iter()
        .filter_map(|(name, bytes)| Some(Source::new(name, bytes.as_deref()?)))
        .collect();
    load(sheets, sources, log)
}

fn sheet<R: Record>(file: File, files: &Bytes, texts: &Texts<'_>, log: &Log) -> Sheet<R> {
    match texts.get(&file) {
        Some(text) => table::read_sheet(file, text, log),
        None => Sheet {
            is_partial: file.is_required() || files.contains_key(file.name()),
            ..Sheet::empty(file)
        },
    }
}

/// Builds the case of the sheets.
fn load(sheets: Sheets, sources: Vec<Source>, log: Log) -> Result<Loaded, Faults> {
    let case = build::build(&sheets, &log);
    let faults = log.into_faults();
    match case {
        Some(case) => Ok(Loaded {
            case,
            records: sheets.into_records(),
            warnings: faults,
            sources,
        }),
        None => Err(Faults(faults)),
    }
}
