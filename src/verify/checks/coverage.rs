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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::award;
    use crate::verify::fixture::{check, small};

    #[test]
    fn each_line_is_covered_exactly() {
        let small = small();
        let check_covered = |covered: i32, expected: &[&str]| {
            let award = award(&[(small.need, small.quote, covered)]);
            check(&small.case, &award, expected);
        };
        check_covered(6, &[]);
        check_covered(
            5,
            &["demand line `corner/flour` needs 6 kg, but the plan covers 5 kg"],
        );
        check_covered(
            7,
            &["demand line `corner/flour` needs 6 kg, but the plan covers 7 kg"],
        );
    }

    #[test]
    fn a_line_nobody_serves_is_named() {
        let small = small();
        check(
            &small.case,
            &Award::default(),
            &["demand line `corner/flour` needs 6 kg, but the plan covers 0 kg"],
        );
    }
}
