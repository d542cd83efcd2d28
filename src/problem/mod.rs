//! The case: everything known before anything is decided, valid by construction.
//!
//! [`Case`](crate::problem::Case) is built by `input`, which checks everything; code past that point never re-checks.
//! All money is in the case's currency, all quantities are in the item's base unit **per order
//! cycle**; where a term is stated for the horizon it carries [`Period`](crate::problem::Period).
#![deny(clippy::float_arithmetic)]

mod breaks;
mod case;
/// Stops, vehicles and travel: what routing is asked.
pub mod delivery;
mod demand;
mod parties;
mod quote;
mod resources;
mod rule;
mod settlement;
mod time;

pub use breaks::{
    AllUnitsTier, BreakGroup, Bundle, BundlePart, Counted, Discount, IncrementalTier,
    QuoteStructure, RebateTier, SpendRebate,
};
pub use case::{Case, RuleGroup};
pub use demand::{DemandLine, Substitute, Today, VendorChoice};
pub use parties::{
    Capacity, CapacityUnit, DeliveryTerms, Drop, Item, Member, Site, StorageClass, Vendor,
};
pub use quote::{Condition, Pack, PackScope, Quote, Scope};
pub use resources::{CostUnits, DeliveryResources, Hub, Place, Vehicle};
pub use rule::{Each, Rule, RuleKind, RuleScope, RuleUnit, ShareOf};
pub use settlement::SettlementTerms;
pub use time::{Date, Fee, Horizon, Period, PeriodQuantity, PeriodSpend};
