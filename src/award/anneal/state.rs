//! An assignment of whole lines to offers, with its cost kept up to date move by move.

use crate::award::prices::Blocks;

/// Price of one base unit beyond a limit, beside the dearest price of the quote.
const EXCESS_PRICE: f64 = 0.7;

/// Every line served by one offer.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub blocks: &'a Blocks,
    /// By line.
    pub offer: Vec<usize>,
    /// By vendor: whether lines may move to it.
    pub is_open: Vec<bool>,
    /// What a unit of excess counts.
    pub weight: f64,
    /// Cost of what is bought under each curve in each of its tiers.
    sums: Vec<f64>,
    curves: Vec<Standing>,
    /// Dearest price of a base unit, by curve.
    dearest: Vec<f64>,
    n_lines_by_drop: Vec<u32>,
    n_lines_by_vendor: Vec<u32>,
    n_used: usize,
    cost: f64,
    excess: f64,
}

/// How a curve stands.
#[derive(Clone, Copy, Default)]
struct Standing {
    counted: f64,
    bought: f64,
    cost: f64,
    excess: f64,
}

impl<'a> State<'a> {
    /// The assignment of every line to the given offer, with every vendor open.
    pub fn new(blocks: &'a Blocks, offer: Vec<usize>) -> Self {
        let mut dearest = vec![0.0_f64; blocks.curves.len()];
        for terms in &blocks.offers {
            let price = blocks.costs[terms.first_option] / terms.bought;
            dearest[terms.curve] = dearest[terms.curve].max(price);
        }
        let mut state = Self {
            blocks,
            offer,
            is_open: vec![true; blocks.vendors.len()],
            weight: 1.0,
            sums: vec![0.0; blocks.states.len()],
            curves: vec![Standing::default(); blocks.curves.len()],
            dearest,
            n_lines_by_drop: vec![0; blocks.drops.len()],
            n_lines_by_vendor: vec![0; blocks.vendors.len()],
            n_used: 0,
            cost: 0.0,
            excess: 0.0,
        };
        for line in 0..state.offer.len() {
            state.add(state.offer[line], 1.0);
        }
        state
    }

    /// Cost, with what limits are broken by.
    pub fn score(&self) -> f64 {
        self.cost + self.weight * self.excess
    }

    /// The cost, if no limit is broken.
    pub fn allowed_cost(&self) -> Option<f64> {
        const NOTHING: f64 = 1e-6;
        let is_allowed = self.excess <= NOTHING && self.n_used <= self.blocks.vendors_max;
        is_allowed.then_some(self.cost)
    }

    pub fn vendor_of(&self, offer: usize) -> usize {
        self.blocks.curves[self.blocks.offers[offer].curve].vendor
    }

    pub fn is_used(&self, vendor: usize) -> bool {
        self.n_lines_by_vendor[vendor] > 0
    }

    /// Lines at the offer's site that its vendor serves.
    pub fn n_lines_in_drop(&self, offer: usize) -> u32 {
        self.n_lines_by_drop[self.blocks.offers[offer].drop]
    }

    /// Moves a line to another of its offers.
    pub fn assign(&mut self, line: usize, offer: usize) {
        let before = std::mem::replace(&mut self.offer[line], offer);
        if before != offer {
            self.add(before, -1.0);
            self.add(offer, 1.0);
        }
    }

    /// What serving a line by an offer that does not serve it adds to the score.
    pub fn added(&self, offer: usize) -> f64 {
        let terms = &self.blocks.offers[offer];
        let vendor = self.blocks.curves[terms.curve].vendor;
        let mut added = self.change(offer, 1.0);
        if self.n_lines_by_drop[terms.drop] == 0 {
            added += self.blocks.drops[terms.drop].fee;
        }
        if self.n_lines_by_vendor[vendor] == 0 {
            added += self.blocks.vendors[vendor].fee;
        }
        added
    }

