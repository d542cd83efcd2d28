//! The types of `plan.json`: members, and how the cost is shared among them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::{CostEntry, DecimalText};

/// One member: what it causes by itself, what it is charged and pays, per horizon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberEntry {
    /// Member.
    pub member: String,
    /// Its name.
    pub name: String,
    /// Its demand lines.
    pub lines: usize,
    /// What it alone causes; shared charges are not in it.
    pub total: DecimalText,
    /// The same by kind.
    pub cost_by_kind: Vec<CostEntry>,
    /// Its lines whose price of today is declared.
    pub today: Option<MemberTodayEntry>,
    /// What its lines whose price of today is declared cost today; null if no price is. Compare it
    /// with the charge only if `incumbent_lines` equals `lines`.
    pub incumbent_cost: Option<DecimalText>,
    /// Its lines whose price of today is declared.
    pub incumbent_lines: usize,
    /// Where and when these prices were recorded.
    pub incumbent_source: Option<String>,
    /// `known`; `not_available`: it cannot buy by itself; `unknown`: nothing was proven.
    pub stand_alone_status: String,
    /// The least it would pay by itself lies within; a claim of the search.
    pub stand_alone_cost: Option<IntervalEntry>,
    /// What its percentage is taken of: `stand_alone` (the lower end), `incumbent`, or `none`: it
    /// pays what it owes.
    pub sharing_base: String,
    /// The most it should be charged.
    pub cap: Option<CapEntry>,
    /// What it is charged in the end: `invoiced` + `admin_fee` + `collection` +
    /// `transfer` − `paid_back` + `kept`.
    pub charge: DecimalText,
    /// What vendors invoice.
    pub invoiced: DecimalText,
    /// The cooperative's fee.
    pub admin_fee: DecimalText,
    /// What it pays the other members; negative: what they pay it.
    pub transfer: DecimalText,
    /// Rebates that come back later, if the cooperative buys as planned.
    pub paid_back: DecimalText,
    /// Its part of the routes that fetch goods, paid to the cooperative.
    pub collection: DecimalText,
    /// What it bears itself and pays to nobody: keeping surplus, changing vendors.
    pub kept: DecimalText,
    /// What it saves against `saving_baseline`; negative if it is charged more.
    pub saving: Option<DecimalText>,
    /// The same as a share of the baseline.
    pub saving_share: Option<DecimalText>,
    /// `incumbent` where all its prices of today are declared, else `stand_alone` at the lower end.
    pub saving_baseline: Option<String>,
    /// Sales tax, where a rate is declared; in none of the other figures.
    pub tax: Option<TaxEntry>,
    /// Its part of each vendor's charges.
    pub invoices: Vec<InvoiceEntry>,
}

/// A member's lines whose price of today is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberTodayEntry {
    /// How many lines.
    pub lines: usize,
    /// What they cost today, per horizon.
    pub today: DecimalText,
    /// What their goods cost under the plan, per horizon.
    pub goods: DecimalText,
}

/// An interval; both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntervalEntry {
    /// Proven: it cannot be less.
    pub lower: DecimalText,
    /// Found: it need not be more.
    pub upper: DecimalText,
}

/// The most a member should be charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CapEntry {
    /// How much.
    pub amount: DecimalText,
    /// `stand_alone`: it would pay that by itself, at least; `incumbent`: it pays that today;
    /// `rule`: a rule says so.
    pub because: String,
    /// The rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Sales tax on what vendors invoice to a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxEntry {
    /// `on_top`, `included`; `exempt`, `exempt_but_included`: the member does not owe it.
    pub kind: String,
    /// How much.
    pub amount: DecimalText,
}

/// A member's part of one vendor's charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InvoiceEntry {
    /// Vendor.
    pub vendor: String,
    /// What it invoices.
    pub invoiced: DecimalText,
    /// Rebates that come back later.
    pub paid_back: DecimalText,
    /// All charges by kind, with rebates and with what is paid to nobody.
    pub cost_by_kind: Vec<CostEntry>,
}

/// How the cost is shared, per horizon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharingEntry {
    /// `equal_percentage`: everybody saves the same share of its base, nobody is charged above its
    /// cap; `invoices`: everybody pays what it owes.
    pub rule: String,
    /// What is shared: the sum of all charges, `statement_total` with the admin fees.
    pub total: DecimalText,
    /// The cooperative's fees.
    pub admin_fees: DecimalText,
    /// What everybody below its cap saves, as a share of its base.
    pub saving_share: Option<DecimalText>,
    /// Whether no charge is above its cap.
    pub caps_satisfied: bool,
    /// By how much charges are above their caps together.
    pub missing: DecimalText,
}

/// A payment between two members, per horizon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferEntry {
    /// Member that pays.
    pub from: String,
    /// Member that is paid.
    pub to: String,
    /// How much.
    pub amount: DecimalText,
}
