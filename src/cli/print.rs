//! Printing that survives a closed pipe, and text from files that cannot steer the terminal.

use std::io::{self, ErrorKind, Write};

use super::Exit;
use crate::input::{Fault, WriteError};
use crate::report::printable;

/// Prints an answer for people on standard output and returns `exit`.
pub(super) fn answer(text: &str, exit: Exit) -> Exit {
    data(&lines(text), exit)
}

/// Prints an answer for programs on standard output, as it is, and returns `exit`. A reader that
/// has gone away is no fault; a full disk is.
pub(super) fn data(text: &str, exit: Exit) -> Exit {
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
    let _ = writeln!(io::stderr().lock(), "{}", lines(text).trim_end());
}

/// Prints faults or warnings on standard error.
pub(super) fn faults(faults: &[Fault]) {
    for fault in faults {
        note(&format!("{fault}\n "));
    }
}

/// The text without control characters other than the ends of its lines.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

/// Says why a case folder was not written.
pub(super) fn not_written(error: &WriteError) -> Exit {
    let exit = match error {
        WriteError::NotEmpty(_) | WriteError::NoName(_) => Exit::Usage,
        WriteError::Io { .. } => Exit::Internal,
    };
    failure(&error.to_string(), exit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_keeps_its_lines_and_no_other_control_character() {
        assert_eq!(lines("a\u{1b}[2J\n\u{9b}b\r\n"), "a [2J\n b \n");
    }
}
