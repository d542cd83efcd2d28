//! What each line is worth, step by step: a deflected subgradient method on the prices of coverage.
//!
//! Where curves together cover a line too little its worth rises, where too much it falls, along an
//! average of past answers, by Polyak's step toward a level a little above the best bound; whenever the bound
//! stalls, the level comes closer. No plan need be known: a far target makes steps too long for the bound
//! to rise at all. Sources as in `ascent`.

use super::blocks::Blocks;
use super::evaluate::Prices;
use super::worth::{Sellers, Sold};

/// Share of the direction that past answers keep.
const MEMORY: f64 = 0.8;

/// Share of Polyak's step that is taken: averaged directions are long.
const STEP: f64 = 0.2;

/// How far above the best bound the level is at first, and at last, as a share of it.
const LEVEL: f64 = 0.01;
const LEVEL_MIN: f64 = 1e-6;

/// Steps without a better bound after which the level comes closer, and by how much.
const PATIENCE: usize = 7;
const CLOSER: f64 = 0.5;

/// How much of what is known of a curve's state is kept when a further answer comes.
const LEANING_MEMORY: f64 = 0.95;

/// Squared length below which a direction is not made up for by a longer step.
const LENGTH_MIN: f64 = 1e-4;

/// What lines are worth under way.
pub(in crate::award) struct CoverageAscent<'a> {
    sellers: Sellers<'a>,
    /// The best bound found.
    pub bound: f64,
    /// By state: in how many of the late answers its curve is in it, from 0 to 1.
    pub leaning: Vec<f64>,
    best: Vec<f64>,
    at: Vec<f64>,
    direction: Vec<f64>,
    level: f64,
    stalled: usize,
}

impl<'a> CoverageAscent<'a> {
    /// Begins where every line is worth its dearest offer of those that it needs.
    pub fn new(blocks: &'a Blocks) -> Self {
        let at = first_worth(blocks);
        Self {
            sellers: Sellers::new(blocks),
            bound: f64::NEG_INFINITY,
            leaning: vec![0.0; blocks.states.len()],
            best: at.clone(),
            direction: vec![0.0; at.len()],
            at,
            level: LEVEL,
            stalled: 0,
        }
    }

    /// Whether the level is too close for anything to be gained.
    pub fn is_over(&self) -> bool {
        self.level < LEVEL_MIN
    }

    /// One step.
    pub fn step(&mut self) {
        let sold = self.sellers.sold(&self.at);
        self.lean(&sold);
        if sold.bound > self.bound {
            self.bound = sold.bound;
            self.best.clone_from(&self.at);
            self.stalled = 0;
        } else {
            self.stalled += 1;
        }
        if self.stalled > PATIENCE {
            self.stalled = 0;
            self.level *= CLOSER;
            self.at.clone_from(&self.best);
        }
        let mut length = 0.0;
        for (way, covered) in self.direction.iter_mut().zip(&sold.covered) {
            *way = MEMORY * *way + (1.0 - MEMORY) * (1.0 - covered);
            length += *way * *way;
        }
        let open = self.bound + self.level * self.bound.abs() - sold.bound;
        let step = STEP * open / length.max(LENGTH_MIN);
        for (worth, way) in self.at.iter_mut().zip(&self.direction) {
            *worth += step * way;
        }
    }

    fn lean(&mut self, sold: &Sold) {
        for leaning in &mut self.leaning {
            *leaning *= LEANING_MEMORY;
        }
        for state in sold.states.iter().flatten() {
            self.leaning[*state] += 1.0 - LEANING_MEMORY;
        }
    }

    /// The link prices that prove the best bound.
    pub fn prices(&self) -> Prices {
        self.sellers.prices(&self.best)
    }
}

/// What the dearest offer costs that a line needs if it takes the cheapest first, at the price of its
/// lowest tier.
fn first_worth(blocks: &Blocks) -> Vec<f64> {
    let worth = |line: usize| {
        let offers = blocks.offers_of(line).map(|(_, offer)| {
            let costs = blocks.options_of(offer).map(|option| blocks.costs[option]);
            let share = offer.takes.map_or(1.0, |(capacity, taken)| {
                blocks.capacities[capacity].most / taken
            });
            (costs.fold(f64::INFINITY, f64::min), share)
        });
        let mut offers: Vec<(f64, f64)> = offers.collect();
        offers.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut left = 1.0;
        let needed = offers.iter().find(|(_, share)| {
            left -= share;
            left <= 0.0
        });
        needed.or(offers.last()).map_or(0.0, |(cost, _)| *cost)
    };
    (0..blocks.n_lines()).map(worth).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::prices::{Precision, blocks, evaluate};
    use crate::problem::{Period, PeriodQuantity};
    use crate::testing::{TestCase, qty};
    use crate::units::Decimal;
    use rust_decimal::dec;

    /// Three items that a shop needs 10 of each, from two vendors with 8 of each; either takes a tenth
    /// off all from 12 in its basket on.
    fn baskets() -> TestCase {
        let mut case = TestCase::new();
        let shop = case.shop("shop");
        let items = ["a", "b", "c"].map(|key| {
            let item = case.item(key);
            case.items[item].split = true;
            case.demand(shop, item, 10);
            item
        });
        for (key, cents) in [("near", [200, 300, 500]), ("far", [210, 280, 520])] {
            let vendor = case.vendor(key);
            let quotes: Vec<_> = items
                .iter()
                .zip(cents)
                .map(|(item, cents)| {
                    let quote = case.quote(vendor, *item, Decimal::new(cents, 2));
                    case.quotes[quote].capacity = Some(PeriodQuantity {
                        quantity: qty(8),
                        per: Period::Cycle,
                    });
                    quote
                })
                .collect();
            case.share_off(&quotes, &[(12, dec!(0.1))]);
        }
        case
    }

    #[test]
    fn link_prices_prove_what_the_worth_of_lines_does() {
        let case = baskets();
        let blocks = blocks(&case);
        let mut ascent = CoverageAscent::new(&blocks);
        for _ in 0..200 {
            ascent.step();
        }
        let links = evaluate(
            &blocks,
            &ascent.prices(),
            &blocks.undecided(),
            Precision::Whole,
        );
        assert!(
            (links.bound - ascent.bound).abs() < 1e-6 * ascent.bound,
            "{links:?}"
        );
        // Both baskets reach 12: 8 of each of the cheaper offers, 2 of the other, less a tenth.
        let best = 0.9 * (8.0 * (2.0 + 2.8 + 5.0) + 2.0 * (2.1 + 3.0 + 5.2));
        assert!(
            ascent.bound <= best + 1e-9 && ascent.bound > 0.99 * best,
            "{}",
            ascent.bound
        );
    }
}
