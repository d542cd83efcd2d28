//! Quote structures: how quantity and spend change what is paid.

use super::Period;
use crate::units::{Decimal, ItemId, Money, Price, Quantity, QuoteId, VendorId};

/// Quotes of one vendor whose quantities count together toward the same price breaks.
///
/// One quote alone is a break group of one. Every quote is in at most one group.
#[derive(Clone, Debug)]
pub struct BreakGroup {
    /// Identifier in the files.
    pub key: String,
    /// Whose quotes they are.
    pub vendor: VendorId,
    /// The quotes, in table order; never empty.
    pub quotes: Vec<QuoteId>,
    /// What is counted.
    pub counted: Counted,
    /// Counted over what.
    pub per: Period,
    /// What happens at a break.
    pub structure: QuoteStructure,
}

/// What a break group counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Base units.
    Units,
    /// Packs of each quote.
    Packs,
    /// Kilograms; every item of the group has a weight.
    Weight,
    /// Money at list price.
    Spend,
}

/// The rule that turns the counted total into prices. Tiers ascend; the first starts at zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteStructure {
    /// The reached tier's price applies to every unit.
    AllUnits(Vec<AllUnitsTier>),
    /// Each tier's price applies to what is counted inside it.
    Incremental(Vec<IncrementalTier>),
}

/// A tier whose prices apply to every unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllUnitsTier {
    /// Counted total from which the tier is reached.
    pub from: Decimal,
    /// Price of each quote of the group, in the group's order.
    pub prices: Vec<Price>,
}

/// A tier whose reduction applies to what is counted inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncrementalTier {
    /// Counted total from which the tier is reached.
    pub from: Decimal,
    /// Money off the list price per counted unit inside the tier (for [`Counted::Spend`]: per
    /// unit of money); negative where the ladder rises.
    pub off: Money,
}

/// Refund on what is spent with a vendor, from a level of spend on.
///
/// Spend is goods at the reached tier's prices, before bundles and other rebates, without fees.
#[derive(Clone, Debug)]
pub struct SpendRebate {
    /// Identifier in the files.
    pub key: String,
    /// Who refunds.
    pub vendor: VendorId,
    /// Only spend on this category counts and is refunded; `None`: all spend.
    pub category: Option<String>,
    /// Counted over what.
    pub per: Period,
    /// Levels, ascending; below the first there is no refund.
    pub tiers: Vec<RebateTier>,
}

/// One level of a spend rebate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RebateTier {
    /// Spend from which it is granted.
    pub from: Money,
    /// What is granted, on all the spend.
    pub discount: Discount,
}

/// Money back, in percent or as a lump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// This fraction of the spend: 0.02 is 2 %. Within 0 and 1.
    Share(Decimal),
    /// This much each period.
    Lump(Money),
}

/// A discount on several items of a vendor when each reaches its minimum.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Identifier in the files.
    pub key: String,
    /// Who grants it.
    pub vendor: VendorId,
    /// The items and their minimums; at least one.
    pub parts: Vec<BundlePart>,
    /// Counted over what; a lump is granted each period.
    pub per: Period,
    /// What is granted: a share of the goods value of the bundle's items, or a lump.
    pub discount: Discount,
}

/// One item of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundlePart {
    /// The item.
    pub item: ItemId,
    /// Least quantity bought from the vendor, in base units.
    pub quantity_min: Quantity,
}
