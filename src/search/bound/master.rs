//! The relaxation as it grows: vendors visited, edges driven, what each item costs.

use std::collections::BTreeSet;

use super::cuts::{self, Supply, Within};
use super::price;
use crate::milp::{Column, Kind, Model, Solved};
use crate::search::market::Market;

/// Nearest nodes to which each has an edge from the beginning.
const NEAR: usize = 8;

/// Most edges added in a round.
const ADDED_MAX: usize = 400;

/// A reduced cost above this is as good as none.
const NEGATIVE: f64 = -1e-7;

/// Two nodes, the smaller first.
pub(super) type Edge = (usize, usize);

/// The relaxation.
pub(super) struct Master<'a> {
    pub market: &'a Market,
    /// Edges that the program has.
    pub edges: Vec<Edge>,
    has_edge: BTreeSet<Edge>,
    /// By node: whether a cheaper plan may visit it.
    is_open: Vec<bool>,
    pub supplies: Vec<Supply>,
    pub withins: Vec<Within>,
    /// An edge that is driven only if its node is visited.
    pub pairs: Vec<(Edge, usize)>,
}

/// What a linear program says.
pub(super) struct Answer {
    pub values: Vec<f64>,
    /// What its duals prove.
    pub bound: f64,
    /// Of every node's visit.
    pub visit_costs: Vec<f64>,
    /// Reduced cost of every edge that may exist.
    pub edge_costs: Vec<(Edge, f64)>,
}

impl<'a> Master<'a> {
    pub fn new(market: &'a Market) -> Self {
        let n = market.n_nodes();
        let mut has_edge: BTreeSet<Edge> = (1..n).map(|node| (0, node)).collect();
        for node in 1..n {
            let mut others: Vec<usize> = (1..n).filter(|other| *other != node).collect();
            others.sort_by(|a, b| market.way(node, *a).total_cmp(&market.way(node, *b)));
            has_edge.extend(others.iter().take(NEAR).map(|other| edge(node, *other)));
        }
        Self {
            edges: has_edge.iter().copied().collect(),
            has_edge,
            is_open: vec![true; n],
            supplies: cuts::first_supplies(market),
            withins: Vec::new(),
            pairs: Vec::new(),
            market,
        }
    }

    /// Column of a node's visit.
    pub fn visit(node: usize) -> usize {
        node - 1
    }

    /// Column of the edge with this index.
    pub fn edge(&self, index: usize) -> usize {
        self.market.vendors.len() + index
    }

    /// Column of an item's cost.
    pub fn item(&self, index: usize) -> usize {
        self.market.vendors.len() + self.edges.len() + index
    }

    /// What driving along an edge costs; half the start of a route is paid at each of its ends.
    pub fn edge_cost(market: &Market, (from, to): Edge) -> f64 {
        let start = if from == 0 {
            market.start_cost / 2.0
        } else {
            0.0
        };
        market.way(from, to) + start
    }

    /// How often an edge may be driven.
    pub fn edge_most((from, _): Edge) -> f64 {
        if from == 0 { 2.0 } else { 1.0 }
    }

    /// The linear program.
    pub fn program(&self) -> Model {
        self.model(Kind::Continuous)
    }

    /// The same in whole visits and edges.
    pub fn whole_program(&self) -> Model {
        self.model(Kind::Integer)
    }

    fn model(&self, kind: Kind) -> Model {
        let mut model = Model::default();
        for node in 1..self.market.n_nodes() {
            let visit = model.add(kind, 1.0);
            model.charge(visit, self.market.fees[node]);
            if !self.is_open[node] {
                model.fix(visit, 0.0);
            }
        }
        for edge in &self.edges {
            let column = model.add(kind, Self::edge_most(*edge));
            model.charge(column, Self::edge_cost(self.market, *edge));
        }
        for item in &self.market.items {
            let column = model.add(Kind::Continuous, cuts::dearest(item));
            model.charge(column, 1.0);
        }
        let columns: Vec<Column> = model.columns().collect();
        self.add_rows(&mut model, &columns);
        model
    }

