//! Words for why a plan is as it is.
//!
//! Goes in: a case, its verified plan and what `explain` found. Comes out: text within 100 columns,
//! the answer first, or the same as data ([`ExplainFile`]).

mod item;
mod json;
mod json_types;
mod member;
mod overview;
mod rule;
mod vendor;
mod words;

pub use json_types::{
    BarredEntry, ExplainFile, ItemEntry, LevelEntry, LostEntry, MemberEntry, MemberLineEntry,
    MissingEntry, NextLevelEntry, OfferEntry, OutlookEntry, OverviewEntry, OwnEntry, RivalEntry,
    RuleEntry, SectionEntry, ServedEntry, StandingEntry, VendorEntry, WonEntry,
};

use crate::explain::Explanation;
use crate::problem::Case;
use crate::units::{Money, VendorId};
use crate::verify::VerifiedPlan;

use super::format::{money_per, rounded_down, rounded_up};
use super::view::{Breakdown, CostKind};

/// The plan that is explained.
pub(super) struct Page<'a> {
    pub case: &'a Case,
    pub plan: &'a VerifiedPlan,
}

/// Every explanation in words.
pub fn text(case: &Case, plan: &VerifiedPlan, explanations: &[Explanation]) -> String {
    let page = Page { case, plan };
    let sections = explanations.iter().map(|explanation| match explanation {
        Explanation::Overview(overview) => overview::text(&page, overview),
        Explanation::Vendor(reason) => vendor::text(&page, reason),
        Explanation::Item(reason) => item::text(&page, reason),
        Explanation::Member(reason) => member::text(&page, reason),
    });
    sections.collect::<Vec<_>>().join("\n")
}

impl Page<'_> {
    /// `1,234.50 USD per year`.
    fn per_horizon(&self, value: Money) -> String {
        money_per(value, self.case.currency, &self.case.horizon.name)
    }

    /// The same, never shown smaller than it is.
    fn at_most(&self, value: Money) -> String {
        self.per_horizon(rounded_up(value, self.case.currency))
    }

    /// The same, never shown larger than it is.
    fn at_least(&self, value: Money) -> String {
        self.per_horizon(rounded_down(value, self.case.currency))
    }

    /// Goods of a vendor over the horizon as invoiced, less break discounts.
    fn goods_of(&self, vendor: VendorId) -> Money {
        let lines = self.plan.lines().iter();
        let own = lines.filter(|line| line.charge.vendor == vendor);
        Breakdown::of(own).amount_of(&GOODS)
    }

    /// The same of all vendors.
    fn goods(&self) -> Money {
        Breakdown::of(self.plan.lines()).amount_of(&GOODS)
    }
}

const GOODS: [CostKind; 3] = [
    CostKind::Goods,
    CostKind::SurplusGoods,
    CostKind::BreakDiscount,
];
