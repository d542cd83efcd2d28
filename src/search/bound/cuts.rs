//! Cuts: what buying an item costs at least (J9), and that visited vendors are reached (J10, J11).

use super::flow::Network;
use super::master::{Edge, Relaxation, Row};
use crate::search::market::{Item, Offer};

/// By how much values must break a cut to be worth a row.
const BROKEN: f64 = 1e-4;

/// Most cuts of one kind added in a round.
const ADDED_MAX: usize = 150;

/// Prices of each item from which the first cuts are made.
const FIRST_PRICES: usize = 5;

/// J9 and J15: `pays` times what an item costs, and what each visited node is worth, are at least `least`.
#[derive(Clone, Debug)]
pub(super) struct Supply {
    pub item: usize,
    /// 1 in J9, 0 in J15.
    pub pays: f64,
    pub worth: Vec<(usize, f64)>,
    pub least: f64,
}

/// J10: whoever visits `node` crosses the border of a set of nodes with it and without the hub twice.
#[derive(Clone, Debug)]
pub(in crate::search) struct Within {
    pub node: usize,
    /// By node.
    pub is_inside: Vec<bool>,
}

impl Within {
    /// Whether an edge crosses the border.
    pub fn is_crossed(&self, (from, to): Edge) -> bool {
        self.is_inside[from] != self.is_inside[to]
    }

    /// Every edge that crosses the border, from inside.
    pub fn crossings(&self) -> impl Iterator<Item = Edge> + '_ {
        let nodes = |side: bool| {
            let nodes = self.is_inside.iter().enumerate();
            nodes
                .filter(move |(_, is_inside)| **is_inside == side)
                .map(|(node, _)| node)
        };
        nodes(true).flat_map(move |from| nodes(false).map(move |to| (from, to)))
    }
}

/// What an item costs at most: nobody pays more than its dearest price for all of it.
pub(super) fn dearest(item: &Item) -> f64 {
    let price = item.offers.last().map_or(0.0, |offer| offer.price);
    price * item.need
}

/// J9 at one price: with it, every unit not bought cheaper is paid.
fn supply(items: &[Item], item: usize, price: f64) -> Supply {
    let need = items[item].need;
    let saved = |offer: &Offer| offer.most * (price - offer.price).max(0.0);
    row(items, item, 1.0, (price * need, &saved))
}

/// J15: whoever is visited supplies all that is needed.
fn complete(items: &[Item], item: usize) -> Supply {
    row(
        items,
        item,
        0.0,
        (items[item].need, &|offer: &Offer| offer.most),
    )
}

/// A row in which each offer of an item is worth something; offers that need no visit come off `least`.
/// It is divided by what is worth most, so that rows are of like size.
fn row(
    items: &[Item],
    item: usize,
    pays: f64,
    (mut least, worth_of): (f64, &dyn Fn(&Offer) -> f64),
) -> Supply {
    let mut worth: Vec<(usize, f64)> = Vec::new();
    for offer in &items[item].offers {
        let value = worth_of(offer);
        match offer.node {
            _ if value <= 0.0 => {}
            Some(node) => worth.push((node, value)),
            None => least -= value,
        }
    }
    worth.sort_by_key(|(node, _)| *node);
    worth.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    let size = worth.iter().map(|(_, worth)| *worth).fold(1.0, f64::max);
    for (_, worth) in &mut worth {
        *worth /= size;
    }
    Supply {
        item,
        pays: pays / size,
        worth,
        least: least / size,
    }
}

/// J15, and J9 at a few prices of each item: the cheapest at which all could be bought, and dearer ones.
pub(super) fn first_supplies(items: &[Item]) -> Vec<Supply> {
    let mut supplies = Vec::new();
    for (index, item) in items.iter().enumerate() {
        supplies.push(complete(items, index));
        let marginal = fill(item, |_| 1.0).0;
        let last = item.offers.len().saturating_sub(1);
        let mut ranks: Vec<usize> = (0..FIRST_PRICES)
            .map(|part| marginal + (last - marginal.min(last)) * part / FIRST_PRICES)
            .collect();
        ranks.dedup();
        let prices = ranks.into_iter().filter_map(|rank| item.offers.get(rank));
        supplies.extend(prices.map(|offer| supply(items, index, offer.price)));
    }
    supplies
}

