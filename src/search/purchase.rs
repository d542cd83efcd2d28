//! What buying from the vendors that are visited costs, item by item, as vendors come and go.

use super::market::{Item, Market};

/// What a unit costs that nobody supplies, in units of the dearest that anybody offers. Far above any
/// saving, so that a search first makes supply complete.
const MISSING_FACTOR: f64 = 1_000.0;

/// What is bought of every item: the cheapest offers of visited vendors.
#[derive(Clone, Debug)]
pub(super) struct Purchase<'a> {
    market: &'a Market,
    /// By node.
    is_visited: Vec<bool>,
    /// By item: ranks of the offers used and how much of each, the cheapest first.
    used: Vec<Vec<(usize, f64)>>,
    /// By item: what nobody supplies.
    missing: Vec<f64>,
    missing_price: f64,
    /// By node: by how much buying becomes cheaper if it is visited too; of no meaning for one that is.
    gains: Vec<f64>,
    /// By item and rank: what of it is counted in `gains`.
    counted: Vec<Vec<f64>>,
    /// Items of which that is out of date.
    stale: Vec<usize>,
    /// By item: whether it is one of them.
    is_stale: Vec<bool>,
    /// Of all items, what is missing included.
    pub cost: f64,
}

impl<'a> Purchase<'a> {
    /// Buying from nobody who must be visited.
    pub fn new(market: &'a Market) -> Self {
        let offers = market.items.iter().flat_map(|item| &item.offers);
        let dearest = offers.map(|offer| offer.price).fold(0.0, f64::max);
        let longest = (0..market.n_nodes()).map(|node| market.way(0, node));
        let far = longest.fold(market.roads.start_cost, f64::max);
        let n_items = market.items.len();
        let mut purchase = Self {
            market,
            is_visited: vec![false; market.n_nodes()],
            used: vec![Vec::new(); n_items],
            missing: vec![0.0; n_items],
            missing_price: MISSING_FACTOR * (dearest + far + 1.0),
            gains: vec![0.0; market.n_nodes()],
            counted: market
                .items
                .iter()
                .map(|item| vec![0.0; item.offers.len()])
                .collect(),
            stale: (0..n_items).collect(),
            is_stale: vec![true; n_items],
            cost: 0.0,
        };
        for item in 0..n_items {
            purchase.fill(item);
            purchase.cost += purchase.item_cost(item);
        }
        purchase
    }

    /// Whom it may buy from, by node.
    pub fn is_visited(&self) -> &[bool] {
        &self.is_visited
    }

    /// Whether everything is supplied.
    pub fn is_complete(&self) -> bool {
        self.missing.iter().all(|missing| *missing <= 0.0)
    }

    /// Begins or ends to buy from a node.
    pub fn set_visited(&mut self, node: usize, is_visited: bool) {
        self.is_visited[node] = is_visited;
        for index in 0..self.market.offered[node].len() {
            let (item, rank) = self.market.offered[node][index];
            let is_dear = self.missing[item] <= 0.0
                && self.used[item].last().is_some_and(|(last, _)| rank > *last);
            if !is_dear {
                self.refill(item);
            }
        }
    }

    /// Buys from these nodes and nobody else who must be visited.
    pub fn visit_only(&mut self, is_visited: &[bool]) {
        let nodes = 1..self.market.n_nodes();
        let changed: Vec<usize> = nodes
            .filter(|node| self.is_visited[*node] != is_visited[*node])
            .collect();
        let offered = changed.iter().flat_map(|node| &self.market.offered[*node]);
        let mut items: Vec<usize> = offered.map(|(item, _)| *item).collect();
        items.sort_unstable();
        items.dedup();
        self.is_visited.copy_from_slice(is_visited);
        for item in items {
            self.refill(item);
        }
    }

    fn refill(&mut self, item: usize) {
        self.cost -= self.item_cost(item);
        self.fill(item);
        self.cost += self.item_cost(item);
        if !self.is_stale[item] {
            self.is_stale[item] = true;
            self.stale.push(item);
        }
    }

    /// Brings gains up to date; until then they are those of an earlier purchase.
    pub fn count_gains(&mut self) {
        while let Some(item) = self.stale.pop() {
            self.is_stale[item] = false;
            self.count_item(item);
        }
    }

    /// By how much buying becomes cheaper if a node that is not visited is visited too.
    pub fn gain(&self, node: usize) -> f64 {
        self.gains[node]
    }

    /// By how much buying becomes dearer if a node is no longer visited; anything above `most` if it is
    /// more than that.
    pub fn loss(&self, node: usize, most: f64) -> f64 {
        let mut loss = 0.0;
        for (item, rank) in &self.market.offered[node] {
            loss += self.item_loss(*item, *rank);
            if loss > most {
                break;
            }
        }
        loss
    }

