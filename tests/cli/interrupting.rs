//! Ctrl-C.
#![cfg(unix)]

use std::process::{Command, Stdio};

use super::desk::{Desk, SHIPPED, err, out};

#[test]
fn an_interrupted_search_saves_its_best_plan_and_ends_with_130() {
    let desk = Desk::new();
    let child = desk
        .command(&[
            "solve",
            SHIPPED,
            "--gap",
            "0",
            "--threads",
            "1",
            "--out",
            "run",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupted.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(130),
        "{}{}",
        out(&output),
        err(&output)
    );
    assert!(err(&output).contains("the best plan so far will be saved"));
    assert!(out(&output).contains("The search was interrupted"));
    desk.expect(0, &["verify", "run"]);
}
