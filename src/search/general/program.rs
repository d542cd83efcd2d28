//! Award and routes in one program: the award's own, with routes relaxed to edges that are driven.
//!
//! Its answers are awards that know their routes, and its bound holds for every plan. Cuts that say that
//! visited vendors are reached (J10), and that enough vehicles come for their load (J18), are added when they
//! are broken, and the program is solved again.

use super::{Best, Task};
use crate::award::{Merged, Program, SearchError};
use crate::milp::{Column, Ended, Kind, Limits};
use crate::problem::{Case, Item};
use crate::search::bound::{Within, withins, withins_of};
use crate::search::number::{bound_money, number};
use crate::search::plan::Candidate;
use crate::search::priced::asking_who_is_used;
use crate::search::roads::Roads;
use crate::search::routed::visited_by_route;
use crate::units::{Decimal, Money, Weight};

/// Most nodes, and most columns of the award, of a program that is worth its time.
const NODES_MAX: usize = 40;
const COLUMNS_MAX: usize = 60_000;

/// How often cuts are added at most.
const ROUNDS: u32 = 12;

/// Share of the time that is left for one solve.
const SHARE: f64 = 0.5;

/// What every plan costs at least, by the program; awards that it finds are offered. `None` if it is too
/// large, or proves nothing.
pub(super) fn solve(
    task: &Task,
    roads: &Roads,
    limited: &Case,
    best: &mut Best,
) -> Result<Option<Money>, SearchError> {
    let case = asking_who_is_used(limited);
    let merged = Merged::new(&case);
    let program = Program::new(&case, &merged);
    if roads.n_nodes() > NODES_MAX || program.n_award_columns() > COLUMNS_MAX {
        return Ok(None);
    }
    let Some(mut joint) = Joint::new(program, roads, limited) else {
        return Ok(None);
    };
    let everybody = vec![1.0; roads.n_nodes()];
    joint.add(&withins_of(roads, &everybody, &task.relaxing()));
    let mut bound: Option<Money> = None;
    for _ in 0..ROUNDS {
        if task.is_over(best, bound.or(Some(Money::ZERO))) {
            break;
        }
        if let Some(candidate) = &best.candidate {
            joint.start_from(limited, candidate);
        }
        let solved = joint.program.solve(&limits(task))?;
        task.count(solved.nodes, solved.work);
        if let Some(proven) = solved.bound.filter(|_| solved.ended != Ended::Infeasible) {
            bound = bound.max(Some(bound_money(proven)));
        }
        let Some(values) = solved.values else {
            break;
        };
        let award = joint.program.award_of(&values);
        best.offer(award.and_then(|award| task.candidate(award)));
        task.tell(best, bound);
        let broken = joint.broken(&values);
        if broken.is_empty() {
            break;
        }
        joint.add(&broken);
    }
    Ok(bound)
}

fn limits(task: &Task) -> Limits {
    let options = task.options;
    let left = options.work_limit;
    let left = left.map(|limit| limit.saturating_sub(task.effort.get().work) / 2);
    Limits {
        time: task.left().map(|left| left.mul_f64(SHARE)),
        work: left,
        gap: options.gap / 2.0,
        seed: options.seed,
        threads: options.threads,
        interrupt: options.interrupt.clone(),
    }
}

/// A weight or a volume that vehicles hold a limited amount of.
struct Load {
    /// What one vehicle holds at most.
    most: f64,
    /// By node: what is fetched there, in columns of the award.
    by_node: Vec<Vec<(Column, f64)>>,
}

/// The program, and what was added to it.
struct Joint<'a> {
    program: Program<'a>,
    roads: &'a Roads,
    /// By node: whether it is used, and how often it is visited.
    used: Vec<Option<Column>>,
    visits: Vec<Option<Column>>,
    edges: Vec<((usize, usize), Column)>,
    /// How many routes there are.
    routes: Column,
    loads: Vec<Load>,
}

impl<'a> Joint<'a> {
    fn new(mut program: Program<'a>, roads: &'a Roads, case: &Case) -> Option<Self> {
        let vehicles = case.resources.vehicles.values();
        let most: f64 = vehicles.map(|vehicle| f64::from(vehicle.count)).sum();
        let loads = loads(&program, roads, case);
        let n = roads.n_nodes();
        let (mut used, mut visits) = (vec![None], vec![None]);
        for (node, vendor) in (1..).zip(&roads.vendors) {
            used.push(Some(program.used(*vendor)?));
            visits.push(Some(program.add(Kind::Continuous, most, roads.fees[node])));
        }
        let mut edges = Vec::new();
        for from in 0..n {
            for to in from + 1..n {
                let (ends, start) = if from == 0 {
                    (2.0, roads.start_cost / 2.0)
                } else {
                    (1.0, 0.0)
                };
                let cost = roads.way(from, to) + start;
                let column = program.add(Kind::Continuous, ends * most, cost);
                edges.push(((from, to), column));
            }
        }
        let routes = program.add(Kind::Integer, most, 0.0);
        let mut joint = Self {
            program,
            roads,
            used,
            visits,
            edges,
            routes,
            loads,
        };
        joint.add_rows();
        Some(joint)
    }

