//! R3 and R4: how many vendors serve the lines.

use super::facts::Facts;
use super::standing::{Reading, RuleStanding};
use super::words::{self, Said};
use crate::problem::{Case, VendorChoice};
use crate::units::{Decimal, DemandLineId};

/// At most so many.
pub(super) fn most(
    facts: &Facts,
    lines: &[DemandLineId],
    most: u32,
    of: Option<&VendorChoice>,
) -> Reading {
    Reading::at_most(n_vendors(facts, lines, of), most.into())
}

/// At least so many.
pub(super) fn fewest(
    facts: &Facts,
    lines: &[DemandLineId],
    fewest: u32,
    of: Option<&VendorChoice>,
) -> Reading {
    Reading::at_least(n_vendors(facts, lines, of), fewest.into())
}

/// Vendors that serve one of the lines, of those chosen.
fn n_vendors(facts: &Facts, lines: &[DemandLineId], of: Option<&VendorChoice>) -> Decimal {
    let mut vendors = facts.vendors(lines);
    vendors.retain(|vendor| of.is_none_or(|choice| facts.case.is_chosen(choice, *vendor)));
    vendors.len().into()
}

/// Of a count that is missed; `demands` is `allows at most` or `demands at least`.
pub(super) fn say(
    case: &Case,
    standing: &RuleStanding,
    demands: &str,
    of: Option<&VendorChoice>,
) -> Said {
    let among = of.map_or_else(String::new, |choice| {
        format!(" among {}", words::choice(case, choice))
    });
    let vendors = words::count(standing.limit, "vendor", "vendors");
    Said {
        demand: format!("{demands} {vendors}{among}"),
        found: uses(standing),
    }
}

/// Of several vendors where one is demanded.
pub(super) fn say_same(standing: &RuleStanding) -> Said {
    Said {
        demand: "demands the same vendor".into(),
        found: uses(standing),
    }
}

fn uses(standing: &RuleStanding) -> String {
    format!("the plan uses {}", standing.measured.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Each, RuleKind};
    use crate::testing::money;
    use crate::verify::rules::fixture::{at, two};
    use rust_decimal::dec;

    fn most_of(most: u32, of: Option<VendorChoice>) -> RuleKind {
        RuleKind::MostVendors { most, of }
    }

    fn fewest_of(fewest: u32, of: Option<VendorChoice>) -> RuleKind {
        RuleKind::FewestVendors { fewest, of }
    }

    #[test]
    fn no_more_vendors_are_used_than_a_rule_allows() {
        let mut two = two();
        let rule = two.rule(most_of(1, None), Each::Member, None);
        two.check([0, 0, 1, 1], &[]);
        let text = |lines: &str| {
            format!("rule `rule-1` allows at most 1 vendor for {lines}, but the plan uses 2")
        };
        two.check([0, 1, 1, 1], &[&text("member `ann`")]);
        two.case.rules[rule].each = Each::Whole;
        two.check([0, 0, 1, 1], &[&text("all demand lines")]);
        two.case.rules[rule].scope.item = Some(two.items[0]);
        two.check([0, 0, 1, 1], &[&text("item `apples`")]);
        two.check([0, 1, 0, 1], &[]);
    }

    #[test]
    fn each_vendor_above_the_most_has_its_price() {
        let mut two = two();
        two.rule(most_of(1, None), Each::Member, Some(dec!(40)));
        let [ann, bea] = two.by_member();
        let kept = [at(&ann, 1, 1, 0), at(&bea, 1, 1, 0)];
        two.check_standings([0, 0, 1, 1], &kept, dec!(0));
        let broken = [at(&ann, 2, 1, 1), at(&bea, 2, 1, 1)];
        two.check_standings([0, 1, 1, 0], &broken, dec!(80));
    }

    #[test]
    fn only_chosen_vendors_count() {
        let mut two = two();
        two.case.vendors[two.vendors[1]].tags = vec!["local".into()];
        let local = Some(VendorChoice::Tag("local".into()));
        let rule = two.rule(most_of(0, local.clone()), Each::Whole, None);
        two.check([0, 0, 0, 0], &[]);
        two.check(
            [0, 1, 1, 0],
            &[
                "rule `rule-1` allows at most 0 vendors among vendors with tag `local` for all \
                 demand lines, but the plan uses 1",
            ],
        );
        two.case.rules[rule].kind = fewest_of(1, local);
        two.check([0, 1, 1, 0], &[]);
        two.check(
            [0, 0, 0, 0],
            &[
                "rule `rule-1` demands at least 1 vendor among vendors with tag `local` for all \
                 demand lines, but the plan uses 0",
            ],
        );
    }

    #[test]
    fn no_fewer_vendors_are_used_than_a_rule_demands() {
        let mut two = two();
        let rule = two.rule(fewest_of(2, None), Each::Item, None);
        two.check([0, 0, 1, 1], &[]);
        let text = "rule `rule-1` demands at least 2 vendors for item `pears`, but the plan uses 1";
        two.check([0, 1, 1, 1], &[text]);
        two.case.rules[rule].price = Some(money(dec!(0.5)));
        let [apples, pears] = two.by_item();
        let standings = [at(&apples, 2, 2, 0), at(&pears, 1, 2, 1)];
        two.check_standings([0, 1, 1, 1], &standings, dec!(0.5));
    }

    #[test]
    fn one_vendor_serves_what_must_have_the_same() {
        let mut two = two();
        let rule = two.rule(RuleKind::SameVendor, Each::Item, None);
        two.check([0, 1, 0, 1], &[]);
        let text = "rule `rule-1` demands the same vendor for item `pears`, but the plan uses 2";
        two.check([0, 0, 0, 1], &[text]);
        two.case.rules[rule].price = Some(money(9));
        let [apples, pears] = two.by_item();
        let standings = [at(&apples, 1, 1, 0), at(&pears, 2, 1, 1)];
        two.check_standings([0, 0, 0, 1], &standings, dec!(9));
    }
}
