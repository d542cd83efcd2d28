//! What members would pay without the others, asked of whoever can tell.

use super::Group;
use crate::problem::Case;
use crate::units::{MemberId, Money};
use crate::verify::GroupShares;

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

/// Tells of all groups at once what they would pay at least, where they are too many to be asked one by
/// one.
pub trait GroupOracle {
    /// Shares of every group, chosen to say most about what each member is charged, in the case's order;
    /// without charges, about everybody together. `None` if a limit was reached first.
    fn shares(&self, charges: Option<&[Money]>) -> Option<SharesFound>;

    /// Charges that sum to `total`, as equal shares of bases as groups allow, of every member in the case's
    /// order, with the shares that they are within; unrounded. The caps reach the total. `None` if a limit
    /// was reached first.
    fn equal_saving(
        &self,
        charging: &[Charging],
        total: Money,
    ) -> Option<(Vec<Money>, GroupShares)>;

    /// What groups would pay by themselves, one by one.
    fn price(&self, groups: &[Vec<MemberId>]) -> Vec<Group>;
}

/// How a member's charge is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charging {
    /// It is charged this.
    Fixed(Money),
    /// Its charge is shared.
    Shared {
        /// What its saving is a share of; above zero.
        base: Money,
        /// The most it may be charged.
        cap: Option<Money>,
    },
}

/// Shares of every group, and where charges may be above them.
#[derive(Clone, Debug)]
pub struct SharesFound {
    /// What is proven.
    pub shares: GroupShares,
    /// What part of each member is in the group that is charged furthest above what it would pay, from 0
    /// to 1.
    pub weights: Vec<f64>,
}