/// The rank of the offer that fills the need if each node supplies a share of what it offers, and what
/// that costs; the last rank if the need is not filled.
fn fill(item: &Item, share: impl Fn(usize) -> f64) -> (usize, f64) {
    let (mut left, mut cost) = (item.need, 0.0);
    for (rank, offer) in item.offers.iter().enumerate() {
        let amount = offer.most * offer.node.map_or(1.0, &share);
        if amount >= left {
            return (rank, cost + left * offer.price);
        }
        cost += amount * offer.price;
        left -= amount;
    }
    let last = item.offers.len().saturating_sub(1);
    let price = item.offers.last().map_or(0.0, |offer| offer.price);
    (last, cost + left * price)
}

/// The cuts that values break.
pub(super) fn broken(program: &Relaxation, values: &[f64]) -> Vec<Row> {
    let supplies = broken_supplies(program, values);
    let withins = broken_withins(program, values);
    let pairs = broken_pairs(program, values);
    let pairs = pairs.into_iter().map(|(edge, node)| Row::Pair(edge, node));
    let supplies = supplies.into_iter().map(Row::Supply);
    supplies
        .chain(withins.into_iter().map(Row::Within))
        .chain(pairs)
        .collect()
}

/// J9 where an item costs less than its vendors allow.
fn broken_supplies(program: &Relaxation, values: &[f64]) -> Vec<Supply> {
    let mut broken = Vec::new();
    for (index, item) in program.items.iter().enumerate() {
        let share = |node: usize| values[Relaxation::visit(node)];
        let (rank, cost) = fill(item, share);
        let claimed = values[program.item(index)];
        if cost > claimed + BROKEN * cost.max(1.0)
            && let Some(offer) = item.offers.get(rank)
        {
            broken.push(supply(program.items, index, offer.price));
        }
    }
    broken
}

/// J10 where too little leads to a visited node.
fn broken_withins(program: &Relaxation, values: &[f64]) -> Vec<Within> {
    let driven = program.edges.iter().enumerate();
    let driven = driven.map(|(index, edge)| (*edge, values[program.edge(index)]));
    withins(program.roads.n_nodes(), driven, |node| {
        values[Relaxation::visit(node)]
    })
}

/// J10 where what is driven leads too little to a node that is visited by a share.
pub(in crate::search) fn withins(
    n: usize,
    driven: impl Iterator<Item = (Edge, f64)>,
    visit: impl Fn(usize) -> f64,
) -> Vec<Within> {
    let mut network = Network::new(n);
    for ((from, to), capacity) in driven {
        if capacity > BROKEN {
            network.add(from, to, capacity);
        }
    }
    let mut nodes: Vec<usize> = (1..n).filter(|node| visit(*node) > BROKEN).collect();
    nodes.sort_by(|a, b| visit(*b).total_cmp(&visit(*a)));
    let mut is_covered = vec![false; n];
    let mut broken = Vec::new();
    for node in nodes {
        if is_covered[node] || broken.len() >= ADDED_MAX {
            continue;
        }
        let needed = 2.0 * visit(node);
        if let Some(is_inside) = network.cut_off(node, needed - BROKEN) {
            for (covered, inside) in is_covered.iter_mut().zip(&is_inside) {
                *covered |= inside;
            }
            broken.push(Within { node, is_inside });
        }
    }
    broken
}

/// J11 where an edge is driven more than its node is visited.
fn broken_pairs(program: &Relaxation, values: &[f64]) -> Vec<(Edge, usize)> {
    let mut broken = Vec::new();
    let inner = program.edges.iter().enumerate();
    for (index, edge) in inner.filter(|(_, edge)| edge.0 != 0) {
        for node in [edge.0, edge.1] {
            let excess = values[program.edge(index)] - values[Relaxation::visit(node)];
            if excess > BROKEN && broken.len() < ADDED_MAX {
                broken.push((*edge, node));
            }
        }
    }
    broken
}
