//! The claimed bound does not contradict the cost, nor the internal prices it is said to come from.

use crate::plan::{BoundSource, Plan};
use crate::problem::Case;
use crate::units::{Decimal, Money};
use crate::verify::{Refusal, words};

/// By how much a proven bound may seem to be above an exact cost: divisions leave remainders in the
/// 28th digit of a cost, far below a millionth of any currency unit.
const REMAINDER: Money = Money::new(Decimal::from_parts(1, 0, 0, false, 6));

/// The plan does not cost less than it claims, or its internal prices prove, every plan to cost: a bound
/// above the cost of the plan it comes with is a contradiction. A bound that comes from internal prices is
/// not above what they prove, since nothing else backs it.
pub fn bound(
    case: &Case,
    plan: &Plan,
    cost: Money,
    certified: Option<Money>,
    refusals: &mut Vec<Refusal>,
) {
    let bound = plan.proof.bound;
    let proven = certified.filter(|proven| *proven > cost + REMAINDER);
    let claimed = (bound > cost).then_some(bound);
    for bound in claimed.into_iter().chain(proven) {
        refusals.push(Refusal::BoundAboveCost {
            bound: words::money(case, bound),
            cost: words::money(case, cost),
        });
    }
    match plan.proof.bound_source {
        BoundSource::Milp | BoundSource::Vendors | BoundSource::Routes => {}
        BoundSource::Prices => {
            if certified.is_none_or(|proven| bound > proven) {
                refusals.push(Refusal::BoundNotCertified {
                    bound: words::money(case, bound),
                    found: found(case, plan, certified),
                });
            }
        }
    }
}

fn found(case: &Case, plan: &Plan, certified: Option<Money>) -> String {
    match (&plan.prices, certified) {
        (None, _) => "it has none".to_owned(),
        (Some(_), None) => "they prove nothing".to_owned(),
        (Some(_), Some(proven)) => {
            let proven = words::money(case, proven);
            format!("they prove no more than {proven}")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::{BoundSource, InternalPrices, Plan};
    use crate::testing::{money, plan};
    use crate::units::Decimal;
    use crate::verify::fixture::{Small, small};
    use crate::verify::verify;
    use rust_decimal::dec;

    fn verified(small: &Small, plan: &Plan) -> Result<(), String> {
        let verified = verify(&small.case, plan);
        verified.map(|_| ()).map_err(|refused| refused.to_string())
    }

    fn claim(bound: Decimal) -> Result<(), String> {
        let small = small();
        let mut plan: Plan = plan(small.award());
        plan.proof.bound = money(bound);
        verified(&small, &plan)
    }

    #[test]
    fn a_bound_above_the_cost_is_a_contradiction() {
        assert_eq!(claim(dec!(54)), Ok(()));
        let text = "the plan claims that no plan costs less than 54.01 USD, but it costs 54 USD \
                    itself";
        assert_eq!(claim(dec!(54.01)), Err(text.into()));
    }

    #[test]
    fn a_bound_from_prices_is_not_above_what_they_prove() {
        let mut small = small();
        // A second shop's flour costs 27 from the mill and 18 from the farm.
        let hill = small.case.shop("hill");
        let other = small.case.demand(hill, small.flour, 3);
        let farm = small.case.vendor("farm");
        let cheap = small.case.quote(farm, small.flour, 6);
        let mut plan = plan(crate::testing::award(&[
            (small.need, small.quote, 6),
            (other, cheap, 3),
        ]));
        let mut claim = |bound: i32, prices: Option<InternalPrices>| {
            plan.proof.bound = money(bound);
            plan.proof.bound_source = BoundSource::Prices;
            plan.prices = prices;
            verified(&small, &plan)
        };
        let zero = Some(InternalPrices::default());
        // Without a price every line takes the farm's 6 for each of 9 units.
        assert_eq!(claim(54, zero.clone()), Ok(()));
        let text = |bound: i32, found: &str| {
            let claimed = "the plan claims that internal prices prove its bound of";
            Err(format!("{claimed} {bound} USD, but {found}"))
        };
        assert_eq!(claim(55, zero), text(55, "they prove no more than 54 USD"));
        assert_eq!(claim(54, None), text(54, "it has none"));
        small.case.items[small.flour].surplus_cost = money(-1);
        plan.prices = Some(InternalPrices::default());
        assert_eq!(verified(&small, &plan), text(54, "they prove nothing"));
    }

    #[test]
    fn a_bound_of_the_solver_may_be_above_what_prices_prove() {
        let mut small = small();
        small.case.vendors[small.mill].fixed_fee = Some(crate::problem::Fee {
            amount: money(6),
            per: crate::problem::Period::Once,
        });
        let mut plan = plan(small.award());
        plan.proof.bound = money(60);
        plan.prices = Some(InternalPrices::default());
        let verified = verify(&small.case, &plan).unwrap();
        assert_eq!(verified.objective(), money(60));
        assert_eq!(verified.certified_bound(), Some(money(54)));
    }
}
