//! Whether reduced cases have a plan, within the limits of the explanation.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::element::{Element, reduced};
use crate::award::formulation::{Coverage, Formulation};
use crate::milp::{Ended, Limits, Solved};
use crate::plan::Award;
use crate::problem::Case;

/// Asks about cases made of one case by leaving elements out.
pub(super) struct Questions<'a> {
    pub case: &'a Case,
    limits: &'a Limits,
    started: Instant,
    work: u64,
    /// The part of the limits that may be used for now.
    share: f64,
    /// Whether every question since this was last set was answered.
    pub is_exact: bool,
}

/// Whether a case has a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It has.
    Yes,
    /// It is proven that it has none.
    No,
    /// A limit was reached.
    Unknown,
}

impl<'a> Questions<'a> {
    pub fn new(case: &'a Case, limits: &'a Limits) -> Self {
        Self {
            case,
            limits,
            started: Instant::now(),
            work: 0,
            share: 1.0,
            is_exact: true,
        }
    }

    /// Seed of everything random.
    pub fn seed(&self) -> u64 {
        self.limits.seed
    }

    /// Lets what follows use the limits up to this share of them, counted from the beginning.
    pub fn use_up_to(&mut self, share: f64) {
        self.share = share;
    }

    /// Whether a plan keeps these elements.
    pub fn has_plan(&mut self, kept: &BTreeSet<Element>) -> Answer {
        let (case, required) = reduced(self.case, kept);
        self.has_plan_of(&case, &required)
    }

    /// Whether a case has a plan that covers the lines required.
    pub fn has_plan_of(&mut self, case: &Case, required: &[bool]) -> Answer {
        let formulation = Formulation::new(case, Coverage::Only(required));
        let answer = match self.solved(&formulation, 1) {
            Some(solved) if solved.ended == Ended::Infeasible => Answer::No,
            Some(solved) if solved.values.is_some() => Answer::Yes,
            Some(_) | None => Answer::Unknown,
        };
        self.is_exact &= answer != Answer::Unknown;
        answer
    }

    /// The best award that a formulation finds, and whether it is proven to be the best; `parts`
    /// says into how many parts what is left of the limits is divided.
    pub fn best(&mut self, formulation: &Formulation, parts: u32) -> Option<(Award, bool)> {
        let solved = self.solved(formulation, parts)?;
        let award = formulation.award_of(&solved.values?);
        Some((award, solved.ended == Ended::Optimal))
    }

    /// The formulation solved to the end, or as far as the limits go; `None` if the solver failed.
    fn solved(&mut self, formulation: &Formulation, parts: u32) -> Option<Solved> {
        let limits = self.left(parts)?;
        let solved = formulation.model.solve(&limits, &|_| {}).ok()?;
        self.work += solved.work;
        Some(solved)
    }

    /// What is left of the limits, but enough to say something.
    pub fn left_or_least(&self) -> Limits {
        self.left(1).unwrap_or_else(|| Limits {
            time: Some(LAST_TIME),
            work: self.limits.work.map(|_| LAST_WORK),
            ..self.limits.clone()
        })
    }

    /// A part of what is left of the limits; `None` if nothing is.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a work limit need not be exact"
    )]
    pub fn left(&self, parts: u32) -> Option<Limits> {
        let time = match self.limits.time {
            Some(limit) => {
                let left = limit
                    .mul_f64(self.share)
                    .checked_sub(self.started.elapsed())?;
                (left >= TIME_MIN).then_some(Some(left / parts))?
            }
            None => None,
        };
        let work = match self.limits.work {
            Some(limit) => {
                let left = ((limit as f64 * self.share) as u64).checked_sub(self.work)?;
                (left > 0).then_some(Some((left / u64::from(parts)).max(1)))?
            }
            None => None,
        };
        let is_over = self.limits.interrupt.load(Ordering::Relaxed);
        (!is_over).then(|| Limits {
            gap: 0.0,
            time,
            work,
            ..self.limits.clone()
        })
    }
}

/// Less time than this is no use to the solver.
const TIME_MIN: Duration = Duration::from_millis(1);

/// Time for the last question, whatever the limits.
const LAST_TIME: Duration = Duration::from_secs(2);

/// Work for the last question, whatever the limits.
const LAST_WORK: u64 = 1_000;
