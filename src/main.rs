//! The command line program.

use std::process::ExitCode;

fn main() -> ExitCode {
    rochdale::cli::run().into()
}
