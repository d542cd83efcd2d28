//! Questions that only the cheapest plan of a changed case answers.

use crate::plan::Award;
use crate::problem::Case;
use crate::units::rounding::settled;
use crate::units::{Decimal, Money};
use crate::verify::VerifiedPlan;

/// Finds the cheapest plan of a changed case, beginning from an award that may be one of its plans.
/// The number says how many questions, this one among them, what is left of the limits is for.
pub type Resolve<'a> = dyn FnMut(&Case, Option<&Award>, usize) -> Answer + 'a;

/// What a search found.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A plan, with its bound.
    Plan(Box<VerifiedPlan>),
    /// There is none.
    Impossible,
    /// None was found before a limit was reached; none costs less than this, if anything was proven.
    Open(Option<Money>),
}

/// What other plans cost against the plan that is explained, over the horizon and unrounded, with
/// what breaking soft rules costs; above zero where they are dearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// The cheapest plan found.
    Found {
        /// Its difference.
        found: Money,
        /// No other plan's difference is less.
        least: Money,
    },
    /// No plan was found before a limit was reached.
    Open {
        /// No plan's difference is less than this, if anything was proven.
        least: Option<Money>,
    },
    /// There is no such plan.
    Impossible,
}

/// The questions about one plan.
pub(super) struct Questions<'q, 'r> {
    plan: &'q VerifiedPlan,
    left: usize,
    resolve: &'q mut Resolve<'r>,
}

impl<'q, 'r> Questions<'q, 'r> {
    /// Room for this many questions.
    pub fn new(plan: &'q VerifiedPlan, left: usize, resolve: &'q mut Resolve<'r>) -> Self {
        Self {
            plan,
            left,
            resolve,
        }
    }

    /// The cheapest plan of a changed case.
    pub fn ask(&mut self, changed: &Case) -> Answer {
        let left = self.left.max(1);
        self.left = left - 1;
        (self.resolve)(changed, Some(&self.plan.plan().award), left)
    }

    /// What plans of a changed case cost against this one.
    pub fn outlook(&mut self, changed: &Case) -> Outlook {
        let cost = self.plan.objective();
        match self.ask(changed) {
            Answer::Plan(other) => {
                let found = without_remainder(other.objective() - cost);
                let least = snapped(other.plan().proof.bound - cost, found);
                Outlook::Found { found, least }
            }
            Answer::Open(bound) => Outlook::Open {
                least: bound.map(|bound| bound - cost),
            },
            Answer::Impossible => Outlook::Impossible,
        }
    }
}

/// Differences up to this much say nothing: so far a bound, which a search computes in
/// floating-point arithmetic and rounds down to a millionth, may be off.
pub(super) const NOTHING: Money = Money::new(Decimal::from_parts(1, 0, 0, false, 5));

/// A bound, or the figure that it bounds where the difference says nothing.
pub(super) fn snapped(bound: Money, figure: Money) -> Money {
    let is_same = bound - figure <= NOTHING && figure - bound <= NOTHING;
    if is_same { figure } else { bound }
}

/// Money without what divisions leave.
pub(super) fn without_remainder(money: Money) -> Money {
    Money::new(settled(money.value()))
}
