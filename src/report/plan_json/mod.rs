//! `plan.json`: the whole plan for other programs.
//!
//! Keys are the case's ids. Money and quantities are decimal strings, so that no reader rounds
//! them by accident; `landed_cost`, `objective` and `bound` are exact, statement lines and
//! everything summed from them are rounded as invoiced. Quantities are per order cycle, amounts
//! named `total` and everything in `cost_by_kind` are per horizon. The format is described by
//! `docs/plan.schema.json`.

mod figures;
mod parties;
mod types;

pub use figures::{bound_source_named, status_named};
pub use types::{
    AwardEntry, BundleEntry, CaseEntry, CostEntry, DecimalText, GroupEntry, HorizonEntry,
    MemberEntry, MemberTodayEntry, MinOrderEntry, NextEntry, OwnerEntry, PlanFile, PriceEntry,
    ProofEntry, QuoteEntry, RebateEntry, StatementEntry, SurplusEntry, TodayEntry, VendorEntry,
    VolumeEntry,
};

use super::view::View;

/// Version of the format; rises when a key changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

impl PlanFile {
    /// The file of a view.
    pub fn of(view: &View) -> Self {
        let (case, plan) = (view.case, view.plan);
        let proof = &plan.plan().proof;
        Self {
            schema_version: SCHEMA_VERSION,
            case: case.name.clone(),
            basis: figures::basis(case),
            currency: case.currency.code().to_owned(),
            horizon: figures::horizon(case),
            status: figures::status(proof.status).to_owned(),
            objective: plan.objective().into(),
            landed_cost: plan.landed_cost().into(),
            statement_total: view.cost.total().into(),
            bound: proof.bound.into(),
            bound_source: figures::bound_source(proof.bound_source).to_owned(),
            gap: view.gap.into(),
            proof: ProofEntry {
                nodes: proof.nodes,
                work: proof.work,
            },
            cost_by_kind: figures::costs(&view.cost),
            today: view.today.as_ref().map(figures::today),
            awards: figures::awards(view),
            surplus: figures::surplus(view),
            vendors: parties::vendors(view),
            members: parties::members(view),
            shared: figures::costs(&view.shared),
        }
    }

    /// The file's text.
    ///
    /// # Panics
    /// Never: every field is a string, a number or a list of such.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("the plan's keys are strings");
        text.push('\n');
        text
    }

    /// The JSON Schema of the format.
    ///
    /// # Panics
    /// Never: a schema is JSON.
    pub fn schema() -> String {
        let schema = schemars::schema_for!(PlanFile);
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        text.push('\n');
        text
    }
}
