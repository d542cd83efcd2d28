//! The search by internal prices: a plan, a bound, and what no better plan can hold.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of moves, lines and grains are far below what floats and 32 bits hold"
)]

mod ascents;

use std::collections::BTreeSet;
use std::time::Instant;

use rayon::prelude::*;

use super::Options;
use super::anneal::{Assigned, Schedule, anneal};
use super::merge::Merged;
use super::prices::{
    Ascent, Blocks, CoverageAscent, Offer, Precision, Prices, blocks, evaluate, published,
    safe_bound,
};
use super::told::Told;
use super::vendors::{Branched, Limits, branch};
use crate::plan::{Award, AwardLine, InternalPrices};
use crate::problem::Case;
use crate::units::{DemandLineId, Id, QuoteId};

/// Lines from which a case is large: annealing replaces the greedy start.
const LARGE_LINES: usize = 350;

/// Options from which the whole program is too large for what time is left.
const PROGRAM_OPTIONS_MAX: usize = 60_000;

/// How far each part of the search goes.
struct Effort {
    /// Shares of the time after which the first annealing, the ascent, branching on vendors and the
    /// last annealings end.
    first: f64,
    priced: f64,
    branched: f64,
    annealed: f64,
    /// Steps of the ascent, at most.
    steps: usize,
    /// Moves of the last annealings, for every line.
    moves: u64,
}

/// Where the program follows.
const BEFORE_PROGRAM: Effort = Effort {
    first: 0.1,
    priced: 0.2,
    branched: 0.6,
    annealed: 0.7,
    steps: 1_200,
    moves: 3_000,
};

/// Where it is left out.
const WITHOUT_PROGRAM: Effort = Effort {
    first: 0.3,
    priced: 0.5,
    branched: 0.7,
    annealed: 0.95,
    steps: 3_000,
    moves: 20_000,
};

/// Moves of the first annealing for every line: it only finds a cost to aim at.
const FIRST_MOVES: u64 = 300;

/// Its temperature where an award is known that should not be lost.
const REKINDLED: f64 = 0.2;

/// Temperature of the last annealings, beside the first's, and their coolings.
const REHEAT: f64 = 1.5;
const ROUNDS: u32 = 8;

/// Decisions on vendors where no clock limits them.
const DECISIONS: usize = 60;

/// What internal prices came to.
pub(super) struct Priced {
    pub blocks: Blocks,
    prices: Prices,
    /// What these prices prove: no plan can cost less; minus infinity if nothing was proven.
    pub certified: f64,
    /// The same, or more after branching on the vendors used.
    pub bound: f64,
    /// The awards met; they may break what the blocks do not know.
    pub awards: Vec<Award>,
    /// By state: in how many of the late answers its curve is in it, from 0 to 1; empty where curves were
    /// not asked by themselves.
    leaning: Vec<f64>,
}

/// What a search begins from.
#[derive(Default)]
pub(super) struct Begin<'a> {
    /// An award; it need not be possible.
    pub award: Option<&'a Award>,
    /// What the cheapest known plan costs.
    pub cost: Option<f64>,
    /// Prices of an earlier search, for the lines that were merged.
    pub prices: Option<(&'a Merged, &'a InternalPrices)>,
}

/// A search under way.
struct Search<'a> {
    blocks: &'a Blocks,
    case: &'a Case,
    options: &'a Options,
    started: Instant,
    told: &'a Told<'a>,
    /// What an award costs that is possible.
    worth: &'a (dyn Fn(&Award) -> Option<f64> + Sync),
    effort: &'a Effort,
    begin: &'a Begin<'a>,
}

/// Searches a (merged) case. `worth` says what an award costs, if it is possible.
pub(super) fn search(
    case: &Case,
    begin: &Begin,
    (options, started): (&Options, Instant),
    told: &Told,
    worth: &(dyn Fn(&Award) -> Option<f64> + Sync),
) -> Priced {
    let blocks = blocks(case);
    let is_servable = (0..blocks.n_lines()).all(|line| blocks.offers_of(line).next().is_some());
    let mut priced = Priced {
        prices: Prices::zero(&blocks),
        certified: f64::NEG_INFINITY,
        bound: f64::NEG_INFINITY,
        awards: Vec::new(),
        leaning: Vec::new(),
        blocks,
    };
    if !is_servable || priced.blocks.n_lines() == 0 {
        return priced;
    }
    let search = Search {
        blocks: &priced.blocks,
        case,
        options,
        started,
        told,
        worth,
        effort: if leaves_program(&priced.blocks) {
            &WITHOUT_PROGRAM
        } else {
            &BEFORE_PROGRAM
        },
        begin,
    };
    let anneals = is_large(case) && search.blocks.fit_whole_lines();
    let first = anneals.then(|| search.first()).flatten();
    let met = first.as_ref().map(|found| found.cost);
    let coverage = search.coverage(met);
    let worths = coverage.as_ref().map(CoverageAscent::prices);
    let ascent = search.ascend(met, worths);
    let leaning = coverage.map_or(Vec::new(), |coverage| coverage.leaning);
    let certified = safe_bound(search.blocks, &ascent.best, &ascent.uses);
    told.bound(certified);
    let proving = ascent.best.clone();
    let (bound, found) = search.branched((ascent, certified), first);
    let last = found.map_or(Vec::new(), |found| search.last(found, bound));
    let awards = last
        .iter()
        .map(|found| award_of(case, search.blocks, found));
    priced.awards = awards.collect();
    priced.certified = certified;
    priced.bound = bound;
    priced.prices = proving;
    priced.leaning = leaning;
    priced
}

