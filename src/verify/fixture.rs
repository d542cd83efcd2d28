//! One small plan that keeps everything, for tests that break one thing in it.

use super::verify;
use crate::plan::Award;
use crate::problem::Case;
use crate::testing::{TestCase, award, plan};
use crate::units::{DemandLineId, ItemId, QuoteId, SiteId, VendorId};

/// Corner needs 6 kg of flour, the mill sells it at 9 per kg.
pub(super) struct Small {
    pub case: TestCase,
    pub corner: SiteId,
    pub flour: ItemId,
    pub need: DemandLineId,
    pub mill: VendorId,
    pub quote: QuoteId,
}

pub(super) fn small() -> Small {
    let mut case = TestCase::new();
    let corner = case.shop("corner");
    let flour = case.item("flour");
    let need = case.demand(corner, flour, 6);
    let mill = case.vendor("mill");
    let quote = case.quote(mill, flour, 9);
    Small {
        case,
        corner,
        flour,
        need,
        mill,
        quote,
    }
}

impl Small {
    /// All of it from the mill.
    pub fn award(&self) -> Award {
        award(&[(self.need, self.quote, 6)])
    }

    /// What is said against the plan that buys all of it from the mill.
    pub fn check(&self, expected: &[&str]) {
        check(&self.case, &self.award(), expected);
    }
}

/// Compares everything that is said against an award; nothing is said against one that keeps all.
pub(super) fn check(case: &Case, award: &Award, expected: &[&str]) {
    let said: Vec<String> = match verify(case, &plan(award.clone())) {
        Ok(_) => Vec::new(),
        Err(refused) => refused.refusals.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(said, expected);
}
