//! Branching on the vendors used, where their number is limited.
//!
//! Prices alone do not see such a limit well: every vendor may be used in part. Here it is decided of
//! one vendor after the other whether it is used; each half of a decision goes on from the prices
//! before it, and what all halves that are left prove is a bound. The vendors that a half leans to are
//! tried by a short annealing, so that good sets of vendors are met on the way. Best first. Source of the
//! scheme: Land & Doig (1960), doi:10.2307/1910129.

use rayon::prelude::*;

use super::anneal::{Assigned, Schedule, anneal};
use super::prices::{Ascent, Blocks, Use, safe_bound};

/// Steps from the prices of a decision to those of its halves.
const STEPS: usize = 120;

/// The annealing of a half: moves for every line, and temperature.
const MOVES: u64 = 40;
const HEAT: f64 = 0.3;

/// What branching came to.
pub(super) struct Branched {
    /// No plan costs less.
    pub bound: f64,
    /// The cheapest assignment met.
    pub best: Assigned,
}

/// A set of plans: those that use vendors as decided.
struct Node {
    ascent: Ascent,
    bound: f64,
}

/// When to stop.
pub(super) struct Limits<'a> {
    /// Share of the cost at which a plan counts as the cheapest.
    pub gap: f64,
    pub seed: u64,
    /// Decisions that may be taken.
    pub decisions: usize,
    pub is_over: &'a (dyn Fn() -> bool + Sync),
}

/// Branches from `root`, whose prices prove `bound`, within the limits, until nothing better than `best`
/// is left. `told` hears of better bounds and assignments.
pub(super) fn branch(
    blocks: &Blocks,
    (root, bound): (Ascent, f64),
    best: Assigned,
    limits: &Limits,
    told: &dyn Fn(f64, &Assigned),
) -> Branched {
    let mut search = Search {
        blocks,
        limits,
        settled: f64::INFINITY,
        nodes: vec![Node {
            ascent: root,
            bound,
        }],
        best,
    };
    let mut decisions = 0;
    while decisions < limits.decisions && !(limits.is_over)() && search.is_open() {
        decisions += search.expand();
        told(search.bound(), &search.best);
    }
    Branched {
        bound: search.bound(),
        best: search.best,
    }
}

struct Search<'a> {
    blocks: &'a Blocks,
    limits: &'a Limits<'a>,
    /// Lowest bound of what is not branched on any further.
    settled: f64,
    /// What is left, the lowest bound last.
    nodes: Vec<Node>,
    best: Assigned,
}