/// Whether a case is large enough for annealing.
pub(super) fn is_large(case: &Case) -> bool {
    case.demand.len() >= LARGE_LINES
}

impl Search<'_> {
    fn is_past(&self, share: f64) -> bool {
        self.options.share_gone(self.started) >= share
    }

    /// A quick annealing, for a cost to aim at.
    fn first(&self) -> Option<Assigned> {
        let begin = begin(self.blocks, self.begin.award);
        let open = self.open_vendors(&begin);
        let schedule = Schedule {
            moves: FIRST_MOVES * self.blocks.n_lines() as u64,
            seed: self.options.seed,
            heat: if self.begin.award.is_some() {
                REKINDLED
            } else {
                1.0
            },
            rounds: 1,
        };
        let end = self.effort.first;
        let found = anneal(self.blocks, begin, &open, schedule, &|| {
            self.options.share_gone(self.started) / end
        });
        self.tell(found.as_ref());
        found
    }

    /// Vendors to begin with, as many as may be used: those of these offers, if they are no more; then so
    /// that every line has an offer; then those used most.
    fn open_vendors(&self, offers: &[usize]) -> Vec<bool> {
        let blocks = self.blocks;
        let vendor_of = |offer: &Offer| blocks.curves[offer.curve].vendor;
        let mut served = vec![0_usize; blocks.vendors.len()];
        for offer in offers {
            served[vendor_of(&blocks.offers[*offer])] += 1;
        }
        let most = blocks.vendors_max.min(served.len());
        let mut open: Vec<bool> = served.iter().map(|lines| *lines > 0).collect();
        let n_open = |open: &[bool]| open.iter().filter(|is_open| **is_open).count();
        if n_open(&open) > most {
            open.fill(false);
        }
        while n_open(&open) < most {
            let mut needed = vec![0_usize; open.len()];
            for line in 0..blocks.n_lines() {
                let vendors = || blocks.offers_of(line).map(|(_, offer)| vendor_of(offer));
                if !vendors().any(|vendor| open[vendor]) {
                    vendors().for_each(|vendor| needed[vendor] += 1);
                }
            }
            let closed = (0..open.len()).filter(|vendor| !open[*vendor]);
            let next = closed.max_by_key(|vendor| (needed[*vendor], served[*vendor]));
            open[next.expect("fewer are open than there are")] = true;
        }
        open
    }

    /// A better bound and assignment, where the number of vendors is limited.
    fn branched(
        &self,
        (root, bound): (Ascent, f64),
        first: Option<Assigned>,
    ) -> (f64, Option<Assigned>) {
        let is_limited = self.blocks.vendors_max < self.blocks.vendors.len();
        let first = match first {
            Some(first) if is_limited => first,
            first => return (bound, first),
        };
        let limits = Limits {
            gap: self.options.gap,
            seed: self.options.seed,
            decisions: match self.options.time_limit {
                Some(_) => usize::MAX,
                None => DECISIONS,
            },
            is_over: &|| self.is_past(self.effort.branched),
        };
        let Branched { bound, best } = branch(
            self.blocks,
            (root, bound),
            first,
            &limits,
            &|bound, best| {
                self.told.bound(bound);
                self.tell(Some(best));
            },
        );
        (bound, Some(best))
    }

    /// Tells what an award costs that was met, if it is possible.
    fn tell(&self, found: Option<&Assigned>) {
        let award = found.map(|found| award_of(self.case, self.blocks, found));
        if let Some(cost) = award.and_then(|award| (self.worth)(&award)) {
            self.told.cost(cost);
        }
    }

    /// Annealings with several seeds from what the first one found.
    fn last(&self, first: Assigned, bound: f64) -> Vec<Assigned> {
        let end = self.effort.annealed;
        let begun = self.options.share_gone(self.started);
        if begun >= end || first.cost - bound <= self.options.gap * first.cost {
            return vec![first];
        }
        let seeds = 0..rayon::current_num_threads().max(1) as u64;
        let open = self.open_vendors(&first.offers);
        let found: Vec<Option<Assigned>> = seeds
            .into_par_iter()
            .map(|seed| {
                let schedule = Schedule {
                    moves: self.effort.moves * self.blocks.n_lines() as u64,
                    seed: self.options.seed.wrapping_add(1 + seed),
                    heat: REHEAT,
                    rounds: ROUNDS,
                };
                let found = anneal(self.blocks, first.offers.clone(), &open, schedule, &|| {
                    (self.options.share_gone(self.started) - begun) / (end - begun)
                });
                self.tell(found.as_ref());
                found
            })
            .collect();
        let mut found: Vec<Assigned> = found.into_iter().flatten().chain([first]).collect();
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        found
    }
}

