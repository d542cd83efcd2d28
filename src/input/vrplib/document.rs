//! A VRPLIB text as keywords and sections, each with its lines.

use std::collections::BTreeMap;

use super::reader::{Cell, Reader};
use crate::input::codes::Kind;

/// Keywords with a value that are used.
const SPECS: [&str; 10] = [
    "TYPE",
    "DIMENSION",
    "VEHICLES",
    "CAPACITY",
    "SERVICE_TIME",
    "EDGE_WEIGHT_TYPE",
    "EDGE_WEIGHT_FORMAT",
    "VEHICLES_MAX_DURATION",
    "VEHICLES_MAX_DISTANCE",
    "VEHICLES_MAX_RELOADS",
];

/// Keywords that say nothing about the problem.
const REMARKS: [&str; 5] = [
    "NAME",
    "COMMENT",
    "NODE_COORD_TYPE",
    "DISPLAY_DATA_TYPE",
    "EDGE_WEIGHT_UNIT_OF_MEASUREMENT",
];

/// Sections that are used.
const SECTIONS: [&str; 18] = [
    "NODE_COORD_SECTION",
    "EDGE_WEIGHT_SECTION",
    "DEMAND_SECTION",
    "LINEHAUL_SECTION",
    "BACKHAUL_SECTION",
    "SERVICE_TIME_SECTION",
    "TIME_WINDOW_SECTION",
    "PRIZE_SECTION",
    "MUTUALLY_EXCLUSIVE_GROUP_SECTION",
    "CAPACITY_SECTION",
    "VEHICLES_DEPOT_SECTION",
    "VEHICLES_FIXED_COST_SECTION",
    "VEHICLES_UNIT_DISTANCE_COST_SECTION",
    "VEHICLES_MAX_DURATION_SECTION",
    "VEHICLES_MAX_DISTANCE_SECTION",
    "VEHICLES_ALLOWED_CLIENTS_SECTION",
    "VEHICLES_RELOAD_DEPOT_SECTION",
    "VEHICLES_MAX_RELOADS_SECTION",
];

/// The section that lists the depots, which ends with -1.
pub(super) const DEPOTS: &str = "DEPOT_SECTION";

/// One line of a section.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// The section's name.
    pub section: &'a str,
    /// Line of the file, counted from 1.
    pub line: usize,
    /// What stands in it.
    pub words: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// All words, or the words from one on.
    pub fn cells(&self, from: usize) -> impl Iterator<Item = Cell<'a>> + Clone + '_ {
        self.words.iter().skip(from).map(|word| Cell {
            key: self.section,
            line: self.line,
            word,
        })
    }
}

/// Keywords and sections by name.
#[derive(Debug, Default)]
pub(super) struct Document<'a> {
    specs: BTreeMap<&'a str, Cell<'a>>,
    sections: BTreeMap<&'a str, Vec<Row<'a>>>,
}

impl<'a> Document<'a> {
    /// The text, with what is not understood noted.
    pub fn of(text: &'a str, reader: &Reader<'_>) -> Self {
        let mut document = Self::default();
        let mut section: Option<&'a str> = None;
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let (line, number) = (line.trim(), index + 1);
            if line.is_empty() {
                continue;
            }
            if line == "EOF" {
                break;
            }
            if !line.starts_with(|first: char| first.is_ascii_alphabetic()) {
                document.push_row(section, line, number, reader);
                continue;
            }
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            let cell = Cell {
                key: key.trim(),
                line: number,
                word: value.trim(),
            };
            section = cell.key.ends_with("_SECTION").then_some(cell.key);
            match section {
                Some(name) => document.push_section(name, cell, reader),
                None => document.push_spec(cell, reader),
            }
        }
        document
    }

    fn push_row(
        &mut self,
        section: Option<&'a str>,
        line: &'a str,
        number: usize,
        reader: &Reader<'_>,
    ) {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        let Some(section) = section else {
            let cell = Cell {
                key: "",
                line: number,
                word: line,
            };
            let message = "expected a keyword such as DIMENSION, or a section";
            reader.fault(
                Kind::UnknownColumn,
                cell,
                message,
                "put rows into a section",
            );
            return;
        };
        // Lists may end with -1; only a matrix may hold it as a number.
        if section != "EDGE_WEIGHT_SECTION" && words.last() == Some(&"-1") {
            words.pop();
        }
        if !words.is_empty() {
            self.sections.entry(section).or_default().push(Row {
                section,
                line: number,
                words,
            });
        }
    }

    fn push_section(&mut self, name: &'a str, cell: Cell<'a>, reader: &Reader<'_>) {
        if !SECTIONS.contains(&name) && name != DEPOTS {
            reader.unknown(cell, &SECTIONS);
        }
        if self.sections.contains_key(name) {
            let hint = "remove one of the two sections";
            reader.fault(Kind::Duplicate, cell, "the section stands twice", hint);
        }
        self.sections.entry(name).or_default();
    }

    fn push_spec(&mut self, cell: Cell<'a>, reader: &Reader<'_>) {
        if REMARKS.contains(&cell.key) {
            return;
        }
        if !SPECS.contains(&cell.key) {
            reader.unknown(cell, &SPECS);
        }
        if self.specs.insert(cell.key, cell).is_some() {
            let hint = "remove one of the two lines";
            reader.fault(Kind::Duplicate, cell, "the keyword stands twice", hint);
        }
    }

    /// The value of a keyword.
    pub fn spec(&self, key: &str) -> Option<Cell<'a>> {
        self.specs.get(key).copied()
    }

    /// The rows of a section.
    pub fn section(&self, name: &str) -> Option<&[Row<'a>]> {
        self.sections.get(name).map(Vec::as_slice)
    }
}
