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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::RuleKind;
    use crate::verify::fixture::small;

    #[test]
    fn a_forbidden_vendor_is_not_used_where_the_rule_speaks() {
        let mut small = small();
        let choice = VendorChoice::Vendor(small.mill);
        let rule = small.case.rule(RuleKind::Forbid(choice));
        small.check(&["rule `rule-1` forbids vendor `mill` for demand line `corner/flour`"]);
        let rye = small.case.item("rye");
        small.case.rules[rule].scope.item = Some(rye);
        small.check(&[]);
    }
}
