//! Where a plan stands against a rule.

use crate::problem::RuleGroup;
use crate::units::{Decimal, Money, RuleId, VendorId};

/// Where a plan stands against a rule, for one group of demand lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleStanding {
    /// The rule.
    pub rule: RuleId,
    /// Of which lines it speaks.
    pub group: RuleGroup,
    /// The vendor it is about, where it is asked of every vendor by itself.
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
