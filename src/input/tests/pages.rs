//! The documents and their examples agree with the reader.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{codes, read};
use crate::input::{Code, documents};

/// Set to rewrite the documents instead of comparing them.
const BLESS: &str = "ROCHDALE_BLESS";

#[test]
fn the_documents_are_made_from_the_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in documents() {
        let path = root.join(path);
        if std::env::var_os(BLESS).is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        let path = path.display();
        assert!(
            found == text,
            "{path} is stale: run {BLESS}=1 cargo test documents"
        );
    }
}

#[test]
fn every_code_has_its_heading_cause_and_action() {
    let [_, _, (_, page)] = documents();
    for code in Code::all() {
        let code = code.to_string();
        let mut sections = page.split("\n## ").skip(1).filter(|section| {
            let heading = section.lines().next().unwrap_or_default();
            heading.split(", ").any(|word| word == code)
        });
        let section = sections
            .next()
            .unwrap_or_else(|| panic!("{code} has no heading"));
        assert!(section.contains("**Cause.**") && section.contains("**Action.**"));
        assert!(sections.next().is_none(), "{code} has two headings");
    }
}

/// Every example of the page: the files it shows, section by section.
fn examples(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut examples: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut lines = page.lines();
    let mut name = "";
    while let Some(line) = lines.next() {
        if line.starts_with("## ") || line.starts_with("### ") {
            examples.push((line.to_owned(), BTreeMap::new()));
        } else if line.starts_with('`') && line.ends_with("`:") {
            name = line.trim_matches(['`', ':']);
        } else if line.starts_with("```") {
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            let files = &mut examples.last_mut().unwrap().1;
            if files.contains_key(name) {
                let heading = examples[examples.len() - 1].0.clone();
                examples.push((heading, BTreeMap::new()));
            }
            let text = block.join("\n") + "\n";
            examples.last_mut().unwrap().1.insert(name.to_owned(), text);
        }
    }
    examples.retain(|(_, files)| !files.is_empty());
    examples
}

#[test]
fn every_example_of_the_page_reads_without_fault_or_warning() {
    let [(_, page), _, _] = documents();
    let examples = examples(&page);
    let smallest = &examples[0].1;
    assert!(examples.len() >= 7);
    for (heading, changes) in &examples {
        let mut files = smallest.clone();
        files.extend(changes.clone());
        if let Err(faults) = read(&files) {
            panic!("{heading}: {faults}");
        }
        assert_eq!(codes(&files), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn every_column_is_documented_and_in_the_schema() {
    let [(_, page), (_, schema), _] = documents();
    for file in crate::input::File::ALL {
        for column in super::super::page::columns(file) {
            assert!(page.contains(&format!("| `{}`", column.name)));
            assert!(
                schema.contains(&format!("\"{}\"", column.name)),
                "{}",
                column.name
            );
            assert!(!column.meaning.is_empty() && !column.example.is_empty());
            assert!(column.is_required == column.default.is_empty());
        }
    }
}
