//! Each demand line is covered exactly.

use crate::plan::Award;
use crate::problem::Case;
use crate::units::{DemandLineId, Quantity, Table};
use crate::verify::Refusal;

/// What is covered of each line equals what it needs.
pub fn coverage(case: &Case, award: &Award, refusals: &mut Vec<Refusal>) {
    let mut covered: Table<DemandLineId, Quantity> =
        case.demand.ids().map(|_| Quantity::ZERO).collect();
    for entry in &award.lines {
        covered[entry.line] += entry.covered;
    }
    for (id, line) in case.demand.iter() {
        if covered[id] != line.quantity {
            let unit = &case.items[line.item].unit;
            refusals.push(Refusal::NotCovered {
                line: line.key.clone(),
                needed: format!("{} {unit}", line.quantity),
                covered: format!("{} {unit}", covered[id]),
            });
        }
    }
}
