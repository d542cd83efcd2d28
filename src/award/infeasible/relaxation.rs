//! The least change that makes a plan possible.
//!
//! For one element, all others kept: the case without it is solved for the plan that needs it
//! changed least, and the exact value of that plan is what it must be changed to. Where no single
//! change is enough, a smallest set of elements that has one in common with every conflict is
//! changed together, one after the other, so that none of them can be changed less.

use std::collections::BTreeSet;

use super::conflict::{Conflict, conflict};
use super::element::{Element, elements, reduced, without};
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
    /// Whether it is proven that no smaller change is enough.
    pub is_least: bool,
}

/// Changes that make a plan possible when all of them are made.
pub type Relaxation = Vec<Change>;

/// The case with changes made: what a way out says has a plan.
pub fn changed(case: &Case, changes: &[Change]) -> Case {
    let mut after = case.clone();
    let mut dropped = BTreeSet::new();
    for change in changes {
        match change.values {
            Some((_, to)) => numeric::set(&mut after, change.element, to),
            None => {
                dropped.insert(change.element);
            }
        }
    }
    without(&after, &dropped)
}

/// Most conflicts among rules and limits that are looked for.
const CONFLICTS_MAX: usize = 12;

/// Every conflict found, and every way out: each change that is enough by itself, or else one set
/// of changes.
pub(super) fn ways_out(questions: &mut Questions) -> (Vec<Conflict>, Vec<Relaxation>) {
    questions.use_up_to(SHARE_OF_CONFLICTS);
    let (conflicts, given_up) = conflicts(questions);
    questions.use_up_to(SHARE_OF_RELAXATIONS);
    let mut relaxations = match &given_up {
        Some(given_up) => relaxations(questions, &conflicts, given_up),
        None => Vec::new(),
    };
    questions.use_up_to(SHARE_OF_DEMAND);
    let least = conflicts
        .into_iter()
        .map(|one| one.with_least_demand(questions));
    let conflicts: Vec<Conflict> = least.collect();
    if given_up.is_some() {
        relaxations.extend(less_demand(questions, &conflicts));
    }
    (conflicts, relaxations)
}

/// Lines that no quote could serve, whatever else is left out: each is a conflict by itself, and
/// there is no way but to do without it.
pub(super) fn unserved(case: &Case) -> BTreeSet<Element> {
    let (nothing_kept, _) = reduced(case, &BTreeSet::new());
    let choices = admissible::choices(&nothing_kept).into_iter();
    let unserved = choices.filter(|(_, quotes)| quotes.is_empty());
    unserved.map(|(line, _)| Element::Demand(line)).collect()
}

/// Share of the limits until which conflicts are looked for.
const SHARE_OF_CONFLICTS: f64 = 0.4;

/// Share of the limits until which ways out are.
const SHARE_OF_RELAXATIONS: f64 = 0.7;

/// Share of the limits until which the demand in conflict is.
const SHARE_OF_DEMAND: f64 = 0.9;

/// Conflicts among rules and limits until a plan exists without one element of each, and these
/// elements; `None` if a limit was reached before.
fn conflicts(questions: &mut Questions) -> (Vec<Conflict>, Option<BTreeSet<Element>>) {
    let all = elements(questions.case);
    let mut conflicts: Vec<Conflict> = Vec::new();
    for _ in 0..CONFLICTS_MAX {
        let given_up = hitting(&conflicts);
        let kept: Vec<Element> = all
            .iter()
            .copied()
            .filter(|element| !given_up.contains(element))
            .collect();
        if let Some(found) = conflict(questions, &kept) {
            conflicts.push(found);
            continue;
        }
        let has_plan = questions.has_plan(&kept.into_iter().collect()) == Answer::Yes;
        return (conflicts, has_plan.then_some(given_up));
    }
    (conflicts, None)
}

/// A smallest set of rules and limits with one of every conflict; of equal ones the first.
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
            let elements = conflict.elements.iter().copied();
            for element in elements.filter(|element| !Conflict::is_demand(*element)) {
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

/// The changes of a rule or a limit that are each enough, or else one set of changes.
fn relaxations(
    questions: &mut Questions,
    conflicts: &[Conflict],
    given_up: &BTreeSet<Element>,
) -> Vec<Relaxation> {
    let singles = in_common(conflicts);
    let singles: Vec<Element> = singles
        .into_iter()
        .filter(|element| !Conflict::is_demand(*element))
        .collect();
    let found = alone(questions, &singles);
    if found.is_empty() {
        return together(questions, given_up).into_iter().collect();
    }
    found
}

/// Doing without some demand, where a conflict is about few lines and that is enough.
fn less_demand(questions: &mut Questions, conflicts: &[Conflict]) -> Vec<Relaxation> {
    let lines = in_common(conflicts).into_iter();
    let lines: Vec<Element> = lines
        .filter(|element| Conflict::is_demand(*element))
        .collect();
    let is_alone = conflicts
        .iter()
        .all(|conflict| conflict.elements.len() == 1);
    if is_alone || lines.len() > LINES_MAX {
        return Vec::new();
    }
    alone(questions, &lines)
}

/// Most lines of a conflict for each of which doing without is looked at.
const LINES_MAX: usize = 5;

/// Each change that is enough by itself.
fn alone(questions: &mut Questions, elements: &[Element]) -> Vec<Relaxation> {
    let case = questions.case.clone();
    let mut found = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        let open = BTreeSet::from([*element]);
        let parts = u32::try_from(elements.len() - index).unwrap_or(u32::MAX);
        let changes = change(questions, &case, *element, &open, parts).map(|one| vec![one]);
        found.extend(changes.filter(|changes| is_enough(questions, changes)));
    }
    found
}

/// Whether a plan exists with changes that leave demand out. A line that is not there counts
/// toward no share and no saving, unlike one that need not be covered, so that this is asked anew.
fn is_enough(questions: &mut Questions, changes: &[Change]) -> bool {
    if !changes
        .iter()
        .any(|change| Conflict::is_demand(change.element))
    {
        return true;
    }
    let case = changed(questions.case, changes);
    let all = vec![true; case.demand.len()];
    questions.has_plan_of(&case, &all) == Answer::Yes
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
    for (index, element) in given_up.iter().enumerate() {
        let parts = u32::try_from(given_up.len() - index).unwrap_or(u32::MAX);
        let change = change(questions, &case, *element, &open, parts)?;
        if let Some((_, to)) = change.values {
            numeric::set(&mut case, *element, to);
            open.remove(element);
        }
        changes.push(change);
    }
    is_enough(questions, &changes).then_some(changes)
}

/// The least change of an element of `case` with which a plan exists while those in `open`,
/// itself among them, are left out; `None` if there is none or a limit was reached.
fn change(
    questions: &mut Questions,
    case: &Case,
    element: Element,
    open: &BTreeSet<Element>,
    parts: u32,
) -> Option<Change> {
    let kept: BTreeSet<Element> = elements(case)
        .into_iter()
        .filter(|e| !open.contains(e))
        .collect();
    let (lifted, required) = reduced(case, &kept);
    let Some(before) = numeric::value(case, element) else {
        return (questions.has_plan_of(&lifted, &required) == Answer::Yes).then_some(Change {
            element,
            values: None,
            is_least: true,
        });
    };
    let least = measure::least(questions, case, &lifted, &required, element, parts)?;
    Some(Change {
        element,
        values: Some((before, least.value)),
        is_least: least.is_proven,
    })
}
