//! A native search for large awards: simulated annealing over whole lines.
//!
//! Goes in: the blocks of a case, and offers to begin from. Comes out: the cheapest assignment met
//! that keeps capacities, minimums of quotes and the most vendors. What the blocks do not know
//! (packs, conditions, other rules) is not asked here: whoever takes the answer checks it.
//!
//! Moves: a line to another offer; two lines of an item trading quotes; lines of one quote to another
//! together; all lines of a site at a vendor elsewhere; a site's lines to a vendor that it did not use;
//! and, rarely, a vendor for another. Only open vendors are moved to, so that the most vendors are
//! kept throughout. Excess over limits is priced, and ever dearer. Each further cooling begins from
//! the best assignment, less hot. Source: Kirkpatrick, Gelatt &
//! Vecchi (1983), doi:10.1126/science.220.4598.671.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of moves, lines and grains are far below what floats and 32 bits hold"
)]

mod moves;
mod state;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::prices::Blocks;
use moves::Neighbours;
use state::State;

/// Temperature at the start and at the end, beside the mean cost of a line.
const HOT: f64 = 0.3;
const COLD: f64 = 0.01;

/// What a unit of excess counts at the end; 1 at the start.
const DEAREST_EXCESS: f64 = 20.0;

/// Moves between looks at the clock.
const LOOK: u64 = 1024;

/// How long to search.
#[derive(Clone, Copy, Debug)]
pub(in crate::award) struct Schedule {
    pub moves: u64,
    pub seed: u64,
    /// Temperature at the start, beside the usual one; less in later rounds.
    pub heat: f64,
    /// Coolings one after the other, at least 1.
    pub rounds: u32,
}

/// A good assignment.
#[derive(Clone, Debug)]
pub(in crate::award) struct Assigned {
    /// What it costs by the blocks.
    pub cost: f64,
    /// By line: the offer.
    pub offers: Vec<usize>,
}

/// The cheapest assignment met. `elapsed` says which share of the time is gone, from 0 to 1.
pub(in crate::award) fn anneal(
    blocks: &Blocks,
    begin: Vec<usize>,
    open: &[bool],
    schedule: Schedule,
    elapsed: &dyn Fn() -> f64,
) -> Option<Assigned> {
    let mut search = Search::new(blocks, begin, open, schedule.seed);
    let rounds = schedule.rounds;
    for round in 0..rounds {
        let heat = schedule.heat / f64::from(1 + round);
        let moves = schedule.moves / u64::from(rounds);
        let gone = || elapsed() * f64::from(rounds) - f64::from(round);
        search.back_to_best();
        search.cool(heat, moves, &gone);
    }
    search.best
}

struct Search<'a> {
    state: State<'a>,
    near: Neighbours,
    rng: ChaCha8Rng,
    temperature: f64,
    best: Option<Assigned>,
    /// Lines moved by the step, with the offers they had.
    undo: Vec<(usize, usize)>,
}

impl<'a> Search<'a> {
    fn new(blocks: &'a Blocks, begin: Vec<usize>, open: &[bool], seed: u64) -> Self {
        let mut state = State::new(blocks, begin);
        state.is_open.copy_from_slice(open);
        let mut search = Self {
            near: Neighbours::new(blocks),
            state,
            rng: ChaCha8Rng::seed_from_u64(seed),
            temperature: 0.0,
            best: None,
            undo: Vec::new(),
        };
        search.leave_closed();
        search.keep_best();
        search
    }

    /// Moves lines away from vendors that are not open, where another offer is.
    fn leave_closed(&mut self) {
        for line in 0..self.state.offer.len() {
            let vendor = self.state.vendor_of(self.state.offer[line]);
            if !self.state.is_open[vendor] {
                self.move_to_cheapest(line);
            }
        }
        self.undo.clear();
    }

    /// Moves at falling temperature.
    fn cool(&mut self, heat: f64, moves: u64, elapsed: &dyn Fn() -> f64) {
        let mean = self.state.score() / self.state.blocks.n_lines() as f64;
        let hot = mean * HOT * heat;
        let mut done = 0;
        while done < moves {
            let gone = (done as f64 / moves as f64).max(elapsed());
            if gone >= 1.0 {
                break;
            }
            self.state.weight = 1.0 + (DEAREST_EXCESS - 1.0) * gone * gone;
            self.temperature = hot * (mean * COLD / hot).powf(gone);
            for _ in 0..LOOK {
                self.step();
            }
            done += LOOK;
        }
    }

    /// Begins again from the best assignment, with the vendors open that it uses.
    fn back_to_best(&mut self) {
        let Some(best) = &self.best else {
            return;
        };
        let mut state = State::new(self.state.blocks, best.offers.clone());
        std::mem::swap(&mut state.is_open, &mut self.state.is_open);
        for vendor in 0..state.is_open.len() {
            if state.is_used(vendor) {
                state.is_open[vendor] = true;
            }
        }
        let mut n_open = state.is_open.iter().filter(|is_open| **is_open).count();
        for vendor in 0..state.is_open.len() {
            if n_open > state.blocks.vendors_max && !state.is_used(vendor) && state.is_open[vendor]
            {
                state.is_open[vendor] = false;
                n_open -= 1;
            }
        }
        self.state = state;
    }

    fn step(&mut self) {
        let before = self.state.score();
        self.undo.clear();
        self.propose();
        if self.undo.is_empty() {
            return;
        }
        let rise = self.state.score() - before;
        if rise <= 0.0 || self.chance() < (-rise / self.temperature).exp() {
            self.keep_best();
        } else {
            self.take_back();
        }
    }

    fn take_back(&mut self) {
        while let Some((line, offer)) = self.undo.pop() {
            self.state.assign(line, offer);
        }
    }

    fn keep_best(&mut self) {
        /// Below this a cost is the same.
        const SAME: f64 = 1e-6;
        let Some(cost) = self.state.allowed_cost() else {
            return;
        };
        match &mut self.best {
            Some(best) if cost >= best.cost - SAME => {}
            Some(best) => {
                best.cost = cost;
                best.offers.copy_from_slice(&self.state.offer);
            }
            None => {
                self.best = Some(Assigned {
                    cost,
                    offers: self.state.offer.clone(),
                });
            }
        }
    }

    /// From 0 to 1.
    fn chance(&mut self) -> f64 {
        f64::from(self.rng.next_u32()) / (f64::from(u32::MAX) + 1.0)
    }

    fn below(&mut self, n: usize) -> usize {
        self.rng.next_u32() as usize % n
    }
}
