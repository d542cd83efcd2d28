//! Which nodes are near which: by distance for ruin, and with regard to time for insertions.

use super::model::Model;

/// Ways to and from a node that an insertion considers, …
const WAYS_MAX: usize = 48;
/// … and where windows or the order of pickups rule many of them out.
const WAYS_MAX_ORDERED: usize = 60;
/// Nodes that a ruin looks through.
const AROUND_MAX: usize = 250;

/// A visit beside which an insertion is considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beside {
    pub node: u32,
    /// Whether the insertion is before it; else after it.
    pub is_before: bool,
}

/// Two lists per node, nearest first.
pub(super) struct Near {
    around: Lists<u32>,
    beside: Lists<Beside>,
}

/// A list per node, one after the other.
struct Lists<T> {
    items: Vec<T>,
    ends: Vec<usize>,
}

impl<T> Lists<T> {
    const fn new() -> Self {
        Self {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// The list of the next node.
    fn add(&mut self, list: impl Iterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len());
    }

    fn of(&self, node: u32) -> &[T] {
        let node = node as usize;
        let first = if node == 0 { 0 } else { self.ends[node - 1] };
        &self.items[first..self.ends[node]]
    }
}

impl Near {
    pub fn new(m: &Model) -> Self {
        let n_nodes = m.nodes.len();
        let ways_max = if m.has_times || m.has_pickups {
            WAYS_MAX_ORDERED
        } else {
            WAYS_MAX
        };
        let mut near = Self {
            around: Lists::new(),
            beside: Lists::new(),
        };
        let mut around = Vec::with_capacity(n_nodes);
        let mut beside = Vec::with_capacity(2 * n_nodes);
        for node in 0..u32::try_from(n_nodes).expect("few nodes") {
            let others = (0..u32::try_from(n_nodes).expect("few nodes"))
                .filter(|&other| other != node && m.may_share_vehicle(node, other));
            around.clear();
            around.extend(others.clone().map(|other| {
                let distance = distance(m, node, other).min(distance(m, other, node));
                (distance, other)
            }));
            keep_least(&mut around, AROUND_MAX);
            near.around.add(around.iter().map(|&(_, other)| other));
            beside.clear();
            for other in others {
                for (is_before, from, to) in [(false, other, node), (true, node, other)] {
                    let way = Beside {
                        node: other,
                        is_before,
                    };
                    beside.push((proximity(m, from, to), way));
                }
            }
            keep_least(&mut beside, ways_max);
            near.beside.add(beside.iter().map(|&(_, way)| way));
        }
        near
    }

    /// Other nodes that some vehicle may visit too, nearest by distance first.
    pub fn around(&self, node: u32) -> &[u32] {
        self.around.of(node)
    }

    /// The visits after or before which a route may best visit this node.
    pub fn beside(&self, node: u32) -> &[Beside] {
        self.beside.of(node)
    }
}

/// Sorts, and drops all but the least.
fn keep_least<T: Ord>(keyed: &mut Vec<T>, n_kept: usize) {
    if n_kept < keyed.len() {
        keyed.select_nth_unstable(n_kept);
        keyed.truncate(n_kept);
    }
    keyed.sort_unstable();
}

fn distance(m: &Model, from: u32, to: u32) -> i64 {
    let travel = m.travel(m.nodes[from as usize].place, m.nodes[to as usize].place);
    i64::from(travel.distance)
}

/// Distance, with waiting that cannot be avoided and lateness counted in.
/// (Source: Vidal, Crainic, Gendreau & Prins 2013, 10.1016/j.cor.2012.07.018.)
fn proximity(m: &Model, from: u32, to: u32) -> i64 {
    /// Parts of a unit of waiting that weigh as one unit of distance: the source's 0.2.
    const WAITING_PER_DISTANCE: i64 = 5;
    let (first, second) = (&m.nodes[from as usize], &m.nodes[to as usize]);
    let travel = m.travel(first.place, second.place);
    if !travel.is_reachable() {
        return i64::MAX;
    }
    let distance = i64::from(travel.distance);
    if !m.has_times {
        return distance;
    }
    let gone = first.service + i64::from(travel.duration);
    let waiting = (second.earliest - gone - first.latest).max(0);
    let lateness = (first.earliest + gone - second.latest).max(0);
    distance + waiting / WAITING_PER_DISTANCE + lateness
}
