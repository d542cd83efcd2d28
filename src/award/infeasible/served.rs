//! The case without the lines that no quote serves, and the way back to the whole one.

use std::collections::BTreeSet;

use super::conflict::Conflict;
use super::element::{Element, without};
use super::relaxation::{Change, Relaxation};
use crate::problem::Case;
use crate::units::{DemandLineId, Id};

/// A case whose every line some quote could serve.
pub(super) struct Served {
    pub case: Case,
    /// The line of the whole case, by line of this one.
    lines: Vec<DemandLineId>,
}

impl Served {
    /// The case without these lines.
    pub fn of(case: &Case, unserved: &BTreeSet<Element>) -> Self {
        let lines = case.demand.ids();
        let lines = lines.filter(|line| !unserved.contains(&Element::Demand(*line)));
        Self {
            case: without(case, unserved),
            lines: lines.collect(),
        }
    }

    /// The same element of the whole case.
    fn back(&self, element: Element) -> Element {
        let line = |line: DemandLineId| self.lines[line.index()];
        match element {
            Element::Demand(id) => Element::Demand(line(id)),
            Element::Wishes(id) => Element::Wishes(line(id)),
            Element::Ceiling(id) => Element::Ceiling(line(id)),
            Element::NeededBy(id) => Element::NeededBy(line(id)),
            Element::Rule(_)
            | Element::QuoteMinimum(_)
            | Element::QuoteCapacity(_)
            | Element::Conditions(_)
            | Element::VendorMinimum(_)
            | Element::VendorCapacity(_)
            | Element::LeastDrops(_) => element,
        }
    }

    /// The lines that nobody serves, each a conflict by itself, and the others.
    pub fn conflicts(&self, unserved: &BTreeSet<Element>, found: Vec<Conflict>) -> Vec<Conflict> {
        let alone = unserved.iter().map(|element| Conflict {
            elements: vec![*element],
            is_smallest: true,
        });
        let others = found.into_iter().map(|conflict| Conflict {
            elements: conflict
                .elements
                .into_iter()
                .map(|one| self.back(one))
                .collect(),
            ..conflict
        });
        alone.chain(others).collect()
    }

    /// Doing without the lines that nobody serves, with each of the others' ways out.
    pub fn relaxations(
        &self,
        unserved: &BTreeSet<Element>,
        found: Vec<Relaxation>,
        n_conflicts: usize,
    ) -> Vec<Relaxation> {
        let drops = unserved.iter().map(|element| Change {
            element: *element,
            values: None,
            is_least: true,
        });
        let drops: Relaxation = drops.collect();
        // To buy nothing at all is no way out.
        if self.lines.is_empty() {
            return Vec::new();
        }
        if found.is_empty() && n_conflicts == drops.len() && !drops.is_empty() {
            return vec![drops];
        }
        let back = |change: Change| Change {
            element: self.back(change.element),
            ..change
        };
        let found = found.into_iter();
        found
            .map(|changes| {
                drops
                    .iter()
                    .cloned()
                    .chain(changes.into_iter().map(back))
                    .collect()
            })
            .collect()
    }
}
