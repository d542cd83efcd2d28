//! Ctrl-C: the first asks the search to stop, the second ends the program; not while a run is being
//! saved, which takes a moment and would leave it half moved.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Exit;

static SAVING: Mutex<()> = Mutex::new(());

/// While this lives, the program does not end by Ctrl-C.
pub(super) fn hold_off() -> MutexGuard<'static, ()> {
    SAVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A flag that the first Ctrl-C (or termination request) sets; `then` says what happens next.
///
/// # Errors
/// What the system said, if it does not let signals be handled.
pub(super) fn flag(then: &'static str) -> Result<Arc<AtomicBool>, ctrlc::Error> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            let _saved = hold_off();
            process::exit(Exit::Interrupted as i32);
        }
        super::print::note(&format!("\ninterrupted: {then}; once more ends at once"));
    })?;
    Ok(flag)
}
