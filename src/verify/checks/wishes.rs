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

#[cfg(test)]
mod tests {
    use crate::problem::VendorChoice;
    use crate::verify::fixture::small;

    #[test]
    fn a_refused_vendor_is_not_used() {
        let mut small = small();
        small.case.vendors[small.mill].tags = vec!["far".into()];
        small.case.demand[small.need].refuses = vec![VendorChoice::Tag("local".into())];
        small.check(&[]);
        small.case.demand[small.need].refuses = vec![VendorChoice::Tag("far".into())];
        small.check(&["demand line `corner/flour` refuses vendor `mill`"]);
    }

    #[test]
    fn only_required_vendors_are_used() {
        let mut small = small();
        let farm = small.case.vendor("farm");
        small.case.demand[small.need].requires = vec![VendorChoice::Vendor(farm)];
        small.check(&["demand line `corner/flour` requires other vendors than `mill`"]);
        let mill = VendorChoice::Vendor(small.mill);
        small.case.demand[small.need].requires.push(mill);
        small.check(&[]);
    }
}
