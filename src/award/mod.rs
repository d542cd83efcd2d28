//! The award search: from a case to the cheapest award with a proven bound.
//!
//! Goes in: a [`Case`](crate::problem::Case) and [`Options`](crate::award::Options). Comes out: an [`Outcome`](crate::award::Outcome). The steps:
//!
//! 1. interchangeable lines are merged, where that is exact;
//! 2. a native greedy start is built and improved;
//! 3. one mixed-integer program in the strong form finds and proves the cheapest award;
//! 4. its answer is read back in whole grains and packs, and merged lines are divided again.
#![doc = include_str!("../../models/award.md")]

mod admissible;
mod basket;
mod branch;
mod formulation;
mod greedy;
mod infeasible;
mod merge;
mod number;
mod options;
mod rules;

pub use crate::milp::{MilpError as SearchError, Progress};
pub use admissible::obstacle;
pub use infeasible::{
    Change, Conflict, Element, Infeasible, Obstacle, Relaxation, UnmetLine, changed, reduced,
};
pub use options::Options;

use std::time::Instant;

use crate::milp::{Ended, Limits, Solved};
use crate::plan::{Award, BoundSource, Plan, Proof, Status, is_within_gap};
use crate::pricing::exact::{self, Basket};
use crate::problem::Case;
use crate::units::Money;
use formulation::{Coverage, Formulation};
use merge::Merged;
use number::bound_money;
use rules::Rules;

/// How an award search ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A plan, with what is proven about it.
    Plan(Plan),
    /// No plan exists.
    Infeasible(Infeasible),
    /// A limit was reached before any plan was found.
    NoPlan {
        /// Which limit.
        status: Status,
        /// No plan can have a lower objective than this, if the search proved anything.
        bound: Option<Money>,
    },
}

/// How a search ended that is not asked why no plan exists.
#[derive(Clone, Debug)]
pub enum Searched {
    /// A plan, with what is proven about it.
    Plan(Plan),
    /// No plan exists.
    Impossible,
    /// A limit was reached before any plan was found.
    NoPlan {
        /// Which limit.
        status: Status,
        /// No plan can have a lower objective than this, if the search proved anything.
        bound: Option<Money>,
    },
}