/// Whether the program of these blocks is too large for a limited search.
fn leaves_program(blocks: &Blocks) -> bool {
    blocks.costs.len() > PROGRAM_OPTIONS_MAX
}

impl Priced {
    /// Whether the program is too large for a limited search.
    pub fn leaves_program(&self) -> bool {
        leaves_program(&self.blocks)
    }

    /// Whether likely tiers are looked at before all of them.
    pub fn has_kernel_first(&self) -> bool {
        /// Options up to which the whole program is as quick.
        const WHOLE_OPTIONS: usize = 8_000;
        self.blocks.costs.len() > WHOLE_OPTIONS
    }

    /// The prices for the lines of the case itself.
    pub fn published(&self, case: &Case, merged: &Merged) -> InternalPrices {
        published(case, merged, &self.blocks, &self.prices)
    }

    /// Tiers in which curves were in the late answers, and those within `reach` of them; nothing where curves
    /// were not asked by themselves. A curve is named by its first quote.
    pub fn kernel(&self, reach: usize) -> BTreeSet<(QuoteId, usize)> {
        /// Share of the late answers from which a tier counts.
        const OFTEN: f64 = 0.03;
        let mut kernel = BTreeSet::new();
        for curve in self
            .blocks
            .curves
            .iter()
            .filter(|_| !self.leaning.is_empty())
        {
            let n_tiers = curve.states.len();
            for (tier, state) in curve.states.clone().enumerate() {
                if self.leaning[state] >= OFTEN {
                    let near = tier.saturating_sub(reach)..(tier + reach + 1).min(n_tiers);
                    kernel.extend(near.map(|tier| (curve.quote, tier)));
                }
            }
        }
        kernel
    }

    /// Options (a line, a quote and a tier) that no plan below `cost` can hold, of lines that are
    /// served whole.
    pub fn hopeless(&self, case: &Case, cost: f64) -> BTreeSet<(DemandLineId, QuoteId, usize)> {
        /// What is left open to be safe from rounding, beside the cost.
        const SPARE: f64 = 1e-6;
        let open = cost - self.certified + SPARE * cost.abs();
        let uses = self.blocks.undecided();
        let answer = evaluate(&self.blocks, &self.prices, &uses, Precision::Whole);
        let mut hopeless = BTreeSet::new();
        for (line, (_, _, least)) in answer.lines.iter().enumerate() {
            let item = case.demand[DemandLineId::from_index(line)].item;
            if case.items[item].split {
                continue;
            }
            for (number, offer) in self.blocks.offers_of(line) {
                for (tier, option) in self.blocks.options_of(offer).enumerate() {
                    let own = self.prices.cost_of(&self.blocks, number, option);
                    if own - least > open {
                        hopeless.insert((offer.line, offer.quote, tier));
                    }
                }
            }
        }
        hopeless
    }
}

/// Where annealing begins: the offers of a known award, and the cheapest of other lines.
fn begin(blocks: &Blocks, start: Option<&Award>) -> Vec<usize> {
    let mut offers: Vec<usize> = (0..blocks.n_lines())
        .map(|line| {
            let price = |offer: usize| {
                let last = blocks.options_of(&blocks.offers[offer]).last();
                last.map_or(f64::INFINITY, |option| blocks.costs[option])
            };
            let numbers = blocks.first_offer[line]..blocks.first_offer[line + 1];
            let cheapest = numbers.min_by(|a, b| price(*a).total_cmp(&price(*b)));
            cheapest.expect("every line has an offer")
        })
        .collect();
    for part in start.into_iter().flat_map(|award| &award.lines) {
        let line = part.line.index();
        let at = blocks
            .offers_of(line)
            .find(|(_, offer)| offer.quote == part.quote);
        if let Some((number, _)) = at {
            offers[line] = number;
        }
    }
    offers
}

/// Whole lines under the offers that serve them.
fn award_of(case: &Case, blocks: &Blocks, found: &Assigned) -> Award {
    let line = |offer: &usize| {
        let terms = &blocks.offers[*offer];
        AwardLine {
            line: terms.line,
            quote: terms.quote,
            covered: case.demand[terms.line].quantity,
        }
    };
    let mut award = Award {
        lines: found.offers.iter().map(line).collect(),
        surplus: Vec::new(),
    };
    award.sort();
    award
}
