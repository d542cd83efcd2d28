//! L6: what the curves of an item cost at least that together count its demand.

use std::collections::VecDeque;

use super::Model;
use super::amounts::{self, Billionths};
use super::curves::State;
use super::reach;
use crate::units::{Decimal, Id, ItemId, Quantity, quantum};

/// Most grains of demand that are counted one by one; above, the item's curves count apart (L5), which
/// never gives more.
pub(super) const GRAINS_MAX: usize = 200_000;

/// Largest amount that the program over grains computes with: sums over all curves stay within 128
/// bits.
const AMOUNT_MAX: Billionths = 10_i128.pow(30);

/// What stands for a total that no choice of states reaches.
const UNREACHED: Billionths = Billionths::MAX;

/// An item whose curves together count exactly its demand.
pub(super) struct Pooled {
    /// The curves, one for each quote that may serve a line.
    pub curves: Vec<usize>,
    /// Demand in grains.
    demand: usize,
    /// What every total is a whole multiple of.
    grain: Quantity,
}

/// The pooled items: every line that its quotes may serve is for the item and may be served by them
/// alone, and each of these quotes is alone in its curve and counted in units.
pub(super) fn pooled(model: &Model) -> Vec<Pooled> {
    let case = model.case;
    let mut curves: Vec<Vec<usize>> = vec![Vec::new(); case.items.len()];
    let mut is_pooled = vec![true; case.items.len()];
    for pair in model.pairs.iter() {
        let (asked, bought) = (case.demand[pair.line].item, case.quotes[pair.quote].item);
        let curve = model.curves.place(pair.quote).curve;
        let of = &model.curves.all[curve];
        if asked != bought {
            is_pooled[asked.index()] = false;
        }
        is_pooled[bought.index()] &= asked == bought && of.quotes.len() == 1 && of.counts_units();
        curves[bought.index()].push(curve);
    }
    let mut quantities: Vec<Vec<Quantity>> = vec![Vec::new(); case.items.len()];
    for line in case.demand.values() {
        quantities[line.item.index()].push(line.quantity);
    }
    let items = curves.into_iter().zip(quantities).enumerate();
    let items = items.filter(|(index, (curves, _))| is_pooled[*index] && !curves.is_empty());
    let items = items.filter_map(|(index, (mut curves, quantities))| {
        curves.sort_unstable();
        curves.dedup();
        let (demand, grain) = in_grains(model, ItemId::from_index(index), &quantities)?;
        Some(Pooled {
            curves,
            demand,
            grain,
        })
    });
    items.collect()
}

/// An item's demand in grains; `None` if there are too many, or it is no whole number of them.
fn in_grains(model: &Model, item: ItemId, quantities: &[Quantity]) -> Option<(usize, Quantity)> {
    let item = &model.case.items[item];
    let values = quantities.iter().map(|quantity| quantity.value());
    let grain = if item.split {
        item.step.value()
    } else {
        quantum(values.clone())
    };
    let demand = amounts::counted_exact(values.sum())?;
    let each = amounts::counted_exact(grain)?;
    if each == 0 || demand.rem_euclid(each) != 0 {
        return None;
    }
    let demand = usize::try_from(demand / each).ok()?;
    (demand <= GRAINS_MAX).then_some((demand, Quantity::new(grain)))
}

/// The least over all choices of a state, or none, for each curve, and of whole grains that add up to
/// the demand; `None` if there is no such choice.
pub(super) fn bound(model: &Model, item: &Pooled, states: &[Vec<State>]) -> Option<Billionths> {
    let mut least = vec![UNREACHED; item.demand + 1];
    least[0] = 0;
    for curve in &item.curves {
        let mut with_curve = least.clone();
        for state in &states[*curve] {
            add(
                &least,
                straight_line(model, item, *curve, state)?,
                &mut with_curve,
            );
        }
        least = with_curve;
    }
    let found = least[item.demand];
    (found != UNREACHED).then_some(found)
}

/// What a state costs: a fixed part, and so much for each of its grains, of which there are at least
/// `first` and at most `last`.
#[derive(Clone, Copy, Debug)]
struct StraightLine {
    first: usize,
    last: usize,
    fixed: Billionths,
    slope: Billionths,
}

