//! A sample of the mutations through the real binary: exit codes, and nothing is written.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;

use super::base::Base;
use super::judge::Folder;
use super::mutant::{Expect, Mutant, mutants};

/// Every how many mutants one is tried.
const STRIDE: usize = 15;

/// Every entry of the folder with its bytes.
fn contents(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Runs a command on the mutant; its exit code, output and errors. The folder stays as it is.
fn run(folder: &Folder, command: &str, mutant: &Mutant) -> (Option<i32>, String, String) {
    folder.write(mutant);
    let before = contents(folder.path());
    let mut program = Command::cargo_bin("rochdale").unwrap();
    let output = program.arg(command).arg(folder.path()).output().unwrap();
    assert_eq!(contents(folder.path()), before, "{}", mutant.what);
    folder.restore(mutant.file);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_mutation_that_is_a_fault_ends_with_3_and_leaves_nothing_behind() {
    let base = Base::read();
    let folder = Folder::of(&base);
    let mut n_tried = 0;
    for (index, mutant) in mutants(&base).iter().enumerate().step_by(STRIDE) {
        let Expect::Fault(place) = &mutant.expect else {
            continue;
        };
        let command = if index % (2 * STRIDE) == 0 {
            "check"
        } else {
            "solve"
        };
        let (code, out, err) = run(&folder, command, mutant);
        assert_eq!(code, Some(3), "{command}, {}: {err}", mutant.what);
        assert_eq!(out, "", "{command}, {}", mutant.what);
        assert!(
            err.contains(&format!("error[{}]", place.code)),
            "{}: {err}",
            mutant.what
        );
        assert!(err.contains("hint: "), "{err}");
        n_tried += 1;
    }
    assert!(n_tried >= 35, "only {n_tried} were tried");
}

#[test]
fn a_mutation_that_changes_nothing_is_an_answer() {
    let base = Base::read();
    let folder = Folder::of(&base);
    let harmless = mutants(&base)
        .into_iter()
        .filter(|mutant| matches!(mutant.expect, Expect::Same));
    for mutant in harmless.step_by(8) {
        let (code, out, err) = run(&folder, "check", &mutant);
        assert_eq!(code, Some(0), "{}: {err}", mutant.what);
        assert!(
            out.contains("no errors, 0 warnings"),
            "{}: {out}",
            mutant.what
        );
    }
}
