//! The claimed bound does not contradict the cost.

use rust_decimal::dec;

use crate::plan::Plan;
use crate::problem::Case;
use crate::units::{Decimal, Money};
use crate::verify::{Refusal, words};

/// How far the bound may lie above the cost, as a share of the cost (of one unit of money, where
/// the cost is less).
///
/// A bound says that no plan costs less, so a bound above the cost of the plan it comes with is a
/// contradiction. The search computes it in floating point, with rows kept to about 1e-7, so at
/// the optimum it may pass the exact cost by a little; this is ten times that, and a tenth of a
/// cent on a thousand.
pub const BOUND_TOLERANCE: Decimal = dec!(0.000001);

/// The plan does not cost less than it claims every plan to cost.
pub fn bound(case: &Case, plan: &Plan, cost: Money, refusals: &mut Vec<Refusal>) {
    let scale = cost.value().abs().max(Decimal::ONE);
    let tolerance = Money::new(scale * BOUND_TOLERANCE);
    if plan.proof.bound > cost + tolerance {
        refusals.push(Refusal::BoundAboveCost {
            bound: words::money(case, plan.proof.bound),
            cost: words::money(case, cost),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::testing::{money, plan};
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

    #[test]
    fn a_bound_above_by_less_than_the_tolerance_is_float_noise() {
        assert_eq!(claim(dec!(54.00005)), Ok(()));
        assert!(claim(dec!(54.00006)).is_err());
    }
}
