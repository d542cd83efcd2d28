//! What a visit more or less costs, asked and answered without copying the routes.
//!
//! Goes in: a [`DeliveryProblem`] with every stop that may ever be visited, made ready once as
//! [`Prepared`]. A [`Roster`] then holds routes that visit some of its stops. It answers what one
//! more visit would add, what one less would save, what it would cost to use a depot no longer and
//! what a closed one would save; and it makes such changes, singly or in transactions that are kept
//! or undone. Every answer is exact for the one change it speaks of: the routes are otherwise left
//! as they are, and no search improves them.
//!
//! A stop that is one of a group stands for the whole group: the best of its stops is visited. A
//! stop that may be split is inserted with all of its load in one visit; where a plan brings it in
//! parts, all of them are removed together.
//!
//! ```
//! use rochdale::problem::delivery::{DeliveryProblem, Travel, TravelMatrix};
//! use rochdale::routing::{Prepared, Roster};
//! use rochdale::testing::routing::{stop, vehicle};
//! use rochdale::units::{Id, StopId, Table};
//!
//! // The depot is at 0, the stops at 3 and 5, all on one road; distance costs 1.
//! let at = [0_i32, 3, 5];
//! let travel = TravelMatrix::from_fn(3, |from, to| {
//!     let distance = (at[from] - at[to]).abs();
//!     Travel { distance, duration: distance }
//! });
//! let stops = Table::new(vec![stop("near", 1, 4), stop("far", 2, 4)]);
//! let vehicles = Table::new(vec![vehicle("van", 0, 10)]);
//! let problem = DeliveryProblem::new(stops, Table::default(), vehicles, travel).unwrap();
//!
//! let prepared = Prepared::new(&problem);
//! let mut roster = Roster::new(&prepared);
//! let (near, far) = (StopId::from_index(0), StopId::from_index(1));
//! assert_eq!(roster.insertion_cost(near), Some(6));
//! assert_eq!(roster.insert(far), Some(10));
//! assert_eq!(roster.insertion_cost(near), Some(0), "it is on the way");
//! assert_eq!(roster.removal_saving(far), Some(10));
//! assert_eq!(roster.cost(), 10);
//! ```

mod depot;
mod from_plan;
mod insertion;
mod removal;
#[cfg(test)]
mod tests;

use super::model::Model;
use super::place::Place;
use super::recreate::apply;
use super::route::Route;
use super::search::Best;
use super::solution::Solution;
use super::timetable;
use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::units::{Id as _, StopId};

/// A delivery problem made ready for questions: O(places²), once.
pub struct Prepared<'p> {
    model: Model<'p>,
    tasks_by_stop: Vec<u32>,
}

impl<'p> Prepared<'p> {
    /// Makes a problem ready.
    pub fn new(problem: &'p DeliveryProblem) -> Self {
        let model = Model::new(problem);
        let mut tasks_by_stop = vec![0; problem.stops().len()];
        for node in &model.nodes {
            tasks_by_stop[node.stop.index()] = node.task;
        }
        Self {
            model,
            tasks_by_stop,
        }
    }

    fn task(&self, stop: StopId) -> u32 {
        self.tasks_by_stop[stop.index()]
    }
}

/// Routes to which stops are added, from which they are taken, and which answer what that costs.
pub struct Roster<'m> {
    prepared: &'m Prepared<'m>,
    solution: Solution<'m>,
    has_transaction: bool,
    /// A route to try a removal on.
    tried: Route,
}

impl<'m> Roster<'m> {
    /// No stop is visited; every depot is open.
    pub fn new(prepared: &'m Prepared<'m>) -> Self {
        Self {
            prepared,
            solution: Solution::new(&prepared.model),
            has_transaction: false,
            tried: Route::default(),
        }
    }

    /// Cost of the routes. Prizes are not counted: whoever asks decides what is visited.
    pub fn cost(&self) -> i64 {
        self.solution.cost
    }

    /// Whether the stop, or one of its group, is visited.
    pub fn is_visited(&self, stop: StopId) -> bool {
        let task = self.prepared.task(stop);
        self.visits(task).next().is_some()
    }

    /// Stops that nobody visits, in order; of a group all, unless one is visited.
    pub fn unserved(&self) -> Vec<StopId> {
        timetable::unserved(self.solution.m, &self.solution.absent)
    }

