//! Better prices step by step: a deflected subgradient method.
//!
//! Where the blocks' answers disagree (a line under a tier that its curve is not in, a tier that
//! nobody uses, a curve in use at a vendor that is not), the price between them moves. The direction is an average over past answers
//! (Camerini, Fratta & Maffioli 1975, doi:10.1007/BFb0120697), the step Polyak's, toward the cost
//! of a known plan (Polyak 1969, doi:10.1016/0041-5553(69)90061-5), shortened whenever the bound
//! stalls.

use super::blocks::Blocks;
use super::evaluate::{Answer, Precision, Prices, Use, evaluate};

/// Share of the direction that past answers keep.
const MEMORY: f64 = 0.8;

/// Share of Polyak's step that is taken at first: averaged directions are long.
const STEP: f64 = 0.2;

/// The same from prices that were good in a problem with one decision less.
const WARM_STEP: f64 = 0.05;

/// How much of what is known of a vendor's use is kept when a further answer comes.
const LEANING_MEMORY: f64 = 0.95;

/// Steps without a better bound after which steps are shortened, and by how much.
const PATIENCE: usize = 30;
const SHORTER: f64 = 0.6;

/// Share of the first step at which there is nothing more to gain.
const STEP_MIN: f64 = 2e-4;

/// Relative improvement that counts.
const BETTER: f64 = 1e-6;

/// Squared length below which a direction is not made up for by a longer step: answers disagree in whole
/// numbers, so that averages this short are leftovers. Without it prices run away, and sums of huge
/// floats prove anything.
const LENGTH_MIN: f64 = 1e-2;

/// Prices under way.
#[derive(Clone, Debug)]
pub(in crate::award) struct Ascent {
    /// The best prices found.
    pub best: Prices,
    /// The bound they prove, on the way of looking at pooled items coarsely.
    pub bound: f64,
    /// What is decided about every vendor.
    pub uses: Vec<Use>,
    /// By vendor: in how many of the late answers it is used, from 0 to 1.
    pub leaning: Vec<f64>,
    at: Prices,
    direction: Prices,
    /// How far a step of each state's quantity price goes, beside the others.
    scale: Vec<f64>,
    step: f64,
    stalled: usize,
}

impl Ascent {
    /// Begins at `prices`, with nothing decided.
    pub fn new(blocks: &Blocks, prices: Prices) -> Self {
        Self {
            bound: f64::NEG_INFINITY,
            uses: blocks.undecided(),
            leaning: vec![0.0; blocks.vendors.len()],
            at: prices.clone(),
            best: prices,
            direction: Prices::zero(blocks),
            scale: scale(blocks),
            step: STEP,
            stalled: 0,
        }
    }

    /// Goes on from the best prices where more is decided.
    pub fn decided(&self, blocks: &Blocks, uses: Vec<Use>) -> Self {
        Self {
            uses,
            leaning: self.leaning.clone(),
            step: WARM_STEP,
            ..Self::new(blocks, self.best.clone())
        }
    }

    /// Whether steps have become too short to gain anything.
    pub fn is_over(&self) -> bool {
        self.step < STEP * STEP_MIN
    }

    /// One step toward `target`, the cost of a known plan. Answers what the blocks chose before it.
    pub fn step(&mut self, blocks: &Blocks, target: f64) -> Answer {
        let answer = evaluate(blocks, &self.at, &self.uses, Precision::Coarse);
        for (leaning, is_used) in self.leaning.iter_mut().zip(&answer.vendors) {
            let used = f64::from(u8::from(*is_used));
            *leaning = LEANING_MEMORY * *leaning + (1.0 - LEANING_MEMORY) * used;
        }
        if answer.bound > self.bound + BETTER * self.bound.abs() || self.bound.is_infinite() {
            self.bound = answer.bound;
            self.best.clone_from(&self.at);
            self.stalled = 0;
        } else {
            self.stalled += 1;
        }
        if self.stalled > PATIENCE {
            self.stalled = 0;
            self.step *= SHORTER;
            self.at.clone_from(&self.best);
        }
        let length = self.turn(blocks, &answer);
        let open = (target - answer.bound).max(0.0);
        if open.is_finite() && answer.bound.is_finite() {
            self.go(self.step * open / length.max(LENGTH_MIN));
        }
        answer
    }

