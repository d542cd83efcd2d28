//! Link prices from what each line is worth: the prices of coverage.
//!
//! Where it is known what covering each demand line is worth, every curve by itself says which of its
//! tiers pays most, what must be paid for being in it, for a unit that it counts and for a unit of
//! each capacity: the duals of a continuous knapsack with a window (L12 and L13 of `models/award.md`). So a bound
//! needs one number a line, where link prices are several for every line, quote and tier. Drops and
//! demand that curves share are left out; the link prices that come out are a beginning for these.

use rayon::prelude::*;

use super::blocks::{Blocks, Capacity};
use super::evaluate::Prices;

/// The blocks with the offers of every curve at hand.
pub(super) struct Sellers<'a> {
    pub blocks: &'a Blocks,
    /// Offers by curve, those of one capacity side by side.
    offers: Vec<Vec<usize>>,
}

/// What the curves answer to the worth of every line.
pub(super) struct Sold {
    /// What no plan costs less than, as far as drops and shared demand are left out.
    pub bound: f64,
    /// By line: the share of it that curves in use cover together.
    pub covered: Vec<f64>,
    /// By curve: the state it is in.
    pub states: Vec<Option<usize>>,
}

/// An offer as far as the curve's capacities go, with lines that are worth most first.
struct Piece {
    offer: usize,
    /// Share of the line.
    share: f64,
}

/// A curve's best answer.
#[derive(Default)]
struct Answer {
    /// Cost less worth, at most 0.
    value: f64,
    /// The state it is in.
    state: Option<usize>,
    /// Offers with the share of the line that they cover.
    covers: Vec<(usize, f64)>,
}

/// A curve's best answer in one state.
struct InState {
    /// Cost less worth.
    value: f64,
    /// σ.
    price: f64,
    /// The piece that is taken in part, and its share.
    partial: Option<(usize, f64)>,
}

impl<'a> Sellers<'a> {
    pub fn new(blocks: &'a Blocks) -> Self {
        let mut offers = vec![Vec::new(); blocks.curves.len()];
        for (number, offer) in blocks.offers.iter().enumerate() {
            offers[offer.curve].push(number);
        }
        for offers in &mut offers {
            offers.sort_by_key(|offer| blocks.offers[*offer].takes.map(|(capacity, _)| capacity));
        }
        Self { blocks, offers }
    }

    /// What the curves do if each line is worth that much.
    pub fn sold(&self, worth: &[f64]) -> Sold {
        let answer = |curve: usize| self.best_state(curve, worth);
        let answers: Vec<Answer> = (0..self.blocks.curves.len())
            .into_par_iter()
            .map(answer)
            .collect();
        let mut added: Vec<f64> = self.blocks.vendors.iter().map(|of| of.fee).collect();
        for (curve, answer) in self.blocks.curves.iter().zip(&answers) {
            added[curve.vendor] += answer.value;
        }
        let mut order: Vec<usize> = (0..added.len()).filter(|of| added[*of] < 0.0).collect();
        order.sort_by(|a, b| added[*a].total_cmp(&added[*b]));
        order.truncate(self.blocks.vendors_max);
        let mut is_used = vec![false; added.len()];
        for vendor in &order {
            is_used[*vendor] = true;
        }
        let mut covered = vec![0.0; worth.len()];
        let mut states = vec![None; answers.len()];
        for (curve, answer) in answers.into_iter().enumerate() {
            if !is_used[self.blocks.curves[curve].vendor] {
                continue;
            }
            states[curve] = answer.state;
            for (offer, share) in answer.covers {
                covered[self.line(offer)] += share;
            }
        }
        let paid: f64 = order.iter().map(|vendor| added[*vendor]).sum();
        Sold {
            bound: worth.iter().sum::<f64>() + paid,
            covered,
            states,
        }
    }

    /// The link prices under which lines are worth that much.
    pub fn prices(&self, worth: &[f64]) -> Prices {
        let mut prices = Prices::zero(self.blocks);
        for (curve, of) in self.blocks.curves.iter().enumerate() {
            let pieces = self.pieces(curve, worth);
            let mut least = 0.0_f64;
            for (tier, state) in of.states.clone().enumerate() {
                let found = self.in_state(&pieces, (curve, tier), worth);
                prices.quantities[state] = found.price;
                least = least.min(found.value);
                self.charge(&mut prices, &pieces, (tier, found.price), worth);
            }
            prices.vendors[curve] = -least;
        }
        prices
    }

    /// α and κ of one tier.
    fn charge(
        &self,
        prices: &mut Prices,
        pieces: &[Piece],
        (tier, each): (usize, f64),
        worth: &[f64],
    ) {
        let gain =
            |offer: usize| self.gain(offer, tier, worth) + each * self.blocks.offers[offer].counted;
        for piece in pieces {
            let offer = &self.blocks.offers[piece.offer];
            // Lines come in the order of their worth for each unit: the first that is not covered in full
            // says what a unit is worth.
            if let Some((capacity, taken)) = offer.takes
                && piece.share < 1.0
            {
                let at = self.blocks.capacities[capacity].first_price + tier;
                prices.capacities[at] = prices.capacities[at].max(gain(piece.offer) / taken);
            }
        }
        for piece in pieces {
            let offer = &self.blocks.offers[piece.offer];
            let for_capacity = offer.takes.map_or(0.0, |(capacity, taken)| {
                prices.capacities[self.blocks.capacities[capacity].first_price + tier] * taken
            });
            let left = gain(piece.offer) - for_capacity;
            prices.tiers[offer.first_option + tier] = left.max(0.0);
        }
    }

