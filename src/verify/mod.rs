//! The independent verifier: the only maker of a [`VerifiedPlan`](crate::verify::VerifiedPlan).
//!
//! Goes in: a [`Case`](crate::problem::Case) and a [`Plan`](crate::plan::Plan), which is a claim. Comes out: the plan with every charge
//! re-computed in decimal by [`pricing::exact`](crate::pricing::exact), or every refusal at once.
//! What must hold:
//!
//! 1. Every id is one of the case's, every item is accepted by the line it serves, nothing is
//!    listed twice, every quantity is above zero.
//! 2. Each demand line is covered exactly, by one quote unless its item may be split, and then in
//!    whole steps.
//! 3. Each quote may serve the lines it serves: validity, lead time, scope, zones, certificates,
//!    the members' wishes, terms, rules, and the price ceiling at the reached tier.
//! 4. Each quote's limits hold: least quantity, lot size, capacity, whole packs, surplus,
//!    conditions.
//! 5. Each vendor's limits hold: least spend, capacity, least value of a drop.
//! 6. Each rule that may not be broken is kept; what breaking the others costs is a penalty.
//! 7. Routes fetch all that is bought from vendors whose goods are collected, and what they cost is
//!    part of the landed cost.
//! 8. The claimed bound is not above the cost, penalties included; a bound that is said to come from
//!    internal prices is not above what they prove ([`certified_bound`](crate::verify::certified_bound)).
//!
//! Routes have a verifier of their own, of use alone, [`verify_routes`](crate::verify::verify_routes).
//!
//! Of the search's code nothing is used; what both ask are the case's own questions (which sites a
//! scope covers, what a substitute is worth) and `pricing::exact`. Whether a bound of the solver is
//! *true* is not asked here; only that it does not contradict the cost. What internal prices prove is
//! evaluated.
//!
//! ```
//! use rochdale::testing::{TestCase, award, plan};
//! use rochdale::verify::verify;
//!
//! let mut case = TestCase::new();
//! let shop = case.shop("corner");
//! let flour = case.item("flour");
//! let need = case.demand(shop, flour, 6);
//! let mill = case.vendor("mill");
//! let quote = case.quote(mill, flour, 9);
//!
//! let verified = verify(&case, &plan(award(&[(need, quote, 6)]))).unwrap();
//! assert_eq!(verified.landed_cost().to_string(), "54");
//!
//! let refused = verify(&case, &plan(award(&[(need, quote, 5)]))).unwrap_err();
//! assert_eq!(
//!     refused.to_string(),
//!     "demand line `corner/flour` needs 6 kg, but the plan covers 5 kg"
//! );
//! ```
#![deny(clippy::float_arithmetic)]

mod bound;
mod checks;
mod collection;
#[cfg(test)]
mod fixture;
mod purchase;
mod refusal;
mod routes;
mod rules;
mod verified;
mod words;

pub use bound::{GroupShares, certified_bound, group_shares};
pub use collection::CollectionRoute;
pub use refusal::{Refusal, Refused};
pub use routes::{
    RouteFigures, RouteRefusal, RoutesRefused, UnservedRequired, VerifiedRoutes, verify_routes,
};
pub use rules::RuleStanding;
pub use verified::{StatementLine, VerifiedPlan};

pub(crate) use rules::Rulebook;

use crate::plan::{Award, Plan};
use crate::pricing::exact::{self, Basket};
use crate::problem::Case;
use crate::units::{DemandLineId, Money, QuoteId};

/// Re-prices a plan and checks it against everything the case demands.
///
/// # Errors
/// [`Refused`] with every refusal. A plan that refers to what does not exist is refused for that
/// alone, since nothing else can be computed.
pub fn verify(case: &Case, plan: &Plan) -> Result<VerifiedPlan, Refused> {
    require(checks::references(case, &plan.award))?;
    let mut refusals = award_refusals(case, &plan.award);
    let routes = collection::routes(case, plan).unwrap_or_else(|of_routes| {
        refusals.extend(of_routes);
        Vec::new()
    });
    let mut verified = VerifiedPlan::price(case, plan.clone(), routes);
    refusals.extend(rules::refusals(case, verified.standings()));
    let certified = evaluated(case, plan).unwrap_or_else(|of_prices| {
        refusals.extend(of_prices);
        None
    });
    checks::bound(case, plan, verified.objective(), certified, &mut refusals);
    verified.certify(certified);
    require(refusals)?;
    Ok(verified)
}

/// What the plan's prices prove, if it has any.
fn evaluated(case: &Case, plan: &Plan) -> Result<Option<Money>, Vec<Refusal>> {
    let prices = plan.prices.as_ref();
    prices.map_or(Ok(None), |prices| bound::evaluated(case, prices))
}

fn require(refusals: Vec<Refusal>) -> Result<(), Refused> {
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(Refused { refusals })
    }
}

fn award_refusals(case: &Case, award: &Award) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    checks::coverage(case, award, &mut refusals);
    checks::split(case, award, &mut refusals);
    for entry in &award.lines {
        refusals.extend(pair_refusals(case, entry.line, entry.quote));
    }
    for basket in Basket::by_vendor(case, award) {
        refusals.extend(basket_refusals(case, &basket));
    }
    refusals
}

/// What keeps a quote from serving a demand line, whatever else is bought.
pub(crate) fn pair_refusals(case: &Case, line: DemandLineId, quote: QuoteId) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    checks::validity(case, quote, &mut refusals);
    checks::lead_time(case, line, quote, &mut refusals);
    checks::scope(case, line, quote, &mut refusals);
    checks::zone(case, line, quote, &mut refusals);
    checks::certificates(case, quote, &mut refusals);
    checks::wishes(case, line, quote, &mut refusals);
    checks::terms(case, quote, &mut refusals);
    rules::check(case, line, quote, &mut refusals);
    refusals
}

/// What the limits of one vendor and its quotes say against what is bought from it.
pub(crate) fn basket_refusals(case: &Case, basket: &Basket) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if basket.is_empty() {
        return refusals;
    }
    let prices = exact::tier_prices(case, basket);
    checks::price_ceiling(case, basket, &prices, &mut refusals);
    for purchase in purchase::purchases(case, basket) {
        checks::quote_limits(case, &purchase, &mut refusals);
        checks::packs(case, &purchase, &mut refusals);
        checks::surplus(case, &purchase, &mut refusals);
        checks::conditions(case, &purchase, basket, &mut refusals);
    }
    checks::vendor_limits(case, basket, &mut refusals);
    checks::drops(case, basket, &mut refusals);
    refusals
}
