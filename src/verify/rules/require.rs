//! R2: everything must be bought from the named vendors.

use super::facts::Facts;
use super::standing::Reading;
use crate::problem::{Case, Rule, VendorChoice};
use crate::units::{Decimal, DemandLineId, VendorId};
use crate::verify::Refusal;

pub(super) fn measure(facts: &Facts, lines: &[DemandLineId], choice: &VendorChoice) -> Reading {
    let others = facts
        .pairs(lines)
        .filter(|(_, vendor, _)| !facts.case.is_chosen(choice, *vendor));
    Reading::at_most(others.count().into(), Decimal::ZERO)
}

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
    use crate::problem::{Each, RuleKind};
    use crate::verify::fixture::small;
    use crate::verify::rules::fixture::{at, two};
    use rust_decimal::dec;

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

    #[test]
    fn each_line_from_another_vendor_has_its_price() {
        let mut two = two();
        let kind = RuleKind::Require(two.choice(0));
        two.rule(kind, Each::Item, Some(dec!(2.5)));
        let [apples, pears] = two.by_item();
        let kept = [at(&apples, 0, 0, 0), at(&pears, 0, 0, 0)];
        two.check_standings([0, 0, 0, 0], &kept, dec!(0));
        let broken = [at(&apples, 2, 0, 2), at(&pears, 1, 0, 1)];
        two.check_standings([1, 0, 1, 1], &broken, dec!(7.5));
    }
}
