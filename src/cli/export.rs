//! `rochdale export`.

use super::arguments::ExportArguments;
use super::{Exit, file, print};
use crate::award::write_mps;
use crate::input::read_case;

/// Writes the program of a case for other solvers.
pub(super) fn export(command: &ExportArguments) -> Exit {
    let path = &command.mps;
    if path.symlink_metadata().is_ok() {
        let message = format!("{} exists; nothing was written", path.display());
        return print::failure(&message, Exit::Usage);
    }
    let loaded = match read_case(&command.case) {
        Ok(loaded) => loaded,
        Err(faults) => {
            print::faults(&faults.0);
            return Exit::BadInput;
        }
    };
    print::faults(&loaded.warnings);
    match file::replace(path, |out| write_mps(&loaded.case, out)) {
        Ok(()) => print::answer(&format!("Wrote {}\n", path.display()), Exit::Answer),
        Err(error) => print::failure(&format!("{}: {error}", path.display()), Exit::Internal),
    }
}
