//! The types of `plan.json`: the whole, the award, today's cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::member_types::{MemberEntry, SharingEntry, TransferEntry};
use super::party_types::VendorEntry;
use super::routes::RouteEntry;
use super::rules::RuleEntry;
use crate::units::{Decimal, Money, Quantity};

/// A decimal number as text: a point, no separators, no exponent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct DecimalText(#[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))] pub String);

impl DecimalText {
    /// An exact figure, without needless zeros.
    pub fn exact(value: Decimal) -> Self {
        value.normalize().into()
    }
}

impl Default for DecimalText {
    fn default() -> Self {
        Decimal::ZERO.into()
    }
}

impl From<Decimal> for DecimalText {
    fn from(value: Decimal) -> Self {
        Self(value.to_string())
    }
}

impl From<Money> for DecimalText {
    fn from(money: Money) -> Self {
        money.value().into()
    }
}

impl From<Quantity> for DecimalText {
    fn from(quantity: Quantity) -> Self {
        Self::exact(quantity.value())
    }
}

/// A verified plan: what is bought from whom, what it costs, what is proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Version of this format.
    pub schema_version: u32,
    /// Name of the case.
    pub case: String,
    /// What the prices are based on.
    pub basis: CaseEntry,
    /// ISO 4217 code of all money.
    pub currency: String,
    /// The time basis.
    pub horizon: HorizonEntry,
    /// Why the search stopped: `optimal`, `time_limit`, `work_limit`, `interrupted`, `imprecise`;
    /// `exhausted` where a search of award and routes came to its end without closing the gap; `award_first`
    /// where the award was made before its routes, as was asked.
    pub status: String,
    /// What the search minimizes, per horizon, exact.
    pub objective: DecimalText,
    /// All charges per horizon, exact.
    pub landed_cost: DecimalText,
    /// What breaking rules that have a price counts per horizon, exact; part of the objective, not
    /// of the cost.
    pub penalties: DecimalText,
    /// All charges per horizon as invoiced: the sum of all statement lines.
    pub statement_total: DecimalText,
    /// No plan can have a lower objective.
    pub bound: DecimalText,
    /// Where the bound comes from: `milp` is branch and bound over the whole award, `prices` are the
    /// internal prices of `prices.csv`, `vendors` are internal prices of their own for every choice of
    /// the vendors used, `routes` is branch and bound over awards and what routes to their vendors cost
    /// at least.
    pub bound_source: String,
    /// No plan can have a lower objective: what the internal prices of `prices.csv` prove by
    /// themselves, as the verifier evaluates it; null without prices.
    pub certified_bound: Option<DecimalText>,
    /// (objective − bound) ÷ objective.
    pub gap: DecimalText,
    /// What plans cost whose routes follow an award that was made without them, as far as the search found
    /// them; null where nothing is fetched.
    pub award_first: Option<AwardFirstEntry>,
    /// What the search did.
    pub proof: ProofEntry,
    /// Cost per horizon by kind.
    pub cost_by_kind: Vec<CostEntry>,
    /// Today's cost against the plan, where prices of today are declared.
    pub today: Option<TodayEntry>,
    /// What is bought for each demand line.
    pub awards: Vec<AwardEntry>,
    /// What is bought beyond the demand.
    pub surplus: Vec<SurplusEntry>,
    /// Vendors that something is bought from, the largest cost first.
    pub vendors: Vec<VendorEntry>,
    /// Routes of one order cycle that fetch goods from vendors.
    pub routes: Vec<RouteEntry>,
    /// Where the plan stands against every rule.
    pub rules: Vec<RuleEntry>,
    /// Every member: what it causes by itself, what it is charged and pays.
    pub members: Vec<MemberEntry>,
    /// How the cost is shared among the members.
    pub sharing: SharingEntry,
    /// Who pays whom among the members.
    pub transfers: Vec<TransferEntry>,
    /// Cost per horizon that no single member causes.
    pub shared: Vec<CostEntry>,
}

/// What the prices are based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    /// Day on which the quotes must be valid.
    pub as_of: String,
    /// Whether prices hold sales tax: `included` or `excluded`.
    pub tax: String,
}

/// One order cycle, repeated over the horizon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HorizonEntry {
    /// What one order cycle is called.
    pub cycle: String,
    /// What the horizon is called.
    pub name: String,
    /// Order cycles in the horizon.
    pub cycles: u32,
}

/// What the search did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofEntry {
    /// Branch-and-bound nodes.
    pub nodes: u64,
    /// Simplex iterations.
    pub work: u64,
}

/// One kind of cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CostEntry {
    /// `goods`, `surplus_goods`, `surplus_cost`, `break_discount`, `bundle`, `rebate`,
    /// `broken_pack`, `fixed_fee`, `drop`, `collection` or `switching`.
    pub kind: String,
    /// Per horizon, as invoiced; negative for discounts and rebates.
    pub total: DecimalText,
}

/// Today's cost against the plan for the lines whose price of today is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TodayEntry {
    /// Lines compared.
    pub lines: usize,
    /// Lines of the case.
    pub lines_all: usize,
    /// Share of the plan's goods that is compared.
    pub share: DecimalText,
    /// What these lines cost today, per horizon.
    pub today: DecimalText,
    /// What they cost under the plan, per horizon: their goods and the same share of all else.
    pub plan: DecimalText,
    /// The difference.
    pub saved: DecimalText,
}

/// Money for a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceEntry {
    /// The money.
    pub amount: DecimalText,
    /// For this many units.
    pub per: DecimalText,
    /// The item's base unit.
    pub unit: String,
}

/// Part of a demand line, bought under one quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardEntry {
    /// Demand line.
    pub line: String,
    /// Member it belongs to.
    pub member: String,
    /// Site it is delivered to.
    pub site: String,
    /// Item asked for.
    pub item: String,
    /// Covered per cycle, in the unit of the item asked for.
    pub covered: DecimalText,
    /// Vendor.
    pub vendor: String,
    /// Quote.
    pub quote: String,
    /// Item bought: the item asked for or a substitute.
    pub item_bought: String,
    /// Bought per cycle, in the unit of the item bought.
    pub bought: DecimalText,
    /// Price charged: the reached tier's, or list price under incremental breaks.
    pub price: PriceEntry,
    /// Per cycle, as invoiced.
    pub amount: DecimalText,
    /// Per horizon, as invoiced.
    pub total: DecimalText,
}

/// Whose surplus it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwnerEntry {
    /// Delivered to this site.
    Site(String),
    /// Owned by this member.
    Member(String),
    /// Owned by the quote's declared owner, else by its buyers in proportion.
    Pool,
}

/// What is bought beyond the demand under one quote for one owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurplusEntry {
    /// Quote.
    pub quote: String,
    /// Vendor.
    pub vendor: String,
    /// Item.
    pub item: String,
    /// Whose it is.
    pub owner: OwnerEntry,
    /// Per cycle.
    pub quantity: DecimalText,
    /// Price charged.
    pub price: PriceEntry,
    /// Per cycle, as invoiced, without the cost of keeping it.
    pub amount: DecimalText,
    /// Per horizon, as invoiced.
    pub total: DecimalText,
}

/// Objectives of plans whose routes follow an award that was made without them; claims of the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardFirstEntry {
    /// The award knew nothing of routes; null if no such plan was found.
    pub by_price: Option<DecimalText>,
    /// The award knew an estimate for each vendor; null if no such plan was found.
    pub by_estimate: Option<DecimalText>,
}
