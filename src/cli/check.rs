//! `rochdale check`.

use super::arguments::CheckArguments;
use super::{Exit, print};
use crate::input::{Loaded, read_case};
use crate::report::format::count;
use crate::report::printable;

/// Lists every fault of a case.
pub(super) fn check(command: &CheckArguments) -> Exit {
    match read_case(&command.case) {
        Ok(loaded) => {
            print::faults(&loaded.warnings);
            print::answer(&summary(&loaded), Exit::Answer)
        }
        Err(faults) => {
            print::faults(&faults.0);
            print::note(&format!("{} found", count(faults.n_errors(), "error")));
            Exit::BadInput
        }
    }
}

fn summary(loaded: &Loaded) -> String {
    let case = &loaded.case;
    format!(
        "{}: no errors, {}\n{}, {}, {}, {}, {}, {}\n",
        printable(&case.name),
        count(loaded.warnings.len(), "warning"),
        count(case.members.len(), "member"),
        count(case.sites.len(), "site"),
        count(case.items.len(), "item"),
        count(case.demand.len(), "demand line"),
        count(case.vendors.len(), "vendor"),
        count(case.quotes.len(), "quote"),
    )
}
