//! A native start: every line to its cheapest-looking quote, then improved move by move.
//!
//! Costs are exact (each vendor's basket re-priced in decimal); baskets that break a limit are
//! allowed on the way, and how far they break it counts before cost, so that the search repairs
//! before it saves. Moves, in rounds until none helps or the effort is spent: all lines of an item
//! to one quote (pooling volume), all lines of a vendor elsewhere (closing it), all lines that a
//! rule speaks about to one vendor, one line to another quote and, while a limit is broken, two lines of an item trading quotes. If limits stay
//! broken, some lines of the vendors concerned are moved at random and the moves begin again.

mod moves;
mod state;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::rules::Rules;
use super::{admissible, basket};
use crate::plan::Award;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId};
use state::State;

/// Basket lines that may be re-priced before the start is taken as it is.
const EFFORT_MAX: usize = 4_000_000;

/// Random moves tried where limits stay broken.
const KICKS_MAX: usize = 200;

/// Most lines that a kick moves.
const KICKED_LINES_MAX: usize = 4;

/// A good award that keeps every limit; `None` if the moves found none, which does not prove that
/// there is none. The moves begin from `known`, as far as its quotes may serve their lines.
pub(super) fn start(
    case: &Case,
    known: Option<&Award>,
    seed: u64,
    is_over: &dyn Fn() -> bool,
) -> Option<Award> {
    let rules = Rules::new(case);
    let choices = admissible::choices(case);
    if choices.iter().any(|(_, quotes)| quotes.is_empty()) {
        return None;
    }
    let mut state = State::new(
        case,
        &rules,
        choices.into_iter().map(|(_, quotes)| quotes).collect(),
        is_over,
    );
    if let Some(known) = known {
        state.prefer(known);
    }
    state.improve();
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..KICKS_MAX {
        if state.score().excess.is_zero() || state.is_spent() {
            break;
        }
        let mut kicked = state.clone();
        kicked.kick(&mut rng);
        kicked.improve();
        state.effort = kicked.effort;
        if kicked.score() <= state.score() {
            state = kicked;
        }
    }
    state.score().excess.is_zero().then(|| state.award())
}

impl State<'_> {
    fn improve(&mut self) {
        loop {
            let before = self.score();
            self.pool_items();
            self.close_vendors();
            self.gather_groups();
            self.move_lines();
            if !self.score().excess.is_zero() {
                self.trade_quotes();
            }
            if self.score() >= before || self.is_spent() {
                return;
            }
        }
    }

    /// Moves some lines of vendors whose limits are broken, or lines that want the same items, to
    /// any quotes.
    fn kick(&mut self, rng: &mut ChaCha8Rng) {
        let lines = self.lines_in_trouble();
        let mut below = |n: usize| rng.next_u32() as usize % n;
        for _ in 0..=below(KICKED_LINES_MAX) {
            let line = lines[below(lines.len())];
            let quote = self.choices[line][below(self.choices[line].len())];
            self.assign(&[(line, quote)]);
        }
        self.score_all();
    }

    fn is_spent(&self) -> bool {
        self.effort >= EFFORT_MAX || (self.is_over)()
    }

    /// Lines for items that a vendor with a broken limit supplies, or that a broken rule is about.
    fn lines_in_trouble(&self) -> Vec<DemandLineId> {
        let ruled = self.lines_against_rules();
        let is_broken = |line: &DemandLineId| {
            let vendors = self.vendors_of(*line);
            vendors.into_iter().any(|vendor| self.is_broken(vendor)) || ruled.contains(line)
        };
        let lines = self.case.demand.ids();
        let mut items: Vec<_> = lines
            .filter(is_broken)
            .map(|line| self.case.demand[line].item)
            .collect();
        items.sort_unstable();
        items.dedup();
        let lines = self.case.demand.iter();
        lines
            .filter(|(_, demand)| items.binary_search(&demand.item).is_ok())
            .map(|(line, _)| line)
            .collect()
    }
}

/// By how much limits are broken, then cost: the lower the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    excess: Decimal,
    cost: crate::units::Money,
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Self>>(scores: I) -> Self {
        let none = Self {
            excess: Decimal::ZERO,
            cost: crate::units::Money::ZERO,
        };
        scores.fold(none, |sum, score| Self {
            excess: sum.excess + score.excess,
            cost: sum.cost + score.cost,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{exhaustive, random_case, random_ruled_case};
    use crate::verify::verify;

    /// Requires a start for so many percent of the feasible ones among 1,000 random cases.
    #[track_caller]
    fn check(random: impl Fn(u64) -> Case, least_percent: usize) {
        const SEEDS: u64 = 1_000;
        let (mut n_feasible, mut n_started) = (0, 0);
        for seed in 1..=SEEDS {
            let case = random(seed);
            if exhaustive(&case).is_none() {
                assert_eq!(start(&case, None, 1, &|| false), None, "seed {seed}");
                continue;
            }
            n_feasible += 1;
            if let Some(award) = start(&case, None, 1, &|| false) {
                n_started += 1;
                let verified = verify(&case, &crate::testing::plan(award));
                assert!(verified.is_ok(), "seed {seed}: {}", verified.unwrap_err());
            }
        }
        assert!(
            n_started * 100 >= n_feasible * least_percent,
            "{n_started} of {n_feasible}"
        );
    }

    #[test]
    fn nearly_every_feasible_case_gets_a_start_and_every_start_verifies() {
        check(random_case, 99);
    }

    #[test]
    fn rules_of_every_kind_are_kept_by_nearly_every_start() {
        check(random_ruled_case, 98);
    }
}