    /// J7 at every node, J11 at every edge, J18 at every node and for all of them.
    fn add_rows(&mut self) {
        let n = self.roads.n_nodes();
        for node in 0..n {
            let ends = self
                .edges
                .iter()
                .filter(|((from, to), _)| *from == node || *to == node);
            let mut terms: Vec<_> = ends.map(|(_, column)| (*column, 1.0)).collect();
            terms.push((self.visits[node].unwrap_or(self.routes), -2.0));
            self.program.model().exactly("J7", terms, 0.0);
            if let (Some(used), Some(visits)) = (self.used[node], self.visits[node]) {
                let terms = vec![(visits, 1.0), (used, -1.0)];
                self.program.model().at_least("J7", terms, 0.0);
            }
        }
        let pairs: Vec<_> = self
            .edges
            .iter()
            .flat_map(|((from, to), column)| [(*from, *column), (*to, *column)])
            .filter_map(|(node, column)| Some((self.visits[node]?, column, node)))
            .collect();
        for (visits, column, _) in pairs {
            let is_end = self
                .edges
                .iter()
                .any(|((from, _), other)| *other == column && *from == 0);
            let factor = if is_end { -2.0 } else { -1.0 };
            let terms = vec![(column, 1.0), (visits, factor)];
            self.program.model().at_most("J11", terms, 0.0);
        }
        for node in 1..n {
            let mut is_inside = vec![false; n];
            is_inside[node] = true;
            self.carry(&is_inside);
        }
        let mut everybody = vec![true; n];
        everybody[0] = false;
        self.carry(&everybody);
    }

    /// J18: as many vehicles come to a set of nodes as its load fills.
    fn carry(&mut self, is_inside: &[bool]) {
        for Load { most, by_node } in &self.loads {
            let nodes = (1..is_inside.len()).filter(|node| is_inside[*node]);
            let load = nodes.flat_map(|node| &by_node[node]);
            let mut terms: Vec<_> = load
                .map(|(column, amount)| (*column, -2.0 * amount / most))
                .collect();
            if terms.is_empty() {
                continue;
            }
            let crossing = self
                .edges
                .iter()
                .filter(|((from, to), _)| is_inside[*from] != is_inside[*to]);
            terms.extend(crossing.map(|(_, column)| (*column, 1.0)));
            self.program.model().at_least("J18", terms, 0.0);
        }
    }

    /// J10 and J18 for sets of nodes.
    fn add(&mut self, cuts: &[Within]) {
        for cut in cuts {
            let crossing = self.edges.iter().filter(|(edge, _)| cut.is_crossed(*edge));
            let mut terms: Vec<_> = crossing.map(|(_, column)| (*column, 1.0)).collect();
            if let Some(used) = self.used[cut.node] {
                terms.push((used, -2.0));
                self.program.model().at_least("J10", terms, 0.0);
            }
            self.carry(&cut.is_inside);
        }
    }

    /// J10 where values break it.
    fn broken(&self, values: &[f64]) -> Vec<Within> {
        let driven = self.edges.iter();
        let driven = driven.map(|(edge, column)| (*edge, values[column.index()]));
        withins(self.roads.n_nodes(), driven, |node| {
            self.used[node].map_or(0.0, |used| values[used.index()])
        })
    }

    /// Begins from a plan.
    fn start_from(&mut self, case: &Case, candidate: &Candidate) {
        let node = |vendor| {
            1 + self
                .roads
                .vendors
                .iter()
                .position(|other| *other == vendor)
                .unwrap_or(0)
        };
        let n_award = self.program.n_award_columns();
        let n_added = self.routes.index() + 1 - n_award;
        let mut values = vec![0.0; n_added];
        let mut count = |column: Column| values[column.index() - n_award] += 1.0;
        for route in visited_by_route(case, candidate) {
            count(self.routes);
            let mut from = 0;
            for to in route.into_iter().map(node).chain([0]) {
                let ends = (from.min(to), from.max(to));
                let edge = self.edges.iter().find(|(edge, _)| *edge == ends);
                if let Some((_, column)) = edge {
                    count(*column);
                }
                if let Some(visits) = self.visits[to] {
                    count(visits);
                }
                from = to;
            }
        }
        self.program.start_from(&candidate.award, &values);
    }
}

/// Weight, volume, both or neither: what all vehicles hold a limited amount of.
fn loads(program: &Program, roads: &Roads, case: &Case) -> Vec<Load> {
    let vehicles = case.resources.vehicles.values();
    let held: Vec<_> = vehicles
        .map(|vehicle| [vehicle.weight_max.map(Weight::value), vehicle.volume_max])
        .collect();
    let sizes = |item: &Item| [item.weight.map(Weight::value), item.volume];
    let load = |kind: usize| {
        let held: Option<Vec<Decimal>> = held.iter().map(|most| most[kind]).collect();
        let most = held?.into_iter().max()?;
        let mut by_node = vec![Vec::new(); roads.n_nodes()];
        for (column, quote, bought) in program.goods() {
            let quote = &case.quotes[quote];
            let size = sizes(&case.items[quote.item])[kind].unwrap_or_default();
            let vendors = (1..).zip(&roads.vendors);
            let node = vendors.filter(|(_, vendor)| **vendor == quote.vendor);
            if let Some((node, _)) = node.last().filter(|_| !size.is_zero()) {
                by_node[node].push((column, number(bought * size)));
            }
        }
        let most = number(most);
        Some(Load { most, by_node })
    };
    (0..2).filter_map(load).collect()
}
