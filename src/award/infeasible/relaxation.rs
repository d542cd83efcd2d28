//! The least change that makes a plan possible.
//!
//! For one element, all others kept: the case without it is solved for the plan that needs it
//! changed least, and the exact value of that plan is what it must be changed to. Where no single
//! change is enough, a smallest set of elements that has one in common with every conflict is
//! changed together, one after the other, so that none of them can be changed less.

use std::collections::BTreeSet;

use super::conflict::{Conflict, conflict};
use super::element::{Element, elements, reduced};
use super::question::{Answer, Questions};
use super::{measure, numeric};
use crate::award::admissible;
use crate::problem::Case;
use crate::units::Decimal;

/// One element changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is changed.
    pub element: Element,
    /// Its value before and after, in its own unit; `None`: it is dropped.
    pub values: Option<(Decimal, Decimal)>,
}

/// Changes that make a plan possible when all of them are made.
pub type Relaxation = Vec<Change>;

/// The case with changes made, and for every line whether it must be covered: what a relaxation
/// says is possible.
pub fn changed(case: &Case, changes: &[Change]) -> (Case, Vec<bool>) {
    let mut changed = case.clone();
    let mut dropped = BTreeSet::new();
    for change in changes {
        match (change.element, change.values) {
            (Element::Demand(_), Some((_, to))) if to.is_zero() => {
                dropped.insert(change.element);
            }
            (element, Some((_, to))) => numeric::set(&mut changed, element, to),
            (element, None) => {
                dropped.insert(element);
            }
        }
    }
    let kept = elements(&changed)
        .into_iter()
        .filter(|e| !dropped.contains(e));
    reduced(&changed, &kept.collect())
}

/// Most conflicts that are looked for before the explanation ends without a relaxation.
const CONFLICTS_MAX: usize = 12;

/// Every conflict found, and every way out: each change that is enough by itself, or else one set
/// of changes.
pub(super) fn ways_out(questions: &mut Questions) -> (Vec<Conflict>, Vec<Relaxation>) {
    let all = elements(questions.case);
    let mut conflicts = unserved(questions.case);
    let mut given_up = hitting(&conflicts);
    for _ in 0..CONFLICTS_MAX {
        let kept: Vec<Element> = all
            .iter()
            .copied()
            .filter(|e| !given_up.contains(e))
            .collect();
        match conflict(questions, &kept) {
            Some(found) => conflicts.push(found),
            None if conflicts.is_empty() => return (conflicts, Vec::new()),
            None => {
                let kept = kept.into_iter().collect();
                if questions.has_plan(&kept) != Answer::Yes {
                    return (conflicts, Vec::new());
                }
                let relaxations = relaxations(questions, &conflicts, &given_up);
                return (conflicts, relaxations);
            }
        }
        given_up = hitting(&conflicts);
    }
    (conflicts, Vec::new())
}

/// Lines that no quote could serve, whatever else is left out: each is a conflict by itself.
fn unserved(case: &Case) -> Vec<Conflict> {
    let (nothing_kept, _) = reduced(case, &BTreeSet::new());
    let choices = admissible::choices(&nothing_kept).into_iter();
    let unserved = choices.filter(|(_, quotes)| quotes.is_empty());
    let alone = unserved.map(|(line, _)| Conflict {
        elements: vec![Element::Demand(line)],
        is_smallest: true,
    });
    alone.collect()
}

/// A smallest set of elements with one of every conflict; of equal ones the first.
fn hitting(conflicts: &[Conflict]) -> BTreeSet<Element> {
    let mut sets: Vec<BTreeSet<Element>> = vec![BTreeSet::new()];
    for conflict in conflicts {
        let mut longer = Vec::new();
        for set in sets {
            if conflict
                .elements
                .iter()
                .any(|element| set.contains(element))
            {
                longer.push(set);
                continue;
            }
            for element in preferred(&conflict.elements) {
                let mut more = set.clone();
                more.insert(element);
                longer.push(more);
            }
        }
        longer.sort_by_key(BTreeSet::len);
        longer.dedup();
        longer.truncate(SETS_MAX);
        sets = longer;
    }
    sets.into_iter().next().unwrap_or_default()
}

/// Most sets kept while a smallest one is looked for.
const SETS_MAX: usize = 2_000;

/// Rules and limits before demand: people rather change a rule than do without goods.
fn preferred(elements: &[Element]) -> Vec<Element> {
    let is_demand = |element: &&Element| matches!(element, Element::Demand(_));
    let (demand, other): (Vec<&Element>, Vec<&Element>) = elements.iter().partition(is_demand);
    other.into_iter().chain(demand).copied().collect()
}

fn relaxations(
    questions: &mut Questions,
    conflicts: &[Conflict],
    given_up: &BTreeSet<Element>,
) -> Vec<Relaxation> {
    let singles = in_common(conflicts);
    let mut found = Vec::new();
    for element in preferred(&singles) {
        let case = questions.case.clone();
        if let Some(change) = change(questions, &case, element, &BTreeSet::from([element])) {
            found.push(vec![change]);
        }
    }
    if found.is_empty() {
        found.extend(together(questions, given_up));
    }
    found
}

/// Elements of every conflict: only these can be enough by themselves.
fn in_common(conflicts: &[Conflict]) -> Vec<Element> {
    let Some((first, rest)) = conflicts.split_first() else {
        return Vec::new();
    };
    let elements = first.elements.iter().copied();
    elements
        .filter(|element| rest.iter().all(|other| other.elements.contains(element)))
        .collect()
}

/// Changes of all these elements, one after the other.
fn together(questions: &mut Questions, given_up: &BTreeSet<Element>) -> Option<Relaxation> {
    let mut case = questions.case.clone();
    let mut open = given_up.clone();
    let mut changes = Vec::new();
    for element in given_up {
        let change = change(questions, &case, *element, &open)?;
        if let Some((_, to)) = change.values {
            // Demand that stays at nothing need not be covered; all else is as it was set.
            if !matches!(element, Element::Demand(_)) || !to.is_zero() {
                numeric::set(&mut case, *element, to);
                open.remove(element);
            }
        }
        changes.push(change);
    }
    Some(changes)
}

/// The least change of an element of `case` with which a plan exists while those in `open`,
/// itself among them, are left out; `None` if there is none or a limit was reached.
fn change(
    questions: &mut Questions,
    case: &Case,
    element: Element,
    open: &BTreeSet<Element>,
) -> Option<Change> {
    let kept: BTreeSet<Element> = elements(case)
        .into_iter()
        .filter(|e| !open.contains(e))
        .collect();
    let (without, required) = reduced(case, &kept);
    let Some(before) = numeric::value(case, element) else {
        let answer = questions.has_plan_of(&without, &required);
        return (answer == Answer::Yes).then_some(Change {
            element,
            values: None,
        });
    };
    let after = measure::least(questions, case, &without, &required, element)?;
    let values = Some((before, after));
    Some(Change { element, values })
}
