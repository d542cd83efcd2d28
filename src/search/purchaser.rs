//! Iterated local search over whom to visit, for cases in which buying is greedy.
//!
//! A step leaves out some vendors, or adds too many; then vendors are dropped and added and the tour
//! shortened until nothing helps. A promising tour is shaken. A worse result is kept as long as the
//! temperature allows.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::market::Market;
use super::purchase::Purchase;
use super::tour::Tour;

/// Temperature at the start and at the end, as parts of the cost.
const WARM: f64 = 5e-3;
const COLD: f64 = 1e-4;

/// Most vendors left out in a step.
const LEFT_OUT_MAX: usize = 12;

/// Most vendors added in a step before any is dropped.
const INVITED_MAX: usize = 10;

/// A tour is shaken if the result is at most this many times as dear as the current one.
const NEAR_BEST: f64 = 1.02;

/// Shakes of one tour, and about how many vendors each of the two parts has at most.
const SHAKES: usize = 50;
const SHAKEN_MAX: usize = 25;

/// Steps without a new best after which the search returns to it.
const PATIENCE: u32 = 300;

/// Several searches: which share of the vendors is barred when each begins, and when it ends.
const STARTS: [(f64, f64); 6] = [
    (0.0, 0.07),
    (0.3, 0.13),
    (0.5, 0.2),
    (0.6, 0.27),
    (0.7, 0.33),
    (0.8, 0.4),
];

/// Changes that save less are rounding.
const LEAST: f64 = 1e-7;

/// Share of the cost that sums of floats may be off by.
const ROUNDING: f64 = 1e-10;

/// Whom to visit, in which order, and what that costs in all.
#[derive(Clone, Debug)]
pub(super) struct Visits {
    /// By node.
    pub is_visited: Vec<bool>,
    /// The order.
    pub tour: Tour,
    /// Goods, fees and driving over the horizon.
    pub cost: f64,
}

/// How far a search is: from 0 to 1, when it ends.
pub(super) type Clock<'a> = dyn Fn(u64) -> f64 + Sync + 'a;

/// The best visits found until the clock says 1; `None` if they cannot supply everything.
///
/// Several searches begin from different vendors; the best of them goes on.
pub(super) fn search(
    market: &Market,
    seed: u64,
    clock: &Clock,
    on_best: &dyn Fn(f64),
) -> Option<Visits> {
    let mut search = Search::new(market, seed);
    let mut n_steps = 0;
    let mut best: Option<Visits> = None;
    for (barred, until) in STARTS {
        search.begin(barred);
        let limits = (&mut n_steps, until);
        let told = |cost: f64| {
            if best.as_ref().is_none_or(|best| cost < best.cost) {
                on_best(cost);
            }
        };
        let found = search.improve(limits, clock, &told);
        if best
            .as_ref()
            .is_none_or(|best| found.cost < best.cost - LEAST)
        {
            best = Some(found);
        }
    }
    let best = best?;
    search.restore(&best);
    let told = |cost: f64| {
        if cost < best.cost {
            on_best(cost);
        }
    };
    let best = search.improve((&mut n_steps, 1.0), clock, &told);
    search.restore(&best);
    search.purchase.is_complete().then_some(best)
}

struct Search<'a> {
    market: &'a Market,
    purchase: Purchase<'a>,
    tour: Tour,
    dice: ChaCha8Rng,
    /// By node: its nearest nodes.
    near: Vec<Vec<usize>>,
    /// By node: not added while this is set.
    is_barred: Vec<bool>,
}

impl<'a> Search<'a> {
    fn new(market: &'a Market, seed: u64) -> Self {
        Self {
            market,
            purchase: Purchase::new(market),
            tour: Tour::default(),
            dice: ChaCha8Rng::seed_from_u64(seed),
            near: market.near(),
            is_barred: vec![false; market.n_nodes()],
        }
    }

    fn cost(&self) -> f64 {
        let fees: f64 = self
            .tour
            .nodes
            .iter()
            .map(|node| self.market.roads.fees[*node])
            .sum();
        self.purchase.cost + fees + self.tour.cost(self.market)
    }

