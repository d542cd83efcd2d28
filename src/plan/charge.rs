//! Charges: exact lines of cost, each with its reason.

use crate::problem::Period;
use crate::units::{
    BreakGroupId, BundleId, DemandLineId, Money, QuoteId, RebateId, RuleId, SiteId, VendorId,
};

use super::Owner;

/// One exact line of cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Whose quote or terms cause it.
    pub vendor: VendorId,
    /// What for.
    pub reason: Reason,
    /// One occurrence, unrounded; negative for discounts and rebates.
    pub amount: Money,
    /// How often it occurs.
    pub per: Period,
}

/// What a charge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Goods for a demand line: at the reached tier's price under all-units breaks, at list price
    /// under incremental ones.
    Goods(DemandLineId, QuoteId),
    /// Goods beyond the demand.
    SurplusGoods(QuoteId, Owner),
    /// What keeping or wasting the surplus costs; not paid to the vendor.
    SurplusCost(QuoteId, Owner),
    /// Incremental breaks: money off for what lies above the first break.
    BreakDiscount(BreakGroupId),
    /// A site's quantity is not a whole number of packs.
    BrokenPack(QuoteId, SiteId),
    /// A bundle's discount.
    Bundle(BundleId),
    /// A spend rebate, paid back later.
    Rebate(RebateId),
    /// The vendor's fee for being used.
    FixedFee,
    /// One delivery to a site.
    Drop(SiteId),
    /// The vendor's part of the routes that fetch its goods; paid to the cooperative.
    Collection,
    /// A demand line begins to buy from the vendor, which a rule says costs something; not paid to
    /// the vendor.
    Switching(DemandLineId, RuleId),
}
