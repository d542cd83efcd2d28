//! The whole program on one screen: files → case → award → verified plan → savings → reports → run.
#![deny(clippy::float_arithmetic)]

mod all_groups;
mod alone;
mod compare;
mod explain;
mod trace;

use std::path::Path;

pub use alone::{AloneLimits, groups, stand_alone};
pub use trace::Trace;

use crate::award::{self, Infeasible, Known, Options, Outcome, Progress};
use crate::input::{self, Faults, Loaded};
use crate::plan::Status;
use crate::report::{View, awards_csv, plan_json::PlanFile, prices_csv, statement};
use crate::run::{Contents, Provenance};
use crate::savings::{CoalitionCost, Savings};
use crate::search::{self, AwardFirst};
use crate::units::Money;
use crate::verify::{self, Refused, VerifiedPlan};

/// How a solve ended.
#[derive(Clone, Debug)]
pub enum Ending {
    /// A plan was found.
    Plan(Box<Found>),
    /// No plan exists.
    Infeasible(Infeasible),
    /// A limit was reached before any plan was found; the bound holds for every plan.
    NoPlan {
        /// Which limit.
        status: Status,
        /// No plan can cost less, if anything was proven.
        bound: Option<Money>,
    },
}

/// What a solve found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The plan, verified.
    pub plan: VerifiedPlan,
    /// What every member would pay by itself.
    pub alone: Vec<CoalitionCost>,
    /// How cost and bound came together.
    pub trace: Trace,
}

/// Why a solve did not end.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The case is not valid.
    #[error(transparent)]
    Case(#[from] Faults),
    /// The solver failed in a way that no limit explains.
    #[error("the search failed: {0}")]
    Search(#[from] award::SearchError),
    /// The search found a plan that the verifier refuses: a fault of the program.
    #[error("the search's own plan was refused; please report this with the case:\n{0}")]
    Refused(#[from] Refused),
}

/// Told of what happens while a case is solved.
pub trait Watcher: Sync {
    /// The case was read.
    fn on_case(&self, loaded: &Loaded);
    /// The search found or proved something.
    fn on_progress(&self, progress: Progress);
    /// Of so many members it is known what they would pay by themselves.
    fn on_alone(&self, n_done: usize);
}

/// Reads a case folder, searches for the cheapest award, verifies it, and searches for what every
/// member would pay by itself. With `first`, the award is made before its routes. The search begins from the plan of an `earlier` run, as far as its case
/// and this one have lines and quotes in common.
///
/// # Errors
/// [`PipelineError`]; an infeasible case and a reached limit are no errors.
pub fn solve(
    folder: &Path,
    earlier: Option<&Checked>,
    (first, (options, alone)): (Option<AwardFirst>, (&Options, AloneLimits)),
    watcher: &dyn Watcher,
) -> Result<(Loaded, Ending), PipelineError> {
    let loaded = input::read_case(folder)?;
    watcher.on_case(&loaded);
    let case = &loaded.case;
    let known = earlier.map(|run| Known::carried(&run.case, run.plan.plan(), case));
    let trace = Trace::default();
    let known = known.as_ref();
    let outcome = match first {
        Some(first) => search::solve_award_first(case, first, options, known)?,
        None => search::solve(case, options, known, &|progress| {
            trace.add(progress);
            watcher.on_progress(progress);
        })?,
    };
    let ending = match outcome {
        Outcome::Plan(plan) => {
            let plan = verify::verify(case, &plan)?;
            let told = |n_done| watcher.on_alone(n_done);
            let alone = stand_alone(case, options, alone, &told);
            Ending::Plan(Box::new(Found { plan, alone, trace }))
        }
        Outcome::Infeasible(infeasible) => Ending::Infeasible(infeasible),
        Outcome::NoPlan { status, bound } => Ending::NoPlan { status, bound },
    };
    Ok((loaded, ending))
}

/// The files of a run with what was found.
pub fn contents(loaded: &Loaded, found: &Found, provenance: Provenance) -> Contents {
    let plan = &found.plan;
    let savings = Savings::of(&loaded.case, plan, &found.alone);
    let view = View::of(&loaded.case, plan, &savings);
    let prices = plan.plan().prices.as_ref();
    Contents {
        case_json: loaded.records.to_json(),
        plan_json: PlanFile::of(&view).to_text(),
        awards_csv: awards_csv::text(&view),
        statements_csv: statement::csv(&view, None),
        prices_csv: prices.map(|prices| prices_csv::text(&loaded.case, prices)),
        trace_csv: found.trace.to_csv(),
        provenance,
    }
}

/// Checks a run from its files alone; see [`run`](crate::run).
pub use crate::run::{Checked, check};

/// Compares sharing rules over the plan of a run; see [`savings`](crate::savings).
pub use compare::{compare, compare_at_once};

/// Says why the plan of a run or of a case is as it is; see [`explain`](crate::explain).
pub use explain::{Explained, Given, GivenError, explain, given};