    fn visits(&self) -> Visits {
        Visits {
            is_visited: self.purchase.is_visited().to_vec(),
            tour: self.tour.clone(),
            cost: self.cost(),
        }
    }

    /// Returns to earlier visits.
    fn restore(&mut self, visits: &Visits) {
        self.purchase.visit_only(&visits.is_visited);
        self.tour = visits.tour.clone();
    }

    /// A number above 0 and at most 1.
    fn unit(&mut self) -> f64 {
        (f64::from(self.dice.next_u32()) + 1.0) / (f64::from(u32::MAX) + 1.0)
    }

    fn below(&mut self, n: usize) -> usize {
        let n = u32::try_from(n.max(1)).unwrap_or(u32::MAX);
        (self.dice.next_u32() % n) as usize
    }

    /// A vendor on the tour, which visits somebody.
    fn any_visited(&mut self) -> usize {
        let index = self.below(self.tour.nodes.len());
        self.tour.nodes[index]
    }

    /// Begins anew with vendors of whom a share was barred at first.
    fn begin(&mut self, share: f64) {
        self.purchase
            .visit_only(&vec![false; self.market.n_nodes()]);
        self.tour = Tour::default();
        for node in 1..self.market.n_nodes() {
            self.is_barred[node] = self.unit() <= share;
        }
        self.settle();
        self.is_barred.fill(false);
        self.settle();
    }

    /// Steps at falling temperature until the clock says `until`; the best visits met.
    fn improve(
        &mut self,
        (n_steps, until): (&mut u64, f64),
        clock: &Clock,
        on_best: &dyn Fn(f64),
    ) -> Visits {
        let begun = clock(*n_steps);
        let mut best = self.visits();
        let mut current = best.clone();
        let mut n_idle = 0;
        loop {
            let now = clock(*n_steps);
            if now >= until {
                return best;
            }
            let gone = (now - begun) / (until - begun);
            *n_steps += 1;
            self.step();
            if self.cost() < current.cost * NEAR_BEST {
                self.shake();
            }
            let found = self.visits();
            let temperature = best.cost * WARM * (COLD / WARM).powf(gone);
            n_idle += 1;
            if found.cost < best.cost - LEAST {
                best = found.clone();
                n_idle = 0;
                if self.purchase.is_complete() {
                    on_best(best.cost);
                }
            }
            if found.cost < current.cost - temperature * self.unit().ln() {
                current = found;
            }
            if n_idle > PATIENCE {
                current = best.clone();
                n_idle = 0;
            }
            self.restore(&current);
        }
    }

    /// Leaves out some vendors, or adds too many, then settles.
    fn step(&mut self) {
        if self.below(2) == 0 {
            self.invite();
            self.settle();
            return;
        }
        let left_out = self.leave_out();
        for node in &left_out {
            self.is_barred[*node] = self.below(2) == 0;
        }
        self.grow();
        for node in left_out {
            self.is_barred[node] = false;
        }
        self.settle();
    }

    /// Leaves out a few vendors: any, neighbours of one, or a part of the tour.
    fn leave_out(&mut self) -> Vec<usize> {
        let n = self.tour.nodes.len();
        if n == 0 {
            return Vec::new();
        }
        let most = LEFT_OUT_MAX.min(1 + n / 2);
        let count = 1 + self.below(most);
        let nodes: Vec<usize> = match self.below(3) {
            0 => (0..count).map(|_| self.any_visited()).collect(),
            1 => {
                let first = self.below(n);
                (0..count.min(n))
                    .map(|index| self.tour.nodes[(first + index) % n])
                    .collect()
            }
            _ => {
                let centre = self.any_visited();
                let near = self.near[centre].iter().copied();
                let near = near.filter(|node| self.purchase.is_visited()[*node]);
                std::iter::once(centre)
                    .chain(near.take(count - 1))
                    .collect()
            }
        };
        let mut left_out = nodes;
        left_out.sort_unstable();
        left_out.dedup();
        for node in &left_out {
            self.drop_node(*node);
        }
        left_out
    }

