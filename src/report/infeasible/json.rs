//! An outcome without a plan for other programs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{change, element};
use crate::award::{Change, Infeasible};
use crate::problem::Case;
use crate::report::plan_json::DecimalText;
use crate::units::Decimal;

/// Why no plan exists: what `solve --json` prints then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InfeasibleFile {
    /// Version of this format.
    pub schema_version: u32,
    /// Name of the case.
    pub case: String,
    /// Always `infeasible`.
    pub status: String,
    /// Sets of demand, rules and limits that cannot all be kept.
    pub conflicts: Vec<ConflictEntry>,
    /// Ways out, each enough by itself: the changes that it takes together.
    pub relaxations: Vec<Vec<ChangeEntry>>,
    /// Demand lines that cannot be met together with the rest.
    pub lines: Vec<UnmetEntry>,
}

/// What cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictEntry {
    /// Each thing in words.
    pub elements: Vec<String>,
    /// Whether it is proven that without any one of them the others can be kept.
    pub smallest: bool,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeEntry {
    /// The change in words.
    pub change: String,
    /// The value before, in the files' own unit (a share within 0 and 1); absent if something is
    /// dropped.
    pub from: Option<DecimalText>,
    /// The value with which a plan exists, exact.
    pub to: Option<DecimalText>,
    /// Whether it is proven that no smaller change is enough.
    pub least: bool,
}

/// A demand line that cannot be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnmetEntry {
    /// Demand line.
    pub line: String,
    /// How much of it stays uncovered at best, per cycle.
    pub uncovered: DecimalText,
}

impl InfeasibleFile {
    /// The file of an outcome.
    pub fn of(case: &Case, infeasible: &Infeasible) -> Self {
        let conflicts = infeasible.conflicts.iter().map(|conflict| ConflictEntry {
            elements: conflict
                .elements
                .iter()
                .map(|one| element::words(case, *one))
                .collect(),
            smallest: conflict.is_smallest,
        });
        let entry = |one: &Change| ChangeEntry {
            change: change::words(case, one),
            from: one
                .values
                .map(|(from, _): (Decimal, _)| DecimalText::exact(from)),
            to: one.values.map(|(_, to)| DecimalText::exact(to)),
            least: one.is_least,
        };
        let relaxations = infeasible.relaxations.iter();
        let lines = infeasible.lines.iter().map(|unmet| UnmetEntry {
            line: case.demand[unmet.line].key.clone(),
            uncovered: unmet.uncovered.into(),
        });
        Self {
            schema_version: 1,
            case: case.name.clone(),
            status: "infeasible".to_owned(),
            conflicts: conflicts.collect(),
            relaxations: relaxations
                .map(|changes| changes.iter().map(entry).collect())
                .collect(),
            lines: lines.collect(),
        }
    }

    /// The file's text.
    ///
    /// # Panics
    /// Never: every field is a string, a number or a list of such.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("the keys are strings");
        text.push('\n');
        text
    }
}
