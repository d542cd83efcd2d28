//! Printing that survives a closed pipe.

use std::io::{self, ErrorKind, Write};

use super::Exit;
use crate::input::Fault;

/// Prints an answer on standard output and returns `exit`. A reader that has gone away is no
/// fault; a full disk is.
pub(super) fn answer(text: &str, exit: Exit) -> Exit {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => exit,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => exit,
        Err(error) => failure(&format!("standard output: {error}"), Exit::Internal),
    }
}

/// Prints what went wrong on standard error and returns `exit`.
pub(super) fn failure(text: &str, exit: Exit) -> Exit {
    note(&format!("error: {text}"));
    exit
}

/// Prints a line on standard error.
pub(super) fn note(text: &str) {
    // Nothing can be told to a reader that has gone away.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Prints faults or warnings on standard error.
pub(super) fn faults(faults: &[Fault]) {
    for fault in faults {
        note(&format!("{fault}\n "));
    }
}
