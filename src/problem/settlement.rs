//! How the cooperative settles with its members.

use super::Date;
use crate::units::{Decimal, Money};

/// What holds when the cost is divided among the members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementTerms {
    /// Whether members pay each other, so that charges may differ from invoices.
    pub transfers: bool,
    /// Whether no member may be charged more than today, where today's cost is known in full.
    pub cap_today: bool,
    /// The cooperative's fee as a share of what vendors invoice: 0.02 is 2 %.
    pub admin_fee_share: Decimal,
    /// The cooperative's fee for each member over the horizon, on top of the share.
    pub admin_fee_member: Money,
    /// Sales tax on what vendors invoice, as a share: 0.06 is 6 %; shown apart, never part of a
    /// charge or a saving.
    pub tax_rate: Decimal,
    /// Last day for which members commit to the plan, if declared.
    pub until: Option<Date>,
}

impl Default for SettlementTerms {
    fn default() -> Self {
        Self {
            transfers: true,
            cap_today: false,
            admin_fee_share: Decimal::ZERO,
            admin_fee_member: Money::ZERO,
            tax_rate: Decimal::ZERO,
            until: None,
        }
    }
}
