//! What the table demands of the sources, and what the design demands of the table.

use std::collections::BTreeSet;

use super::imports::{Found, found};
use super::table::{Row, Table};

/// The package's own name, as its binary writes it.
const PACKAGE: &str = "rochdale";

/// Only this module may know these packages.
const SOLVER: (&str, [&str; 3]) = ("milp", ["good_lp", "highs", "highs_sys"]);

/// What the verifier must never see, or it would repeat the search's mistakes.
const UNSEEN_BY_VERIFY: [&str; 5] = ["award", "routing", "search", "milp", "pricing::lower"];

/// A source file with its path from `src`, parted by `/`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

impl SourceFile {
    /// `award/mod.rs` and `award.rs` are `award`, `lib.rs` is the root; `main.rs` is `cli`'s.
    fn module(&self) -> Vec<String> {
        let path = match self.path.strip_suffix(".rs").unwrap_or(&self.path) {
            "main" => "cli",
            path => path,
        };
        let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
        parts.pop_if(|last| last == "mod" || (path == "lib" && last == "lib"));
        parts
    }
}

/// Everything in the sources that the table does not allow.
pub fn faults(table: &Table, files: &[SourceFile]) -> Vec<String> {
    let parsed: Vec<_> = files
        .iter()
        .map(|file| (file, file.module()))
        .map(|(file, module)| (file, found(&file.text, &module, PACKAGE), module))
        .collect();
    let tests: BTreeSet<Vec<String>> = parsed
        .iter()
        .flat_map(|(_, found, module)| {
            let below = |name: &String| [module.as_slice(), std::slice::from_ref(name)].concat();
            found.test_modules.iter().map(below)
        })
        .collect();
    let program: Vec<_> = parsed
        .iter()
        .filter(|(.., module)| !tests.iter().any(|test| module.starts_with(test)))
        .collect();
    let mut faults = missing(table, &program.iter().map(|(.., module)| module).collect());
    // The root only lists the modules.
    for (file, found, module) in program.iter().filter(|(.., module)| !module.is_empty()) {
        faults.extend(import_faults(table, file, module, found));
        faults.extend(solver_faults(file, module, found));
    }
    faults.extend(float_faults(table, files));
    faults
}

/// Rows without a module, and modules without a row.
fn missing(table: &Table, modules: &BTreeSet<&Vec<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    for row in &table.rows {
        if !modules.iter().any(|module| module.starts_with(&row.module)) {
            faults.push(format!("{}: has a row but no source", name(&row.module)));
        }
    }
    let top: BTreeSet<_> = modules.iter().filter_map(|module| module.first()).collect();
    for module in top {
        if !table.rows.iter().any(|row| row.module[0] == *module) {
            faults.push(format!("{module}: has no row in ARCHITECTURE.md"));
        }
    }
    faults
}

fn import_faults(
    table: &Table,
    file: &SourceFile,
    module: &[String],
    found: &Found,
) -> Vec<String> {
    let row = table.row_of(module);
    // A folder that only holds modules with rows of their own may import nothing.
    let own = row.map_or(module, |row| &row.module);
    let allowed = |path: &[String]| {
        path.starts_with(own)
            || row.is_some_and(|row| row.imports.iter().any(|entry| path.starts_with(entry)))
    };
    found
        .imports
        .iter()
        .filter(|import| !allowed(&import.path))
        .map(|import| {
            let place = format!("src/{}:{}", file.path, import.line);
            let (path, own) = (name(&import.path), name(own));
            format!("{place}: names {path}, which ARCHITECTURE.md does not list for {own}")
        })
        .collect()
}

fn solver_faults(file: &SourceFile, module: &[String], found: &Found) -> Vec<String> {
    let (owner, packages) = SOLVER;
    found
        .words
        .iter()
        .filter(|(word, _)| module[0] != owner && packages.contains(&word.as_str()))
        .map(|(word, line)| format!("src/{}:{line}: names {word}: only {owner} may", file.path))
        .collect()
}

/// Modules that hold no floats say so to the compiler, themselves or through their parent.
fn float_faults(table: &Table, files: &[SourceFile]) -> Vec<String> {
    let denies = |module: &[String]| {
        files.iter().any(|file| {
            let attributes: String = file.text.split_whitespace().collect();
            file.module() == module
                && attributes
                    .split("#![deny(")
                    .skip(1)
                    .filter_map(|rest| rest.split(")]").next())
                    .any(|lints| lints.contains("clippy::float_arithmetic"))
        })
    };
    let exists = |row: &&Row| {
        let below = |file: &SourceFile| file.module().starts_with(&row.module);
        files.iter().any(below)
    };
    table
        .rows
        .iter()
        .filter(exists)
        .filter(|row| !row.floats)
        .filter(|row| !(1..=row.module.len()).any(|length| denies(&row.module[..length])))
        .map(|row| {
            format!(
                "{}: lacks #![deny(clippy::float_arithmetic)]",
                name(&row.module)
            )
        })
        .collect()
}

/// What is wrong with the table itself.
pub fn table_faults(table: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        for import in &row.imports {
            let above = table.rows[..at].iter();
            if !above.into_iter().any(|row| row.module.starts_with(import)) {
                faults.push(format!(
                    "{} imports {}, which no row above is for",
                    name(&row.module),
                    name(import)
                ));
            }
        }
    }
    let Some(verify) = table.rows.iter().find(|row| name(&row.module) == "verify") else {
        faults.push("verify has no row".to_owned());
        return faults;
    };
    for unseen in UNSEEN_BY_VERIFY {
        let unseen: Vec<String> = unseen.split("::").map(str::to_owned).collect();
        let overlaps =
            |import: &Vec<String>| import.starts_with(&unseen) || unseen.starts_with(import);
        if verify.imports.iter().any(overlaps) {
            faults.push(format!("verify must not import {}", name(&unseen)));
        }
    }
    faults
}

fn name(module: &[String]) -> String {
    if module.is_empty() {
        return "the root".to_owned();
    }
    module.join("::")
}