    /// Adds the absent neighbours of any vendor, whatever they cost.
    fn invite(&mut self) {
        let centre = 1 + self.below(self.market.n_nodes() - 1);
        let count = 1 + self.below(INVITED_MAX);
        let near = std::iter::once(centre).chain(self.near[centre].iter().copied());
        let absent: Vec<usize> = near
            .filter(|node| *node != 0 && !self.purchase.is_visited()[*node])
            .take(count)
            .collect();
        for node in absent {
            self.add_node(node);
        }
    }

    fn add_node(&mut self, node: usize) {
        let (_, position) = self.tour.insertion(self.market, node);
        self.tour.nodes.insert(position, node);
        self.purchase.set_visited(node, true);
    }

    fn drop_node(&mut self, node: usize) {
        self.tour.nodes.retain(|other| *other != node);
        self.purchase.set_visited(node, false);
    }

    /// Adds the vendor that saves most, again and again while one saves anything.
    fn grow(&mut self) -> bool {
        let mut is_changed = false;
        while let Some(node) = self.best_addition() {
            self.add_node(node);
            is_changed = true;
        }
        is_changed
    }

    fn best_addition(&mut self) -> Option<usize> {
        self.purchase.count_gains();
        let mut best = (-LEAST, None);
        for node in 1..self.market.n_nodes() {
            if self.purchase.is_visited()[node] || self.is_barred[node] {
                continue;
            }
            let gain = self.purchase.gain(node) - self.market.roads.fees[node];
            if -gain >= best.0 {
                continue;
            }
            let cost = self.tour.insertion(self.market, node).0 - gain;
            if cost < best.0 {
                best = (cost, Some(node));
            }
        }
        best.1
    }

    /// Drops the vendor whose absence saves most, again and again while one does.
    fn shrink(&mut self) -> bool {
        let mut is_changed = false;
        while let Some(node) = self.best_removal() {
            self.drop_node(node);
            is_changed = true;
        }
        is_changed
    }

    fn best_removal(&self) -> Option<usize> {
        let mut best = (-LEAST, None);
        for (index, node) in self.tour.nodes.iter().enumerate() {
            let saved = self.tour.removal(self.market, index) + self.market.roads.fees[*node];
            if -saved >= best.0 {
                continue;
            }
            let cost = self.purchase.loss(*node, saved + best.0) - saved;
            if cost < best.0 {
                best = (cost, Some(*node));
            }
        }
        best.1
    }

    /// Exchanges two neighbouring parts of the tour and shortens it again, several times; keeps what is
    /// shorter.
    fn shake(&mut self) {
        let n = self.tour.nodes.len();
        if n < 6 {
            return;
        }
        let mut cost = self.tour.cost(self.market);
        for _ in 0..SHAKES {
            let first = self.below(n - 1);
            let most = (n - first).min(2 * SHAKEN_MAX);
            let last = first + 2 + self.below(most - 1);
            let middle = first + 1 + self.below(last - first - 1);
            let mut other = self.tour.clone();
            other.nodes[first..last].rotate_left(middle - first);
            let ends = [first, middle, last].map(|at| at.saturating_sub(1)..(at + 1).min(n));
            let open = ends.into_iter().flat_map(|ends| other.nodes[ends].to_vec());
            let open = open.collect();
            other.shorten(self.market, &self.near, open);
            let shorter = other.cost(self.market);
            if shorter < cost - LEAST {
                cost = shorter;
                self.tour = other;
            }
        }
    }

    /// Drops, adds and shortens until nothing helps.
    fn settle(&mut self) {
        loop {
            let before = self.cost();
            let is_changed = self.shrink() | self.grow();
            let length = self.tour.cost(self.market);
            let nodes = self.tour.nodes.clone();
            self.tour.shorten(self.market, &self.near, nodes);
            let is_shorter = self.tour.cost(self.market) < length - LEAST;
            // What only rounding saves would go on for ever.
            let is_cheaper = self.cost() < before - ROUNDING * before.abs();
            if !is_cheaper || !(is_changed || is_shorter) {
                break;
            }
        }
    }
}
