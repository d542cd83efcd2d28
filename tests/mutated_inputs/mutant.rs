//! Mutations, each with what must come of it.

use rochdale::input::File;
use rochdale::testing::Dice;

use super::base::{Base, CsvTable};
use super::{cells, files, luck, settings, tables};

/// How many mutations are drawn.
fn n_mutants() -> usize {
    std::env::var("ROCHDALE_MUTATED_INPUTS").map_or(1_000, |text| {
        text.parse()
            .expect("ROCHDALE_MUTATED_INPUTS is a whole number")
    })
}

/// The full case with one file changed.
#[derive(Clone)]
pub struct Mutant {
    /// The changed file.
    pub file: File,
    /// What was done, for people.
    pub what: String,
    /// Its new bytes; `None`: the file is missing.
    pub bytes: Option<Vec<u8>>,
    /// What must come of it.
    pub expect: Expect,
}

/// What must come of a mutation.
#[derive(Clone, Debug)]
pub enum Expect {
    /// The same case as without it.
    Same,
    /// Some other case.
    Other,
    /// This fault, at this place, perhaps among others.
    Fault(Place),
    /// Faults, one of them in the changed file.
    Refused,
    /// Some case, or faults of which one names the changed file.
    Either,
}

/// A fault's code, row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub code: String,
    pub row: Option<usize>,
    pub column: Option<String>,
}

impl Mutant {
    pub fn new(file: File, what: impl Into<String>, bytes: Vec<u8>, expect: Expect) -> Self {
        Self {
            file,
            what: what.into(),
            bytes: Some(bytes),
            expect,
        }
    }

    /// A table with a changed cell that is a fault of this number.
    pub fn of_cell(mut table: CsvTable, row: usize, column: &str, cell: &str, number: u16) -> Self {
        let shown: String = cell.chars().take(30).collect();
        let what = format!("{column} of row {} is {shown:?}", CsvTable::line(row));
        table.set(row, column, cell);
        let expect = fault(table.file, number, Some(CsvTable::line(row)), Some(column));
        Self::new(table.file, what, table.csv(b','), expect)
    }

    /// A changed table with a fault of this number.
    pub fn of_table(
        table: &CsvTable,
        what: impl Into<String>,
        (number, row, column): (u16, Option<usize>, Option<&str>),
    ) -> Self {
        let expect = fault(table.file, number, row, column);
        Self::new(table.file, what, table.csv(b','), expect)
    }
}

/// The fault with this number in a file; numbers below 100 are of the folder.
pub fn fault(file: File, number: u16, row: Option<usize>, column: Option<&str>) -> Expect {
    let letter = if number < 100 { 'F' } else { file.letter() };
    Expect::Fault(Place {
        code: format!("{letter}{number:03}"),
        row,
        column: column.map(str::to_owned),
    })
}

/// A way to change the case.
pub type Mutation = fn(&Base, &mut Dice) -> Mutant;

/// Every mutation in turn, with a seed of its own.
pub fn mutants(base: &Base) -> Vec<Mutant> {
    let all: Vec<Mutation> = [
        cells::ALL,
        tables::ALL,
        files::ALL,
        settings::ALL,
        luck::ALL,
    ]
    .concat();
    (0..n_mutants())
        .map(|index| {
            let mutation = all[index % all.len()];
            let seed = u64::try_from(index).unwrap();
            let mutant = mutation(base, &mut Dice::new(seed));
            let what = format!("seed {seed}: {}: {}", mutant.file.name(), mutant.what);
            Mutant { what, ..mutant }
        })
        .collect()
}
