//! What must hold of every mutation.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rochdale::input::{Fault, Faults, File, Loaded, Severity, read_case};
use tempfile::TempDir;

use super::base::{Base, columns};
use super::mutant::{Expect, Mutant, Place};

/// Most characters that a message shows of a cell: forty, each of them escaped.
const FOUND_MAX: usize = 41 * 10;

/// Faults of a whole row, header or file, by number; every other fault of a table has a column.
const WHOLE_ROWS: [u16; 9] = [101, 102, 112, 114, 118, 120, 264, 283, 301];

/// A folder with the full case, of which one file at a time is changed.
pub struct Folder {
    dir: TempDir,
    base: Vec<(File, Vec<u8>)>,
    case: String,
}

impl Folder {
    pub fn of(base: &Base) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (file, bytes) in &base.files {
            fs::write(dir.path().join(file.name()), bytes).unwrap();
        }
        let loaded = read_case(dir.path());
        let loaded = loaded.map_err(|faults| faults.to_string()).unwrap();
        Self {
            case: format!("{:?}", loaded.case),
            base: base.files.clone().into_iter().collect(),
            dir,
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn read(&self) -> Result<Loaded, Faults> {
        read_case(self.dir.path())
    }

    /// Changes the mutant's file.
    pub fn write(&self, mutant: &Mutant) {
        let path = self.dir.path().join(mutant.file.name());
        match &mutant.bytes {
            Some(bytes) => fs::write(path, bytes).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
    }

    /// Puts the file back.
    pub fn restore(&self, file: File) {
        let bytes = self.base.iter().find(|(other, _)| *other == file);
        fs::write(self.dir.path().join(file.name()), &bytes.unwrap().1).unwrap();
    }

    /// Whether what must hold does; else what was found.
    pub fn judge(&self, mutant: &Mutant) -> Result<(), String> {
        self.write(mutant);
        let result = catch_unwind(AssertUnwindSafe(|| self.read()));
        let verdict = match result {
            Err(_) => Err("the reader panicked".to_owned()),
            Ok(result) => self.verdict(mutant, &result),
        };
        self.restore(mutant.file);
        verdict.map_err(|reason| format!("{}\n{reason}", mutant.what))
    }

    fn verdict(&self, mutant: &Mutant, result: &Result<Loaded, Faults>) -> Result<(), String> {
        let faults = match result {
            Ok(loaded) => &loaded.warnings,
            Err(faults) => &faults.0,
        };
        for fault in faults {
            require_well_formed(fault, mutant)?;
        }
        match (&mutant.expect, result) {
            (Expect::Same | Expect::Other, Err(faults)) => Err(format!("refused: {faults}")),
            (Expect::Fault(_) | Expect::Refused, Ok(_)) => Err("it was read".to_owned()),
            (Expect::Same, Ok(loaded)) => {
                let is_same = format!("{:?}", loaded.case) == self.case;
                let is_same = is_same && loaded.warnings.is_empty();
                is_same
                    .then_some(())
                    .ok_or("the case is another".to_owned())
            }
            (Expect::Other, Ok(loaded)) => {
                let is_same = format!("{:?}", loaded.case) == self.case;
                (!is_same)
                    .then_some(())
                    .ok_or("the case is the same".to_owned())
            }
            (Expect::Either, Ok(_)) => Ok(()),
            (Expect::Fault(place), Err(faults)) => {
                let is_there = errors(faults).any(|fault| is_at(fault, mutant.file, place));
                is_there
                    .then_some(())
                    .ok_or(format!("no {place:?} in {faults}"))
            }
            (Expect::Refused, Err(faults)) => {
                let is_there = errors(faults).any(|fault| fault.file == mutant.file.name());
                is_there
                    .then_some(())
                    .ok_or(format!("not named in {faults}"))
            }
            (Expect::Either, Err(faults)) => {
                let is_named = errors(faults).any(|fault| names(fault, mutant.file));
                is_named
                    .then_some(())
                    .ok_or(format!("not named in {faults}"))
            }
        }
    }
}

fn errors(faults: &Faults) -> impl Iterator<Item = &Fault> {
    let errors = faults.0.iter();
    errors.filter(|fault| fault.severity == Severity::Error)
}

fn is_at(fault: &Fault, file: File, place: &Place) -> bool {
    fault.code.to_string() == place.code
        && fault.file == file.name()
        && fault.row == place.row
        && fault.column == place.column
}

/// Whether a person who reads the fault is led to the file.
fn names(fault: &Fault, file: File) -> bool {
    let texts = [&fault.file, &fault.message, &fault.hint];
    texts.iter().any(|text| text.contains(file.name()))
}

/// Whether a fault has a place, a message and a remedy.
fn require_well_formed(fault: &Fault, mutant: &Mutant) -> Result<(), String> {
    let problem = |what: &str| Err(format!("{what}: {fault}"));
    if fault.message.is_empty() || fault.hint.is_empty() {
        return problem("no message or no hint");
    }
    let found = fault.found.as_deref().unwrap_or_default();
    if found.chars().count() > FOUND_MAX || found.chars().any(char::is_control) {
        return problem("the cell is shown as it is");
    }
    let Some(file) = File::ALL.into_iter().find(|file| file.name() == fault.file) else {
        return problem("no such file");
    };
    let code = fault.code.to_string();
    let number: u16 = code[1..].parse().unwrap();
    if code.starts_with('F') {
        return Ok(());
    }
    if file != File::Case && fault.row.is_none() {
        return problem("no row");
    }
    if fault.column.is_none() && !WHOLE_ROWS.contains(&number) {
        return problem("no column");
    }
    if let Some(name) = &fault.column {
        let is_known = columns(file).iter().any(|column| column.name == name);
        if !is_known && number != 101 && !name.starts_with("rates.") {
            return problem("no such column");
        }
    }
    let text = mutant.bytes.as_deref().filter(|_| file == mutant.file);
    let n_lines = text.map_or(usize::MAX, |bytes| {
        bytes.split(|byte| *byte == b'\n').count()
    });
    match fault.row {
        Some(row) if row == 0 || row > n_lines => problem("no such row"),
        Some(_) | None => Ok(()),
    }
}
