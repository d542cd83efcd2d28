//! Business rules, each in a file of its own; `award::admissible` makes true what is checked here.

mod forbid;
mod require;

use super::Refusal;
use crate::problem::{Case, RuleKind};
use crate::units::{DemandLineId, QuoteId};

/// Checks every rule that speaks about a demand line against the quote that serves it.
pub(super) fn check(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let vendor = case.quotes[quote].vendor;
    for rule in case.rules.values() {
        if !case.is_ruled(&rule.scope, line) {
            continue;
        }
        refusals.extend(match &rule.kind {
            RuleKind::Forbid(choice) => forbid::check(case, rule, choice, line, vendor),
            RuleKind::Require(choice) => require::check(case, rule, choice, line, vendor),
        });
    }
}
