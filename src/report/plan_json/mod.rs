//! `plan.json`: the whole plan for other programs.
//!
//! Keys are the case's ids. Money and quantities are decimal strings, so that no reader rounds
//! them by accident; `landed_cost`, `objective` and `bound` are exact, statement lines and
//! everything summed from them are rounded as invoiced. Quantities are per order cycle, amounts
//! named `total` and everything in `cost_by_kind` are per horizon. The format is described by
//! `docs/plan.schema.json`.

mod figures;
mod member_types;
mod members;
mod parties;
mod party_types;
mod routes;
mod rules;
mod types;

pub(in crate::report) use figures::kind;
pub use figures::{bound_source_named, status_named};
pub(super) use figures::{horizon as horizon_entry, period as period_key};
pub use member_types::{
    CapEntry, IntervalEntry, InvoiceEntry, MemberEntry, MemberTodayEntry, SharingEntry, TaxEntry,
    TransferEntry,
};
pub(in crate::report) use members::baseline;
pub use members::{KNOWN, NOT_AVAILABLE, UNKNOWN};
pub use party_types::{
    BundleEntry, GroupEntry, MinOrderEntry, NextEntry, QuoteEntry, RebateEntry, StatementEntry,
    VendorEntry, VolumeEntry,
};
pub use routes::{RouteEntry, RouteStopEntry};
pub use rules::RuleEntry;
pub use types::{
    AwardEntry, AwardFirstEntry, CaseEntry, CostEntry, DecimalText, HorizonEntry, OwnerEntry,
    PlanFile, PriceEntry, ProofEntry, SurplusEntry, TodayEntry,
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
            objective: DecimalText::exact(plan.objective().value()),
            landed_cost: DecimalText::exact(plan.landed_cost().value()),
            penalties: DecimalText::exact(plan.penalties().value()),
            statement_total: view.cost.total().into(),
            bound: DecimalText::exact(proof.bound.value()),
            bound_source: figures::bound_source(proof.bound_source).to_owned(),
            certified_bound: plan
                .certified_bound()
                .map(|bound| DecimalText::exact(bound.value())),
            gap: view.gap.into(),
            award_first: plan.plan().award_first.map(figures::award_first),
            proof: ProofEntry {
                nodes: proof.nodes,
                work: proof.work,
            },
            cost_by_kind: figures::costs(&view.cost),
            today: view.today.as_ref().map(figures::today),
            awards: figures::awards(view),
            surplus: figures::surplus(view),
            vendors: parties::vendors(view),
            routes: routes::entries(view),
            rules: rules::entries(view),
            members: members::members(view),
            sharing: members::sharing(view),
            transfers: members::transfers(view),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_file_reads_back_as_it_was_written() {
        let case = fixture::case();
        let plan = fixture::verified(&case);
        let file = PlanFile::of(&View::of(&case, &plan, &fixture::savings(&case, &plan)));
        let again: PlanFile = serde_json::from_str(&file.to_text()).unwrap();
        assert_eq!(again, file);
        assert_eq!(again.landed_cost.0, "7976.8");
        assert_eq!(again.gap.0, plan_gap());
    }

    fn plan_gap() -> String {
        let cost = crate::testing::money(rust_decimal::dec!(7976.80));
        crate::plan::gap(cost, crate::testing::money(7900)).to_string()
    }

    #[test]
    fn every_name_is_found_again() {
        use crate::plan::{BoundSource, Status};
        for status in [
            Status::Optimal,
            Status::TimeLimit,
            Status::WorkLimit,
            Status::Interrupted,
            Status::Imprecise,
            Status::AwardFirst,
            Status::Exhausted,
        ] {
            assert_eq!(status_named(figures::status(status)), Some(status));
        }
        for source in [
            BoundSource::Milp,
            BoundSource::Prices,
            BoundSource::Vendors,
            BoundSource::Routes,
        ] {
            assert_eq!(
                bound_source_named(figures::bound_source(source)),
                Some(source)
            );
        }
        assert_eq!(status_named("Optimal"), None);
    }
}
