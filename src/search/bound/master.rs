//! The relaxation as it grows: vendors visited, edges driven, what each item costs.

use std::collections::BTreeSet;

use super::cuts::{self, Supply, Within};
use super::price;
use crate::milp::{Column, Kind, MilpError, Model, Repeated, Solved};
use crate::search::market::Item;
use crate::search::roads::Roads;

/// Nearest nodes to which each has an edge from the beginning.
const NEAR: usize = 8;

/// Most edges added in a round.
const ADDED_MAX: usize = 400;

/// A reduced cost above this is as good as none.
const NEGATIVE: f64 = -1e-7;

/// How often an edge may be driven; J11 says the rest.
pub(super) const DRIVEN_MAX: f64 = 2.0;

/// Two nodes, the smaller first.
pub(super) type Edge = (usize, usize);

/// A row of the program.
#[derive(Clone, Debug)]
pub(super) enum Row {
    /// J8 at a node.
    Degree(usize),
    /// J9 or J15.
    Supply(Supply),
    /// J10.
    Within(Within),
    /// J11: an edge is driven only if this node of it is visited.
    Pair(Edge, usize),
}

impl Row {
    /// What an edge's column has in the row.
    fn factor(&self, edge: Edge) -> f64 {
        let is_in = match self {
            Self::Degree(node) => edge.0 == *node || edge.1 == *node,
            Self::Supply(_) => false,
            Self::Within(within) => within.is_crossed(edge),
            Self::Pair(other, _) => return if *other == edge { -1.0 } else { 0.0 },
        };
        f64::from(u8::from(is_in))
    }

    /// What it has of nodes' visits: by node.
    pub fn visits(&self) -> Vec<(usize, f64)> {
        match self {
            Self::Degree(node) => vec![(*node, -2.0)],
            Self::Supply(supply) => supply.worth.clone(),
            Self::Within(within) => vec![(within.node, -2.0)],
            Self::Pair(_, node) => vec![(*node, 1.0)],
        }
    }

    /// What it demands at least.
    pub fn least(&self) -> f64 {
        match self {
            Self::Supply(supply) => supply.least,
            Self::Degree(_) | Self::Within(_) | Self::Pair(..) => 0.0,
        }
    }
}

/// The relaxation as it stands. Its columns are the visits, the items' costs, and the edges in the order
/// they came.
pub(super) struct Relaxation<'a> {
    pub roads: &'a Roads,
    pub items: &'a [Item],
    /// Edges that the program has.
    pub edges: Vec<Edge>,
    /// By node: least and greatest share of a visit.
    pub visits: Vec<(f64, f64)>,
    pub rows: Vec<Row>,
}

/// What a linear program says.
pub(super) struct Answer {
    pub values: Vec<f64>,
    /// What its duals prove.
    pub bound: f64,
    /// Reduced cost of every node's visit.
    pub visit_costs: Vec<f64>,
    /// The part of the bound that is no visit's.
    pub rest: f64,
    /// Reduced cost of every edge there may be.
    pub edge_costs: Vec<(Edge, f64)>,
}

impl<'a> Relaxation<'a> {
    /// The relaxation in which nodes are visited between the given shares, with few edges and cuts.
    pub fn new(roads: &'a Roads, items: &'a [Item], visits: Vec<(f64, f64)>) -> Self {
        let n = roads.n_nodes();
        let mut edges: Vec<Edge> = (1..n).map(|node| (0, node)).collect();
        for node in 1..n {
            let mut others: Vec<usize> = (1..n).filter(|other| *other != node).collect();
            others.sort_by(|a, b| roads.way(node, *a).total_cmp(&roads.way(node, *b)));
            edges.extend(others.iter().take(NEAR).map(|other| edge(node, *other)));
        }
        edges.sort_unstable();
        edges.dedup();
        let degrees = (1..n).map(Row::Degree);
        let supplies = cuts::first_supplies(items).into_iter().map(Row::Supply);
        Self {
            roads,
            items,
            edges,
            visits,
            rows: degrees.chain(supplies).collect(),
        }
    }

    /// Column of a node's visit.
    pub fn visit(node: usize) -> usize {
        node - 1
    }

    /// Column of an item's cost.
    pub fn item(&self, index: usize) -> usize {
        self.roads.vendors.len() + index
    }

    /// Column of the edge with this index.
    pub fn edge(&self, index: usize) -> usize {
        self.roads.vendors.len() + self.items.len() + index
    }

    /// What driving along an edge costs; half the start of a route is paid at each of its ends.
    pub fn edge_cost(&self, (from, to): Edge) -> f64 {
        let is_end = from == 0;
        let start = if is_end {
            self.roads.start_cost / 2.0
        } else {
            0.0
        };
        self.roads.way(from, to) + start
    }