/// A state over grains; `None` if its amounts leave the range.
fn straight_line(
    model: &Model,
    item: &Pooled,
    curve: usize,
    state: &State,
) -> Option<StraightLine> {
    let range = model.ranges[curve][state.tier].as_ref()?;
    let of = &model.curves.all[curve];
    let cycles = of.counted(of.quotes[0], Quantity::new(Decimal::ONE));
    let (first, last) = reach::grains(range, item.grain, cycles)?;
    let counted = item.grain.value().checked_mul(cycles)?;
    let price = model.prices.quantity(curve, state.tier);
    let slope = amounts::floor(price.checked_mul(counted)?)?;
    let largest = slope.checked_mul(i128::try_from(item.demand).ok()?)?;
    let is_within = largest.abs() <= AMOUNT_MAX && state.fixed.abs() <= AMOUNT_MAX;
    is_within.then_some(StraightLine {
        first,
        last,
        fixed: state.fixed,
        slope,
    })
}

/// Lowers `into` where so much of a state on top of a total `from` costs less.
///
/// `into[n] = min over k within first and last of from[n − k] + fixed + slope k`: the least of
/// `from[r] − slope r` over a window that moves on with *n*, kept in a queue of rising values.
fn add(from: &[Billionths], line: StraightLine, into: &mut [Billionths]) {
    let mut window: VecDeque<(usize, Billionths)> = VecDeque::new();
    let mut paid = 0;
    let mut paid_before = 0;
    for (total, found) in into.iter_mut().enumerate() {
        if let Some(before) = total.checked_sub(line.first) {
            if from[before] != UNREACHED {
                let value = from[before] - paid_before;
                while window.back().is_some_and(|(_, other)| *other >= value) {
                    window.pop_back();
                }
                window.push_back((before, value));
            }
            paid_before += line.slope;
        }
        while window
            .front()
            .is_some_and(|(before, _)| before.saturating_add(line.last) < total)
        {
            window.pop_front();
        }
        if let Some((_, least)) = window.front() {
            *found = (*found).min(least + paid + line.fixed);
        }
        paid += line.slope;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: StraightLine = StraightLine {
        first: 2,
        last: 3,
        fixed: 10,
        slope: 4,
    };

    /// Every total by itself, from nothing.
    fn check(states: &[&[StraightLine]], expected: &[Option<Billionths>]) {
        let mut least = vec![UNREACHED; expected.len()];
        least[0] = 0;
        for states in states {
            let mut with_curve = least.clone();
            for state in *states {
                add(&least, *state, &mut with_curve);
            }
            least = with_curve;
        }
        let found = least.iter().map(|of| (*of != UNREACHED).then_some(*of));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn one_curve_reaches_the_totals_of_its_tiers() {
        let none = None;
        check(&[&[UP]], &[Some(0), none, Some(18), Some(22), none]);
        let low = StraightLine {
            first: 0,
            last: 1,
            fixed: -1,
            slope: 9,
        };
        check(
            &[&[UP, low]],
            &[Some(-1), Some(8), Some(18), Some(22), none],
        );
        let empty = StraightLine {
            first: 3,
            last: 2,
            ..UP
        };
        check(&[&[empty]], &[Some(0), none, none, none]);
    }

    #[test]
    fn curves_share_a_total_at_least_cost() {
        let down = StraightLine {
            first: 1,
            last: 4,
            fixed: 5,
            slope: -2,
        };
        // Nothing; 1 to 4 from the second; 5 = 1 + 4 is 5 + 18 - 3, beaten by 3 + 2.
        let both = [
            Some(0),
            Some(3),
            Some(1),
            Some(-1),
            Some(-3),
            Some(18 + -1),
            Some(18 + -3),
            Some(22 + -3),
            None,
        ];
        check(&[&[UP], &[down]], &both);
        check(&[&[down], &[UP]], &both);
    }

    #[test]
    fn the_window_agrees_with_every_pair_of_totals() {
        let mut dice = crate::testing::Dice::new(7);
        for _ in 0..200 {
            let (first, length) = (dice.between(0, 9) as usize, dice.between(0, 9) as usize);
            let mut number = |most| i128::from(dice.between(0, most));
            let (fixed, slope) = (number(40) - 20, number(20) - 10);
            let line = StraightLine {
                first,
                last: first + length,
                fixed,
                slope,
            };
            let mut from = || {
                if number(3) == 0 {
                    UNREACHED
                } else {
                    number(60)
                }
            };
            let from: Vec<Billionths> = (0..12).map(|_| from()).collect();
            let mut into = vec![UNREACHED; from.len()];
            add(&from, line, &mut into);
            for (total, found) in into.into_iter().enumerate() {
                let parts = (first..=(first + length).min(total)).filter(|_| first <= total);
                let costs = parts.filter(|part| from[total - part] != UNREACHED);
                let costs = costs
                    .map(|part| from[total - part] + fixed + slope * i128::try_from(part).unwrap());
                assert_eq!(found, costs.min().unwrap_or(UNREACHED), "{line:?}");
            }
        }
    }
}
