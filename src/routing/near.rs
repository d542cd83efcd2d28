//! Which nodes are near which: by distance for ruin, and with regard to time for insertions.

use super::model::Model;

/// Nodes that an insertion considers as neighbours, …
const BESIDE_MAX: usize = 24;
/// … and where windows or the order of pickups rule many of them out.
const BESIDE_MAX_ORDERED: usize = 40;
/// Nodes that a ruin looks through.
const AROUND_MAX: usize = 250;

/// Two lists per node, nearest first.
pub(super) struct Near {
    around: Vec<u32>,
    beside: Vec<u32>,
    n_around: usize,
    n_beside: usize,
}

impl Near {
    pub fn new(m: &Model) -> Self {
        let n_nodes = m.nodes.len();
        let beside_max = if m.has_times || m.has_pickups {
            BESIDE_MAX_ORDERED
        } else {
            BESIDE_MAX
        };
        let mut near = Self {
            around: Vec::new(),
            beside: Vec::new(),
            n_around: AROUND_MAX.min(n_nodes.saturating_sub(1)),
            n_beside: beside_max.min(n_nodes.saturating_sub(1)),
        };
        let mut keyed: Vec<(i64, u32)> = Vec::with_capacity(n_nodes);
        for node in 0..u32::try_from(n_nodes).expect("few nodes") {
            nearest(&mut keyed, n_nodes, node, near.n_around, |other| {
                distance(m, node, other).min(distance(m, other, node))
            });
            near.around.extend(keyed.iter().map(|&(_, other)| other));
            nearest(&mut keyed, n_nodes, node, near.n_beside, |other| {
                proximity(m, node, other).min(proximity(m, other, node))
            });
            near.beside.extend(keyed.iter().map(|&(_, other)| other));
        }
        near
    }

    /// Other nodes, nearest by distance first.
    pub fn around(&self, node: u32) -> &[u32] {
        let first = node as usize * self.n_around;
        &self.around[first..first + self.n_around]
    }

    /// Other nodes beside which a route may best visit this one.
    pub fn beside(&self, node: u32) -> &[u32] {
        let first = node as usize * self.n_beside;
        &self.beside[first..first + self.n_beside]
    }
}

fn nearest(
    keyed: &mut Vec<(i64, u32)>,
    n_nodes: usize,
    node: u32,
    n_kept: usize,
    key: impl Fn(u32) -> i64,
) {
    keyed.clear();
    let others = 0..u32::try_from(n_nodes).expect("few nodes");
    keyed.extend(
        others
            .filter(|&other| other != node)
            .map(|other| (key(other), other)),
    );
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
