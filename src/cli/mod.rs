//! The command line program: arguments, exit codes, printing.
//!
//! Answers go to standard output, everything else (faults, warnings, progress) to standard error.
#![deny(clippy::float_arithmetic)]

mod arguments;
mod check;
mod exit;
mod explain;
mod export;
mod file;
mod import;
mod init;
mod interrupt;
mod limits;
mod print;
mod progress;
mod route;
mod savings;
mod solve;
mod statement;
mod verify;

pub use arguments::{Arguments, Command};
pub use exit::Exit;
pub use route::routes_schema;

use clap::Parser;

/// Runs the program with the process's arguments.
pub fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers; what cannot be printed is of no use to anybody.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Answer
            };
        }
    };
    match arguments.command {
        Command::Solve(command) => solve::solve(&command),
        Command::Explain(command) => explain::explain(&command),
        Command::Check(command) => check::check(&command),
        Command::Init(command) => init::init(&command),
        Command::Verify(command) => verify::verify(&command),
        Command::Statement(command) => statement::statement(&command),
        Command::Savings(command) => savings::savings(&command),
        Command::Route(command) => route::route(&command),
        Command::Import(command) => import::import(&command),
        Command::Export(command) => export::export(&command),
    }
}