    /// The program in columns of this kind.
    pub fn model(&self, kind: Kind) -> Model {
        let mut model = Model::default();
        for node in 1..self.roads.n_nodes() {
            let (least, most) = self.visits[node];
            let visit = model.add(kind, most);
            model.charge(visit, self.roads.fees[node]);
            if least >= most {
                model.fix(visit, most);
            }
        }
        for item in self.items {
            let column = model.add(Kind::Continuous, cuts::dearest(item));
            model.charge(column, 1.0);
        }
        for edge in &self.edges {
            let column = model.add(kind, DRIVEN_MAX);
            model.charge(column, self.edge_cost(*edge));
        }
        let columns: Vec<Column> = model.columns().collect();
        for row in &self.rows {
            let terms = self.terms(row, &columns);
            match row {
                Row::Degree(_) => model.exactly("J8", terms, 0.0),
                Row::Supply(supply) => model.at_least("J9", terms, supply.least),
                Row::Within(_) => model.at_least("J10", terms, 0.0),
                Row::Pair(..) => model.at_least("J11", terms, 0.0),
            }
        }
        model
    }

    fn terms(&self, row: &Row, columns: &[Column]) -> Vec<(Column, f64)> {
        let visits = row.visits().into_iter();
        let mut terms: Vec<_> = visits
            .map(|(node, factor)| (columns[Self::visit(node)], factor))
            .collect();
        if let Row::Supply(supply) = row {
            terms.push((columns[self.item(supply.item)], supply.pays));
        }
        for (index, edge) in self.edges.iter().enumerate() {
            let factor = row.factor(*edge);
            if factor != 0.0 {
                terms.push((columns[self.edge(index)], factor));
            }
        }
        terms
    }

    /// Adds the cuts that the values break; whether there are any.
    pub fn add_cuts(&mut self, values: &[f64]) -> bool {
        let broken = cuts::broken(self, values);
        let is_changed = !broken.is_empty();
        self.rows.extend(broken);
        is_changed
    }

    /// Keeps only what a plan cheaper than `upper` can hold, by its reduced cost (J14); false if that are
    /// more edges than `most`.
    pub fn keep_below(&mut self, answer: &Answer, upper: f64, most: usize) -> bool {
        let open = upper - answer.bound;
        for node in 1..self.roads.n_nodes() {
            if answer.visit_costs[node] > open {
                self.visits[node] = (0.0, 0.0);
            }
        }
        let is_open = |node: usize| node == 0 || self.visits[node].1 > 0.0;
        let kept = answer
            .edge_costs
            .iter()
            .filter(|(edge, cost)| *cost <= open && is_open(edge.0) && is_open(edge.1));
        self.edges = kept.map(|(edge, _)| *edge).collect();
        self.edges.len() <= most
    }
}

/// The linear program of a relaxation inside the solver, which goes on from its last answer.
pub(super) struct Master<'a> {
    pub relaxation: Relaxation<'a>,
    has_edge: BTreeSet<Edge>,
    columns: Vec<Column>,
    pub program: Repeated,
}

impl<'a> Master<'a> {
    /// The linear program of a relaxation.
    ///
    /// # Errors
    /// [`MilpError`] if the solver does not take it.
    pub fn new(relaxation: Relaxation<'a>) -> Result<Self, MilpError> {
        let model = relaxation.model(Kind::Continuous);
        Ok(Self {
            has_edge: relaxation.edges.iter().copied().collect(),
            columns: model.columns().collect(),
            program: Repeated::new(&model)?,
            relaxation,
        })
    }

    /// What a solved program says; nothing if it has no duals.
    pub fn answer(&self, solved: &Solved) -> Option<Answer> {
        let values = solved.values.clone()?;
        let duals = solved.row_duals.as_ref()?;
        Some(price::answer(&self.relaxation, values, duals))
    }

    /// Adds the edges that would make the program cheaper, the cheapest first, and the cuts that the values
    /// break; whether there are any.
    pub fn grow(&mut self, answer: &Answer) -> Result<bool, MilpError> {
        // Cuts first: the values have no edges that are to come.
        let known = self.relaxation.rows.len();
        let has_cuts = self.relaxation.add_cuts(&answer.values);
        for row in &self.relaxation.rows[known..] {
            let terms = self.relaxation.terms(row, &self.columns);
            self.program.at_least(&terms, row.least())?;
        }
        let has_edges = self.add_edges(answer)?;
        Ok(has_cuts || has_edges)
    }

    fn add_edges(&mut self, answer: &Answer) -> Result<bool, MilpError> {
        let costs = answer.edge_costs.iter().copied();
        let mut better: Vec<(Edge, f64)> = costs
            .filter(|(edge, cost)| *cost < NEGATIVE && !self.has_edge.contains(edge))
            .collect();
        better.sort_by(|a, b| a.1.total_cmp(&b.1));
        better.truncate(ADDED_MAX);
        for (edge, _) in &better {
            let rows = self.relaxation.rows.iter().enumerate();
            let factors = rows.map(|(row, terms)| (row, terms.factor(*edge)));
            let factors: Vec<_> = factors.filter(|(_, factor)| *factor != 0.0).collect();
            let cost = self.relaxation.edge_cost(*edge);
            let column = self.program.add_column(cost, DRIVEN_MAX, &factors)?;
            self.columns.push(column);
            self.has_edge.insert(*edge);
            self.relaxation.edges.push(*edge);
        }
        Ok(!better.is_empty())
    }
}

/// The edge between two nodes.
pub(super) fn edge(a: usize, b: usize) -> Edge {
    (a.min(b), a.max(b))
}