    fn line(&self, offer: usize) -> usize {
        use crate::units::Id;
        self.blocks.offers[offer].line.index()
    }

    /// What the line is worth beyond its cost in a tier.
    fn gain(&self, offer: usize, tier: usize, worth: &[f64]) -> f64 {
        worth[self.line(offer)] - self.blocks.costs[self.blocks.offers[offer].first_option + tier]
    }

    /// The state of a curve that costs least beyond what it covers is worth, if one is below zero; with
    /// the share of every line that it covers.
    fn best_state(&self, curve: usize, worth: &[f64]) -> Answer {
        let pieces = self.pieces(curve, worth);
        let states = self.blocks.curves[curve].states.clone();
        let answers = states.clone().enumerate().map(|(tier, state)| {
            let found = self.in_state(&pieces, (curve, tier), worth);
            (tier, state, found)
        });
        let best = answers.min_by(|a, b| a.2.value.total_cmp(&b.2.value));
        let Some((tier, state, found)) = best.filter(|best| best.2.value < 0.0) else {
            return Answer::default();
        };
        let mut covers = Vec::new();
        for (number, piece) in pieces.iter().enumerate() {
            let offer = &self.blocks.offers[piece.offer];
            let gain = self.gain(piece.offer, tier, worth) + found.price * offer.counted;
            match found.partial {
                Some((partial, share)) if partial == number => covers.push((piece.offer, share)),
                _ if gain > 0.0 => covers.push((piece.offer, piece.share)),
                _ => {}
            }
        }
        Answer {
            value: found.value,
            state: Some(state),
            covers,
        }
    }

    /// What a curve can cover of every line within its capacities; lines that pay most for a unit first.
    fn pieces(&self, curve: usize, worth: &[f64]) -> Vec<Piece> {
        let takes = |offer: usize| self.blocks.offers[offer].takes;
        let same = |a: &usize, b: &usize| match (takes(*a), takes(*b)) {
            (Some((a, _)), Some((b, _))) => a == b,
            _ => false,
        };
        let mut pieces = Vec::with_capacity(self.offers[curve].len());
        for offers in self.offers[curve].chunk_by(same) {
            let Some((capacity, _)) = takes(offers[0]) else {
                pieces.extend(offers.iter().map(|offer| Piece {
                    offer: *offer,
                    share: 1.0,
                }));
                continue;
            };
            let need = |offer: usize| takes(offer).map_or(0.0, |(_, need)| need);
            let mut order = offers.to_vec();
            let each = |offer: usize| worth[self.line(offer)] / need(offer);
            order.sort_by(|a, b| each(*b).total_cmp(&each(*a)));
            let Capacity { most, .. } = self.blocks.capacities[capacity];
            let mut left = most;
            for offer in order {
                let share = (left / need(offer)).clamp(0.0, 1.0);
                left -= share * need(offer);
                pieces.push(Piece { offer, share });
            }
        }
        pieces
    }

    /// A continuous knapsack whose load lies within the state's window.
    fn in_state(&self, pieces: &[Piece], (curve, tier): (usize, usize), worth: &[f64]) -> InState {
        let blocks = self.blocks;
        let state = &blocks.states[blocks.curves[curve].states.start + tier];
        let gains: Vec<f64> = pieces
            .iter()
            .map(|piece| self.gain(piece.offer, tier, worth))
            .collect();
        let load =
            |number: usize| pieces[number].share * blocks.offers[pieces[number].offer].counted;
        let free: f64 = (0..pieces.len())
            .filter(|number| gains[*number] > 0.0)
            .map(load)
            .sum();
        let target = free.clamp(state.first.min(state.last), state.last);
        let (price, partial) = if (free - target).abs() <= 1e-9 * free.abs() {
            (0.0, None)
        } else {
            self.priced(pieces, &gains, target)
        };
        let won: f64 = pieces
            .iter()
            .zip(&gains)
            .map(|(piece, gain)| {
                piece.share * (gain + price * blocks.offers[piece.offer].counted).max(0.0)
            })
            .sum();
        let counted = if price < 0.0 { state.last } else { state.first };
        InState {
            value: state.fixed - won + price * counted,
            price,
            partial,
        }
    }

    /// The price of a unit at which the pieces that still gain load up to `target`, and which of
    /// them does so in part.
    fn priced(&self, pieces: &[Piece], gains: &[f64], target: f64) -> (f64, Option<(usize, f64)>) {
        let counted = |number: usize| self.blocks.offers[pieces[number].offer].counted;
        let mut order: Vec<usize> = (0..pieces.len())
            .filter(|number| counted(*number) > 0.0 && pieces[*number].share > 0.0)
            .collect();
        let each = |number: usize| gains[number] / counted(number);
        order.sort_by(|a, b| each(*b).total_cmp(&each(*a)));
        let mut left = target;
        let mut price = 0.0;
        for number in order {
            price = -each(number);
            let load = pieces[number].share * counted(number);
            if load >= left {
                return (price, Some((number, left / counted(number))));
            }
            left -= load;
        }
        (price, None)
    }
}
