//! Where a plan stands against a rule.

use crate::problem::{Rule, RuleGroup};
use crate::units::rounding::settled;
use crate::units::{Decimal, Money, RuleId, VendorId};

/// Where a plan stands against a rule, for one group of demand lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleStanding {
    /// The rule.
    pub rule: RuleId,
    /// Of which lines it speaks.
    pub group: RuleGroup,
    /// The vendor it is about, where it is asked of every vendor by itself: of every one that
    /// serves a line of the group.
    pub vendor: Option<VendorId>,
    /// What was measured: a count, a share within 0 and 1, or money over the horizon.
    pub measured: Decimal,
    /// What the rule allows or demands, in the same unit.
    pub limit: Decimal,
    /// By how much it is broken, in [`RuleKind::unit`](crate::problem::RuleKind::unit); zero if
    /// it is kept.
    pub broken: Decimal,
    /// What that costs over the horizon; zero if the rule is kept or may not be broken.
    pub penalty: Money,
}

/// What a rule's kind measures of one group of lines.
pub(super) struct Reading {
    pub vendor: Option<VendorId>,
    pub measured: Decimal,
    pub limit: Decimal,
    /// By how much the limit is missed, not settled; zero or less if it is not.
    pub breach: Decimal,
}

impl Reading {
    /// Of what may be at most `limit`.
    pub fn at_most(measured: Decimal, limit: Decimal) -> Self {
        Self {
            vendor: None,
            measured,
            limit,
            breach: measured - limit,
        }
    }

    /// Of what must be at least `limit`.
    pub fn at_least(measured: Decimal, limit: Decimal) -> Self {
        Self {
            vendor: None,
            measured,
            limit,
            breach: limit - measured,
        }
    }

    /// The standing against `rule` of the lines that were measured.
    pub fn standing(self, id: RuleId, rule: &Rule, group: &RuleGroup) -> RuleStanding {
        let broken = settled(self.breach).max(Decimal::ZERO);
        RuleStanding {
            rule: id,
            group: group.clone(),
            vendor: self.vendor,
            measured: self.measured,
            limit: self.limit,
            broken,
            penalty: rule.price.map_or(Money::ZERO, |price| price * broken),
        }
    }
}
