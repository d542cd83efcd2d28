//! What the README shows is what the program does.
//!
//! The sample is the start of the output of `./run`, compared line by line without its figures,
//! which may differ between compilers where several plans lie within the gap; the cost itself
//! must lie within the gap. After a change of the output write the sample anew:
//!
//!     UPDATE_README=1 ./test --test readme
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Deterministic limit of the sample's solve, in simplex iterations.
const WORK: &str = "1000000";

/// Lines of the output that the README shows: they end above its line 30.
const SAMPLE_LINES: usize = 13;

const START: &str = "<!-- output -->\n```text\n";
const END: &str = "```\n<!-- /output -->";

/// Markers of the routes, and the command that prints them, above the first.
const ROUTES: (&str, &str) = ("<!-- routes -->\n```text\n", "```\n<!-- /routes -->");
const ROUTE: &str = "\nrochdale route ";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("the README is there")
}

/// Runs the program in `folder`; `what` is the command line without the program's name.
fn rochdale(folder: &Path, what: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rochdale"))
        .args(what)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn require_success(what: &[&str], output: &Output) {
    assert!(
        output.status.success(),
        "{what:?} ended with {}:\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The part of the README between the markers, and where it lies.
fn sample(readme: &str) -> (&str, std::ops::Range<usize>) {
    between(readme, START, END)
}

fn between<'r>(readme: &'r str, start: &str, end: &str) -> (&'r str, std::ops::Range<usize>) {
    let start = readme.find(start).expect("the README has the start marker") + start.len();
    let length = readme[start..]
        .find(end)
        .expect("the README has the end marker");
    let range = start..start + length;
    (&readme[range.clone()], range)
}

/// What `./run` does without arguments, from the script itself.
fn default_command() -> Vec<String> {
    let script = fs::read_to_string(root().join("run")).expect("the script is there");
    let words = script
        .lines()
        .find_map(|line| line.trim().strip_prefix("set -- "));
    let words = words.expect("the script sets its default arguments");
    words.split_whitespace().map(str::to_owned).collect()
}

/// A line with every figure replaced by `#` and every run of blanks or rules by one.
fn without_figures(line: &str) -> String {
    let mut masked = String::new();
    for c in line.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        let in_figure = masked.ends_with('#') && matches!(c, '#' | ',' | '.');
        let repeated = matches!(c, ' ' | '-' | '─') && masked.ends_with(c);
        if !in_figure && !repeated {
            masked.push(c);
        }
    }
    masked.trim_end().to_owned()
}

/// The first amount of money in a text: digits in groups of three with two decimals.
fn first_amount(text: &str) -> Option<f64> {
    text.split_whitespace()
        .filter(|word| word.contains('.'))
        .find_map(|word| word.replace(',', "").parse().ok())
}

#[test]
fn the_sample_is_what_the_program_prints() {
    let command = default_command();
    let run = TempDir::new().expect("a temporary folder can be made");
    let out = run.path().join("run");
    let mut what: Vec<&str> = command.iter().map(String::as_str).collect();
    what.extend(["--work", WORK, "--seed", "1", "--threads", "1"]);
    what.extend(["--out", out.to_str().expect("the path is text")]);
    let output = rochdale(&root(), &what);
    require_success(&what, &output);

    let printed = String::from_utf8(output.stdout).expect("the output is text");
    let shown: String = printed.split_inclusive('\n').take(SAMPLE_LINES).collect();
    let mut readme = readme();
    let (sample, range) = sample(&readme);
    if std::env::var_os("UPDATE_README").is_some() {
        readme.replace_range(range, &shown);
        fs::write(root().join("README.md"), readme).expect("the README can be written");
        return;
    }
    let masked = |text: &str| text.lines().map(without_figures).collect::<Vec<_>>();
    assert_eq!(
        masked(sample),
        masked(&shown),
        "\nUPDATE_README=1 ./test --test readme writes the sample anew:\n{shown}"
    );
    let (said, found) = (first_amount(sample), first_amount(&shown));
    let (said, found) = said
        .zip(found)
        .expect("the sample starts with the landed cost");
    assert!(
        (said - found).abs() <= 0.001 * found,
        "the README says {said}, the program {found}"
    );
}

#[test]
fn the_first_thirty_lines_hold_the_commands_and_the_sample() {
    let readme = readme();
    let (_, range) = sample(&readme);
    let n_lines = readme[..range.end + END.len()].lines().count();
    assert!(n_lines <= 30, "the sample ends in line {n_lines}");
    let start = &readme[..range.start];
    assert!(start.contains("\n./run ") && start.contains("\n./test "));
}

#[test]
fn the_five_minute_path_works_as_written() {
    let readme = readme();
    let commands: Vec<Vec<&str>> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("./run "))
        .map(|line| line.split('#').next().expect("a split has a first part"))
        .map(|line| line.split_whitespace().collect())
        .filter(|words: &Vec<&str>| !words.is_empty())
        .collect();
    let verbs: Vec<&str> = commands.iter().map(|words| words[0]).collect();
    assert_eq!(verbs, ["init", "check", "solve", "verify", "statement"]);

    let folder = TempDir::new().expect("a temporary folder can be made");
    for what in &commands {
        require_success(what, &rochdale(folder.path(), what));
    }
    for file in [
        "my-case/case.toml",
        "my-plan/plan.json",
        "my-plan/awards.csv",
    ] {
        assert!(folder.path().join(file).is_file(), "{file} is missing");
    }
}

#[test]
fn the_routes_are_what_the_program_prints() {
    let mut readme = readme();
    let (_, command) = readme.split_once(ROUTE).expect("the README plans routes");
    let file = command.lines().next().expect("a split has a first part");
    let limits = ["--iterations", "2000", "--threads", "1"];
    let what = [&["route", file], &limits[..]].concat();
    let output = rochdale(&root(), &what);
    require_success(&what, &output);
    let printed = String::from_utf8(output.stdout).expect("the output is text");
    let (shown, range) = between(&readme, ROUTES.0, ROUTES.1);
    if std::env::var_os("UPDATE_README").is_some() {
        readme.replace_range(range, &printed);
        fs::write(root().join("README.md"), readme).expect("the README can be written");
        return;
    }
    assert_eq!(
        shown, printed,
        "UPDATE_README=1 ./test --test readme routes writes it anew"
    );
}

#[test]
fn links_between_documents_lead_somewhere() {
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        let text = fs::read_to_string(root().join(document)).expect("the document is there");
        let targets = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://")) {
            let path = target.split('#').next().expect("a split has a first part");
            assert!(root().join(path).exists(), "{document} links to {target}");
        }
    }
}

#[test]
fn figures_are_masked_and_words_are_not() {
    assert_eq!(
        without_figures("The cooperative pays  1,234,567.89 USD per year "),
        "The cooperative pays # USD per year"
    );
    assert_eq!(
        without_figures("gap 0.01 %, 3 vendors."),
        "gap # %, # vendors."
    );
    assert_eq!(first_amount("24 members\npays 1,234.50 USD"), Some(1234.5));
}
