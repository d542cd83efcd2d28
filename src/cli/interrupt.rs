//! Ctrl-C: the first asks the search to stop, the second ends the program.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Exit;

/// A flag that the first Ctrl-C (or termination request) sets.
///
/// # Errors
/// What the system said, if it does not let signals be handled.
pub(super) fn flag() -> Result<Arc<AtomicBool>, ctrlc::Error> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            process::exit(Exit::Interrupted as i32);
        }
        super::print::note(
            "\ninterrupted: the best plan so far will be saved; once more ends at once",
        );
    })?;
    Ok(flag)
}
