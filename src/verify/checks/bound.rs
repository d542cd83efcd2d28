//! The claimed bound does not contradict the cost.

use crate::plan::Plan;
use crate::problem::Case;
use crate::units::Money;
use crate::verify::{Refusal, words};

/// The plan does not cost less than it claims every plan to cost: a bound above the cost of the
/// plan it comes with is a contradiction.
pub fn bound(case: &Case, plan: &Plan, cost: Money, refusals: &mut Vec<Refusal>) {
    if plan.proof.bound > cost {
        refusals.push(Refusal::BoundAboveCost {
            bound: words::money(case, plan.proof.bound),
            cost: words::money(case, cost),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Plan;
    use crate::testing::{money, plan};
    use crate::units::Decimal;
    use crate::verify::fixture::small;
    use crate::verify::verify;
    use rust_decimal::dec;

    fn claim(bound: Decimal) -> Result<(), String> {
        let small = small();
        let mut plan: Plan = plan(small.award());
        plan.proof.bound = money(bound);
        let verified = verify(&small.case, &plan);
        verified.map(|_| ()).map_err(|refused| refused.to_string())
    }

    #[test]
    fn a_bound_above_the_cost_is_a_contradiction() {
        assert_eq!(claim(dec!(54)), Ok(()));
        let text = "the plan claims that no plan costs less than 54.01 USD, but it costs 54 USD \
                    itself";
        assert_eq!(claim(dec!(54.01)), Err(text.into()));
    }
}