    /// What no longer serving a line by its offer takes from the score.
    pub fn freed(&self, offer: usize) -> f64 {
        let terms = &self.blocks.offers[offer];
        let vendor = self.blocks.curves[terms.curve].vendor;
        let mut freed = -self.change(offer, -1.0);
        if self.n_lines_by_drop[terms.drop] == 1 {
            freed += self.blocks.drops[terms.drop].fee;
        }
        if self.n_lines_by_vendor[vendor] == 1 {
            freed += self.blocks.vendors[vendor].fee;
        }
        freed
    }

    /// How the score of an offer's curve changes with one line more or less.
    fn change(&self, offer: usize, sign: f64) -> f64 {
        let terms = &self.blocks.offers[offer];
        let standing = &self.curves[terms.curve];
        let counted = standing.counted + sign * terms.counted;
        let bought = standing.bought + sign * terms.bought;
        let tier = self.tier(terms.curve, counted);
        let start = self.blocks.curves[terms.curve].states.start;
        let own = self.blocks.costs[terms.first_option + tier];
        let sum = self.sums[start + tier] + sign * own;
        let cost = self.fixed(start + tier, bought) + sum;
        let excess = self.excess_of(terms.curve, bought);
        cost - standing.cost + self.weight * (excess - standing.excess)
    }

    fn add(&mut self, offer: usize, sign: f64) {
        let terms = self.blocks.offers[offer];
        let curve = &self.blocks.curves[terms.curve];
        let states = curve.states.clone();
        for (state, option) in states.clone().zip(self.blocks.options_of(&terms)) {
            self.sums[state] += sign * self.blocks.costs[option];
        }
        let before = self.curves[terms.curve];
        let counted = before.counted + sign * terms.counted;
        let bought = before.bought + sign * terms.bought;
        let state = states.start + self.tier(terms.curve, counted);
        let after = Standing {
            counted,
            bought,
            cost: self.fixed(state, bought) + self.sums[state],
            excess: self.excess_of(terms.curve, bought),
        };
        self.curves[terms.curve] = after;
        self.cost += after.cost - before.cost;
        self.excess += after.excess - before.excess;
        self.count(terms.drop, curve.vendor, sign);
    }

    fn count(&mut self, drop: usize, vendor: usize, sign: f64) {
        let step = |n: &mut u32, fee: f64| -> f64 {
            if sign > 0.0 {
                *n += 1;
                if *n == 1 { fee } else { 0.0 }
            } else {
                *n -= 1;
                if *n == 0 { -fee } else { 0.0 }
            }
        };
        let of_drop = step(&mut self.n_lines_by_drop[drop], self.blocks.drops[drop].fee);
        let was_used = self.is_used(vendor);
        let of_vendor = step(
            &mut self.n_lines_by_vendor[vendor],
            self.blocks.vendors[vendor].fee,
        );
        self.n_used += usize::from(self.is_used(vendor));
        self.n_used -= usize::from(was_used);
        self.cost += of_drop + of_vendor;
    }

    /// The tier in which a curve is that counts this much.
    fn tier(&self, curve: usize, counted: f64) -> usize {
        /// Sums of floats may fall short of a break by this.
        const NEAR: f64 = 1e-7;
        let states = &self.blocks.states[self.blocks.curves[curve].states.clone()];
        let reached = |state: &&crate::award::prices::Tier| state.from <= counted + NEAR;
        states.iter().take_while(reached).count().saturating_sub(1)
    }

    fn fixed(&self, state: usize, bought: f64) -> f64 {
        if bought > EMPTY {
            self.blocks.states[state].fixed
        } else {
            0.0
        }
    }

    fn excess_of(&self, curve: usize, bought: f64) -> f64 {
        /// What sums of floats may be off by.
        const NEAR: f64 = 1e-7;
        let terms = &self.blocks.curves[curve];
        if bought <= EMPTY {
            return 0.0;
        }
        let units = (bought - terms.most).max(terms.least - bought).max(0.0);
        if units <= NEAR {
            0.0
        } else {
            units * self.dearest[curve] * EXCESS_PRICE
        }
    }
}

/// Base units that are none.
const EMPTY: f64 = 1e-7;
