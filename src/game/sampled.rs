//! The Shapley value where not every cost can be asked for: from some orders of coming.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::{Coalition, CostGame};

/// A game like another one, whose Shapley value is known.
///
/// What the two have in common is then not sampled: the smaller the difference between what a member
/// adds in the one and in the other, the narrower the interval.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    /// The game, of the same members.
    pub game: &'a dyn CostGame,
    /// Its Shapley value.
    pub shapley: &'a [f64],
}

/// The Shapley value as some orders show it.
#[derive(Clone, Debug, PartialEq)]
pub struct SampledShapley {
    /// What each member pays; they sum to the cost of everybody, but for rounding.
    pub charges: Vec<f64>,
    /// By how much each may be wrong: the true value lies within 95 times of 100, about.
    pub half_widths: Vec<f64>,
    /// Pairs of orders that were looked at.
    pub n_pairs: usize,
}

/// How many standard errors hold 95 of 100.
const ERRORS_IN_INTERVAL: f64 = 1.96;

/// Estimates what each member pays under the Shapley value from `n_pairs` random orders and their
/// reverses (G3); asks for 2 *n* costs a pair.
///
/// An order and its reverse err in opposite directions, so that their mean errs less (antithetic
/// sampling). The same seed gives the same orders.
///
/// # Panics
/// If `n_pairs` is below two, or a control is of other members.
pub fn sampled_shapley(
    game: &dyn CostGame,
    n_pairs: usize,
    seed: u64,
    control: Option<Control>,
) -> SampledShapley {
    assert!(n_pairs >= 2, "an error needs two pairs");
    let n_members = game.n_members();
    let known = control.map_or_else(|| vec![0.0; n_members], |control| control.shapley.to_vec());
    assert_eq!(known.len(), n_members, "the control is of the same members");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut order: Vec<usize> = (0..n_members).collect();
    let mut moments = vec![Moments::default(); n_members];
    for _ in 0..n_pairs {
        shuffle(&mut order, &mut random);
        let mut added = vec![0.0; n_members];
        for _ in 0..2 {
            add(&mut added, 0.5, game, &order);
            if let Some(control) = control {
                add(&mut added, -0.5, control.game, &order);
            }
            order.reverse();
        }
        for (moments, value) in moments.iter_mut().zip(added) {
            moments.add(value);
        }
    }
    let charges = moments.iter().zip(&known);
    SampledShapley {
        charges: charges
            .map(|(moments, known)| known + moments.mean)
            .collect(),
        half_widths: moments
            .iter()
            .map(|moments| ERRORS_IN_INTERVAL * moments.standard_error())
            .collect(),
        n_pairs,
    }
}

/// Adds what each member adds to the cost of those before it, `weight` times.
fn add(added: &mut [f64], weight: f64, game: &dyn CostGame, order: &[usize]) {
    let mut before = Coalition::EMPTY;
    let mut cost = 0.0;
    for member in order {
        before = before.with(*member);
        let with = game.cost(before);
        added[*member] += weight * (with - cost);
        cost = with;
    }
}

fn shuffle(order: &mut [usize], random: &mut ChaCha8Rng) {
    for last in (1..order.len()).rev() {
        let places = last as u64 + 1;
        let place = random.next_u64() % places;
        order.swap(last, usize::try_from(place).expect("a place in the order"));
    }
}

/// Mean and spread of values that come one by one (Welford 1962).
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.n += 1.0;
        let off = value - self.mean;
        self.mean += off / self.n;
        self.squares += off * (value - self.mean);
    }

    fn standard_error(&self) -> f64 {
        (self.squares / (self.n - 1.0) / self.n).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{CostTable, shapley};

    /// Costs that fall with size and depend on who is in.
    fn game() -> CostTable {
        CostTable::of(9, |coalition| {
            let weights: f64 = coalition.members().map(|i| (i * i % 7 + 1) as f64).sum();
            40.0 * weights.sqrt() + if coalition.contains(3) { 25.0 } else { 0.0 }
        })
        .unwrap()
    }

    fn widest(sampled: &SampledShapley) -> f64 {
        sampled.half_widths.iter().copied().fold(0.0, f64::max)
    }

    #[test]
    fn the_exact_value_lies_within_the_interval() {
        let game = game();
        let exact = shapley(&game);
        let mut n_outside = 0;
        for seed in 0..20 {
            let sampled = sampled_shapley(&game, 200, seed, None);
            let sum: f64 = sampled.charges.iter().sum();
            assert!((sum - game.total()).abs() < 1e-9, "{sum}");
            let rows = sampled.charges.iter().zip(&sampled.half_widths).zip(&exact);
            n_outside += rows
                .filter(|((found, half), exact)| (*found - *exact).abs() > **half + 1e-9)
                .count();
        }
        // 180 intervals, of which about nine miss.
        assert!((1..30).contains(&n_outside), "{n_outside}");
    }

    #[test]
    fn more_orders_and_a_like_game_narrow_it() {
        let game = game();
        let few = widest(&sampled_shapley(&game, 50, 1, None));
        let many = widest(&sampled_shapley(&game, 800, 1, None));
        assert!(many < 0.5 * few, "{many} {few}");
        let like = CostTable::of(9, |coalition| 0.9 * game.cost(coalition)).unwrap();
        let known = shapley(&like);
        let control = Control {
            game: &like,
            shapley: &known,
        };
        let controlled = widest(&sampled_shapley(&game, 50, 1, Some(control)));
        assert!(controlled < 0.2 * few, "{controlled} {few}");
    }

    #[test]
    fn the_same_seed_gives_the_same_charges() {
        let game = game();
        let sampled = |seed| sampled_shapley(&game, 20, seed, None);
        assert_eq!(sampled(7), sampled(7));
        assert_ne!(sampled(7), sampled(8));
    }
}
