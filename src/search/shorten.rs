//! Making a tour shorter around some of its nodes: 2-opt and Or-opt over near neighbours.
//!
//! A node is examined with each neighbour that is nearer than the one it has on the tour, nearest first: no
//! other exchange of two ways, or move of a part that begins there, can be shorter in that place.

use super::market::Market;

/// Savings below this are rounding.
const LEAST: f64 = 1e-9;

/// Most nodes that are moved at once.
const MOVED_MAX: usize = 3;

/// A tour as a ring, the hub in it.
pub(super) struct Ring<'a> {
    market: &'a Market,
    /// By node: all others, the nearest first.
    near: &'a [Vec<usize>],
    nodes: Vec<usize>,
    /// By node: where it is; `usize::MAX` if it is not on the tour.
    positions: Vec<usize>,
    /// Nodes still to be examined.
    open: Vec<usize>,
}

/// A direction on the ring.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Next,
    Before,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Next => Self::Before,
            Self::Before => Self::Next,
        }
    }
}

impl<'a> Ring<'a> {
    /// The tour that visits `nodes` from the hub, to be examined around `open`.
    pub fn new(
        market: &'a Market,
        near: &'a [Vec<usize>],
        nodes: &[usize],
        open: Vec<usize>,
    ) -> Self {
        let mut ring = Self {
            market,
            near,
            nodes: std::iter::once(0).chain(nodes.iter().copied()).collect(),
            positions: vec![usize::MAX; market.n_nodes()],
            open,
        };
        ring.place();
        ring
    }

    /// The tour from the hub once nothing makes it shorter.
    pub fn shortened(mut self) -> Vec<usize> {
        while let Some(node) = self.open.pop() {
            while self.is_changed_at(node) {}
        }
        let hub = self.positions[0];
        self.nodes.rotate_left(hub);
        self.nodes.remove(0);
        self.nodes
    }

    fn place(&mut self) {
        for (position, node) in self.nodes.iter().enumerate() {
            self.positions[*node] = position;
        }
    }

    fn beside(&self, node: usize, side: Side) -> usize {
        let (n, position) = (self.nodes.len(), self.positions[node]);
        match side {
            Side::Next => self.nodes[(position + 1) % n],
            Side::Before => self.nodes[(position + n - 1) % n],
        }
    }

    fn is_changed_at(&mut self, node: usize) -> bool {
        if self.nodes.len() < 4 {
            return false;
        }
        let near = self.near;
        for side in [Side::Next, Side::Before] {
            let own = self.market.way(node, self.beside(node, side));
            for other in &near[node] {
                if self.market.way(node, *other) >= own {
                    break;
                }
                if self.positions[*other] == usize::MAX {
                    continue;
                }
                if self.is_reversed(node, *other, side) || self.is_moved(node, *other, side) {
                    return true;
                }
            }
        }
        false
    }

    /// 2-opt: joins `a` and `c`, and what follows each of them on this side.
    fn is_reversed(&mut self, a: usize, c: usize, side: Side) -> bool {
        let way = |from, to| self.market.way(from, to);
        let (b, d) = (self.beside(a, side), self.beside(c, side));
        if way(a, c) + way(b, d) >= way(a, b) + way(c, d) - LEAST {
            return false;
        }
        // Before: … a b … c d …, or with all directions exchanged.
        let (first, last) = match side {
            Side::Next => (self.positions[b], self.positions[c]),
            Side::Before => (self.positions[a], self.positions[d]),
        };
        if first <= last {
            self.nodes[first..=last].reverse();
        } else {
            // The rest of the ring the other way round is the same ring.
            self.nodes[last + 1..first].reverse();
        }
        self.place();
        self.open.extend([a, b, c, d]);
        true
    }

    /// Or-opt: moves a part that begins with `a`, away from what follows it on this side, next to `c`.
    fn is_moved(&mut self, a: usize, c: usize, side: Side) -> bool {
        let b = self.beside(a, side);
        let mut part = Vec::with_capacity(MOVED_MAX);
        let mut end = a;
        while part.len() < MOVED_MAX && end != c && end != b {
            part.push(end);
            let rest = self.beside(end, side.other());
            let saved =
                self.market.way(a, b) + self.market.way(end, rest) - self.market.way(b, rest);
            for to in [Side::Next, Side::Before] {
                let beside = self.beside(c, to);
                let is_apart = !part.contains(&c) && !part.contains(&beside);
                let cost = self.market.way(a, c) + self.market.way(end, beside)
                    - self.market.way(c, beside);
                if is_apart && rest != b && cost < saved - LEAST {
                    self.move_part(&part, (c, to));
                    self.open.extend([a, b, c, end, rest, beside]);
                    return true;
                }
            }
            end = rest;
        }
        false
    }

    /// Puts a part between `c` and what is beside it, its first node next to `c`.
    fn move_part(&mut self, part: &[usize], (c, side): (usize, Side)) {
        self.nodes.retain(|node| !part.contains(node));
        let at = self.nodes.iter().position(|node| *node == c);
        let at = at.expect("c is on the tour and not in the part");
        let after = at + 1;
        match side {
            Side::Next => {
                self.nodes.splice(after..after, part.iter().copied());
            }
            Side::Before => {
                self.nodes.splice(at..at, part.iter().rev().copied());
            }
        }
        self.place();
    }
}
