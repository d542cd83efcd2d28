//! Whether reduced cases have a plan, within the limits of the explanation.

use std::collections::BTreeSet;
use std::time::Instant;

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
            is_exact: true,
        }
    }

    /// Whether a plan keeps these elements.
    pub fn has_plan(&mut self, kept: &BTreeSet<Element>) -> Answer {
        let (case, required) = reduced(self.case, kept);
        self.has_plan_of(&case, &required)
    }

    /// Whether a case has a plan that covers the lines required.
    pub fn has_plan_of(&mut self, case: &Case, required: &[bool]) -> Answer {
        self.answer(&Formulation::new(case, Coverage::Only(required)))
    }

    fn answer(&mut self, formulation: &Formulation) -> Answer {
        let answer = match self.solved(formulation) {
            Some(solved) if solved.ended == Ended::Infeasible => Answer::No,
            Some(solved) if solved.values.is_some() => Answer::Yes,
            Some(_) | None => Answer::Unknown,
        };
        self.is_exact &= answer != Answer::Unknown;
        answer
    }

    /// The formulation solved to the end, or as far as the limits go; `None` if the solver failed.
    pub fn solved(&mut self, formulation: &Formulation) -> Option<Solved> {
        let limits = self.left()?;
        let solved = formulation.model.solve(&limits, &|_| {}).ok()?;
        self.work += solved.work;
        Some(solved)
    }

    /// The award that a formulation finds at its best, if it was solved to the end.
    pub fn best(&mut self, formulation: &Formulation) -> Option<Award> {
        let solved = self.solved(formulation)?;
        let values = solved.values.filter(|_| solved.ended == Ended::Optimal)?;
        Some(formulation.award_of(&values))
    }

    /// What is left of the limits; `None` if nothing is.
    fn left(&self) -> Option<Limits> {
        let spent = self.started.elapsed();
        let time = match self.limits.time {
            Some(limit) => Some(limit.checked_sub(spent).filter(|left| !left.is_zero())?),
            None => None,
        };
        let work = match self.limits.work {
            Some(limit) => Some(limit.checked_sub(self.work).filter(|left| *left > 0)?),
            None => None,
        };
        let is_over = self
            .limits
            .interrupt
            .load(std::sync::atomic::Ordering::Relaxed);
        (!is_over).then(|| Limits {
            gap: 0.0,
            time,
            work,
            ..self.limits.clone()
        })
    }
}
