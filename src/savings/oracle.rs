//! What members would pay without the others, asked of whoever can tell.

use crate::problem::Case;
use crate::units::{MemberId, Money};

/// Tells what a coalition would pay by itself.
///
/// The search stands behind this trait, so that what is shared is tested without a solver.
pub trait CostOracle: Sync {
    /// What these members would pay by themselves over the horizon.
    fn cost(&self, members: &[MemberId]) -> CoalitionCost;
}

/// What a coalition would pay by itself, over the horizon, unrounded: its landed cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoalitionCost {
    /// The least it would pay lies within these ends.
    Known {
        /// Proven: no award of its own costs less.
        lower: Money,
        /// An award of its own that keeps every limit costs this.
        upper: Money,
    },
    /// It cannot buy what it needs by itself, under a minimum for instance.
    NotAvailable,
    /// A limit was reached before anything was proven, or nothing was asked.
    Unknown,
}

impl CoalitionCost {
    /// The interval; unknown where its lower end says nothing: what has a cost is never free.
    pub fn between(lower: Money, upper: Money) -> Self {
        if lower <= Money::ZERO && upper > Money::ZERO {
            Self::Unknown
        } else {
            Self::Known { lower, upper }
        }
    }

    /// What the coalition would pay at least, if that is known.
    pub fn lower(&self) -> Option<Money> {
        match self {
            Self::Known { lower, .. } => Some(*lower),
            Self::NotAvailable | Self::Unknown => None,
        }
    }

    /// What an award of its own costs, if one is known.
    pub fn upper(&self) -> Option<Money> {
        match self {
            Self::Known { upper, .. } => Some(*upper),
            Self::NotAvailable | Self::Unknown => None,
        }
    }
}

/// Nothing known of any member: where stand-alone costs were not asked for.
pub fn nothing_known(case: &Case) -> Vec<CoalitionCost> {
    vec![CoalitionCost::Unknown; case.members.len()]
}
