//! Reports: one view model, shown as terminal text, members' statements, `plan.json` and CSV.
//!
//! Goes in: a case and its verified plan. Comes out: text. Nothing is decided or priced here.
#![deny(clippy::float_arithmetic)]

pub mod awards_csv;
pub mod explain;
pub mod format;
pub mod infeasible;

#[cfg(test)]
mod fixture;
pub mod plan_json;
pub mod prices_csv;
pub mod rules;
pub mod savings;
pub mod statement;
mod table;
pub mod terminal;
mod view;

pub use table::{printable, wrapped};
pub use view::{
    AwardView, Breakdown, BundleView, Comparison, CostKind, GroupView, MemberToday, MemberView,
    MinOrderView, NextTier, QuoteView, RebateView, RuleView, SurplusView, VendorView, View,
};
