//! Prices of visits: routes cost at least their sum over whoever is visited.

use super::cuts::Within;
use super::master::{Relaxation, Row};
use super::{Proven, Search};
use crate::search::roads::Roads;

/// Routes that visit the nodes `S` cost at least `rest + Σ_{v ∈ S} by_node[v]` (J16).
#[derive(Clone, Debug)]
pub(in crate::search) struct VisitPrices {
    /// By node, at least 0; 0 for the hub.
    pub by_node: Vec<f64>,
    /// At most 0.
    pub rest: f64,
}

impl VisitPrices {
    /// Prices whose sum over the visits is as large as the linear program of routes allows, where each
    /// node is visited by a share. `None` if the time is over.
    pub fn of(roads: &Roads, shares: &[f64], search: &Search) -> Option<Self> {
        let visits = shares.iter().map(|share| (*share, *share)).collect();
        let relaxation = Relaxation::new(roads, &[], visits);
        let (_, answer) = search.relaxed(relaxation, &mut Proven::default())?;
        let below: f64 = answer.visit_costs.iter().map(|cost| cost.min(0.0)).sum();
        Some(Self {
            by_node: answer
                .visit_costs
                .iter()
                .map(|cost| cost.max(0.0))
                .collect(),
            rest: answer.rest.min(0.0) + below,
        })
    }

    /// Half of these and half of others: what both say is at least.
    pub fn mean(&self, other: &Self) -> Self {
        let pairs = self.by_node.iter().zip(&other.by_node);
        Self {
            by_node: pairs.map(|(one, other)| one.midpoint(*other)).collect(),
            rest: self.rest.midpoint(other.rest),
        }
    }

    /// What routes through these nodes cost at least.
    pub fn sum(&self, nodes: impl Iterator<Item = usize>) -> f64 {
        self.rest + nodes.map(|node| self.by_node[node]).sum::<f64>()
    }
}

/// The cuts that the linear program of routes needs to visit each node by a share.
pub(in crate::search) fn withins_of(roads: &Roads, shares: &[f64], search: &Search) -> Vec<Within> {
    let visits = shares.iter().map(|share| (*share, *share)).collect();
    let relaxation = Relaxation::new(roads, &[], visits);
    let relaxed = search.relaxed(relaxation, &mut Proven::default());
    let rows = relaxed
        .into_iter()
        .flat_map(|(relaxation, _)| relaxation.rows);
    let withins = rows.filter_map(|row| match row {
        Row::Within(within) => Some(within),
        Row::Degree(_) | Row::Supply(_) | Row::Pair(..) => None,
    });
    withins.collect()
}