    /// Averages the answer's disagreements into the direction; its squared length.
    fn turn(&mut self, blocks: &Blocks, answer: &Answer) -> f64 {
        let mut slope = slope(blocks, answer);
        let mut length = 0.0;
        let mut average = |direction: &mut [f64], slope: &[f64]| {
            for (way, slope) in direction.iter_mut().zip(slope) {
                *way = MEMORY * *way + (1.0 - MEMORY) * slope;
                length += *way * *way;
            }
        };
        hold_at_zero(&self.at.tiers, &mut slope.tiers);
        hold_at_zero(&self.at.drops, &mut slope.drops);
        hold_at_zero(&self.at.vendors, &mut slope.vendors);
        for (slope, scale) in slope.quantities.iter_mut().zip(&self.scale) {
            *slope *= scale;
        }
        average(&mut self.direction.tiers, &slope.tiers);
        average(&mut self.direction.drops, &slope.drops);
        average(&mut self.direction.vendors, &slope.vendors);
        average(&mut self.direction.quantities, &slope.quantities);
        length
    }

    fn go(&mut self, step: f64) {
        let along = |price: &mut Vec<f64>, way: &[f64]| {
            for (price, way) in price.iter_mut().zip(way) {
                *price = (*price + step * way).max(0.0);
            }
        };
        along(&mut self.at.tiers, &self.direction.tiers);
        along(&mut self.at.drops, &self.direction.drops);
        along(&mut self.at.vendors, &self.direction.vendors);
        let quantities = self.at.quantities.iter_mut();
        for ((price, way), scale) in quantities.zip(&self.direction.quantities).zip(&self.scale) {
            *price += step * way * scale;
        }
    }
}

/// Prices at zero do not fall.
fn hold_at_zero(prices: &[f64], slope: &mut [f64]) {
    for (price, slope) in prices.iter().zip(slope) {
        if *price <= 0.0 && *slope < 0.0 {
            *slope = 0.0;
        }
    }
}

/// Where the answers of the blocks disagree: how the bound changes with every price.
fn slope(blocks: &Blocks, answer: &Answer) -> Prices {
    let mut slope = Prices::zero(blocks);
    for (number, offer) in blocks.offers.iter().enumerate() {
        if let Some((state, _)) = answer.curves[offer.curve] {
            let tier = state - blocks.curves[offer.curve].states.start;
            slope.tiers[offer.first_option + tier] -= 1.0;
        }
        if answer.drops[offer.drop] {
            slope.drops[number] -= 1.0;
        }
    }
    for (offer, option, _) in &answer.lines {
        let terms = &blocks.offers[*offer];
        let state = blocks.curves[terms.curve].states.start + option - terms.first_option;
        slope.tiers[*option] += 1.0;
        slope.drops[*offer] += 1.0;
        slope.quantities[state] -= terms.counted;
    }
    for (state, counted) in answer.curves.iter().flatten() {
        slope.quantities[*state] += counted;
    }
    for (number, curve) in blocks.curves.iter().enumerate() {
        let (is_in_use, is_paid) = (
            answer.curves[number].is_some(),
            answer.vendors[curve.vendor],
        );
        slope.vendors[number] = f64::from(u8::from(is_in_use)) - f64::from(u8::from(is_paid));
    }
    slope
}

/// One over what a line counts on average toward each state's curve.
fn scale(blocks: &Blocks) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); blocks.curves.len()];
    for offer in &blocks.offers {
        sums[offer.curve].0 += offer.counted;
        sums[offer.curve].1 += 1.0;
    }
    let mut scale = vec![0.0; blocks.states.len()];
    for (curve, (sum, n)) in blocks.curves.iter().zip(sums) {
        if sum > 0.0 {
            scale[curve.states.clone()].fill(n / sum);
        }
    }
    scale
}
