//! The award search: from a case to the cheapest award with a proven bound.
//!
//! Goes in: a [`Case`](crate::problem::Case) and [`Options`](crate::award::Options). Comes out: an [`Outcome`](crate::award::Outcome). The steps:
//!
//! 1. interchangeable lines are merged, where that is exact;
//! 2. a native start is built: greedily at exact cost, in large cases by annealing;
//! 3. internal prices prove a bound, and say which choices no better plan can make; where the number of
//!    vendors is limited in a large case, the vendors used are branched on;
//! 4. one mixed-integer program in the strong form, without these, finds and proves the cheapest
//!    award; it is left out where it is too large for the time;
//! 5. its answer is read back in whole grains and packs, and merged lines are divided again.
#![doc = include_str!("../../models/award.md")]

mod admissible;
mod anneal;
mod basket;
mod branch;
mod export;
mod formulation;
mod greedy;
mod infeasible;
mod known;
mod merge;
mod number;
mod options;
mod priced;
mod prices;
mod program;
mod rules;
mod search;
mod shares;
mod told;
mod vendors;

pub use crate::milp::{MilpError as SearchError, Progress};
pub use admissible::obstacle;
pub use export::write_mps;
pub use infeasible::{
    Change, Conflict, Element, Infeasible, Obstacle, Relaxation, UnmetLine, changed, reduced,
};
pub use known::Known;
pub(crate) use merge::Merged;
pub use options::Options;
pub use prices::Charging;
pub(crate) use program::Program;
pub use search::{is_possible, penalty, search};
pub use shares::{GroupAnswer, GroupBlocks, GroupPrices};

use std::time::Instant;

use crate::milp::Limits;
use crate::plan::{Plan, Status};
use crate::problem::Case;
use crate::units::Money;

/// How an award search ended.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one value a search")]
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
#[expect(clippy::large_enum_variant, reason = "one value a search")]
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
    solve_from(case, options, None, on_progress)
}

/// As [`solve`], from what an earlier search left.
///
/// # Errors
/// As [`solve`].
pub fn solve_from(
    case: &Case,
    options: &Options,
    known: Option<&Known>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, SearchError> {
    let started = Instant::now();
    Ok(match search(case, options, known, on_progress)? {
        Searched::Plan(plan) => Outcome::Plan(plan),
        Searched::NoPlan { status, bound } => Outcome::NoPlan { status, bound },
        Searched::Impossible => {
            Outcome::Infeasible(infeasible::explain(case, &limits(options, started))?)
        }
    })
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
