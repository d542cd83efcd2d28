//! Where the plan stands against every rule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::DecimalText;
use crate::report::rules;
use crate::report::view::{RuleView, View};

/// Where the plan stands against one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Rule.
    pub rule: String,
    /// What it demands, in words.
    pub demands: String,
    /// Groups of demand lines (and vendors) it was asked of.
    pub asked: usize,
    /// In how many of them it is broken.
    pub broken_in: usize,
    /// What was measured where the rule is nearest to its limit, or furthest beyond: a count, a
    /// share within 0 and 1, or money per horizon; absent if nothing was asked.
    pub measured: Option<DecimalText>,
    /// The limit there, in the same unit.
    pub limit: Option<DecimalText>,
    /// By how much it is broken in all: pairs of a demand line and a vendor, vendors, units, kg or
    /// money per horizon.
    pub broken: DecimalText,
    /// What that counts per horizon when plans are compared, exact; nobody pays it.
    pub penalty: DecimalText,
    /// What the rule charges per horizon, as a switching cost does.
    pub charged: DecimalText,
}

pub(super) fn entries(view: &View) -> Vec<RuleEntry> {
    view.rules.iter().map(|rule| entry(view, rule)).collect()
}

fn entry(view: &View, of: &RuleView) -> RuleEntry {
    let rule = &view.case.rules[of.rule];
    let nearest = of.nearest.as_ref();
    RuleEntry {
        rule: rule.key.clone(),
        demands: rules::demand(view.case, rule),
        asked: of.n_asked,
        broken_in: of.n_broken,
        measured: nearest.map(|standing| DecimalText::exact(standing.measured)),
        limit: nearest.map(|standing| DecimalText::exact(standing.limit)),
        broken: DecimalText::exact(of.broken),
        penalty: DecimalText::exact(of.penalty.value()),
        charged: of.charged.into(),
    }
}