    fn count_item(&mut self, index: usize) {
        let offers = &self.market.items[index].offers;
        let last = match self.used[index].last() {
            Some((last, _)) if self.missing[index] <= 0.0 => *last,
            _ => offers.len(),
        };
        for (rank, offer) in offers.iter().enumerate() {
            let Some(node) = offer.node else { continue };
            let gain = if rank < last {
                self.item_gain(index, rank)
            } else {
                0.0
            };
            self.gains[node] += gain - self.counted[index][rank];
            self.counted[index][rank] = gain;
        }
    }

    fn item_gain(&self, index: usize, rank: usize) -> f64 {
        let (item, used) = (&self.market.items[index], &self.used[index]);
        let offer = &item.offers[rank];
        let mut left = offer.most;
        let mut gain = 0.0;
        let missing = self.missing[index].min(left);
        if missing > 0.0 {
            gain += missing * (self.missing_price - offer.price);
            left -= missing;
        }
        for (other, amount) in used.iter().rev() {
            let saved = item.offers[*other].price - offer.price;
            if saved <= 0.0 || left <= 0.0 {
                break;
            }
            let moved = amount.min(left);
            gain += moved * saved;
            left -= moved;
        }
        gain
    }

    fn item_loss(&self, index: usize, rank: usize) -> f64 {
        let (item, used) = (&self.market.items[index], &self.used[index]);
        let Ok(position) = used.binary_search_by_key(&rank, |(other, _)| *other) else {
            return 0.0;
        };
        let mut moved = used[position].1;
        let price = item.offers[rank].price;
        let (last, amount) = used[used.len() - 1];
        let mut loss = 0.0;
        let spare = if last == rank {
            0.0
        } else {
            item.offers[last].most - amount
        };
        let taken = spare.min(moved);
        loss += taken * (item.offers[last].price - price);
        moved -= taken;
        let later = item.offers[last + 1..].iter();
        for offer in later.filter(|offer| offer.node.is_none_or(|node| self.is_visited[node])) {
            if moved <= 0.0 {
                break;
            }
            let taken = offer.most.min(moved);
            loss += taken * (offer.price - price);
            moved -= taken;
        }
        loss + moved.max(0.0) * (self.missing_price - price)
    }

    fn item_cost(&self, index: usize) -> f64 {
        let offers = &self.market.items[index].offers;
        let used = self.used[index].iter();
        let goods: f64 = used
            .map(|(rank, amount)| offers[*rank].price * amount)
            .sum();
        goods + self.missing[index] * self.missing_price
    }

    fn fill(&mut self, index: usize) {
        let Item { need, offers, .. } = &self.market.items[index];
        let used = &mut self.used[index];
        used.clear();
        let mut left = *need;
        for (rank, offer) in offers.iter().enumerate() {
            if left <= 0.0 {
                break;
            }
            if offer.node.is_none_or(|node| self.is_visited[node]) {
                let amount = offer.most.min(left);
                used.push((rank, amount));
                left -= amount;
            }
        }
        self.missing[index] = left.max(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::market::tests::random_case;
    use crate::testing::Dice;

    /// The cost of buying from these nodes, from nothing.
    fn cost(market: &Market, is_visited: &[bool]) -> f64 {
        let mut purchase = Purchase::new(market);
        purchase.visit_only(is_visited);
        purchase.cost
    }

    #[test]
    fn gains_and_losses_are_what_a_new_purchase_says() {
        for seed in 0..20 {
            let case = random_case(seed, 8);
            let market = Market::of(&case).unwrap();
            let mut dice = Dice::new(seed);
            let mut purchase = Purchase::new(&market);
            for _ in 0..60 {
                let node = dice.between(1, 8) as usize;
                let mut other = purchase.is_visited().to_vec();
                let is_visited = other[node];
                other[node] = !is_visited;
                purchase.count_gains();
                let expected = cost(&market, &other) - purchase.cost;
                let found = if is_visited {
                    purchase.loss(node, f64::INFINITY)
                } else {
                    -purchase.gain(node)
                };
                assert!(
                    (found - expected).abs() < 1e-6,
                    "seed {seed}: {found} not {expected}"
                );
                purchase.set_visited(node, !is_visited);
                assert!((purchase.cost - cost(&market, &other)).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn supply_is_complete_once_nothing_is_missing() {
        let case = random_case(3, 8);
        let market = Market::of(&case).unwrap();
        let mut purchase = Purchase::new(&market);
        assert!(!purchase.is_complete());
        purchase.visit_only(&[true; 9]);
        assert_eq!(purchase.is_complete(), market.can_supply());
    }
}
