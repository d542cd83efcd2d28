//! Award and routes in one program: the award's own, with routes relaxed to edges that are driven.
//!
//! Its answers are awards that know their routes, and its bound holds for every plan. Cuts that say that
//! visited vendors are reached (J10), and that enough vehicles come for their load (J18), are added when they
//! are broken, and the program is solved again.

use super::{Best, Task};
use crate::award::{Merged, Program, SearchError};
use crate::milp::{Column, Ended, Kind, Limits};
use crate::pricing::exact;
use crate::problem::{Case, Item};
use crate::search::bound::{Within, withins, withins_of};
use crate::search::number::{bound_money, number};
use crate::search::plan::Candidate;
use crate::search::priced::asking_who_is_used;
use crate::search::roads::Roads;
use crate::units::{Decimal, Id as _, Money, Weight};

/// Most edges of all types of vehicles, and most columns of the award, of a program that is worth its time.
const EDGES_MAX: usize = 2_000;
const COLUMNS_MAX: usize = 60_000;

/// Grams in a kilogram, millilitres in a litre.
const THOUSAND: f64 = 1000.0;

/// How often cuts are added at most.
const ROUNDS: u32 = 12;

/// Share of the time that is left for one solve.
const SHARE: f64 = 0.5;

/// What every plan costs at least, by the program; awards that it finds are offered. `None` if it is too
/// large, or proves nothing.
pub(super) fn solve(
    task: &Task,
    (fleet, roads): (&[Roads], &Roads),
    limited: &Case,
    best: &mut Best,
) -> Result<Option<Money>, SearchError> {
    let case = asking_who_is_used(limited);
    let merged = Merged::new(&case);
    let program = Program::new(&case, &merged);
    let n_edges = fleet.len() * roads.n_nodes().pow(2) / 2;
    if n_edges > EDGES_MAX || program.n_award_columns() > COLUMNS_MAX {
        return Ok(None);
    }
    let Some(mut joint) = Joint::new(program, fleet, limited) else {
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
            joint.start_from(candidate, limited);
        }
        let solved = match joint.program.solve(&limits(task)) {
            Err(SearchError::Status(_)) if best.candidate.is_some() => break,
            solved => solved?,
        };
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

/// A weight or a volume that some vehicles hold a limited amount of.
struct Load {
    /// Its position among loads: 0 is weight, 1 volume.
    kind: usize,
    /// By type of vehicle: what one holds at most.
    most: Vec<f64>,
    /// By node: what is fetched there, in columns of the award.
    by_node: Vec<Vec<(Column, f64)>>,
}

/// What vehicles of one type do.
struct Trips {
    /// By node, the hub aside: how often it is visited.
    visits: Vec<Column>,
    edges: Vec<(Edge, Column)>,
    /// How many routes there are.
    routes: Column,
    /// By load, then by node, the hub aside: what of it is fetched, as a part of what a vehicle holds.
    fetched: Vec<Vec<Column>>,
}

/// Two nodes, the smaller first.
type Edge = (usize, usize);

/// The program, and what was added to it.
struct Joint<'a> {
    program: Program<'a>,
    fleet: &'a [Roads],
    /// By node, the hub aside: whether it is used.
    used: Vec<Column>,
    /// By type of vehicle.
    trips: Vec<Trips>,
    loads: Vec<Load>,
}

impl<'a> Joint<'a> {
    fn new(mut program: Program<'a>, fleet: &'a [Roads], case: &Case) -> Option<Self> {
        let vendors = fleet.first()?.vendors.iter();
        let used: Option<Vec<Column>> = vendors.map(|vendor| program.used(*vendor)).collect();
        let used = used?;
        let loads = loads(&program, &fleet[0], case);
        let counts = case.resources.vehicles.values();
        let counts = counts.map(|vehicle| f64::from(vehicle.count));
        let trips = fleet.iter().zip(counts);
        let trips = trips
            .map(|(roads, count)| trips_of(&mut program, roads, count, loads.len()))
            .collect();
        let mut joint = Self {
            program,
            fleet,
            used,
            trips,
            loads,
        };
        for index in 0..joint.trips.len() {
            joint.drive(index);
            joint.keep_shifts(index, case);
        }
        joint.serve();
        let n = joint.fleet[0].n_nodes();
        let alone = (1..n).map(|node| (0..n).map(|other| other == node).collect());
        let all = std::iter::once((0..n).map(|node| node > 0).collect());
        let sets: Vec<Vec<bool>> = alone.chain(all).collect();
        for is_inside in sets {
            joint.carry(&is_inside);
        }
        Some(joint)
    }