/// The cheapest award of a case, within the limits of `options`; where there is none, why.
///
/// `on_progress` is told of every new best plan and bound.
///
/// # Errors
/// [`SearchError`] if the solver failed in a way that no limit explains and no plan was known.
pub fn solve(
    case: &Case,
    options: &Options,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, SearchError> {
    let started = Instant::now();
    Ok(match search(case, options, None, on_progress)? {
        Searched::Plan(plan) => Outcome::Plan(plan),
        Searched::NoPlan { status, bound } => Outcome::NoPlan { status, bound },
        Searched::Impossible => {
            Outcome::Infeasible(infeasible::explain(case, &limits(options, started))?)
        }
    })
}

/// The cheapest award of a case, within the limits of `options`, but not why there is none.
///
/// The search begins from `known`, an award of the case or of one that differs only in its rules,
/// wishes, minimums, capacities and prices; it need not keep the limits of this case.
///
/// # Errors
/// [`SearchError`] if the solver failed in a way that no limit explains and no plan was known.
pub fn search(
    case: &Case,
    options: &Options,
    known: Option<&Award>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Searched, SearchError> {
    let started = Instant::now();
    let merged = Merged::new(case);
    let mut formulation = Formulation::new(&merged.case, Coverage::Required);
    let start = start(&merged, known, options, started);
    if let Some(start) = &start {
        formulation.model.start_from(formulation.values_of(start));
    }
    let floor = formulation.model.floor();
    let solved = match branch::solve(&formulation, &limits(options, started), on_progress) {
        Ok(solved) if solved.ended == Ended::Infeasible => return Ok(Searched::Impossible),
        Err(SearchError::Status(_)) if start.is_some() => Solved::nothing(Ended::Imprecise),
        solved => solved?,
    };
    let bound = bound_money(solved.bound.map_or(floor, |bound| bound.max(floor)));
    let found = solved.values.as_ref();
    let found = found.map(|values| formulation.award_of(values));
    let awards = found.into_iter().chain(start);
    let rules = Rules::new(&merged.case);
    let best = awards
        .filter(|award| keeps_limits(&merged.case, &rules, award))
        .min_by_key(|award| objective(&merged.case, &rules, award));
    let status = match (status(solved.ended), &best) {
        (Status::Optimal, None) => Status::Imprecise,
        (status, _) => status,
    };
    Ok(match best {
        Some(award) => {
            let award = merged.divide(case, &award);
            let cost = objective(case, &Rules::new(case), &award);
            let proof = Proof {
                status: if proves(status, options.gap, cost, bound) {
                    status
                } else {
                    Status::Imprecise
                },
                // The solver's objective is a float, so its bound may lie a hair above the exact
                // cost of an optimal plan; a bound above a plan's cost says nothing more.
                bound: bound.min(cost),
                bound_source: BoundSource::Milp,
                nodes: solved.nodes,
                work: solved.work,
                seconds: started.elapsed().as_secs_f64(),
            };
            Searched::Plan(Plan { award, proof })
        }
        None => Searched::NoPlan {
            status,
            bound: solved.bound.map(bound_money),
        },
    })
}

/// An award for the merged lines to begin from: what the greedy search makes of the known one, or
/// the known one itself if that is possible and cheaper; without it, or if it leads nowhere, what
/// the greedy search finds.
fn start(
    merged: &Merged,
    known: Option<&Award>,
    options: &Options,
    started: Instant,
) -> Option<Award> {
    let case = &merged.case;
    let rules = Rules::new(case);
    let moved = |known| greedy::start(case, known, options.seed, &|| options.is_over(started));
    let known = known.map(|known| merged.merge(known));
    let is_possible =
        |award: &&Award| admissible::covers(case, award) && keeps_limits(case, &rules, award);
    let possible = known.as_ref().filter(is_possible).cloned();
    let made = known.as_ref().and_then(|known| moved(Some(known)));
    let awards = possible.into_iter().chain(made);
    awards
        .min_by_key(|award| objective(case, &rules, award))
        .or_else(|| moved(None))
}

/// Whether an award keeps every limit exactly. The solver's may break one by its tolerance.
fn keeps_limits(case: &Case, rules: &Rules, award: &Award) -> bool {
    let baskets = Basket::by_vendor(case, award);
    let mut baskets = baskets.iter();
    baskets.all(|basket| basket::excess(case, basket).is_zero())
        && rules.standing_of(award).excess.is_zero()
}

/// Landed cost and penalties over the horizon, unrounded.
fn objective(case: &Case, rules: &Rules, award: &Award) -> Money {
    exact::cost(case, &exact::charges(case, award)) + rules.standing_of(award).penalty
}

/// Whether the exact cost bears out what the solver says of its own.
fn proves(status: Status, gap: f64, cost: Money, bound: Money) -> bool {
    status != Status::Optimal || is_within_gap(cost, bound, gap)
}

fn status(ended: Ended) -> Status {
    match ended {
        Ended::Optimal => Status::Optimal,
        Ended::TimeLimit => Status::TimeLimit,
        Ended::WorkLimit => Status::WorkLimit,
        Ended::Interrupted => Status::Interrupted,
        Ended::Infeasible | Ended::Imprecise => Status::Imprecise,
    }
}

/// What is left of the options' limits.
fn limits(options: &Options, started: Instant) -> Limits {
    Limits {
        time: options
            .time_limit
            .map(|limit| limit.saturating_sub(started.elapsed())),
        work: options.work_limit,
        gap: options.gap,
        seed: options.seed,
        threads: options.threads,
        interrupt: options.interrupt.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{RuleKind, VendorChoice};
    use crate::testing::{TestCase, award, money};

    /// Two shops need 3 and 4 of an item that may be split, which two vendors sell at 2 and 3.
    fn two_shops() -> (TestCase, Award) {
        let mut case = TestCase::new();
        let item = case.item("item");
        case.items[item].split = true;
        let lines = [("a", 3), ("b", 4)].map(|(key, needed)| {
            let shop = case.shop(key);
            case.demand(shop, item, needed)
        });
        let quotes = [("near", 2), ("far", 3)].map(|(key, price)| {
            let vendor = case.vendor(key);
            case.quote(vendor, item, price)
        });
        let dear = award(&[(lines[0], quotes[1], 3), (lines[1], quotes[1], 4)]);
        (case, dear)
    }

    /// What the search begins from, as an award for the original lines.
    fn begun(case: &Case, known: &Award) -> Option<Award> {
        let merged = Merged::new(case);
        let options = Options {
            // Nothing is improved.
            time_limit: Some(std::time::Duration::ZERO),
            ..Options::default()
        };
        let begun = start(&merged, Some(known), &options, Instant::now())?;
        Some(merged.divide(case, &begun))
    }

    #[test]
    fn a_search_may_begin_from_a_known_award() {
        let (case, dear) = two_shops();
        assert_eq!(begun(&case, &dear), Some(dear.clone()));
        let found = search(&case, &Options::default(), Some(&dear), &|_| {}).unwrap();
        let Searched::Plan(plan) = found else {
            panic!("{found:?}");
        };
        let cost = exact::cost(&case, &exact::charges(&case, &plan.award));
        assert_eq!(cost, money(14));
    }

    #[test]
    fn a_known_award_that_breaks_a_limit_or_a_rule_is_not_begun_from() {
        let (mut case, dear) = two_shops();
        let mut short = dear.clone();
        short.lines.pop();
        assert_ne!(begun(&case, &short), Some(short));
        let far = case.quotes[dear.lines[0].quote].vendor;
        let rule = case.rule(RuleKind::Forbid(VendorChoice::Vendor(far)));
        let cheap = begun(&case, &dear).expect("the other vendor may serve both");
        assert!(
            cheap
                .lines
                .iter()
                .all(|part| part.quote != dear.lines[0].quote)
        );
        let both = RuleKind::FewestVendors {
            fewest: 2,
            of: None,
        };
        case.rules[rule].kind = both;
        assert_ne!(begun(&case, &dear), Some(dear));
    }
}