    /// The routes with every arrival and departure; its cost has the prizes of what is unserved.
    pub fn plan(&self) -> RoutePlan {
        let m = self.solution.m;
        let absent = self.solution.absent.iter();
        let prizes = absent.filter_map(|&task| m.tasks[task as usize].prize);
        let best = Best {
            n_missing: 0,
            cost: self.solution.cost + prizes.sum::<i64>(),
            sequences: self.solution.sequences(),
            absent: self.solution.absent.clone(),
        };
        timetable::plan(m, &best)
    }

    /// Least cost that visiting the stop adds, over all gaps of all routes and a new vehicle of
    /// every open type; `None` if it is visited already or there is no place for it.
    ///
    /// O(stops × windows + types × windows), a constant per gap. A gap of a type with a driver's
    /// break costs a rebuild of the route, O(its length), if it is good enough before the break. In
    /// a route that is full for the stop, a larger vehicle of the same kind is considered (a pass
    /// over the types per gap) and a reload beside it (a rebuild per gap and reload place).
    pub fn insertion_cost(&self, stop: StopId) -> Option<i64> {
        let task = self.prepared.task(stop);
        let best = self.best(task)?;
        Some(best.cost)
    }

    /// Cost that not visiting the stop saves, other halts in their order; `None` if nobody visits
    /// it or the rest of its route could not be driven. Less than 0 where the way round is dearer.
    ///
    /// A constant for a route without break, reload and pickups; else O(route length).
    pub fn removal_saving(&mut self, stop: StopId) -> Option<i64> {
        let task = self.prepared.task(stop);
        let mut visits = self.visits(task);
        let (first, second) = (visits.next()?, visits.next());
        drop(visits);
        if second.is_none() {
            let route = &self.solution.routes[first.route as usize];
            return removal::saving(self.solution.m, route, first.slot as usize, &mut self.tried);
        }
        self.ask(|roster| roster.take_out(task))
    }

    /// Visits the stop where that costs least, and returns what it adds; `None`, and nothing is
    /// changed, where [`Roster::insertion_cost`] has none.
    pub fn insert(&mut self, stop: StopId) -> Option<i64> {
        let task = self.prepared.task(stop);
        let best = self.best(task)?;
        self.change(|roster| {
            let units = roster.solution.m.tasks[task as usize].units;
            apply(&mut roster.solution, &best, units);
            roster.solution.absent.retain(|&other| other != task);
        });
        Some(best.cost)
    }

    /// Visits the stop no longer, and returns what that saves; `None`, and nothing is changed,
    /// where [`Roster::removal_saving`] has none.
    pub fn remove(&mut self, stop: StopId) -> Option<i64> {
        let saving = self.removal_saving(stop)?;
        let task = self.prepared.task(stop);
        self.change(|roster| roster.take_out(task));
        Some(saving)
    }

    /// Begins a transaction: what follows is kept or undone together.
    ///
    /// # Panics
    /// If one is open.
    pub fn begin(&mut self) {
        assert!(!self.has_transaction, "one transaction at a time");
        self.has_transaction = true;
        self.solution.begin();
    }

    /// Makes the open transaction's changes lasting; without one, does nothing.
    pub fn keep(&mut self) {
        if std::mem::take(&mut self.has_transaction) {
            self.solution.keep();
        }
    }

    /// Takes the open transaction's changes back, in time O(length of routes touched + tasks not
    /// done); without one, does nothing.
    pub fn undo(&mut self) {
        if std::mem::take(&mut self.has_transaction) {
            self.solution.undo_exactly();
        }
    }

    /// Makes changes in the open transaction, or in one of their own.
    fn change<T>(&mut self, changes: impl FnOnce(&mut Self) -> T) -> T {
        if self.has_transaction {
            return changes(self);
        }
        self.solution.begin();
        let result = changes(self);
        self.solution.keep();
        result
    }

    /// What changes would come to; they are taken back, also inside an open transaction.
    fn ask<T>(&mut self, changes: impl FnOnce(&mut Self) -> T) -> T {
        self.solution.nest();
        let answer = changes(self);
        self.solution.undo_nested();
        answer
    }

    /// Where a task is done: once, or at each of its parts.
    fn visits(&self, task: u32) -> impl Iterator<Item = Place> {
        let nodes = self.solution.m.tasks[task as usize].nodes.clone();
        let places = nodes.map(|node| self.solution.places[node as usize]);
        places.filter(|place| place.is_visited())
    }
}
