//! Award and routes in one search: whose goods to buy, and in which order to fetch them.
//!
//! Goes in: a [`Case`](crate::problem::Case) and the award search's [`Options`](crate::award::Options). Comes out: an
//! [`Outcome`](crate::award::Outcome) whose plan has routes. A case in which nothing is collected is one for
//! [`award`](crate::award) alone. Else there are two ways:
//!
//! 1. Where buying from given vendors is greedy and one vehicle type without limits fetches everything, the
//!    case is a Traveling Purchaser Problem: an iterated local search over whom to visit, and relaxations
//!    with cuts for the bound.
//! 2. In all other cases awards that were made without routes are the beginning; then the award program knows
//!    routes as edges with cuts; what that leaves open is branched on, vendor by vendor, with prices of visits.
#![doc = include_str!("../../models/joint.md")]

mod bound;
mod drive;
mod exact_tour;
mod general;
mod market;
mod number;
mod plan;
mod priced;
mod purchase;
mod purchaser;
mod roads;
mod routed;
mod sequential;
mod shorten;
mod single;
mod tour;

use crate::award::{self, Known, Options, Outcome, Progress, SearchError, Searched};
use crate::plan::Status;
use crate::problem::Case;
use market::Market;

pub use sequential::AwardFirst;

/// The cheapest award and routes of a case, within the limits of `options`; where there is none, why.
///
/// `on_progress` is told of every new best plan and bound.
///
/// # Errors
/// [`SearchError`] if the solver failed in a way that no limit explains and no plan was known.
pub fn solve(
    case: &Case,
    options: &Options,
    known: Option<&Known>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, SearchError> {
    if case.resources.places.is_empty() {
        return award::solve_from(case, options, known, on_progress);
    }
    outcome(case, options, search(case, options, known, on_progress)?)
}

/// What a search found, and why there is nothing if there is not.
fn outcome(case: &Case, options: &Options, found: Searched) -> Result<Outcome, SearchError> {
    Ok(match found {
        Searched::Plan(plan) => Outcome::Plan(plan),
        Searched::NoPlan { status, bound } => Outcome::NoPlan { status, bound },
        Searched::Impossible => without_vehicles(case, options)?,
    })
}

/// Why no award is possible; if one is, it is vehicles that are missing.
fn without_vehicles(case: &Case, options: &Options) -> Result<Outcome, SearchError> {
    let any = Options {
        gap: 1.0,
        certify: false,
        ..options.clone()
    };
    Ok(match award::solve_from(case, &any, None, &|_| {})? {
        Outcome::Plan(plan) => Outcome::NoPlan {
            status: Status::Exhausted,
            bound: Some(plan.proof.bound),
        },
        ended @ (Outcome::Infeasible(_) | Outcome::NoPlan { .. }) => ended,
    })
}

/// For comparison: the award made first, its routes afterwards. Where nothing is collected, as [`solve`].
///
/// # Errors
/// As [`solve`].
pub fn solve_award_first(
    case: &Case,
    first: AwardFirst,
    options: &Options,
    known: Option<&Known>,
) -> Result<Outcome, SearchError> {
    if case.resources.places.is_empty() {
        return award::solve_from(case, options, known, &|_| {});
    }
    outcome(
        case,
        options,
        sequential::solve(case, first, options, known)?,
    )
}

/// The same, but not why there is none.
///
/// # Errors
/// As [`solve`].
pub fn search(
    case: &Case,
    options: &Options,
    known: Option<&Known>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Searched, SearchError> {
    if case.resources.places.is_empty() {
        return award::search(case, options, known, on_progress);
    }
    match Market::of(case) {
        Some(market) if market.can_supply() => {
            Ok(single::solve(case, &market, (options, known), on_progress))
        }
        Some(_) => Ok(Searched::Impossible),
        None => general::solve(case, options, known, on_progress),
    }
}