    /// J8, then J9 and J15, J10 and J11.
    fn add_rows(&self, model: &mut Model, columns: &[Column]) {
        let mut at: Vec<Vec<(Column, f64)>> = vec![Vec::new(); self.market.n_nodes()];
        for (index, (from, to)) in self.edges.iter().enumerate() {
            at[*from].push((columns[self.edge(index)], 1.0));
            at[*to].push((columns[self.edge(index)], 1.0));
        }
        for (node, mut terms) in at.into_iter().enumerate().skip(1) {
            terms.push((columns[Self::visit(node)], -2.0));
            model.exactly("J8", terms, 0.0);
        }
        for supply in &self.supplies {
            let mut terms = vec![(columns[self.item(supply.item)], supply.pays)];
            let nodes = supply.worth.iter();
            terms.extend(nodes.map(|(node, worth)| (columns[Self::visit(*node)], *worth)));
            model.at_least("J9", terms, supply.least);
        }
        for within in &self.withins {
            let crossing = self.edges.iter().enumerate();
            let crossing = crossing.filter(|(_, edge)| within.is_crossed(**edge));
            let mut terms: Vec<_> = crossing
                .map(|(index, _)| (columns[self.edge(index)], 1.0))
                .collect();
            terms.push((columns[Self::visit(within.node)], -2.0));
            model.at_least("J10", terms, 0.0);
        }
        for (edge, node) in &self.pairs {
            let mut terms = vec![(columns[Self::visit(*node)], 1.0)];
            if let Ok(index) = self.edges.binary_search(edge) {
                terms.push((columns[self.edge(index)], -1.0));
            }
            model.at_least("J11", terms, 0.0);
        }
    }

    /// What a solved linear program says; nothing if it has no duals.
    pub fn answer(&self, solved: &Solved) -> Option<Answer> {
        let values = solved.values.clone()?;
        let duals = solved.row_duals.as_ref()?;
        Some(price::answer(self, values, duals))
    }

    /// Adds the edges that would make the program cheaper, the cheapest first; whether there are any.
    pub fn add_edges(&mut self, answer: &Answer) -> bool {
        let mut better: Vec<(Edge, f64)> = answer
            .edge_costs
            .iter()
            .filter(|(edge, cost)| *cost < NEGATIVE && !self.has_edge.contains(edge))
            .copied()
            .collect();
        better.sort_by(|a, b| a.1.total_cmp(&b.1));
        better.truncate(ADDED_MAX);
        self.has_edge.extend(better.iter().map(|(edge, _)| *edge));
        !better.is_empty()
    }

    /// Adds the cuts that the values break; whether there are any. The edges of `add_edges` come in with
    /// them, since columns keep their places until here.
    pub fn add_cuts(&mut self, values: &[f64]) -> bool {
        let supplies = cuts::broken_supplies(self, values);
        let withins = cuts::broken_withins(self, values);
        let pairs = cuts::broken_pairs(self, values);
        let is_changed = !supplies.is_empty() || !withins.is_empty() || !pairs.is_empty();
        self.supplies.extend(supplies);
        self.withins.extend(withins);
        self.pairs.extend(pairs);
        self.edges = self.has_edge.iter().copied().collect();
        is_changed
    }

    /// Keeps only what a plan cheaper than `upper` can hold, by its reduced cost (J14); false if that are
    /// more edges than `most`.
    pub fn keep_below(&mut self, answer: &Answer, upper: f64, most: usize) -> bool {
        let open = upper - answer.bound;
        for node in 1..self.market.n_nodes() {
            self.is_open[node] = answer.visit_costs[node] <= open;
        }
        let kept = answer.edge_costs.iter().filter(|(edge, cost)| {
            *cost <= open && self.is_open[edge.1] && (edge.0 == 0 || self.is_open[edge.0])
        });
        self.has_edge = kept.map(|(edge, _)| *edge).collect();
        self.edges = self.has_edge.iter().copied().collect();
        self.edges.len() <= most
    }
}

/// The edge between two nodes.
pub(super) fn edge(a: usize, b: usize) -> Edge {
    (a.min(b), a.max(b))
}
