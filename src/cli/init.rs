//! `rochdale init`.

use super::arguments::InitArguments;
use super::{Exit, print};
use crate::input::write_template;

/// Writes a small case to start from.
pub(super) fn init(command: &InitArguments) -> Exit {
    let dir = command.dir.display();
    match write_template(&command.dir) {
        Ok(()) => {
            let text = format!(
                "Wrote a small case to {dir}\n\
                 Type over it, then: rochdale check {dir}, rochdale solve {dir}\n"
            );
            print::answer(&text, Exit::Answer)
        }
        Err(error) => print::not_written(&error),
    }
}
