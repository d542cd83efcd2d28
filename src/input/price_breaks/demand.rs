//! Demand near the breaks, drawn from a seed.
//!
//! For each part, in the order of the table:
//!
//! 1. One break is drawn from those of its usable quotes, minimum orders left aside, that the
//!    largest stock covers and whose order is worth at most [`Options::order_value_max`]. If
//!    there is none, the smallest minimum order takes its place.
//! 2. What the members need together lies just below the break (80 to 99 % of it) or just above
//!    (100 to 120 %), with equal chance; at least one piece, at most the largest stock.
//! 3. One to four members are drawn, who need one to four parts of it each.
//!
//! So alone nobody reaches the break, together the members do, or nearly: then ordering up to
//! it may cost less. The largest stock could serve every part, so there always is a plan.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Options;
use super::parts::Part;
use crate::units::Decimal;

/// Most members that need the same part.
const BUYERS_MAX: u64 = 4;

/// One member needs some pieces of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// Which member, counted from 0.
    pub member: u64,
    /// Which part.
    pub part: usize,
    /// How many pieces.
    pub quantity: Decimal,
}

/// What the members need, part by part.
pub(super) fn needs(parts: &[Part], options: &Options) -> Vec<Need> {
    let mut draw = Draw(ChaCha8Rng::seed_from_u64(options.seed));
    let mut needs = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let total = total(part, options, &mut draw);
        needs.extend(shares(index, total, options, &mut draw));
    }
    needs
}

/// Pieces that the members need together.
fn total(part: &Part, options: &Options, draw: &mut Draw) -> Decimal {
    let stock = part.stock_max();
    let is_served = |from: Decimal| stock.is_none_or(|stock| from <= stock);
    let is_affordable = |from: Decimal, price| from * price <= options.order_value_max;
    let ladders = part
        .quotes
        .iter()
        .flat_map(|quote| quote.ladder.iter().skip(1));
    let breaks: Vec<Decimal> = ladders
        .filter(|(from, price)| is_served(*from) && is_affordable(*from, *price))
        .map(|(from, _)| *from)
        .collect();
    let near = if breaks.is_empty() {
        let minimums = part.quotes.iter().map(|quote| quote.min_order);
        minimums.min().expect("a part has a quote")
    } else {
        breaks[draw.index(breaks.len())]
    };
    let percent = if draw.below(2) == 0 {
        80 + draw.below(20)
    } else {
        100 + draw.below(21)
    };
    let total = (near * Decimal::from(percent) / Decimal::ONE_HUNDRED).floor();
    let total = total.max(Decimal::ONE);
    stock.map_or(total, |stock| total.min(stock))
}

/// The total, divided among members drawn for it.
fn shares(part: usize, total: Decimal, options: &Options, draw: &mut Draw) -> Vec<Need> {
    let n_members = u64::from(options.n_members.get());
    let mut members: Vec<u64> = (0..n_members).collect();
    let n = 1 + draw.below(BUYERS_MAX.min(n_members));
    let chosen: Vec<(u64, Decimal)> = (0..n)
        .map(|_| {
            let member = members.swap_remove(draw.index(members.len()));
            (member, Decimal::from(1 + draw.below(4)))
        })
        .collect();
    let weight: Decimal = chosen.iter().map(|(_, weight)| *weight).sum();
    let mut rest = total;
    let mut needs = Vec::new();
    for (index, (member, share)) in chosen.iter().enumerate() {
        let is_last = index + 1 == chosen.len();
        let quantity = if is_last {
            rest
        } else {
            (total * share / weight).ceil().min(rest)
        };
        rest -= quantity;
        if !quantity.is_zero() {
            needs.push(Need {
                member: *member,
                part,
                quantity,
            });
        }
    }
    needs
}

/// A source of small random numbers.
struct Draw(ChaCha8Rng);

impl Draw {
    /// A number from 0 to `n` − 1.
    fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(n);
        u64::try_from(wide >> 64).expect("the upper half of a product has 64 bits")
    }

    /// A position in a list of `n`.
    fn index(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).expect("a length fits in 64 bits");
        usize::try_from(self.below(n)).expect("it is below a length")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_numbers_cover_their_range() {
        let mut draw = Draw(ChaCha8Rng::seed_from_u64(1));
        let mut seen = [false; 5];
        for _ in 0..200 {
            seen[draw.index(5)] = true;
        }
        assert_eq!(seen, [true; 5]);
    }
}
