//! A line is served by one quote, unless its item may be split; then in whole steps.

use crate::plan::{Award, AwardLine};
use crate::problem::Case;
use crate::units::{DemandLineId, Table};
use crate::verify::Refusal;

/// No line is split that may not be, and no part of a split line is off the item's step.
pub fn split(case: &Case, award: &Award, refusals: &mut Vec<Refusal>) {
    let mut n_quotes: Table<DemandLineId, usize> = case.demand.ids().map(|_| 0).collect();
    for entry in &award.lines {
        n_quotes[entry.line] += 1;
        refusals.extend(off_step(case, entry));
    }
    for (id, line) in case.demand.iter() {
        if n_quotes[id] > 1 && !case.items[line.item].split {
            refusals.push(Refusal::Split {
                line: line.key.clone(),
                n_quotes: n_quotes[id],
            });
        }
    }
}

fn off_step(case: &Case, entry: &AwardLine) -> Option<Refusal> {
    let line = &case.demand[entry.line];
    let item = &case.items[line.item];
    let is_whole = (entry.covered.value() % item.step.value()).is_zero();
    (item.split && !is_whole).then(|| Refusal::OffStep {
        line: line.key.clone(),
        quote: case.quotes[entry.quote].key.clone(),
        covered: format!("{} {}", entry.covered, item.unit),
        step: format!("{} {}", item.step, item.unit),
    })
}
