//! Business rules, each kind in a file of its own: what `award::rules` makes true is measured here
//! anew, from the award and its exact charges. `models/award.md` has the measures.

mod forbid;
mod require;
mod standing;

pub use standing::RuleStanding;

use super::Refusal;
use crate::problem::{Case, RuleKind};
use crate::units::{DemandLineId, QuoteId};

/// Checks every rule that may not be broken and looks at one demand line and its vendor alone.
pub(super) fn check(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let vendor = case.quotes[quote].vendor;
    for rule in case.rules.values() {
        if rule.price.is_some() || !case.is_ruled(&rule.scope, line) {
            continue;
        }
        refusals.extend(match &rule.kind {
            RuleKind::Forbid(choice) => forbid::check(case, rule, choice, line, vendor),
            RuleKind::Require(choice) => require::check(case, rule, choice, line, vendor),
            RuleKind::KeepIncumbent
            | RuleKind::MostVendors { .. }
            | RuleKind::FewestVendors { .. }
            | RuleKind::SameVendor
            | RuleKind::LargestShare { .. }
            | RuleKind::SmallestShare { .. }
            | RuleKind::MostSwitches(_)
            | RuleKind::SwitchingCost(_)
            | RuleKind::Budget(_)
            | RuleKind::MinimumSaving(_)
            | RuleKind::NobodyAboveToday => None,
        });
    }
}
