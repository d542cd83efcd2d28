//! R8: what the lines alone cause stays within a budget.

use super::facts::Facts;
use super::standing::{Reading, RuleStanding};
use super::words::{self, Said};
use crate::problem::{Case, PeriodSpend, RuleUnit};
use crate::units::{Decimal, DemandLineId};

/// At most so much, over the horizon.
pub(super) fn measure(facts: &Facts, lines: &[DemandLineId], budget: PeriodSpend) -> Reading {
    let occurrences = facts.case.horizon.occurrences(budget.per);
    let limit = budget.spend * Decimal::from(occurrences);
    Reading::at_most(facts.cost(lines).value(), limit.value())
}

/// Of a budget that is not kept.
pub(super) fn say(case: &Case, standing: &RuleStanding) -> Said {
    let money = |value| words::over_horizon(case, value, RuleUnit::Money);
    Said {
        demand: format!("allows at most {}", money(standing.limit)),
        found: format!("the plan comes to {}", money(standing.measured)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Each, Fee, Period, RuleGroup, RuleKind};
    use crate::testing::money;
    use crate::verify::rules::fixture::{Two, at, two};
    use rust_decimal::dec;

    fn budget(spend: impl Into<Decimal>, per: Period) -> RuleKind {
        let spend = money(spend);
        RuleKind::Budget(PeriodSpend { spend, per })
    }

    /// Vega takes 10 once.
    fn with_fee() -> Two {
        let mut two = two();
        two.case.vendors[two.vendors[1]].fixed_fee = Some(Fee {
            amount: money(10),
            per: Period::Once,
        });
        two
    }

    #[test]
    fn a_budget_of_all_lines_is_one_for_the_landed_cost() {
        let mut two = with_fee();
        let rule = two.rule(budget(242, Period::Horizon), Each::Whole, None);
        two.check([0, 1, 1, 1], &[]);
        let text = |found: &str| {
            format!(
                "rule `rule-1` allows at most 240 USD per year for all demand lines, but the plan \
                 comes to {found} USD per year"
            )
        };
        two.case.rules[rule].kind = budget(60, Period::Cycle);
        two.check([0, 1, 1, 1], &[&text("242")]);
        two.check([1, 1, 1, 1], &[&text("266")]);
        two.case.rules[rule].price = Some(money(dec!(0.75)));
        let standing = at(&RuleGroup::Whole, 266, 240, 26);
        two.check_standings([1, 1, 1, 1], &[standing], dec!(19.5));
    }

    #[test]
    fn a_budget_of_a_member_holds_nothing_that_it_shares() {
        let mut two = with_fee();
        let rule = two.rule(budget(26, Period::Cycle), Each::Member, None);
        two.check([0, 1, 0, 1], &[]);
        two.check(
            [1, 1, 0, 0],
            &[
                "rule `rule-1` allows at most 104 USD per year for member `ann`, but the plan \
                 comes to 128 USD per year",
                "rule `rule-1` allows at most 104 USD per year for member `bea`, but the plan \
                 comes to 112 USD per year",
            ],
        );
        two.case.rules[rule].price = Some(money(1));
        let [ann, bea] = two.by_member();
        let standings = [at(&ann, 128, 104, 24), at(&bea, 112, 104, 8)];
        two.check_standings([1, 1, 0, 0], &standings, dec!(32));
    }
}
