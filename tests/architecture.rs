//! Holds the import table of `ARCHITECTURE.md` against the sources.
//!
//! The table is read from the document itself, so the two cannot drift apart. Code under
//! `#[cfg(test)]` may import what it likes: a search is tested with the verifier it must not use.

#[path = "architecture/checks.rs"]
mod checks;
#[path = "architecture/imports.rs"]
mod imports;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/table.rs"]
mod table;
#[path = "architecture/tokens.rs"]
mod tokens;

use std::fs;
use std::path::Path;

use rules::{SourceFile, faults, table_faults};
use table::Table;

/// Every source file under `folder`, named by its path from `src`.
fn source_files(folder: &Path, name: &str, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).expect("src is a readable folder") {
        let path = entry.expect("src is a readable folder").path();
        let base = path.file_name().expect("an entry has a name").to_str();
        let name = format!("{name}{}", base.expect("source files have plain names"));
        if path.is_dir() {
            source_files(&path, &format!("{name}/"), files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file is text");
            files.push(SourceFile { path: name, text });
        }
    }
}

fn shipped_table() -> Table {
    Table::from_markdown(include_str!("../ARCHITECTURE.md")).expect("the table is well formed")
}

#[test]
fn every_import_is_in_the_table() {
    let mut files = Vec::new();
    source_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "",
        &mut files,
    );
    let faults = faults(&shipped_table(), &files);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_table_keeps_the_promises_of_the_design() {
    let faults = table_faults(&shipped_table());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
