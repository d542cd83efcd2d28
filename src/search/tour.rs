//! The order in which vendors are visited: one tour from the hub and back.

use super::market::Market;
use super::shorten::Ring;

/// A tour that visits nodes in order; the hub, node 0, is before the first and after the last.
#[derive(Clone, Debug, Default)]
pub(super) struct Tour {
    /// The nodes, without the hub.
    pub nodes: Vec<usize>,
}

impl Tour {
    /// What driving it costs, the start of the route included.
    pub fn cost(&self, market: &Market) -> f64 {
        if self.nodes.is_empty() {
            return 0.0;
        }
        let mut from = 0;
        let mut cost = market.roads.start_cost;
        for to in self.nodes.iter().copied().chain([0]) {
            cost += market.way(from, to);
            from = to;
        }
        cost
    }

    /// The node at a position; the hub before the first and after the last.
    fn at(&self, position: usize) -> usize {
        if position == 0 || position > self.nodes.len() {
            0
        } else {
            self.nodes[position - 1]
        }
    }

    /// Where a node is added at least cost, and that cost.
    pub fn insertion(&self, market: &Market, node: usize) -> (f64, usize) {
        if self.nodes.is_empty() {
            return (market.roads.start_cost + 2.0 * market.way(0, node), 0);
        }
        let mut best = (f64::INFINITY, 0);
        let mut from = 0;
        for position in 0..=self.nodes.len() {
            let to = self.at(position + 1);
            let cost = market.way(from, node) + market.way(node, to) - market.way(from, to);
            if cost < best.0 {
                best = (cost, position);
            }
            from = to;
        }
        best
    }

    /// What leaving out the node at an index saves.
    pub fn removal(&self, market: &Market, index: usize) -> f64 {
        let (from, node, to) = (self.at(index), self.at(index + 1), self.at(index + 2));
        let saved = market.way(from, node) + market.way(node, to) - market.way(from, to);
        if self.nodes.len() == 1 {
            saved + market.roads.start_cost
        } else {
            saved
        }
    }

    /// A tour through these nodes, each put where it adds least, and shortened.
    pub fn through(market: &Market, nodes: Vec<usize>) -> Self {
        let mut tour = Self::default();
        for node in &nodes {
            let (_, position) = tour.insertion(market, *node);
            tour.nodes.insert(position, *node);
        }
        tour.shorten(market, &market.near(), nodes);
        tour
    }

    /// Shortens it around some of its nodes; `near` has every node's neighbours, the nearest first.
    pub fn shorten(&mut self, market: &Market, near: &[Vec<usize>], open: Vec<usize>) {
        self.nodes = Ring::new(market, near, &self.nodes, open).shortened();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::market::tests::random_case;
    use crate::testing::Dice;

    #[test]
    fn insertions_and_removals_cost_what_the_tours_differ() {
        let case = random_case(5, 6);
        let market = Market::of(&case).unwrap();
        let mut tour = Tour::default();
        for node in [3, 1, 6, 2] {
            let before = tour.cost(&market);
            let (cost, position) = tour.insertion(&market, node);
            tour.nodes.insert(position, node);
            assert!((tour.cost(&market) - before - cost).abs() < 1e-9);
        }
        while !tour.nodes.is_empty() {
            let (before, saved) = (tour.cost(&market), tour.removal(&market, 0));
            tour.nodes.remove(0);
            assert!((before - tour.cost(&market) - saved).abs() < 1e-9);
        }
    }

    #[test]
    fn a_shortened_tour_visits_the_same_and_is_never_longer() {
        let mut n_shorter = 0;
        for seed in 0..40 {
            let case = random_case(seed, 12);
            let market = Market::of(&case).unwrap();
            let mut dice = Dice::new(seed);
            let mut nodes: Vec<usize> = (1..=12).filter(|_| !dice.one_in(4)).collect();
            for index in (1..nodes.len()).rev() {
                let last = u32::try_from(index).unwrap();
                nodes.swap(index, dice.between(0, last) as usize);
            }
            let mut tour = Tour { nodes };
            let before = tour.clone();
            tour.shorten(&market, &market.near(), before.nodes.clone());
            assert!(tour.cost(&market) <= before.cost(&market) + 1e-9);
            n_shorter += usize::from(tour.cost(&market) < before.cost(&market) - 1e-9);
            let sorted = |tour: &Tour| {
                let mut nodes = tour.nodes.clone();
                nodes.sort_unstable();
                nodes
            };
            assert_eq!(sorted(&tour), sorted(&before), "seed {seed}");
        }
        assert!(
            n_shorter > 30,
            "only {n_shorter} of 40 random orders became shorter"
        );
    }
}
