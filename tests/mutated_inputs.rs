//! A thousand spoilt inputs: a full case with something wrong, or merely unusual, in one place.
//!
//! No input makes the reader panic. What is certainly wrong is reported at its file, row and column;
//! what is only written differently is read as the same case; and where luck decides, a refusal still
//! names the file that was changed. `case/` is the full case; the mutations are drawn by seed.
//!
//! `ROCHDALE_MUTATED_INPUTS=20000 cargo test --release --test mutated_inputs` tries more of them.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "mutated_inputs/base.rs"]
mod base;
#[path = "mutated_inputs/cells.rs"]
mod cells;
#[path = "mutated_inputs/files.rs"]
mod files;
#[path = "mutated_inputs/judge.rs"]
mod judge;
#[path = "mutated_inputs/luck.rs"]
mod luck;
#[path = "mutated_inputs/mutant.rs"]
mod mutant;
#[cfg(feature = "cli")]
#[path = "mutated_inputs/program.rs"]
mod program;
#[path = "mutated_inputs/settings.rs"]
mod settings;
#[path = "mutated_inputs/tables.rs"]
mod tables;

use base::Base;
use judge::Folder;
use mutant::{Expect, Mutant, mutants};
use rochdale::testing::Dice;

/// Mutations that are shown when a test fails.
const SHOWN_MAX: usize = 10;

fn show(failures: &[String]) {
    let shown = failures.len().min(SHOWN_MAX);
    let texts = failures[..shown].join("\n\n");
    assert!(failures.is_empty(), "{} failed\n\n{texts}", failures.len());
}

#[test]
fn the_full_case_has_a_row_in_every_file_and_no_fault_or_warning() {
    let base = Base::read();
    let folder = Folder::of(&base);
    let loaded = folder.read().map_err(|faults| faults.to_string()).unwrap();
    let warnings: Vec<_> = loaded.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, Vec::<String>::new());
    let kinds: Vec<_> = loaded.case.rules.values().map(|rule| &rule.kind).collect();
    let kinds: std::collections::BTreeSet<_> = kinds
        .into_iter()
        .map(|kind| format!("{:?}", std::mem::discriminant(kind)))
        .collect();
    assert_eq!(kinds.len(), 13, "every kind of rule is there");
}

#[test]
fn a_thousand_mutations_are_refused_at_their_place_or_read_as_they_should_be() {
    let base = Base::read();
    let mutants = mutants(&base);
    assert!(mutants.len() >= 1_000);
    let folder = Folder::of(&base);
    let failures: Vec<String> = mutants
        .iter()
        .filter_map(|mutant| folder.judge(mutant).err())
        .collect();
    show(&failures);
}

#[test]
fn the_mutations_reach_every_file_in_every_way() {
    let mutants = mutants(&Base::read());
    for file in rochdale::input::File::ALL {
        let of_file = mutants.iter().filter(|mutant| mutant.file == file);
        assert!(of_file.count() >= 40, "{}", file.name());
    }
    let count = |is_meant: fn(&Expect) -> bool| {
        mutants
            .iter()
            .filter(|mutant| is_meant(&mutant.expect))
            .count()
    };
    assert!(count(|expect| matches!(expect, Expect::Fault(_))) >= 500);
    assert!(count(|expect| matches!(expect, Expect::Same)) >= 80);
    assert!(count(|expect| matches!(expect, Expect::Either)) >= 80);
}

#[test]
fn faults_in_two_files_are_both_reported() {
    let base = Base::read();
    let mut failures = Vec::new();
    for seed in 0..60 {
        let mut dice = Dice::new(1_000_000 + seed);
        let [one, other] = [0, 0].map(|_| cells::bad_number(&base, &mut dice));
        if one.file != other.file {
            let folder = Folder::of(&base);
            folder.write(&other);
            failures.extend(folder.judge(&one).err());
            let folder = Folder::of(&base);
            folder.write(&one);
            failures.extend(folder.judge(&other).err());
        }
    }
    show(&failures);
}

/// The full case with another cell `substitutes` in the row of pears.
fn substituted(cell: &str) -> Mutant {
    let base = Base::read();
    let mut table = base.table(rochdale::input::File::Demand);
    table.set(1, "substitutes", cell);
    Mutant {
        file: table.file,
        what: format!("substitutes {cell}"),
        bytes: Some(table.csv(b',')),
        expect: Expect::Other,
    }
}

#[test]
fn two_items_may_replace_each_other_on_different_lines() {
    let folder = Folder::of(&Base::read());
    // Apples accept pears in row 2; pears accept apples, and rice as well, which accepts beans.
    folder.write(&substituted("apples=0.8 rice=1"));
    let case = folder.read().unwrap().case;
    let line = |key: &str| {
        let mut lines = case.demand.values();
        lines.find(|line| line.key == key).unwrap()
    };
    let items = |key: &str| -> Vec<&str> {
        let substitutes = line(key).substitutes.iter();
        let items = substitutes.map(|other| case.items[other.item].key.as_str());
        items.collect()
    };
    assert_eq!(items("ann-apples"), ["pears"]);
    // What replaces rice elsewhere does not replace pears here.
    assert_eq!(items("ann-pears"), ["apples", "rice"]);
    assert_eq!(items("ann-rice"), ["beans"]);
    assert_eq!(items("school-beans"), ["rice"]);
}
