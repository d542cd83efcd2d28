//! A member's own choice of vendors is respected.

use crate::problem::Case;
use crate::units::{DemandLineId, QuoteId};
use crate::verify::Refusal;

/// The line does not refuse the vendor and, if it requires some, requires it among them.
pub fn wishes(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let line = &case.demand[line];
    let vendor = case.quotes[quote].vendor;
    let is_any = |choices: &[_]| choices.iter().any(|choice| case.is_chosen(choice, vendor));
    let key = &case.vendors[vendor].key;
    if is_any(&line.refuses) {
        refusals.push(Refusal::VendorRefused {
            line: line.key.clone(),
            vendor: key.clone(),
        });
    }
    if !line.requires.is_empty() && !is_any(&line.requires) {
        refusals.push(Refusal::OtherVendorsRequired {
            line: line.key.clone(),
            vendor: key.clone(),
        });
    }
}
