//! The full case as bytes and as tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rochdale::input::{
    BreakRecord, BundleRecord, Column, DemandRecord, DropRecord, File, HubRecord, ItemRecord,
    MemberRecord, QuoteRecord, RebateRecord, Record, RuleRecord, SettingsRecord, SiteRecord,
    TravelRecord, VehicleRecord, VendorRecord,
};
use rochdale::testing::Dice;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mutated_inputs/case");

/// Every file that is a table.
pub const TABLES: [File; 14] = [
    File::Members,
    File::Sites,
    File::Items,
    File::Demand,
    File::Vendors,
    File::Drops,
    File::Hubs,
    File::Vehicles,
    File::Travel,
    File::Quotes,
    File::Breaks,
    File::Rebates,
    File::Bundles,
    File::Rules,
];

/// The full case.
pub struct Base {
    pub files: BTreeMap<File, Vec<u8>>,
}

impl Base {
    pub fn read() -> Self {
        let read = |file: File| (file, fs::read(Path::new(FOLDER).join(file.name())).unwrap());
        Self {
            files: File::ALL.into_iter().map(read).collect(),
        }
    }

    pub fn text(&self, file: File) -> &str {
        std::str::from_utf8(&self.files[&file]).unwrap()
    }

    pub fn table(&self, file: File) -> CsvTable {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&self.files[&file][..]);
        let records = reader.into_records().map(Result::unwrap);
        let mut rows = records.map(|row| row.iter().map(str::to_owned).collect());
        CsvTable {
            file,
            header: rows.next().unwrap(),
            rows: rows.collect(),
        }
    }

    /// One of the tables.
    pub fn any_table(&self, dice: &mut Dice) -> CsvTable {
        self.table(dice.pick(&TABLES))
    }

    /// A filled cell in a column that `is_meant`, of any table: the table, position, and column.
    pub fn any_cell(
        &self,
        dice: &mut Dice,
        is_meant: impl Fn(File, &Column) -> bool,
    ) -> (CsvTable, usize, &'static str) {
        let is_there = |file: &File| columns(*file).iter().any(|column| is_meant(*file, column));
        let files: Vec<File> = TABLES.into_iter().filter(is_there).collect();
        let table = self.table(dice.pick(&files));
        let meant = columns(table.file)
            .iter()
            .filter(|column| is_meant(table.file, column));
        let cells = meant.flat_map(|column| {
            let rows = (0..table.rows.len()).filter(|row| !table.get(*row, column.name).is_empty());
            rows.map(|row| (row, column.name)).collect::<Vec<_>>()
        });
        let (row, column) = dice.pick(&cells.collect::<Vec<_>>());
        (table, row, column)
    }
}

/// A table whose every record is one line.
#[derive(Clone)]
pub struct CsvTable {
    pub file: File,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl CsvTable {
    fn position(&self, column: &str) -> usize {
        self.header.iter().position(|name| name == column).unwrap()
    }

    pub fn get(&self, row: usize, column: &str) -> &str {
        &self.rows[row][self.position(column)]
    }

    pub fn set(&mut self, row: usize, column: &str, value: &str) {
        let position = self.position(column);
        value.clone_into(&mut self.rows[row][position]);
    }

    /// The number of a row as faults count it: its line in the file.
    pub fn line(row: usize) -> usize {
        row + 2
    }

    pub fn any_row(&self, dice: &mut Dice) -> usize {
        dice.pick(&(0..self.rows.len()).collect::<Vec<_>>())
    }

    pub fn csv(&self, delimiter: u8) -> Vec<u8> {
        self.written(csv::WriterBuilder::new().delimiter(delimiter))
    }

    pub fn written(&self, how: &mut csv::WriterBuilder) -> Vec<u8> {
        let mut writer = how.flexible(true).from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row).unwrap();
        }
        writer.into_inner().unwrap()
    }
}

/// The columns of a file.
pub fn columns(file: File) -> &'static [Column] {
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

/// Whether a column's cells are numbers, as its documentation says.
pub fn is_number(column: &Column) -> bool {
    const STARTS: [&str; 12] = [
        "money",
        "base units",
        "units or packs",
        "kg",
        "km",
        "minutes",
        "litres",
        "degrees",
        "what is counted",
        "percent",
        "whole",
        "a count",
    ];
    STARTS.iter().any(|start| column.holds.starts_with(start))
}

/// Whether they are never negative.
pub fn is_never_negative(column: &Column) -> bool {
    is_number(column) && !column.holds.starts_with("degrees")
}

/// Whether they are one of a few words.
pub fn is_choice(column: &Column) -> bool {
    column.holds.starts_with('`') || column.holds.starts_with("yes or no")
}

/// Whether they refer to another row.
pub fn is_reference(column: &Column) -> bool {
    let holds = column.holds;
    holds.starts_with("id of") || holds == "category" || holds.starts_with("group or")
}
