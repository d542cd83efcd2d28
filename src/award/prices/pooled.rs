//! A pooled item's cheapest tiers: L6, by dynamic programming over its demand.
//!
//! `best[n]` is what the curves looked at so far cost if they take *n* grains together. A further
//! curve in a state that allows *first* to *last* grains at the same price each takes the cheapest
//! of a sliding window of it, so that the work is grains times states.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of moves, lines and grains are far below what floats and 32 bits hold"
)]

use super::evaluate::Precision;

/// Demand, in grains, up to which an item is looked at grain by grain on the way.
const COARSE_GRAINS: usize = 160;

/// A state of one of the item's curves.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub curve: usize,
    /// What being in it costs.
    pub fixed: f64,
    /// What every grain costs.
    pub each: f64,
    /// Least and most grains.
    pub range: (usize, usize),
}

/// The cheapest states.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub cost: f64,
    /// By curve: the state's number among the states, and the grains taken.
    pub taken: Vec<Option<(usize, f64)>>,
}

/// What one curve takes on the way to a total: a state's number and lots.
type Step = Option<(u32, u32)>;

/// The cheapest states of `n_curves` curves, at most one each, that take `grains` together.
///
/// States are sorted by curve. In lots of more than a grain the answer may cost less than any in
/// whole grains, never more; with no answer at all the cost is infinite.
pub(super) fn cheapest(
    grains: usize,
    n_curves: usize,
    states: &[State],
    precision: Precision,
) -> Choice {
    let lot = match precision {
        Precision::Whole => 1,
        Precision::Coarse => grains.div_ceil(COARSE_GRAINS).max(1),
    };
    let spare = lot - 1;
    let total = grains / lot;
    let mut best = vec![f64::INFINITY; total + 1];
    best[0] = 0.0;
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(n_curves);
    let mut window = Window::default();
    for curve in 0..n_curves {
        let mut next = best.clone();
        let mut taken: Vec<Step> = vec![None; total + 1];
        for (number, state) in states.iter().enumerate() {
            if state.curve != curve || state.range.0 > state.range.1 {
                continue;
            }
            let lots = (state.range.0 / lot, (state.range.1 / lot).min(total));
            let fixed = state.fixed + (state.each * spare as f64).min(0.0);
            let each = state.each * lot as f64;
            window.slide(&best, lots, each, |n, cost, taken_lots| {
                if cost + fixed < next[n] {
                    next[n] = cost + fixed;
                    taken[n] = Some((number as u32, taken_lots as u32));
                }
            });
        }
        best = next;
        steps.push(taken);
    }
    // What rounding down left of every curve may have been a lot's worth.
    let least = grains.saturating_sub(n_curves * spare) / lot;
    let (end, cost) = (least..=total)
        .map(|n| (n, best[n]))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .expect("the range holds the total");
    Choice {
        cost,
        taken: walk_back(&steps, end, lot),
    }
}

fn walk_back(steps: &[Vec<Step>], end: usize, lot: usize) -> Vec<Option<(usize, f64)>> {
    let mut at = end;
    let mut taken = vec![None; steps.len()];
    for (curve, step) in steps.iter().enumerate().rev() {
        if let Some((state, lots)) = step[at] {
            let grains = f64::from(lots) * lot as f64 + (lot - 1) as f64 / 2.0;
            taken[curve] = Some((state as usize, grains));
            at -= lots as usize;
        }
    }
    taken
}

/// Minima of a sliding window: a queue of positions whose values ascend.
#[derive(Default)]
struct Window {
    queue: Vec<usize>,
}

impl Window {
    /// For every total *n* that can be reached, the cheapest `best[n − k] + each × k` with *k* from
    /// `range.0` to `range.1`, and that *k*.
    fn slide(
        &mut self,
        best: &[f64],
        range: (usize, usize),
        each: f64,
        mut found: impl FnMut(usize, f64, usize),
    ) {
        if range.0 > range.1 {
            return;
        }
        self.queue.clear();
        let mut head = 0;
        let value = |at: usize| best[at] - each * at as f64;
        for n in range.0..best.len() {
            let entering = n - range.0;
            if best[entering] < f64::INFINITY {
                while self.queue.len() > head
                    && value(self.queue[self.queue.len() - 1]) >= value(entering)
                {
                    self.queue.pop();
                }
                self.queue.push(entering);
            }
            if head < self.queue.len() && n - self.queue[head] > range.1 {
                head += 1;
            }
            if let Some(from) = self.queue.get(head).copied() {
                found(n, value(from) + each * n as f64, n - from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(curve: usize, fixed: f64, each: f64, range: (usize, usize)) -> State {
        State {
            curve,
            fixed,
            each,
            range,
        }
    }

    /// Every choice of states and grains.
    fn exhaustive(grains: usize, n_curves: usize, states: &[State]) -> f64 {
        if n_curves == 0 {
            return if grains == 0 { 0.0 } else { f64::INFINITY };
        }
        let none = exhaustive(grains, n_curves - 1, states);
        let own = states.iter().filter(|state| state.curve == n_curves - 1);
        own.flat_map(|state| {
            (state.range.0..=state.range.1.min(grains)).map(|taken| {
                let rest = exhaustive(grains - taken, n_curves - 1, states);
                state.fixed + state.each * taken as f64 + rest
            })
        })
        .fold(none, f64::min)
    }

    #[allow(clippy::cast_sign_loss, reason = "draws of ranges are not below 0")]
    /// Three curves of two states each over 9 grains, with costs from a linear congruence.
    fn drawn(seed: u64) -> Vec<State> {
        let mut at = seed;
        let mut draw = |n: u64| {
            at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((at >> 33) % n) as f64
        };
        (0..6)
            .map(|number| {
                let from = draw(5) as usize;
                let to = from + draw(6) as usize;
                state(number / 2, draw(12) - 8.0, draw(7) - 3.0, (from, to))
            })
            .collect()
    }

    #[test]
    fn the_cheapest_states_are_those_of_exhaustive_search() {
        for seed in 0..200 {
            let states = drawn(seed);
            let expected = exhaustive(9, 3, &states);
            let found = cheapest(9, 3, &states, Precision::Whole);
            assert!(
                (found.cost - expected).abs() < 1e-9
                    || (found.cost.is_infinite() && expected.is_infinite()),
                "seed {seed}: {found:?}, not {expected}"
            );
            if expected.is_finite() {
                let taken = found.taken.iter().flatten();
                let total: f64 = taken.map(|(_, grains)| grains).sum();
                assert!((total - 9.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn in_lots_it_costs_no_more_than_in_grains() {
        for seed in 0..200 {
            let states: Vec<State> = drawn(seed)
                .into_iter()
                .map(|state| State {
                    range: (state.range.0 * 90, state.range.1 * 90 + 17),
                    ..state
                })
                .collect();
            let whole = cheapest(700, 3, &states, Precision::Whole).cost;
            let coarse = cheapest(700, 3, &states, Precision::Coarse).cost;
            assert!(coarse <= whole + 1e-9, "seed {seed}: {coarse}, {whole}");
        }
    }
}
