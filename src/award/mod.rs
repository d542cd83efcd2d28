//! The award search: from a case to the cheapest award with a proven bound.
//!
//! Goes in: a [`Case`] and [`Options`]. Comes out: an [`Outcome`]. The steps:
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

pub use crate::milp::Progress;
pub use infeasible::{Infeasible, Obstacle, UnmetLine};
pub use options::Options;

use std::time::Instant;

use crate::milp::{Ended, Limits, MilpError, Solved};
use crate::plan::{Award, BoundSource, Plan, Proof, Status};
use crate::pricing::exact;
use crate::problem::Case;
use crate::units::Money;
use formulation::{Coverage, Formulation};
use merge::Merged;
use number::bound_money;

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
        /// No plan can have a lower objective than this, if anything was proven.
        bound: Option<Money>,
    },
}

/// The cheapest award of a case, within the limits of `options`.
///
/// `on_progress` is told of every new best plan and bound.
///
/// # Errors
/// A text naming what the solver reported, if it failed in a way that no limit explains.
pub fn solve(
    case: &Case,
    options: &Options,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, String> {
    search(case, options, on_progress).map_err(|error| error.to_string())
}

fn search(
    case: &Case,
    options: &Options,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, MilpError> {
    let started = Instant::now();
    let merged = Merged::new(case);
    let mut formulation = Formulation::new(&merged.case, Coverage::Required);
    if let Some(start) = greedy::start(&merged.case) {
        formulation.model.start_from(formulation.values_of(&start));
    }
    let solved = branch::solve(&formulation, &limits(options, started), on_progress)?;
    let status = match solved.ended {
        Ended::Optimal => Status::Optimal,
        Ended::TimeLimit => Status::TimeLimit,
        Ended::WorkLimit => Status::WorkLimit,
        Ended::Interrupted => Status::Interrupted,
        Ended::Infeasible => {
            return infeasible::explain(case, &limits(options, started)).map(Outcome::Infeasible);
        }
    };
    let bound = solved.bound.and_then(bound_money);
    let Some(values) = &solved.values else {
        return Ok(Outcome::NoPlan { status, bound });
    };
    let award = merged.divide(case, &formulation.award_of(values));
    Ok(Outcome::Plan(plan(
        case, award, status, bound, &solved, started,
    )))
}

fn plan(
    case: &Case,
    award: Award,
    status: Status,
    bound: Option<Money>,
    solved: &Solved,
    started: Instant,
) -> Plan {
    // The solver's objective is a float, so its bound may lie a hair above the exact cost of an
    // optimal plan; a bound above a plan's cost says nothing more than that cost.
    let cost = exact::cost(case, &exact::charges(case, &award));
    Plan {
        award,
        proof: Proof {
            status,
            bound: bound.unwrap_or(Money::ZERO).min(cost),
            bound_source: BoundSource::Milp,
            nodes: solved.nodes,
            work: solved.work,
            seconds: started.elapsed().as_secs_f64(),
        },
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
