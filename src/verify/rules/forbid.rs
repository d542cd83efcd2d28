//! Nothing may be bought from the named vendors.

use crate::problem::{Case, Rule, VendorChoice};
use crate::units::{DemandLineId, VendorId};
use crate::verify::Refusal;

pub(super) fn check(
    case: &Case,
    rule: &Rule,
    choice: &VendorChoice,
    line: DemandLineId,
    vendor: VendorId,
) -> Option<Refusal> {
    case.is_chosen(choice, vendor).then(|| Refusal::Forbidden {
        rule: rule.key.clone(),
        vendor: case.vendors[vendor].key.clone(),
        line: case.demand[line].key.clone(),
    })
}
