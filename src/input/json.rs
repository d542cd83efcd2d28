//! The normalised case, `case.json`.

use super::codes::Kind;
use super::fault::{Faults, Log, Place};
use super::file::File;
use super::folder::Source;
use super::records::{CaseRecords, SCHEMA_VERSION, Sheets};
use super::{Loaded, load};

/// Name of the normalised case in messages.
const NAME: &str = "case.json";

/// The case that a `case.json` describes; it goes through the same checks as a folder.
///
/// # Errors
/// Every fault at once.
pub fn case_from_json(text: &str) -> Result<Loaded, Faults> {
    let log = Log::default();
    let place = Place::file(File::Folder, NAME);
    let records: CaseRecords = match serde_json::from_str(text) {
        Ok(records) => records,
        Err(error) => {
            let hint = "use the case.json of a run as it was written";
            log.push(Kind::NotRecords, place, error.to_string(), hint);
            return Err(Faults(log.into_faults()));
        }
    };
    if records.schema_version != SCHEMA_VERSION {
        let message = format!(
            "the file has format version {}, this program reads {SCHEMA_VERSION}",
            records.schema_version
        );
        log.push(
            Kind::OtherVersion,
            place,
            message,
            "solve the case folder again",
        );
        return Err(Faults(log.into_faults()));
    }
    let sources = vec![Source::new(NAME, text.as_bytes())];
    load(Sheets::from_records(records), sources, log)
}

impl CaseRecords {
    /// The records as the text of a `case.json`.
    ///
    /// # Panics
    /// Never: records are plain text.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("records are plain text");
        text.push('\n');
        text
    }
}
