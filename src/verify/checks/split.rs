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

#[cfg(test)]
mod tests {
    use crate::testing::{award, qty};
    use crate::verify::fixture::{check, small};
    use rust_decimal::dec;

    #[test]
    fn only_an_item_that_may_be_split_is_served_by_two_quotes() {
        let mut small = small();
        let farm = small.case.vendor("farm");
        let other = small.case.quote(farm, small.flour, 8);
        let award = award(&[(small.need, small.quote, 4), (small.need, other, 2)]);
        let said = "demand line `corner/flour` may not be split, but 2 quotes serve it";
        check(&small.case, &award, &[said]);
        small.case.items[small.flour].split = true;
        check(&small.case, &award, &[]);
    }

    #[test]
    fn parts_are_whole_steps() {
        let mut small = small();
        let farm = small.case.vendor("farm");
        let other = small.case.quote(farm, small.flour, 8);
        small.case.items[small.flour].split = true;
        let award = award(&[
            (small.need, small.quote, dec!(4.5)),
            (small.need, other, dec!(1.5)),
        ]);
        check(
            &small.case,
            &award,
            &[
                "quote `mill/flour` covers 4.5 kg of demand line `corner/flour`, which is not a \
                 whole multiple of 1 kg",
                "quote `farm/flour` covers 1.5 kg of demand line `corner/flour`, which is not a \
                 whole multiple of 1 kg",
            ],
        );
        small.case.items[small.flour].step = qty(dec!(0.5));
        check(&small.case, &award, &[]);
    }
}
