//! R9: what a member pays for its lines against what it pays for them today.

use super::facts::Facts;
use super::standing::{Reading, RuleStanding};
use super::words::{self, Said};
use crate::problem::{Case, RuleUnit};
use crate::units::{Decimal, DemandLineId, Money, Quantity};

/// At least this share less than today.
pub(super) fn measure(facts: &Facts, lines: &[DemandLineId], share: Decimal) -> Reading {
    let limit = cost_today(facts, lines) * (Decimal::ONE - share);
    Reading::at_most(facts.cost(lines).value(), limit.value())
}

/// What is covered of the lines costs today over the horizon, as far as it is declared.
fn cost_today(facts: &Facts, lines: &[DemandLineId]) -> Money {
    let cost = |line: DemandLineId, covered: Quantity| {
        let today = facts.case.demand[line].today.as_ref()?;
        Some(today.price.of(covered))
    };
    let served = facts.pairs(lines);
    served
        .filter_map(|(line, _, served)| cost(line, served.covered))
        .sum()
}

/// Of a member that pays more.
pub(super) fn say(case: &Case, standing: &RuleStanding, share: Decimal) -> Said {
    let money = |value| words::over_horizon(case, value, RuleUnit::Money);
    let against = if share.is_zero() {
        "as today".to_owned()
    } else {
        format!("{} less than today", words::percent(share))
    };
    Said {
        demand: format!("demands at most {} ({against})", money(standing.limit)),
        found: format!("the plan comes to {}", money(standing.measured)),
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::{DeliveryTerms, Drop, Each, RuleKind};
    use crate::testing::money;
    use crate::verify::rules::fixture::{Two, at, two};
    use rust_decimal::dec;

    /// Ann pays 120 a year for apples and 40 for pears today, Bea 72 for apples; what Bea pays for
    /// pears is not known.
    fn with_prices() -> Two {
        let mut two = two();
        two.today(0, 0, 5);
        two.today(1, 0, 5);
        two.today(2, 0, 3);
        two
    }

    #[test]
    fn nobody_pays_more_than_today() {
        let mut two = with_prices();
        let rule = two.rule(RuleKind::NobodyAboveToday, Each::Whole, None);
        two.check([1, 0, 0, 1], &[]);
        let text = "rule `rule-1` demands at most 72 USD per year (as today) for member `bea`, \
                    but the plan comes to 96 USD per year";
        two.check([1, 0, 1, 1], &[text]);
        two.case.rules[rule].price = Some(money(dec!(0.5)));
        let [ann, bea] = two.by_member();
        let standings = [at(&ann, 136, 160, 0), at(&bea, 96, 72, 24)];
        two.check_standings([1, 0, 1, 1], &standings, dec!(12));
    }

    #[test]
    fn every_member_saves_a_share_of_today() {
        let mut two = with_prices();
        let rule = two.rule(RuleKind::MinimumSaving(dec!(0.15)), Each::Item, None);
        two.case.rules[rule].scope.member = Some(two.members[0]);
        two.check([1, 0, 1, 1], &[]);
        two.case.rules[rule].kind = RuleKind::MinimumSaving(dec!(0.25));
        let text = "rule `rule-1` demands at most 120 USD per year (25 % less than today) for \
                    member `ann`, but the plan comes to 136 USD per year";
        two.check([1, 0, 1, 1], &[text]);
        two.case.rules[rule].price = Some(money(2));
        let [ann, _] = two.by_member();
        two.check_standings([1, 0, 1, 1], &[at(&ann, 136, 120, 16)], dec!(32));
    }

    #[test]
    fn a_drop_counts_where_all_that_it_brings_has_a_price_of_today() {
        let mut two = with_prices();
        let fee = money(1);
        let otherwise = Drop {
            fee,
            ..Drop::default()
        };
        two.case.vendors[two.vendors[0]].delivery = DeliveryTerms::Delivered {
            by_zone: Vec::new(),
            otherwise,
        };
        two.rule(RuleKind::NobodyAboveToday, Each::Whole, None);
        let [ann, bea] = two.by_member();
        let standings = [at(&ann, 116, 160, 0), at(&bea, 72, 72, 0)];
        two.check_standings([0, 0, 0, 0], &standings, dec!(0));
    }
}
