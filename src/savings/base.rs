//! What a member's saving is measured by (S6).

use super::baseline::Incumbent;
use crate::units::Money;

/// What a member's percentage is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// What it would pay by itself, at least.
    StandAlone(Money),
    /// What it pays today, where it cannot buy by itself, or that is not known.
    Incumbent(Money),
    /// Neither is known: it pays what it owes, and shares in nothing.
    LeftOut,
}

impl Base {
    /// The base of a member, in whole minor units.
    pub(super) fn of(alone: Option<Money>, incumbent: Option<&Incumbent>) -> Self {
        let positive = |amount: &Money| *amount > Money::ZERO;
        let alone = alone.filter(positive);
        let today = incumbent.and_then(Incumbent::complete).filter(positive);
        match (alone, today) {
            (Some(amount), _) => Self::StandAlone(amount),
            (None, Some(amount)) => Self::Incumbent(amount),
            (None, None) => Self::LeftOut,
        }
    }

    /// The amount, if there is one.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::StandAlone(amount) | Self::Incumbent(amount) => Some(*amount),
            Self::LeftOut => None,
        }
    }
}
