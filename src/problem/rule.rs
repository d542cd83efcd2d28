//! Business rules on the award.

use super::{PeriodSpend, VendorChoice};
use crate::units::{Decimal, ItemId, MemberId, Money, SiteId};

/// A business condition on the award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Identifier in the files.
    pub key: String,
    /// What it demands.
    pub kind: RuleKind,
    /// For which demand lines.
    pub scope: RuleScope,
    /// Whether it speaks about all these lines at once, or about groups of them one by one.
    pub each: Each,
    /// What breaking it by one unit ([`RuleKind::unit`]) costs over the horizon, above zero;
    /// `None`: it may not be broken.
    pub price: Option<Money>,
    /// Why the rule exists, for people.
    pub note: Option<String>,
}

/// What a rule demands of a group of demand lines.
///
/// A vendor *serves* a line if it covers any of it. `models/award.md` has the measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// Nothing may be bought from these vendors.
    Forbid(VendorChoice),
    /// Everything must be bought from these vendors.
    Require(VendorChoice),
    /// At most this many vendors serve the lines.
    MostVendors {
        /// The limit.
        most: u32,
        /// Only these vendors count; `None`: all.
        of: Option<VendorChoice>,
    },
    /// At least this many vendors serve the lines.
    FewestVendors {
        /// The limit.
        fewest: u32,
        /// Only these vendors count; `None`: all.
        of: Option<VendorChoice>,
    },
    /// One vendor serves all the lines.
    SameVendor,
    /// Vendors cover at most this share of the lines.
    LargestShare {
        /// The limit, within 0 and 1.
        share: Decimal,
        /// These vendors together; `None`: every vendor by itself.
        of: Option<VendorChoice>,
        /// Share of what.
        counted: ShareOf,
    },
    /// These vendors together cover at least this share of the lines.
    SmallestShare {
        /// The limit, within 0 and 1.
        share: Decimal,
        /// The vendors.
        of: VendorChoice,
        /// Share of what.
        counted: ShareOf,
    },
    /// No line switches ([`Case::is_switch`](super::Case::is_switch)).
    KeepIncumbent,
    /// At most this many switches: lines and vendors new to them.
    MostSwitches(u32),
    /// Every switch costs this much, once within the horizon; part of the landed cost.
    SwitchingCost(Money),
    /// What the lines alone cause costs at most this much.
    Budget(PeriodSpend),
    /// What the lines with a price of today cause costs at least this share less than today,
    /// member by member.
    MinimumSaving(Decimal),
    /// What the lines with a price of today cause costs no more than today, member by member.
    NobodyAboveToday,
}

/// What a share is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// Base units of the demand covered.
    Units,
    /// Kilograms of the demand covered; every item in scope has a weight.
    Weight,
    /// Goods for the lines at the reached tier's price (list price under incremental breaks).
    Spend,
}

/// Groups of demand lines about which a rule speaks one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Each {
    /// All lines in scope at once.
    #[default]
    Whole,
    /// The lines of each member.
    Member,
    /// The lines at each site.
    Site,
    /// The lines for each category; an item without one is a category of its own.
    Category,
    /// The lines for each item.
    Item,
}

/// What a rule's breach is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleUnit {
    /// Pairs of a demand line and a vendor that serves it.
    Pairs,
    /// Vendors.
    Vendors,
    /// Base units over the horizon.
    Units,
    /// Kilograms over the horizon.
    Weight,
    /// Money over the horizon.
    Money,
}

impl RuleKind {
    /// What a breach is counted in.
    pub fn unit(&self) -> RuleUnit {
        match self {
            Self::Forbid(_) | Self::Require(_) | Self::KeepIncumbent | Self::MostSwitches(_) => {
                RuleUnit::Pairs
            }
            Self::MostVendors { .. } | Self::FewestVendors { .. } | Self::SameVendor => {
                RuleUnit::Vendors
            }
            Self::LargestShare { counted, .. } | Self::SmallestShare { counted, .. } => {
                match counted {
                    ShareOf::Units => RuleUnit::Units,
                    ShareOf::Weight => RuleUnit::Weight,
                    ShareOf::Spend => RuleUnit::Money,
                }
            }
            Self::SwitchingCost(_)
            | Self::Budget(_)
            | Self::MinimumSaving(_)
            | Self::NobodyAboveToday => RuleUnit::Money,
        }
    }

    /// Whether its limit is the least that is demanded, not the most that is allowed.
    pub fn is_at_least(&self) -> bool {
        match self {
            Self::FewestVendors { .. } | Self::SmallestShare { .. } => true,
            Self::Forbid(_)
            | Self::Require(_)
            | Self::MostVendors { .. }
            | Self::SameVendor
            | Self::LargestShare { .. }
            | Self::KeepIncumbent
            | Self::MostSwitches(_)
            | Self::SwitchingCost(_)
            | Self::Budget(_)
            | Self::MinimumSaving(_)
            | Self::NobodyAboveToday => false,
        }
    }

    /// The share that is to be saved against today, if the rule demands one.
    pub fn saving_min(&self) -> Option<Decimal> {
        match self {
            Self::MinimumSaving(share) => Some(*share),
            Self::NobodyAboveToday => Some(Decimal::ZERO),
            Self::Forbid(_)
            | Self::Require(_)
            | Self::MostVendors { .. }
            | Self::FewestVendors { .. }
            | Self::SameVendor
            | Self::LargestShare { .. }
            | Self::SmallestShare { .. }
            | Self::KeepIncumbent
            | Self::MostSwitches(_)
            | Self::SwitchingCost(_)
            | Self::Budget(_) => None,
        }
    }
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
