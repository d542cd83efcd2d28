//! Everything must be bought from the named vendors.

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
    (!case.is_chosen(choice, vendor)).then(|| Refusal::RuledOut {
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
    fn only_required_vendors_are_used_where_the_rule_speaks() {
        let mut small = small();
        let choice = VendorChoice::Tag("local".into());
        let rule = small.case.rule(RuleKind::Require(choice));
        let text = "rule `rule-1` requires other vendors than `mill` for demand line \
                    `corner/flour`";
        small.check(&[text]);
        small.case.rules[rule].scope.member_tag = Some("school".into());
        small.check(&[]);
        small.case.rules[rule].scope.member_tag = None;
        small.case.vendors[small.mill].tags = vec!["local".into()];
        small.check(&[]);
    }
}