impl Search<'_> {
    fn bound(&self) -> f64 {
        let lowest = self.nodes.last().map_or(f64::INFINITY, |node| node.bound);
        lowest.min(self.settled).min(self.best.cost)
    }

    /// Whether more work may raise the bound. Settles what can hold nothing better.
    fn is_open(&mut self) -> bool {
        let enough = self.best.cost * (1.0 - self.limits.gap);
        let (left, done): (Vec<Node>, Vec<Node>) = std::mem::take(&mut self.nodes)
            .into_iter()
            .partition(|node| node.bound < enough);
        self.nodes = left;
        let done = done.iter().map(|node| node.bound);
        self.settled = done.fold(self.settled, f64::min);
        let lowest = self.nodes.last();
        lowest.is_some_and(|node| node.bound < self.settled)
    }

    /// Decides of one more vendor in the nodes with the lowest bounds, as many as there are threads; where
    /// all is decided, goes on with the prices. How many nodes these were.
    fn expand(&mut self) -> usize {
        let n_taken = rayon::current_num_threads().clamp(1, self.nodes.len());
        let taken = self.nodes.split_off(self.nodes.len() - n_taken);
        let mut parts: Vec<(Ascent, f64)> = Vec::new();
        for node in taken {
            if let Some(vendor) = self.undecided(&node.ascent) {
                parts.extend([Use::Never, Use::Always].map(|of| self.half(&node, vendor, of)));
            } else if node.ascent.is_over() {
                self.settled = self.settled.min(node.bound);
            } else {
                parts.push((node.ascent, node.bound));
            }
        }
        let best = &self.best;
        let found: Vec<(Node, Option<Assigned>)> = parts
            .into_par_iter()
            .map(|(ascent, above)| self.explored(ascent, above, best))
            .collect();
        for (node, found) in found {
            self.nodes.push(node);
            if let Some(found) = found.filter(|found| found.cost < self.best.cost) {
                self.best = found;
            }
        }
        self.nodes.sort_by(|a, b| b.bound.total_cmp(&a.bound));
        n_taken
    }

    /// The vendor of which it is least clear whether it is used; none if the limit has nothing more to
    /// say.
    fn undecided(&self, ascent: &Ascent) -> Option<usize> {
        let open = || (0..ascent.uses.len()).filter(|vendor| ascent.uses[*vendor] == Use::Open);
        let n_always = ascent.uses.iter().filter(|of| **of == Use::Always).count();
        if n_always + open().count() <= self.blocks.vendors_max {
            return None;
        }
        let clear = |vendor: &usize| (ascent.leaning[*vendor] - 0.5).abs();
        open().min_by(|a, b| clear(a).total_cmp(&clear(b)))
    }

    /// One half of a decision, to be explored.
    fn half(&self, node: &Node, vendor: usize, of: Use) -> (Ascent, f64) {
        let mut uses = node.ascent.uses.clone();
        uses[vendor] = of;
        let n_always = uses.iter().filter(|of| **of == Use::Always).count();
        if n_always == self.blocks.vendors_max {
            for of in uses.iter_mut().filter(|of| **of == Use::Open) {
                *of = Use::Never;
            }
        }
        (node.ascent.decided(self.blocks, uses), node.bound)
    }

    /// Better prices for a node, and an assignment to the vendors that it leans to.
    fn explored(
        &self,
        mut ascent: Ascent,
        above: f64,
        best: &Assigned,
    ) -> (Node, Option<Assigned>) {
        for _ in 0..STEPS {
            ascent.step(self.blocks, best.cost);
            if ascent.is_over() || ascent.bound >= best.cost || (self.limits.is_over)() {
                break;
            }
        }
        let bound = safe_bound(self.blocks, &ascent.best, &ascent.uses).max(above);
        let found = (bound < best.cost).then(|| {
            let schedule = Schedule {
                moves: MOVES * self.blocks.n_lines() as u64,
                seed: self.limits.seed,
                heat: HEAT,
                rounds: 1,
            };
            let elapsed = || f64::from(u8::from((self.limits.is_over)()));
            anneal(
                self.blocks,
                best.offers.clone(),
                &self.leant_to(&ascent),
                schedule,
                &elapsed,
            )
        });
        (Node { ascent, bound }, found.flatten())
    }

    /// The vendors that are used by decision, and those most used otherwise, as many as may be.
    fn leant_to(&self, ascent: &Ascent) -> Vec<bool> {
        let rank = |vendor: &usize| match ascent.uses[*vendor] {
            Use::Always => 2.0,
            Use::Open => ascent.leaning[*vendor],
            Use::Never => -1.0,
        };
        let mut order: Vec<usize> = (0..ascent.uses.len()).collect();
        order.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
        let mut open = vec![false; ascent.uses.len()];
        for vendor in order.into_iter().take(self.blocks.vendors_max) {
            open[vendor] = ascent.uses[vendor] != Use::Never;
        }
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::number::number;
    use crate::award::prices::{Prices, blocks};
    use crate::problem::{Each, Rule, RuleKind, RuleScope};
    use crate::testing::{exhaustive, random_case};

    fn few_vendors(most: u32) -> Rule {
        Rule {
            key: "few".into(),
            kind: RuleKind::MostVendors { most, of: None },
            scope: RuleScope::default(),
            each: Each::Whole,
            price: None,
            note: None,
        }
    }

    /// The bound before branching and after it, from an assignment that is supposed to cost a fifth more
    /// than the cheapest plan.
    fn bounds(blocks: &Blocks, least: f64) -> (f64, f64) {
        let supposed = 1.2 * least + 1.0;
        let mut root = Ascent::new(blocks, Prices::zero(blocks));
        for _ in 0..20 {
            root.step(blocks, supposed);
        }
        let before = safe_bound(blocks, &root.best, &root.uses);
        let best = Assigned {
            cost: supposed,
            offers: blocks.first_offer[..blocks.n_lines()].to_vec(),
        };
        let limits = Limits {
            gap: 0.0,
            seed: 1,
            decisions: 20,
            is_over: &|| false,
        };
        let branched = branch(blocks, (root, before), best, &limits, &|_, _| {});
        (before, branched.bound)
    }

    #[test]
    fn no_plan_with_so_few_vendors_costs_less_than_branching_proves() {
        const NEAR: f64 = 1e-6;
        let (mut n_bounds, mut n_raised) = (0, 0);
        for seed in 1..=150 {
            for most in 1..=2 {
                let mut case = random_case(seed);
                case.rules.push(few_vendors(most));
                let Some((_, least)) = exhaustive(&case) else {
                    continue;
                };
                let least = number(least.value());
                let (before, after) = bounds(&blocks(&case), least);
                assert!(
                    before - NEAR <= after && after <= least + NEAR * (1.0 + least),
                    "seed {seed}, {most} vendors: {before}, {after}, {least}"
                );
                n_bounds += 1;
                n_raised += usize::from(after > before + NEAR * (1.0 + least));
            }
        }
        assert!(
            n_bounds > 100 && n_raised > n_bounds / 10,
            "{n_raised} of {n_bounds}"
        );
    }
}
