//! The types of what `savings --json` prints.
//!
//! Keys are the case's ids. All money is over the horizon: charges and payments in whole minor units,
//! what groups would pay exact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::plan_json::{DecimalText, HorizonEntry};

/// Declares types of the format; all derive the same.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }
    )+};
}

entries! {
    /// Sharing rules over one plan.
    SavingsFile {
        /// Version of this format.
        schema_version: u32,
        /// Name of the case.
        case: String,
        /// ISO 4217 code of all money.
        currency: String,
        /// The time basis.
        horizon: HorizonEntry,
        /// The rule by which the run shares.
        rule_of_run: String,
        /// Members that buy.
        buyers: usize,
        /// Groups that were priced one by one: all but nobody and everybody; absent where members are
        /// too many, or one.
        groups: Option<usize>,
        /// Those of them of which nothing is proven.
        groups_unknown: Option<usize>,
        /// Every rule asked for.
        rules: Vec<SharesEntry>,
        /// Whether there are charges that no group objects to, if that is known.
        core: Option<CoreEntry>,
        /// A reserve that would be enough for charges under which no group gains, where there may be none
        /// without.
        reserve: Option<DecimalText>,
        /// Groups that would surely pay less in all apart.
        parting: Option<PartingEntry>,
    }
    /// One rule.
    SharesEntry {
        /// `invoices`, `equal_price`, `equal_percentage`, `stable_equal_saving`,
        /// `alternative_cost_avoided`, `shapley` or `nucleolus`.
        rule: String,
        /// Why the rule does not say what is charged, if it does not.
        missing: Option<String>,
        /// What is shared.
        total: Option<DecimalText>,
        /// Whether nobody is charged above its cap.
        caps_satisfied: Option<bool>,
        /// Every member, in the case's order; none without charges.
        members: Vec<MemberShareEntry>,
        /// Who pays whom.
        transfers: Vec<TransferShareEntry>,
        /// Who would leave, where groups were priced.
        stability: Option<StabilityEntry>,
    }
    /// A member under a rule.
    MemberShareEntry {
        /// Member.
        member: String,
        /// What it pays today, if all its prices are declared.
        today: Option<DecimalText>,
        /// What it would pay by itself at least.
        alone_at_least: Option<DecimalText>,
        /// What it is charged.
        charge: DecimalText,
        /// What it pays the other members; below zero, what they pay it.
        transfer: DecimalText,
        /// The most it may be charged, if there is such a limit.
        cap: Option<DecimalText>,
        /// What it saves.
        saving: Option<SavingEntry>,
        /// What it would lose by leaving alone.
        loss_alone: Option<LossEntry>,
        /// The group with it that could gain most by leaving.
        tightest: Option<GroupGainEntry>,
    }
    /// What is saved against a named baseline.
    SavingEntry {
        /// `incumbent` or `stand_alone`.
        against: String,
        /// How much.
        amount: DecimalText,
        /// The same as a share of the baseline.
        share: Option<DecimalText>,
    }
    /// A loss within two ends; below zero, a gain.
    LossEntry {
        /// At least; proven.
        at_least: DecimalText,
        /// At most; found.
        at_most: DecimalText,
    }
    /// A group and what it could gain.
    GroupGainEntry {
        /// Members.
        group: Vec<String>,
        /// It gains at most this; proven. Below zero, it loses at least so much.
        gain_at_most: DecimalText,
    }
    /// A payment between members.
    TransferShareEntry {
        /// Who pays.
        from: String,
        /// Who is paid.
        to: String,
        /// How much.
        amount: DecimalText,
    }
    /// Whether a group would leave.
    StabilityEntry {
        /// It is proven that no group gains by leaving.
        stable: bool,
        /// Shares of all groups at once prove what is said; else each group was priced.
        groups_at_once: bool,
        /// Groups of which nothing is proven; what is said of all is not said of these.
        groups_unknown: usize,
        /// The group that could gain most; no other gains more.
        most: Option<GroupGainEntry>,
        /// The group that surely gains most, with its plan.
        witness: Option<WitnessEntry>,
    }
    /// A group that gains by leaving.
    WitnessEntry {
        /// Members.
        group: Vec<String>,
        /// By how much.
        gain: DecimalText,
        /// What its own plan costs.
        cost: DecimalText,
        /// From whom that plan buys.
        vendors: Vec<OwnVendorEntry>,
    }
    /// A vendor of a group's own plan.
    OwnVendorEntry {
        /// Vendor.
        vendor: String,
        /// What it charges, as invoiced.
        amount: DecimalText,
    }
    /// Whether there are charges that no group objects to.
    CoreEntry {
        /// `charges`: there are. `empty`: there are none. `within`: there are charges under which no group
        /// gains more than `gain_at_most`. `open`: it is not proven either way.
        status: String,
        /// However the cost is shared, some group gains at least this; where `empty`.
        gain_at_least: Option<DecimalText>,
        /// There are charges under which none gains more than this; where `empty` or `within`.
        gain_at_most: Option<DecimalText>,
    }
    /// Groups that would pay less apart.
    PartingEntry {
        /// Members, group by group.
        groups: Vec<Vec<String>>,
        /// What they would pay in all.
        cost: DecimalText,
        /// By how much that is less.
        saving: DecimalText,
    }
}
