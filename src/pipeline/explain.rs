//! From a run or a case to why its plan is as it is.
//!
//! A run is checked as `verify` does; a case is solved first, within half of the limits. What is
//! left is divided evenly among the questions that only other plans can answer.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::{PipelineError, Watcher};
use crate::award::{Infeasible, Known, Options, Outcome, Searched};
use crate::explain::{Answer, Explanation, Subject, explain as explain_plan};
use crate::input::{self, Faults, Loaded};
use crate::plan::{Award, InternalPrices, Status};
use crate::problem::Case;
use crate::run::{CASE_JSON, CheckError, PLAN_JSON, check};
use crate::search;
use crate::units::Money;
use crate::verify::{Refused, VerifiedPlan, verify};

/// What a folder holds.
#[derive(Clone, Debug)]
pub enum Given {
    /// A run, found true: its case and its plan.
    Run(Box<(Case, VerifiedPlan)>),
    /// A case, not solved yet.
    Case(Box<Loaded>),
}

/// Why there is nothing to explain.
#[derive(Debug, thiserror::Error)]
pub enum GivenError {
    /// The folder holds neither a run nor a case.
    #[error(
        "{} is neither a case folder (no case.toml) nor a run (no case.json and plan.json)",
        .0.display()
    )]
    Neither(PathBuf),
    /// It holds a run that is not found true.
    #[error(transparent)]
    Run(#[from] CheckError),
    /// It holds a case that is not valid.
    #[error(transparent)]
    Case(#[from] Faults),
}

impl Given {
    /// The case.
    pub fn case(&self) -> &Case {
        match self {
            Self::Run(run) => &run.0,
            Self::Case(loaded) => &loaded.case,
        }
    }
}

/// Reads a run, or else a case, from a folder.
///
/// # Errors
/// [`GivenError`].
pub fn given(folder: &Path) -> Result<Given, GivenError> {
    let holds = |name: &str| folder.join(name).is_file();
    if holds(input::File::Case.name()) {
        Ok(Given::Case(Box::new(input::read_case(folder)?)))
    } else if holds(CASE_JSON) || holds(PLAN_JSON) {
        let checked = check(folder, None)?;
        Ok(Given::Run(Box::new((checked.case, checked.plan))))
    } else {
        Err(GivenError::Neither(folder.to_owned()))
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Explained {
    /// The plan, and why it is as it is.
    Plan(Box<VerifiedPlan>, Vec<Explanation>),
    /// The case has no plan.
    Infeasible(Infeasible),
    /// A limit was reached before any plan was found; the bound holds for every plan.
    NoPlan {
        /// Which limit.
        status: Status,
        /// No plan can cost less, if anything was proven.
        bound: Option<Money>,
    },
}

/// Explains the plan of a run, or the one that is found for a case.
///
/// `options` limit everything together. `on_question` is told how many questions are left before
/// each of them.
///
/// # Errors
/// [`PipelineError`]; an infeasible case and a reached limit are no errors.
pub fn explain(
    given: &Given,
    subjects: &[Subject],
    options: &Options,
    watcher: &dyn Watcher,
    on_question: &dyn Fn(usize),
) -> Result<Explained, PipelineError> {
    let started = Instant::now();
    let (case, plan, worked) = match given {
        Given::Run(run) => (&run.0, run.1.clone(), 0),
        Given::Case(loaded) => {
            watcher.on_case(loaded);
            let told = |progress| watcher.on_progress(progress);
            match search::solve(&loaded.case, &half(options), None, &told)? {
                Outcome::Plan(plan) => {
                    let worked = plan.proof.work;
                    (&loaded.case, verify(&loaded.case, &plan)?, worked)
                }
                Outcome::Infeasible(why) => return Ok(Explained::Infeasible(why)),
                Outcome::NoPlan { status, bound } => {
                    return Ok(Explained::NoPlan { status, bound });
                }
            }
        }
    };
    let mut budget = Budget {
        options,
        started,
        work: options.work_limit.map(|work| work.saturating_sub(worked)),
        prices: plan.plan().prices.clone(),
        fault: None,
    };
    let mut resolve = |case: &Case, known: Option<&Award>, n_left: usize| {
        on_question(n_left);
        budget.answer(case, known, n_left)
    };
    let explanations = explain_plan(case, &plan, subjects, &mut resolve);
    match budget.fault {
        Some(fault) => Err(PipelineError::Refused(fault)),
        None => Ok(Explained::Plan(Box::new(plan), explanations)),
    }
}

fn half(options: &Options) -> Options {
    Options {
        time_limit: options.time_limit.map(|limit| limit / 2),
        work_limit: options.work_limit.map(|limit| limit / 2),
        ..options.clone()
    }
}

/// What is left of the limits.
struct Budget<'a> {
    options: &'a Options,
    started: Instant,
    work: Option<u64>,
    /// Prices of the plan that is explained; the cases asked about have its lines and quotes.
    prices: Option<InternalPrices>,
    /// A plan of the search's own that the verifier refused.
    fault: Option<Refused>,
}

impl Budget<'_> {
    /// The cheapest plan of a case, within an even share of what is left for so many questions.
    fn answer(&mut self, case: &Case, known: Option<&Award>, n_left: usize) -> Answer {
        let options = self.share(n_left);
        let is_over = options.time_limit.is_some_and(|limit| limit.is_zero())
            || options.work_limit == Some(0)
            || options.interrupt.load(Ordering::Relaxed);
        if is_over {
            return Answer::Open(None);
        }
        // A search that fails leaves its question open; the plan explained stays what it is.
        let known = known.map(|award| Known {
            award: award.clone(),
            prices: self.prices.clone(),
        });
        match search::search(case, &options, known.as_ref(), &|_| {}) {
            Ok(Searched::Plan(plan)) => match verify(case, &plan) {
                Ok(plan) => Answer::Plan(Box::new(plan)),
                Err(refused) => {
                    self.fault.get_or_insert(refused);
                    Answer::Open(None)
                }
            },
            Ok(Searched::Impossible) => Answer::Impossible,
            Ok(Searched::NoPlan { bound, .. }) => Answer::Open(bound),
            Err(_) => Answer::Open(None),
        }
    }

    fn share(&mut self, n_left: usize) -> Options {
        let spent = self.started.elapsed();
        let parts = u32::try_from(n_left).unwrap_or(u32::MAX);
        let work = self.work.map(|left| left / u64::from(parts));
        self.work = self
            .work
            .map(|left| left.saturating_sub(work.unwrap_or_default()));
        Options {
            time_limit: self
                .options
                .time_limit
                .map(|limit| limit.saturating_sub(spent) / parts),
            work_limit: work,
            ..self.options.clone()
        }
    }
}
