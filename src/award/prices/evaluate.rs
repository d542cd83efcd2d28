//! The blocks' answers to given prices: L1 to L8.

#![allow(
    clippy::cast_precision_loss,
    reason = "counts of options are far below 2^53"
)]

use rayon::prelude::*;

use super::blocks::{Blocks, Item, Offer, Vendor};
use super::pooled;

/// Link prices, in the order of the blocks' tables.
#[derive(Clone, Debug)]
pub(in crate::award) struct Prices {
    /// α by option, at least 0.
    pub tiers: Vec<f64>,
    /// β by offer, at least 0.
    pub drops: Vec<f64>,
    /// γ by curve, at least 0.
    pub vendors: Vec<f64>,
    /// σ by state.
    pub quantities: Vec<f64>,
    /// κ by capacity and state, at least 0.
    pub capacities: Vec<f64>,
}

/// What is decided about a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::award) enum Use {
    /// It may be used.
    Open,
    /// It is not used.
    Never,
    /// It is used, whether that pays or not.
    Always,
}

/// What the blocks choose at given prices, and the bound that it proves.
#[derive(Clone, Debug)]
pub(in crate::award) struct Answer {
    pub bound: f64,
    /// By line: the cheapest offer, its option, and what the line costs with it.
    pub lines: Vec<(usize, usize, f64)>,
    /// By curve: the state it is in, and what it then counts.
    pub curves: Vec<Option<(usize, f64)>>,
    /// By drop: whether it is paid for.
    pub drops: Vec<bool>,
    /// By vendor: whether it is used.
    pub vendors: Vec<bool>,
}

impl Prices {
    pub fn zero(blocks: &Blocks) -> Self {
        Self {
            tiers: vec![0.0; blocks.costs.len()],
            drops: vec![0.0; blocks.offers.len()],
            vendors: vec![0.0; blocks.curves.len()],
            quantities: vec![0.0; blocks.states.len()],
            capacities: vec![0.0; blocks.n_capacity_prices()],
        }
    }

    /// The sum of what is added and taken away in the bound, without signs: its rounding is a share of
    /// this.
    pub fn mass(&self, blocks: &Blocks) -> f64 {
        let families = [&self.tiers, &self.drops, &self.vendors];
        let mut mass: f64 = families.into_iter().flatten().sum();
        for offer in &blocks.offers {
            let states = blocks.curves[offer.curve].states.clone();
            for (state, option) in states.zip(blocks.options_of(offer)) {
                let counted = self.quantities[state].abs() * offer.counted;
                let tier = option - offer.first_option;
                mass +=
                    blocks.costs[option].abs() + counted + self.of_capacity(blocks, offer, tier);
            }
        }
        mass
    }

    /// What an option costs a line with its links (L2).
    pub fn cost_of(&self, blocks: &Blocks, offer: usize, option: usize) -> f64 {
        let terms = &blocks.offers[offer];
        let tier = option - terms.first_option;
        let state = blocks.curves[terms.curve].states.start + tier;
        blocks.costs[option]
            + self.tiers[option]
            + self.drops[offer]
            + self.of_capacity(blocks, terms, tier)
            - self.quantities[state] * terms.counted
    }

    /// What a whole line pays for the capacity that it takes.
    fn of_capacity(&self, blocks: &Blocks, offer: &Offer, tier: usize) -> f64 {
        offer.takes.map_or(0.0, |(capacity, taken)| {
            self.capacities[blocks.capacities[capacity].first_price + tier] * taken
        })
    }
}

/// How finely pooled quantities are looked at: whole grains for a bound that is stated, coarser
/// on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::award) enum Precision {
    Whole,
    Coarse,
}

/// Evaluates the bound on plans that use vendors as decided. Work is in proportion to the options, and for pooled items to grains times
/// states.
pub(in crate::award) fn evaluate(
    blocks: &Blocks,
    prices: &Prices,
    uses: &[Use],
    precision: Precision,
) -> Answer {
    let lines = lines(blocks, prices, uses);
    let paid = paid_for_states(blocks, prices);
    let mut curves = vec![None; blocks.curves.len()];
    let mut bound: f64 = lines.iter().map(|(_, _, cost)| cost).sum();
    bound += items(blocks, prices, uses, (&paid, precision), &mut curves);
    for (index, curve) in blocks.curves.iter().enumerate() {
        if curve.item.is_none() && uses[curve.vendor] != Use::Never {
            let (cost, choice) = alone(blocks, prices, &paid, index);
            bound += cost;
            curves[index] = choice;
        }
    }
    let (added, vendors, drops) = vendors(blocks, prices, uses);
    Answer {
        bound: bound + added,
        lines,
        curves,
        drops,
        vendors,
    }
}

fn lines(blocks: &Blocks, prices: &Prices, uses: &[Use]) -> Vec<(usize, usize, f64)> {
    let cheapest = |line: usize| {
        let mut best = (0, 0, f64::INFINITY);
        for (offer, terms) in blocks.offers_of(line) {
            if uses[blocks.curves[terms.curve].vendor] == Use::Never {
                continue;
            }
            for option in blocks.options_of(terms) {
                let cost = prices.cost_of(blocks, offer, option);
                if cost < best.2 {
                    best = (offer, option, cost);
                }
            }
        }
        best
    };
    (0..blocks.n_lines())
        .into_par_iter()
        .with_min_len(256)
        .map(cheapest)
        .collect()
}

