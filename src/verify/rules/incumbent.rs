//! R6: which lines begin to buy from another vendor than today.

use super::facts::Facts;
use super::standing::{Reading, RuleStanding};
use super::words::{self, Said};
use crate::problem::{Case, Rule};
use crate::units::{Decimal, DemandLineId, VendorId};
use crate::verify::Refusal;

/// At most so many pairs of a line and a vendor new to it.
pub(super) fn most_switches(facts: &Facts, lines: &[DemandLineId], most: u32) -> Reading {
    let switches = facts
        .pairs(lines)
        .filter(|(line, vendor, _)| facts.case.is_switch(*line, *vendor));
    Reading::at_most(Decimal::from(switches.count()), most.into())
}

pub(super) fn check(
    case: &Case,
    rule: &Rule,
    line: DemandLineId,
    vendor: VendorId,
) -> Option<Refusal> {
    if !case.is_switch(line, vendor) {
        return None;
    }
    let demand = &case.demand[line];
    let today = demand.today.as_ref().and_then(|today| today.vendor.clone());
    Some(Refusal::Switched {
        rule: rule.key.clone(),
        line: demand.key.clone(),
        today: today.expect("who leaves nobody does not switch"),
        vendor: case.vendors[vendor].key.clone(),
    })
}

/// Of too many switches.
pub(super) fn say(standing: &RuleStanding) -> Said {
    let switches = words::count(standing.limit, "switch", "switches");
    Said {
        demand: format!("allows at most {switches} of vendor"),
        found: format!("the plan has {}", standing.measured.normalize()),
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::{Each, RuleGroup, RuleKind};
    use crate::testing::{award, money, qty};
    use crate::verify::rules::fixture::{Two, at, two, verified};
    use rust_decimal::dec;

    /// Ann buys apples and pears from valley today, Bea buys apples from somebody else.
    fn used_to() -> Two {
        let mut two = two();
        two.today(0, 0, 3);
        two.today(1, 0, 5);
        two.today(2, 0, 3);
        let today = two.case.demand[two.lines[2]].today.as_mut();
        let today = today.expect("it was declared");
        today.vendor = Some("Corner Wholesale".into());
        today.incumbent = None;
        two
    }

    #[test]
    fn a_line_that_keeps_its_vendor_has_no_other() {
        let mut two = used_to();
        let rule = two.rule(RuleKind::KeepIncumbent, Each::Whole, None);
        two.case.rules[rule].scope.member = Some(two.members[0]);
        two.check([0, 0, 1, 1], &[]);
        let text = "rule `rule-1` keeps demand line `ann/pears` with `valley`, its vendor of \
                    today, but vendor `vega` serves it";
        two.check([0, 1, 1, 1], &[text]);
    }

    #[test]
    fn a_line_whose_vendor_is_no_candidate_cannot_keep_it() {
        let mut two = used_to();
        two.rule(RuleKind::KeepIncumbent, Each::Member, None);
        let text = "rule `rule-1` keeps demand line `bea/apples` with `Corner Wholesale`, its \
                    vendor of today, but vendor `valley` serves it";
        two.check([0, 0, 0, 0], &[text]);
    }

    #[test]
    fn each_line_that_leaves_its_vendor_has_its_price() {
        let mut two = used_to();
        two.rule(RuleKind::KeepIncumbent, Each::Member, Some(dec!(3)));
        let [ann, bea] = two.by_member();
        let standings = [at(&ann, 0, 0, 0), at(&bea, 1, 0, 1)];
        two.check_standings([0, 0, 0, 0], &standings, dec!(3));
        let standings = [at(&ann, 1, 0, 1), at(&bea, 1, 0, 1)];
        two.check_standings([0, 1, 0, 1], &standings, dec!(6));
    }

    #[test]
    fn no_more_lines_switch_than_a_rule_allows() {
        let mut two = used_to();
        let rule = two.rule(RuleKind::MostSwitches(1), Each::Whole, None);
        two.check([0, 0, 1, 1], &[]);
        let text = "rule `rule-1` allows at most 1 switch of vendor for all demand lines, but the \
                    plan has 3";
        two.check([1, 1, 1, 1], &[text]);
        two.case.rules[rule].price = Some(money(4));
        let whole = at(&RuleGroup::Whole, 3, 1, 2);
        two.check_standings([1, 1, 1, 1], &[whole], dec!(8));
        two.case.rules[rule].each = Each::Member;
        let [ann, bea] = two.by_member();
        let standings = [at(&ann, 2, 1, 1), at(&bea, 1, 1, 0)];
        two.check_standings([1, 1, 1, 1], &standings, dec!(4));
    }

    #[test]
    fn a_split_line_switches_once_for_every_new_vendor() {
        let mut two = used_to();
        let apples = two.items[0];
        two.case.items[apples].split = true;
        two.rule(RuleKind::MostSwitches(0), Each::Whole, Some(dec!(1)));
        let [ann, _, bea, _] = two.lines;
        let [[valley, _], [vega, _]] = two.quotes;
        let mut split = two.award([0, 0, 0, 0]);
        split.lines.retain(|entry| entry.covered == qty(2));
        let halves = [
            (ann, valley, 3),
            (ann, vega, 3),
            (bea, valley, 3),
            (bea, vega, 3),
        ];
        split.lines.extend(award(&halves).lines);
        split.sort();
        let found = verified(&two.case, split);
        // Ann buys half her apples elsewhere; Bea's vendor of today serves neither half of hers.
        assert_eq!(found.standings()[0].measured, dec!(3));
        assert_eq!(found.penalties(), money(3));
    }

    #[test]
    fn a_switching_cost_is_a_charge_and_has_no_standing() {
        let mut two = used_to();
        two.rule(RuleKind::SwitchingCost(money(7)), Each::Member, None);
        two.check_standings([0, 1, 1, 1], &[], dec!(0));
        let found = verified(&two.case, two.award([0, 1, 1, 1]));
        // Goods come to 232 a year; Ann's pears and Bea's apples switch.
        assert_eq!(found.landed_cost(), money(246));
    }
}
