//! Business rules on the award.

use super::VendorChoice;
use crate::units::{ItemId, MemberId, SiteId};

/// A business condition on the award.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Identifier in the files.
    pub key: String,
    /// What it demands.
    pub kind: RuleKind,
    /// For which demand lines.
    pub scope: RuleScope,
}

/// What a rule demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// Nothing may be bought from these vendors.
    Forbid(VendorChoice),
    /// Everything must be bought from these vendors.
    Require(VendorChoice),
}

/// Demand lines a rule is about: those that match every condition given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleScope {
    /// Only this member's lines.
    pub member: Option<MemberId>,
    /// Only lines of members with this tag.
    pub member_tag: Option<String>,
    /// Only lines at this site.
    pub site: Option<SiteId>,
    /// Only lines for this item.
    pub item: Option<ItemId>,
    /// Only lines for items of this category.
    pub category: Option<String>,
}
