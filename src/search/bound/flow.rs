//! Least cuts between the hub and a node, by augmenting along shortest paths (Edmonds and Karp 1972,
//! doi:10.1145/321694.321699).

use std::collections::VecDeque;

/// Less than this is no capacity.
const NOTHING: f64 = 1e-9;

/// Edges that carry as much in both directions.
pub(super) struct Network {
    /// By node: its arcs.
    arcs_of: Vec<Vec<usize>>,
    /// Where each arc leads; arc `a ^ 1` leads back.
    heads: Vec<usize>,
    capacities: Vec<f64>,
}

impl Network {
    pub fn new(n_nodes: usize) -> Self {
        Self {
            arcs_of: vec![Vec::new(); n_nodes],
            heads: Vec::new(),
            capacities: Vec::new(),
        }
    }

    pub fn add(&mut self, from: usize, to: usize, capacity: f64) {
        for (tail, head) in [(from, to), (to, from)] {
            self.arcs_of[tail].push(self.heads.len());
            self.heads.push(head);
            self.capacities.push(capacity);
        }
    }

    /// The nodes that less than `needed` leads to from the hub, `node` among them; `None` if enough leads
    /// to it.
    pub fn cut_off(&self, node: usize, needed: f64) -> Option<Vec<bool>> {
        let mut left = self.capacities.clone();
        let mut flow = 0.0;
        while flow < needed {
            let reached = self.reach(&left);
            let Some(path) = self.path(&reached, node) else {
                return Some(reached.iter().map(Option::is_none).collect());
            };
            let amount = path
                .iter()
                .map(|arc| left[*arc])
                .fold(f64::INFINITY, f64::min);
            for arc in path {
                left[arc] -= amount;
                left[arc ^ 1] += amount;
            }
            flow += amount;
        }
        None
    }

    /// By which arc each node is reached from the hub, if it is; the hub's own is no arc.
    fn reach(&self, left: &[f64]) -> Vec<Option<usize>> {
        let mut reached = vec![None; self.arcs_of.len()];
        reached[0] = Some(usize::MAX);
        let mut queue = VecDeque::from([0]);
        while let Some(tail) = queue.pop_front() {
            for arc in &self.arcs_of[tail] {
                let head = self.heads[*arc];
                if left[*arc] > NOTHING && reached[head].is_none() {
                    reached[head] = Some(*arc);
                    queue.push_back(head);
                }
            }
        }
        reached
    }

    fn path(&self, reached: &[Option<usize>], node: usize) -> Option<Vec<usize>> {
        let mut path = Vec::new();
        let mut at = node;
        while at != 0 {
            let arc = reached[at]?;
            path.push(arc);
            at = self.heads[arc ^ 1];
        }
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_too_little_leads_to_is_cut_off() {
        let mut network = Network::new(4);
        for (from, to, capacity) in [(0, 1, 2.0), (1, 2, 0.5), (2, 3, 3.0), (0, 3, 0.25)] {
            network.add(from, to, capacity);
        }
        assert_eq!(network.cut_off(1, 2.0), None);
        assert_eq!(network.cut_off(3, 0.75), None);
        let cut_off = network.cut_off(3, 0.8);
        assert_eq!(cut_off, Some(vec![false, false, true, true]));
    }
}
