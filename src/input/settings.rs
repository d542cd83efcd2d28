//! `case.toml` → records. Numbers keep the text they are written in.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::{Cell, Sheet};
use super::codes::Kind;
use super::columns::{RateRecord, SettingsRecord};
use super::fault::{Log, Place};
use super::file::File;
use super::index::nearest;
use super::record::Record;

/// Name of the table of exchange rates.
const RATES: &str = "rates";

/// The settings with the row of each key.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// The one record.
    pub record: SettingsRecord,
    /// What the file is called in messages.
    pub label: String,
    /// The row of each key that is there.
    pub rows: BTreeMap<&'static str, usize>,
    /// The exchange rates.
    pub rates: Sheet<RateRecord>,
    /// Whether the file could not be read, so that nothing is known to be missing.
    pub is_unread: bool,
}

impl Settings {
    /// Settings with nothing in them.
    pub fn empty(label: &str) -> Self {
        Self {
            record: SettingsRecord::default(),
            label: label.to_owned(),
            rows: BTreeMap::new(),
            rates: Sheet::empty(File::Case),
            is_unread: false,
        }
    }

    /// The settings of a file that could not be read.
    pub fn unread() -> Self {
        Self {
            is_unread: true,
            ..Self::empty(File::Case.name())
        }
    }

    /// The value of one key.
    pub fn cell<'a>(&'a self, key: &'a str, text: &'a str, log: &'a Log) -> Cell<'a> {
        let row = self.rows.get(key).copied();
        Cell::of_key(&self.label, row, key, text, log)
    }
}

/// The settings; faults are noted.
pub(super) fn read_settings(text: &str, log: &Log) -> Settings {
    let mut settings = Settings::empty(File::Case.name());
    let place = Place::file(File::Case, File::Case.name());
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let row = error.span().map(|span| row_of(text, span.start));
            let message = error.message().replace('\n', "; ");
            let hint = "texts stand in quotation marks: name = \"…\"";
            log.push(Kind::NotToml, Place { row, ..place }, message, hint);
            return Settings::unread();
        }
    };
    for (key, value) in &table {
        let name: &str = key.get_ref();
        let row = row_of(text, key.span().start);
        let place = Place {
            row: Some(row),
            column: Some(name),
            ..place
        };
        if name == RATES {
            read_rates(text, value, place, &mut settings.rates, log);
        } else {
            unknown_key(name, place, log);
        }
    }
    settings.record = SettingsRecord::from_cells(|name| {
        let Some((key, value)) = table.iter().find(|(key, _)| key.get_ref() == name) else {
            return String::new();
        };
        let row = row_of(text, key.span().start);
        settings.rows.insert(name, row);
        let place = Place {
            row: Some(row),
            column: Some(name),
            ..place
        };
        text_of(value, name, place, log)
    });
    settings
}

fn row_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

fn unknown_key(name: &str, place: Place<'_>, log: &Log) {
    let names = || SettingsRecord::COLUMNS.iter().map(|column| column.name);
    if names().any(|known| known == name) {
        return;
    }
    let hint = match nearest(name, names().chain([RATES])) {
        Some(known) => format!("did you mean \"{known}\"?"),
        None => "remove it; docs/case-format.md lists the keys".to_owned(),
    };
    log.push(Kind::UnknownColumn, place, "there is no such key", hint);
}

fn read_rates(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    place: Place<'_>,
    rates: &mut Sheet<RateRecord>,
    log: &Log,
) {
    let Some(table) = value.get_ref().as_table() else {
        wrong_type(
            "a table of rates, such as EUR = 1.08",
            value.get_ref(),
            place,
            log,
        );
        return;
    };
    for (key, rate) in table {
        let row = row_of(text, key.span().start);
        let column = format!("{RATES}.{}", key.get_ref());
        let place = Place {
            row: Some(row),
            column: Some(&column),
            ..place
        };
        rates.records.push(RateRecord {
            currency: key.get_ref().to_string(),
            rate: text_of(rate, RATES, place, log),
        });
        rates.rows.push(row);
    }
}

/// A value as a cell would hold it.
fn text_of(value: &Spanned<DeValue<'_>>, name: &str, place: Place<'_>, log: &Log) -> String {
    match value.get_ref() {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(words) if name == "terms" => {
            let words = words.iter().map(|word| match word.get_ref() {
                DeValue::String(term) => one_word(term, place, log),
                other => {
                    wrong_type("a list of texts", other, place, log);
                    String::new()
                }
            });
            words.collect::<Vec<_>>().join(" ")
        }
        other @ (DeValue::Integer(_) | DeValue::Array(_) | DeValue::Table(_)) => {
            wrong_type("a single text, number or date", other, place, log);
            String::new()
        }
    }
}

/// A term without blanks inside; the builder checks its other characters.
fn one_word(term: &str, place: Place<'_>, log: &Log) -> String {
    let words: Vec<_> = term.split_whitespace().collect();
    let word = words.join("-");
    if words.len() != 1 {
        let place = Place {
            found: Some(term),
            ..place
        };
        let message = "expected a term without blanks";
        log.push(Kind::NotAnId, place, message, format!("write \"{word}\""));
    }
    word
}

fn wrong_type(expected: &str, value: &DeValue<'_>, place: Place<'_>, log: &Log) {
    let message = format!(
        "expected {expected}, found {} {}",
        article(value),
        value.type_str()
    );
    let hint = "docs/case-format.md has an example for each key";
    log.push(Kind::WrongType, place, message, hint);
}

fn article(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::Integer(_) | DeValue::Array(_) => "an",
        _ => "a",
    }
}
