//! Ctrl-C.
#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::desk::{Desk, SHIPPED, err, out};

fn interrupt(child: &Child) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
}

fn started(desk: &Desk, arguments: &[&str]) -> Child {
    let mut command = desk.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// The shipped case with a file that the program warns of, so that it can be heard to have read
/// the case, when signals are handled and the search begins.
fn write_audible_case(desk: &Desk) {
    fs::create_dir(desk.path("audible")).unwrap();
    for entry in fs::read_dir(SHIPPED).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), desk.path("audible").join(entry.file_name())).unwrap();
        }
    }
    fs::write(desk.path("audible/photographs.csv"), "").unwrap();
}

#[test]
fn an_interrupted_search_saves_its_best_plan_and_ends_with_130() {
    let desk = Desk::new();
    write_audible_case(&desk);
    let solve = ["solve", "audible", "--gap", "0", "--out", "run"];
    let mut child = started(&desk, &solve);
    let mut first = [0; 7];
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_exact(&mut first)
        .unwrap();
    assert_eq!(&first, b"warning");
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    let (report, notes) = (out(&output), err(&output));
    assert_eq!(output.status.code(), Some(130), "{report}{notes}");
    assert!(
        notes.contains("the best plan so far will be saved"),
        "{notes}"
    );
    assert!(report.contains("The search was interrupted"), "{report}");
    desk.expect(0, &["verify", "run"]);
}

fn wait_for(path: &Path) {
    let patience = Instant::now() + Duration::from_secs(120);
    while !path.exists() {
        assert!(Instant::now() < patience, "{} is missing", path.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_second_interrupt_ends_the_program_at_once_and_leaves_the_saved_run_whole() {
    let desk = Desk::new();
    // The plan is larger than what a pipe holds, so the program waits here until it is read.
    let solve = ["solve", SHIPPED, "--work", "1", "--json", "--out", "run"];
    let mut child = started(&desk, &solve);
    wait_for(&desk.path("run"));
    interrupt(&child);
    let mut note = [0; 12];
    child
        .stderr
        .as_mut()
        .unwrap()
        .read_exact(&mut note)
        .unwrap();
    assert_eq!(&note, b"\ninterrupted");
    assert_eq!(child.try_wait().unwrap(), None);
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    desk.expect(0, &["verify", "run"]);
}
