//! R1: nothing may be bought from the named vendors.

use super::facts::Facts;
use super::standing::Reading;
use crate::problem::{Case, Rule, VendorChoice};
use crate::units::{Decimal, DemandLineId, VendorId};
use crate::verify::Refusal;

pub(super) fn measure(facts: &Facts, lines: &[DemandLineId], choice: &VendorChoice) -> Reading {
    let forbidden = facts
        .pairs(lines)
        .filter(|(_, vendor, _)| facts.case.is_chosen(choice, *vendor));
    Reading::at_most(forbidden.count().into(), Decimal::ZERO)
}

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
    use crate::problem::{Each, RuleKind};
    use crate::verify::fixture::small;
    use crate::verify::rules::fixture::{at, two};
    use rust_decimal::dec;

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

    #[test]
    fn each_line_of_a_forbidden_vendor_has_its_price() {
        let mut two = two();
        let kind = RuleKind::Forbid(two.choice(1));
        two.rule(kind, Each::Member, Some(dec!(7)));
        let [ann, bea] = two.by_member();
        let kept = [at(&ann, 0, 0, 0), at(&bea, 0, 0, 0)];
        two.check_standings([0, 0, 0, 0], &kept, dec!(0));
        let broken = [at(&ann, 0, 0, 0), at(&bea, 2, 0, 2)];
        two.check_standings([0, 0, 1, 1], &broken, dec!(14));
    }
}
