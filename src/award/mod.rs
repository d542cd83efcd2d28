//! The award search: from a case to the cheapest award with a proven bound.

mod infeasible;
mod options;

pub use infeasible::{Infeasible, Obstacle, UnmetLine};
pub use options::{Options, Progress};

use crate::plan::Plan;
use crate::problem::Case;
use crate::units::Money;

/// How an award search ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A plan, with what is proven about it.
    Plan(Plan),
    /// No plan exists.
    Infeasible(Infeasible),
    /// A limit was reached before any plan was found; the bound holds for every plan.
    NoPlan {
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
    _case: &Case,
    _options: &Options,
    _on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, String> {
    Ok(Outcome::NoPlan { bound: None })
}