    /// J7 and J11 for vehicles of one type.
    fn drive(&mut self, index: usize) {
        let trips = &self.trips[index];
        let model = self.program.model();
        for node in 0..self.fleet[index].n_nodes() {
            let ends = trips.edges.iter();
            let ends = ends.filter(|((from, to), _)| *from == node || *to == node);
            let mut terms: Vec<_> = ends.map(|(_, column)| (*column, 1.0)).collect();
            let stops = if node == 0 {
                trips.routes
            } else {
                trips.visits[node - 1]
            };
            terms.push((stops, -2.0));
            model.exactly("J7", terms, 0.0);
        }
        for ((from, to), column) in trips.edges.iter().filter(|((from, _), _)| *from > 0) {
            for node in [from, to] {
                let terms = vec![(*column, 1.0), (trips.visits[node - 1], -1.0)];
                model.at_most("J11", terms, 0.0);
            }
        }
    }

    /// J19: all routes of a type take no longer than so many shifts.
    fn keep_shifts(&mut self, index: usize, case: &Case) {
        let vehicle = case.resources.vehicles.values().nth(index);
        let Some(longest) = vehicle.and_then(|vehicle| vehicle.duration_max) else {
            return;
        };
        let (trips, roads) = (&self.trips[index], &self.fleet[index]);
        let seconds = |edge: Edge| roads.seconds[edge.0 * roads.n_nodes() + edge.1];
        let driven = trips.edges.iter();
        let driven = driven.map(|(edge, column)| (*column, seconds(*edge)));
        let loading = trips.visits.iter().zip(&roads.loading_seconds);
        let loading = loading.map(|(column, seconds)| (*column, *seconds));
        let mut terms: Vec<_> = driven.chain(loading).collect();
        let longest = number(Decimal::from(longest));
        terms.push((trips.routes, -longest));
        for (_, seconds) in &mut terms {
            *seconds /= longest;
        }
        self.program.model().at_most("J19", terms, 0.0);
    }

    /// J7: whoever is used is visited; J18: all that is bought is fetched.
    fn serve(&mut self) {
        for (index, used) in self.used.iter().enumerate() {
            let visits = self.trips.iter().map(|trips| (trips.visits[index], 1.0));
            let mut terms: Vec<_> = visits.collect();
            terms.push((*used, -1.0));
            self.program.model().at_least("J7", terms, 0.0);
            for (kind, load) in self.loads.iter().enumerate() {
                let fetched = self.trips.iter().zip(&load.most);
                let fetched = fetched.map(|(trips, most)| (trips.fetched[kind][index], *most));
                let bought = load.by_node[index + 1].iter();
                let terms = fetched.chain(bought.map(|(column, amount)| (*column, -amount)));
                self.program.model().at_least("J18", terms.collect(), 0.0);
            }
        }
    }

    /// J18: as many vehicles of each type come to a set of nodes as what they fetch there fills.
    fn carry(&mut self, is_inside: &[bool]) {
        for trips in &self.trips {
            for fetched in &trips.fetched {
                let nodes = fetched.iter().zip(&is_inside[1..]);
                let nodes = nodes.filter(|(_, is_inside)| **is_inside);
                let mut terms: Vec<_> = nodes.map(|(column, _)| (*column, -2.0)).collect();
                let crossing = trips.edges.iter();
                let crossing =
                    crossing.filter(|((from, to), _)| is_inside[*from] != is_inside[*to]);
                terms.extend(crossing.map(|(_, column)| (*column, 1.0)));
                self.program.model().at_least("J18", terms, 0.0);
            }
        }
    }

    /// J10 and J18 for sets of nodes.
    fn add(&mut self, cuts: &[Within]) {
        for cut in cuts {
            let edges = self.trips.iter().flat_map(|trips| &trips.edges);
            let crossing = edges.filter(|(edge, _)| cut.is_crossed(*edge));
            let mut terms: Vec<_> = crossing.map(|(_, column)| (*column, 1.0)).collect();
            terms.push((self.used[cut.node - 1], -2.0));
            self.program.model().at_least("J10", terms, 0.0);
            self.carry(&cut.is_inside);
        }
    }

