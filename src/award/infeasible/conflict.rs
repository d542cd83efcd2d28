//! A smallest conflict: demand, rules and limits that cannot all be kept, though they could
//! without any one of them.
//!
//! First among rules and limits with all demand required, then among the demand that these are in
//! conflict with: a rule that is needed for the conflict with all demand is needed with less of it
//! too. By halving (Junker 2004, AAAI-04, 167–172): about `2 k log(n ÷ k)` questions
//! for a conflict of *k* among *n* elements, each whether the reduced case has a plan. Elements that
//! stand first are kept in preference.

use std::collections::BTreeSet;

use super::element::Element;
use super::question::{Answer, Questions};

/// Elements that cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The elements, in their order; never empty.
    pub elements: Vec<Element>,
    /// Whether the case has a plan without any one of them; `false` if a limit was reached before
    /// that was proven, so that fewer may be in conflict.
    pub is_smallest: bool,
}

impl Conflict {
    /// Whether the element is a demand line that must be covered.
    pub(super) fn is_demand(element: Element) -> bool {
        matches!(element, Element::Demand(_))
    }

    /// The conflict with as little demand as it takes.
    pub(super) fn with_least_demand(self, questions: &mut Questions) -> Self {
        let (demand, other): (Vec<Element>, Vec<Element>) = self
            .elements
            .iter()
            .partition(|element| Self::is_demand(**element));
        questions.is_exact = true;
        let kept: BTreeSet<Element> = other.iter().copied().collect();
        let mut elements = halve(questions, &kept, true, &demand);
        elements.extend(other);
        elements.sort_unstable();
        Self {
            elements,
            is_smallest: self.is_smallest && questions.is_exact,
        }
    }
}

/// A conflict among `elements` that has all their demand, and of rules and limits as few as it
/// takes; `None` if they can all be kept, or if a limit was reached before it was proven that they
/// cannot.
pub(super) fn conflict(questions: &mut Questions, elements: &[Element]) -> Option<Conflict> {
    let all: BTreeSet<Element> = elements.iter().copied().collect();
    if questions.has_plan(&all) != Answer::No {
        return None;
    }
    questions.is_exact = true;
    let (demand, other): (Vec<Element>, Vec<Element>) = elements
        .iter()
        .partition(|element| Conflict::is_demand(**element));
    let kept: BTreeSet<Element> = demand.iter().copied().collect();
    let mut found = halve(questions, &kept, true, &other);
    found.extend(demand);
    found.sort_unstable();
    Some(Conflict {
        elements: found,
        is_smallest: questions.is_exact,
    })
}

/// The elements of `rest` that are in conflict with each other and with all of `kept`;
/// `is_new` says whether `kept` has grown since it was last asked about.
fn halve(
    questions: &mut Questions,
    kept: &BTreeSet<Element>,
    is_new: bool,
    rest: &[Element],
) -> Vec<Element> {
    if rest.is_empty() || is_new && questions.has_plan(kept) == Answer::No {
        return Vec::new();
    }
    if let [only] = rest {
        return vec![*only];
    }
    let (first, second) = rest.split_at(rest.len() / 2);
    let with_first: BTreeSet<Element> = kept.iter().chain(first).copied().collect();
    let of_second = halve(questions, &with_first, true, second);
    let with_second: BTreeSet<Element> = kept.iter().chain(&of_second).copied().collect();
    let mut found = halve(questions, &with_second, !of_second.is_empty(), first);
    found.extend(of_second);
    found
}
