//! The view model: everything a report shows of a verified plan, computed once.
//!
//! Goes in: a case and its [`VerifiedPlan`]. Comes out: totals, vendors and members as figures
//! with ids; the renderers beside this module only put them into words, columns and keys, so that
//! the terminal, `plan.json` and `awards.csv` can never disagree.
//!
//! Every amount is a **statement amount**: rounded once per charge line as an invoice rounds it,
//! times its occurrences in the horizon. Sums of such amounts are exact, so every table adds up to
//! the total above it. Only [`View::cheaper_at_most`] and the gap compare unrounded figures,
//! because the bound is one.
//!
//! A charge is **attributed** to a member where it alone causes it: goods of its lines, its own
//! surplus, broken packs and drops at its sites. Fees per vendor, rebates, bundles, discounts of
//! incremental breaks and pooled surplus are **shared**: whoever divides the savings divides them.

mod award;
mod cost;
mod member;
mod standing;
mod today;
mod vendor;

pub use award::{AwardView, SurplusView};
pub use cost::{Breakdown, CostKind, owner_member};
pub use member::{MemberToday, MemberView};
pub use standing::{BundleView, GroupView, MinOrderView, NextTier, RebateView};
pub use today::Comparison;
pub use vendor::{QuoteView, VendorView};

use crate::plan::gap;
use crate::problem::Case;
use crate::units::{Decimal, Money};
use crate::verify::VerifiedPlan;

/// What reports show of one verified plan.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The case; the figures below hold its ids.
    pub case: &'a Case,
    /// The plan the figures come from.
    pub plan: &'a VerifiedPlan,
    /// What everything costs over the horizon, by kind.
    pub cost: Breakdown,
    /// No plan can be cheaper by more than this over the horizon; unrounded, not negative.
    pub cheaper_at_most: Money,
    /// The same as a share of the objective.
    pub gap: Decimal,
    /// Today's cost against the plan, if any price of today is declared.
    pub today: Option<Comparison>,
    /// What is bought for each demand line, in the award's order.
    pub awards: Vec<AwardView>,
    /// What is bought beyond the demand, in the award's order.
    pub surplus: Vec<SurplusView>,
    /// Vendors that something is bought from, the largest cost first.
    pub vendors: Vec<VendorView<'a>>,
    /// Every member, in the case's order.
    pub members: Vec<MemberView>,
    /// What no single member causes.
    pub shared: Breakdown,
}

impl<'a> View<'a> {
    /// The view of a verified plan.
    pub fn of(case: &'a Case, plan: &'a VerifiedPlan) -> Self {
        let cost = Breakdown::of(plan.lines());
        let objective = plan.objective();
        let bound = plan.plan().proof.bound;
        Self {
            case,
            plan,
            cheaper_at_most: (objective - bound).max(Money::ZERO),
            gap: gap(objective, bound),
            today: today::comparison(case, plan.lines(), &cost),
            awards: award::awards(case, plan),
            surplus: award::surplus(case, plan),
            vendors: vendor::vendors(case, plan),
            members: member::members(case, plan),
            shared: cost::shared(case, plan.lines()),
            cost,
        }
    }
}