    /// J10 where values break it.
    fn broken(&self, values: &[f64]) -> Vec<Within> {
        let edges = self.trips.iter().flat_map(|trips| &trips.edges);
        let driven = edges.map(|(edge, column)| (*edge, values[column.index()]));
        withins(self.fleet[0].n_nodes(), driven, |node| {
            values[self.used[node - 1].index()]
        })
    }

    /// Begins from a plan.
    fn start_from(&mut self, candidate: &Candidate, case: &Case) {
        let mut start = Start::new(self);
        let loads = exact::collected(case, &candidate.award);
        for route in &candidate.routes.routes {
            let trips = &self.trips[route.vehicle.index()];
            start.count(trips.routes, 1.0);
            let mut from = 0;
            for (stop, delivery) in route.visits() {
                let vendor = loads[stop.index()].0;
                let vendors = self.fleet[0].vendors.iter();
                let index = vendors.take_while(|other| **other != vendor).count();
                start.drive(trips, (from, index + 1));
                start.count(trips.visits[index], 1.0);
                for (fetched, load) in trips.fetched.iter().zip(&self.loads) {
                    let most = load.most[route.vehicle.index()];
                    let amount = number(Decimal::from(delivery[load.kind]));
                    start.count(fetched[index], amount / most / THOUSAND);
                }
                from = index + 1;
            }
            start.drive(trips, (from, 0));
        }
        let values = start.values;
        self.program.start_from(&candidate.award, &values);
    }
}

/// Values of the columns that were added to the award's.
struct Start {
    first: usize,
    values: Vec<f64>,
}

impl Start {
    fn new(joint: &Joint) -> Self {
        let first = joint.program.n_award_columns();
        Self {
            first,
            values: vec![0.0; joint.program.n_columns() - first],
        }
    }

    fn count(&mut self, column: Column, amount: f64) {
        self.values[column.index() - self.first] += amount;
    }

    fn drive(&mut self, trips: &Trips, (from, to): (usize, usize)) {
        let ends = (from.min(to), from.max(to));
        let edge = trips.edges.iter().find(|(edge, _)| *edge == ends);
        if let Some((_, column)) = edge {
            self.count(*column, 1.0);
        }
    }
}

/// The columns of one type of vehicle, of which there are so many.
fn trips_of(program: &mut Program, roads: &Roads, count: f64, n_loads: usize) -> Trips {
    let n = roads.n_nodes();
    let visits = (1..n).map(|node| program.add(Kind::Continuous, count, roads.fees[node]));
    let visits = visits.collect();
    let mut edges = Vec::new();
    for from in 0..n {
        for to in from + 1..n {
            let (ends, start) = if from == 0 {
                (2.0, roads.start_cost / 2.0)
            } else {
                (1.0, 0.0)
            };
            let cost = roads.way(from, to) + start;
            let column = program.add(Kind::Continuous, ends * count, cost);
            edges.push(((from, to), column));
        }
    }
    let routes = program.add(Kind::Integer, count, 0.0);
    let mut fetched = || {
        let nodes = (1..n).map(|_| program.add(Kind::Continuous, count, 0.0));
        nodes.collect()
    };
    Trips {
        visits,
        edges,
        routes,
        fetched: (0..n_loads).map(|_| fetched()).collect(),
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
        let most = held.iter().map(|most| most[kind].map(number));
        let most = most.collect::<Option<Vec<f64>>>()?;
        let mut by_node = vec![Vec::new(); roads.n_nodes()];
        for (column, quote, bought) in program.goods() {
            let quote = &case.quotes[quote];
            let size = sizes(&case.items[quote.item])[kind].unwrap_or_default();
            let mut vendors = (1..).zip(&roads.vendors);
            let node = vendors.find(|(_, vendor)| **vendor == quote.vendor);
            if let Some((node, _)) = node.filter(|_| !size.is_zero()) {
                by_node[node].push((column, number(bought * size)));
            }
        }
        Some(Load {
            kind,
            most,
            by_node,
        })
    };
    (0..2).filter_map(load).collect()
}