/// What lines pay for every state and its capacities, by state.
fn paid_for_states(blocks: &Blocks, prices: &Prices) -> Vec<f64> {
    let mut paid = vec![0.0; blocks.states.len()];
    for offer in &blocks.offers {
        let states = blocks.curves[offer.curve].states.clone();
        for (state, option) in states.zip(blocks.options_of(offer)) {
            paid[state] += prices.tiers[option];
        }
    }
    for capacity in &blocks.capacities {
        let states = blocks.curves[capacity.curve].states.clone();
        for (state, price) in states.zip(&prices.capacities[capacity.first_price..]) {
            paid[state] += price * capacity.most;
        }
    }
    paid
}

/// What prices prove of plans that use vendors as decided, less what rounding could have added.
pub(in crate::award) fn safe_bound(blocks: &Blocks, prices: &Prices, uses: &[Use]) -> f64 {
    /// Share of a sum of floats that rounding explains, far above what it is.
    const RELATIVE: f64 = 1e-12;
    /// Rounding of published prices, each.
    const EACH: f64 = 2e-9;
    let bound = evaluate(blocks, prices, uses, Precision::Whole).bound;
    let lines = blocks.offers.iter().filter_map(|offer| offer.takes);
    let taken: f64 = lines.map(|(_, taken)| taken).sum();
    let capacities = blocks.capacities.iter();
    let offered: f64 = capacities
        .map(|capacity| capacity.most * blocks.curves[capacity.curve].states.len() as f64)
        .sum();
    let n_rounded = blocks.costs.len() as f64 + taken + offered;
    bound - RELATIVE * prices.mass(blocks) - EACH * n_rounded
}

/// Where a state takes nothing at all.
const NO_RANGE: (usize, usize) = (1, 0);

/// L6 for every pooled item.
fn items(
    blocks: &Blocks,
    prices: &Prices,
    uses: &[Use],
    (paid, precision): (&[f64], Precision),
    curves: &mut [Option<(usize, f64)>],
) -> f64 {
    let answer = |item: &Item| {
        let mut states = Vec::with_capacity(item.ranges.len());
        for (curve, counted) in item.curves.clone().zip(&item.counted) {
            for state in blocks.curves[curve].states.clone() {
                states.push(pooled::State {
                    curve: curve - item.curves.start,
                    fixed: blocks.states[state].fixed + prices.vendors[curve] - paid[state],
                    each: prices.quantities[state] * counted,
                    range: match uses[blocks.curves[curve].vendor] {
                        Use::Never => NO_RANGE,
                        Use::Open | Use::Always => item.ranges[states.len()],
                    },
                });
            }
        }
        pooled::cheapest(item.grains, item.curves.len(), &states, precision)
    };
    let answers: Vec<pooled::Choice> = blocks
        .items
        .par_iter()
        .with_min_len(4)
        .map(answer)
        .collect();
    for (item, choice) in blocks.items.iter().zip(&answers) {
        let first = blocks.curves.get(item.curves.start);
        let first = first.map_or(0, |curve| curve.states.start);
        for (curve, taken) in item.curves.clone().zip(&choice.taken) {
            curves[curve] = taken.map(|(state, grains)| {
                let counted = item.counted[curve - item.curves.start];
                (first + state, grains * counted)
            });
        }
    }
    answers.iter().map(|choice| choice.cost).sum()
}

/// L5.
fn alone(
    blocks: &Blocks,
    prices: &Prices,
    paid: &[f64],
    curve: usize,
) -> (f64, Option<(usize, f64)>) {
    let mut best = (0.0, None);
    for state in blocks.curves[curve].states.clone() {
        let terms = &blocks.states[state];
        let price = prices.quantities[state];
        let counted = if price < 0.0 { terms.last } else { terms.first };
        let cost = terms.fixed + prices.vendors[curve] - paid[state] + price * counted;
        if terms.first <= terms.last && cost < best.0 {
            best = (cost, Some((state, counted)));
        }
    }
    best
}

/// L7 and L8.
fn vendors(blocks: &Blocks, prices: &Prices, uses: &[Use]) -> (f64, Vec<bool>, Vec<bool>) {
    let mut left: Vec<f64> = blocks.drops.iter().map(|drop| drop.fee).collect();
    for (offer, price) in blocks.offers.iter().zip(&prices.drops) {
        left[offer.drop] -= price;
    }
    let own = |vendor: &Vendor| {
        let drops = &left[vendor.drops.clone()];
        vendor.fee + drops.iter().map(|cost| cost.min(0.0)).sum::<f64>()
    };
    let mut added: Vec<f64> = blocks.vendors.iter().map(own).collect();
    for (curve, price) in blocks.curves.iter().zip(&prices.vendors) {
        added[curve.vendor] -= price;
    }
    let wanted = |vendor: &usize| match uses[*vendor] {
        Use::Open => added[*vendor] < 0.0,
        Use::Never => false,
        Use::Always => true,
    };
    let mut order: Vec<usize> = (0..added.len()).filter(wanted).collect();
    let key = |vendor: usize| (uses[vendor] != Use::Always, added[vendor]);
    order.sort_by(|a, b| {
        let (a, b) = (key(*a), key(*b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    order.truncate(blocks.vendors_max);
    let mut drops = vec![false; left.len()];
    let mut is_used = vec![false; added.len()];
    for vendor in &order {
        is_used[*vendor] = true;
        for drop in blocks.vendors[*vendor].drops.clone() {
            drops[drop] = left[drop] < 0.0;
        }
    }
    let total = order.iter().map(|vendor| added[*vendor]).sum();
    (total, is_used, drops)
}
