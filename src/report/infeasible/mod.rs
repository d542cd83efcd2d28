//! Words for an outcome without a plan: what is in conflict, the least change that makes a plan
//! possible, and the lines that cannot be met.

mod change;
mod element;
mod json;
mod lines;

pub use json::{ChangeEntry, ConflictEntry, InfeasibleFile, UnmetEntry};

use std::collections::BTreeSet;

use crate::award::{Conflict, Element, Infeasible, Relaxation};
use crate::problem::Case;
use crate::units::{DemandLineId, MemberId};

pub(super) use lines::reason;

use super::format::count;
use super::table::wrapped;

/// Most demand lines of a conflict named one by one.
const DEMAND_MAX: usize = 8;

/// Most conflicts described one by one.
const CONFLICTS_MAX: usize = 6;

/// The whole explanation.
pub fn text(case: &Case, infeasible: &Infeasible) -> String {
    let mut text = String::from("No award keeps everything that is asked for.\n");
    let ways_out = ways_out(case, &infeasible.relaxations);
    let lines = lines::text(case, infeasible);
    if infeasible.conflicts.iter().all(is_one_line) {
        text.push_str(&lines);
        text.push_str(&ways_out);
    } else {
        text.push_str(&conflicts(case, &infeasible.conflicts));
        text.push_str(&ways_out);
        text.push_str(&lines);
    }
    if infeasible.conflicts.is_empty() && infeasible.lines.is_empty() {
        text.push_str(
            "A limit was reached before the reasons were found; --time-limit or --work allow more.\n",
        );
    }
    text
}

/// The conflicts between several things; a line that nobody can serve is explained with the lines.
fn conflicts(case: &Case, conflicts: &[Conflict]) -> String {
    let told: Vec<&Conflict> = conflicts
        .iter()
        .filter(|conflict| !is_one_line(conflict))
        .collect();
    let mut text = String::new();
    for conflict in told.iter().take(CONFLICTS_MAX) {
        text.push_str(if conflict.is_smallest {
            "\nThese alone are in conflict; without any one of them the others could be kept:\n"
        } else {
            "\nThese are in conflict, perhaps fewer of them too (--time-limit lets it find out):\n"
        });
        let demand: Vec<DemandLineId> = conflict
            .elements
            .iter()
            .copied()
            .filter_map(of_demand)
            .collect();
        let is_short = demand.len() <= DEMAND_MAX;
        if !is_short {
            text.push_str(&item(&all_demand(case, &demand)));
        }
        let elements = conflict.elements.iter();
        let told = elements.filter(|one| is_short || of_demand(**one).is_none());
        text.extend(told.map(|one| item(&element::words(case, *one))));
        if is_short && !demand.is_empty() && demand.len() < case.demand.len() {
            text.push_str("Other demand may be in conflict in the same way.\n");
        }
    }
    if told.len() > CONFLICTS_MAX {
        text.push_str("\n… and further conflicts.\n");
    }
    text
}

fn of_demand(element: Element) -> Option<DemandLineId> {
    match element {
        Element::Demand(line) => Some(line),
        Element::Rule(_)
        | Element::Wishes(_)
        | Element::Ceiling(_)
        | Element::NeededBy(_)
        | Element::QuoteMinimum(_)
        | Element::QuoteCapacity(_)
        | Element::Conditions(_)
        | Element::VendorMinimum(_)
        | Element::VendorCapacity(_)
        | Element::LeastDrops(_) => None,
    }
}

/// `the demand of 24 members (298 of 331 lines)`.
fn all_demand(case: &Case, lines: &[DemandLineId]) -> String {
    let members: BTreeSet<MemberId> = lines.iter().map(|line| case.member_of(*line)).collect();
    format!(
        "the demand of {} ({} of {})",
        count(members.len(), "member"),
        lines.len(),
        count(case.demand.len(), "line")
    )
}

fn is_one_line(conflict: &Conflict) -> bool {
    matches!(conflict.elements.as_slice(), [Element::Demand(_)])
}

fn ways_out(case: &Case, relaxations: &[Relaxation]) -> String {
    let heading = match relaxations {
        [] => return String::new(),
        [one] if one.len() > 1 => {
            "\nA plan is possible with all of these changes, and with none of them smaller:\n"
        }
        [_] => "\nThe least change that makes a plan possible:\n",
        _ => "\nThe least change that makes a plan possible is any one of these:\n",
    };
    let mut text = heading.to_owned();
    if let [one] = relaxations {
        text.extend(one.iter().map(|change| item(&change::words(case, change))));
        return text;
    }
    for changes in relaxations {
        let words: Vec<String> = changes.iter().map(|one| change::words(case, one)).collect();
        text.push_str(&item(&words.join("; and ")));
    }
    text
}

fn item(words: &str) -> String {
    wrapped(&format!("  - {words}"), 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Obstacle, UnmetLine};
    use crate::report::fixture;
    use crate::testing::qty;
    use crate::units::{Id, Price, QuoteId};

    #[test]
    fn each_line_names_its_quotes_and_what_to_change() {
        let mut case = fixture::case();
        let (apples, bread) = (DemandLineId::from_index(0), DemandLineId::from_index(3));
        case.quotes[QuoteId::from_index(0)].valid.1 =
            Some(crate::problem::Date::constant(2025, 12, 31));
        case.demand[apples].price_ceiling = Some(Price::per_unit(crate::testing::money(2)));
        let infeasible = Infeasible {
            conflicts: Vec::new(),
            relaxations: Vec::new(),
            is_least: true,
            lines: vec![
                UnmetLine {
                    line: apples,
                    uncovered: qty(30),
                    obstacles: vec![
                        (Id::from_index(0), Obstacle::Validity),
                        (Id::from_index(1), Obstacle::PriceCeiling),
                    ],
                },
                UnmetLine {
                    line: bread,
                    uncovered: qty(5),
                    obstacles: Vec::new(),
                },
            ],
        };
        insta::assert_snapshot!(text(&case, &infeasible));
    }
}
