//! The types of `plan.json`: vendors and members.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::{CostEntry, DecimalText, OwnerEntry, PriceEntry};

/// One vendor in use. Amounts are per horizon unless they carry a `per`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorEntry {
    /// Vendor.
    pub vendor: String,
    /// Its name.
    pub name: String,
    /// Members that buy from it.
    pub members: usize,
    /// Sites it supplies.
    pub sites: usize,
    /// Goods and surplus goods less break discounts.
    pub spend: DecimalText,
    /// What it invoices; rebates come back later and are not taken off.
    pub invoiced: DecimalText,
    /// The sum of its statement: what it invoices less rebates, with the cost of keeping surplus,
    /// which it does not charge.
    pub total: DecimalText,
    /// Its charges by kind.
    pub cost_by_kind: Vec<CostEntry>,
    /// Quantity per cycle by unit.
    pub volume: Vec<VolumeEntry>,
    /// The quotes in use.
    pub quotes: Vec<QuoteEntry>,
    /// Where its price breaks stand.
    pub breaks: Vec<GroupEntry>,
    /// Where its rebates stand.
    pub rebates: Vec<RebateEntry>,
    /// Its bundles.
    pub bundles: Vec<BundleEntry>,
    /// Its minimum order.
    pub min_order: Option<MinOrderEntry>,
    /// Its statement, line by line.
    pub statement: Vec<StatementEntry>,
}

/// Quantity in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VolumeEntry {
    /// The unit.
    pub unit: String,
    /// Per cycle, with surplus.
    pub quantity: DecimalText,
}

/// One quote in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteEntry {
    /// Quote.
    pub quote: String,
    /// Item.
    pub item: String,
    /// Per cycle, with surplus.
    pub quantity: DecimalText,
    /// Price charged.
    pub price: PriceEntry,
}

/// A threshold not reached yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextEntry {
    /// Where it starts.
    pub from: DecimalText,
    /// How much is missing.
    pub missing: DecimalText,
}

/// Where a group of price breaks stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// Break group; a quote's id where the breaks are its own.
    pub group: String,
    /// What is counted.
    pub unit: String,
    /// Counted over `cycle`, `horizon` or `once`.
    pub per: String,
    /// What is bought, as the group counts it.
    pub counted: DecimalText,
    /// Tier reached, from 1.
    pub tier: usize,
    /// Number of tiers.
    pub tiers: usize,
    /// Where the reached tier starts.
    pub from: DecimalText,
    /// How much less could be bought before the tier is lost.
    pub margin: DecimalText,
    /// The next tier.
    pub next: Option<NextEntry>,
}

/// Where a rebate stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RebateEntry {
    /// Rebate.
    pub rebate: String,
    /// Counted over `cycle`, `horizon` or `once`.
    pub per: String,
    /// Spend that counts.
    pub spend: DecimalText,
    /// Level reached, from 1; 0 below the first.
    pub level: usize,
    /// Number of levels.
    pub levels: usize,
    /// How much less could be spent before the level is lost.
    pub margin: Option<DecimalText>,
    /// What comes back, per horizon.
    pub granted: DecimalText,
    /// The next level.
    pub next: Option<NextEntry>,
}

/// A bundle of a vendor in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundleEntry {
    /// Bundle.
    pub bundle: String,
    /// What it takes off, per horizon; 0 if a part is below its minimum.
    pub granted: DecimalText,
}

/// How far spend is above a minimum order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinOrderEntry {
    /// Counted over `cycle`, `horizon` or `once`.
    pub per: String,
    /// The minimum.
    pub min: DecimalText,
    /// Spend that counts.
    pub spend: DecimalText,
    /// Spend above the minimum.
    pub margin: DecimalText,
}

/// One charge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementEntry {
    /// Kind of cost.
    pub kind: String,
    /// Demand line it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Quote it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Whose surplus it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<OwnerEntry>,
    /// Site it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Break group, bundle or rebate it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// One occurrence, rounded to the minor unit.
    pub amount: DecimalText,
    /// Charged each `cycle`, per `horizon`, or `once`.
    pub per: String,
    /// How often within the horizon.
    pub occurrences: u32,
    /// `amount` × `occurrences`.
    pub total: DecimalText,
}
