//! All routes of the search and what is not visited, changed in place and undone by log.
//!
//! Routes `0..n_types` are templates: always empty, one per type, so that "a new vehicle" is
//! priced like any insertion. The first change of a route in a transaction saves it; `undo` costs
//! as much as the routes that were touched.

use super::insertion::NEVER;
use super::model::Model;
use super::place::Place;
use super::route::Route;
use super::slot::Slot;

/// Routes, places of nodes, tasks not done.
pub(super) struct Solution<'m> {
    pub m: &'m Model<'m>,
    pub routes: Vec<Route>,
    pub places: Vec<Place>,
    /// Most of the first load dimension that any moment of a route leaves free: full routes are
    /// passed over without being looked at.
    pub rooms: Vec<i64>,
    /// Tasks that nobody does.
    pub absent: Vec<u32>,
    /// Cost of all routes.
    pub cost: i64,
    /// Vehicles in use, by type.
    pub used: Vec<u32>,
    /// Types of which no further vehicle may be used.
    pub closed: Vec<bool>,
    n_served: usize,
    n_used: usize,
    spare: Vec<u32>,
    log: Log,
    /// The transaction around a nested one; else an empty log.
    outer: Log,
}

/// What `undo` needs.
#[derive(Default)]
struct Log {
    touched: Vec<u32>,
    saved: Vec<Route>,
    is_touched: Vec<bool>,
    absent: Vec<u32>,
    closed: Vec<bool>,
}

/// A vehicle and its visits, in order: what is kept of the best solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    pub of_type: u32,
    /// Node (or reload) and place, units.
    pub halts: Vec<(u32, u32, u32)>,
}

impl<'m> Solution<'m> {
    /// Nobody does anything.
    pub fn new(m: &'m Model<'m>) -> Self {
        let types = u32::try_from(m.types.len()).expect("few types");
        let tasks = u32::try_from(m.tasks.len()).expect("few tasks");
        let routes: Vec<Route> = (0..types).map(|t| Route::empty(m, t)).collect();
        Self {
            m,
            places: vec![Place::NOWHERE; m.nodes.len()],
            rooms: vec![0; routes.len()],
            absent: (0..tasks).collect(),
            cost: 0,
            used: vec![0; routes.len()],
            closed: vec![false; routes.len()],
            n_served: 0,
            n_used: 0,
            spare: Vec::new(),
            log: Log {
                is_touched: vec![false; routes.len()],
                ..Log::default()
            },
            outer: Log::default(),
            routes,
        }
    }

    /// Number of types, which is the number of templates.
    pub fn n_types(&self) -> usize {
        self.m.types.len()
    }

    /// Visits of an average route.
    pub fn visits_per_route(&self) -> usize {
        (self.n_served / self.n_used.max(1)).max(1)
    }

    /// Whether a vehicle of this type is left.
    pub fn has_vehicle(&self, of_type: usize) -> bool {
        self.has_vehicles(of_type, 1)
    }

    /// Whether so many vehicles of this type are left.
    pub fn has_vehicles(&self, of_type: usize, n: u32) -> bool {
        !self.closed[of_type] && self.used[of_type] + n <= self.m.types[of_type].count
    }

    /// Routes changed since the last `keep` or `undo`.
    pub fn touched(&self) -> &[u32] {
        &self.log.touched
    }

    /// Begins a transaction.
    pub fn begin(&mut self) {
        debug_assert!(self.log.touched.is_empty(), "one transaction at a time");
        self.log.absent.clone_from(&self.absent);
        self.log.closed.clone_from(&self.closed);
    }

    /// Begins a transaction inside the open one, or outside of any. One at a time, and it ends by
    /// [`Solution::undo_nested`].
    pub fn nest(&mut self) {
        std::mem::swap(&mut self.log, &mut self.outer);
        self.log.is_touched.resize(self.routes.len(), false);
        self.begin();
    }

    /// Takes a nested transaction's changes back, exactly; the one around it is open again.
    pub fn undo_nested(&mut self) {
        self.undo_exactly();
        std::mem::swap(&mut self.log, &mut self.outer);
        self.log.is_touched.resize(self.routes.len(), false);
    }

    /// Makes the transaction's changes lasting.
    pub fn keep(&mut self) {
        for &route in &self.log.touched {
            self.log.is_touched[route as usize] = false;
            if self.routes[route as usize].n_visits == 0 {
                self.spare.push(route);
            }
        }
        self.log.touched.clear();
    }

    /// Takes the transaction's changes back.
    pub fn undo(&mut self) {
        for &route in &self.log.touched {
            for slot in self.routes[route as usize].visits() {
                self.places[slot.node as usize] = Place::NOWHERE;
            }
        }
        let touched = std::mem::take(&mut self.log.touched);
        for (index, &route) in touched.iter().enumerate() {
            self.discount(route);
            std::mem::swap(&mut self.routes[route as usize], &mut self.log.saved[index]);
            self.recount(route);
            self.log.is_touched[route as usize] = false;
            if self.routes[route as usize].n_visits == 0 {
                self.spare.push(route);
            }
            self.mark_places(route);
        }
        self.log.touched = touched;
        self.log.touched.clear();
        std::mem::swap(&mut self.absent, &mut self.log.absent);
        std::mem::swap(&mut self.closed, &mut self.log.closed);
    }

    /// Takes the transaction's changes back, and the order in which spare routes are taken: the same
    /// changes made again then find the same places where several cost the same.
    pub fn undo_exactly(&mut self) {
        let n_touched = self.log.touched.len();
        self.log.touched.reverse();
        self.log.saved[..n_touched].reverse();
        self.undo();
    }

    /// Removes visits from a route; `is_removed` is asked with each slot's index. Parts of a task
    /// in other routes stay. Drops reloads that became useless.
    pub fn remove_visits(&mut self, route: u32, is_removed: impl Fn(usize) -> bool) {
        let is_removed = |index: usize, slot: &Slot| slot.is_visit() && is_removed(index);
        self.change(route, |solution, route| {
            for (index, slot) in solution.routes[route].slots().iter().enumerate() {
                if is_removed(index, slot) {
                    solution.places[slot.node as usize] = Place::NOWHERE;
                }
            }
            solution.routes[route].remove(is_removed);
        });
    }

    /// Visits a node after slot `gap` of a route, or of a new one if the route is a template.
    /// Returns the route.
    pub fn insert(&mut self, route: u32, gap: usize, slots: &[Slot]) -> u32 {
        let route = if (route as usize) < self.n_types() {
            self.take_spare(route)
        } else {
            route
        };
        self.change(route, |solution, route| {
            solution.routes[route].insert(gap, slots);
        });
        route
    }

    /// Gives a route another type and visits a node after slot `gap`.
    pub fn insert_as(&mut self, route: u32, of_type: u32, gap: usize, visit: Slot) {
        self.change(route, |solution, route| {
            solution.routes[route].set_type(solution.m, of_type);
            solution.routes[route].insert(gap, &[visit]);
        });
    }

    /// Replaces a route by a changed one that is already rebuilt.
    pub fn replace(&mut self, route: u32, changed: Route) {
        self.save(route);
        self.discount(route);
        for slot in self.routes[route as usize].visits() {
            // Another route that was replaced before may have taken the visit over.
            if self.places[slot.node as usize].route == route {
                self.places[slot.node as usize] = Place::NOWHERE;
            }
        }
        self.routes[route as usize] = changed;
        self.recount(route);
        self.mark_places(route);
    }

    /// Replaces a route by a changed one that is already rebuilt; a template by a new route.
    pub fn replace_or_start(&mut self, route: u32, changed: Route) {
        let is_template = (route as usize) < self.n_types();
        let route = if is_template {
            self.take_spare(route)
        } else {
            route
        };
        self.replace(route, changed);
    }

    /// The solution as sequences, one per vehicle in use.
    pub fn sequences(&self) -> Vec<Sequence> {
        let used = self.routes[self.n_types()..].iter();
        used.filter(|route| route.n_visits > 0)
            .map(sequence)
            .collect()
    }

    /// Makes this the current solution; no transaction may be open.
    pub fn load(&mut self, sequences: &[Sequence]) {
        self.begin();
        for route in self.n_types()..self.routes.len() {
            if self.routes[route].n_visits > 0 {
                self.remove_visits(u32::try_from(route).expect("few routes"), |_| true);
            }
        }
        let mut is_done = vec![false; self.m.tasks.len()];
        for sequence in sequences {
            let slots: Vec<Slot> = sequence
                .halts
                .iter()
                .map(|&(node, place, units)| {
                    if node == Slot::RELOAD {
                        return Slot::reload(place);
                    }
                    is_done[self.m.nodes[node as usize].task as usize] = true;
                    Slot::visit(self.m, node, units)
                })
                .collect();
            self.insert(sequence.of_type, 0, &slots);
        }
        let tasks = (0u32..).take(is_done.len());
        self.absent = tasks.filter(|&task| !is_done[task as usize]).collect();
        self.keep();
    }

    /// A spare route of the template's type.
    fn take_spare(&mut self, template: u32) -> u32 {
        let route = self.spare.pop().unwrap_or_else(|| {
            self.routes.push(Route::default());
            self.log.is_touched.push(false);
            self.rooms.push(0);
            u32::try_from(self.routes.len() - 1).expect("few routes")
        });
        let (templates, routes) = self.routes.split_at_mut(self.m.types.len());
        routes[route as usize - templates.len()].clone_from(&templates[template as usize]);
        route
    }

    fn change(&mut self, route: u32, edit: impl FnOnce(&mut Self, usize)) {
        self.save(route);
        self.discount(route);
        edit(self, route as usize);
        self.routes[route as usize].rebuild(self.m);
        self.recount(route);
        self.mark_places(route);
    }

    fn save(&mut self, route: u32) {
        if self.log.is_touched[route as usize] {
            return;
        }
        self.log.is_touched[route as usize] = true;
        let index = self.log.touched.len();
        if self.log.saved.len() == index {
            self.log.saved.push(Route::default());
        }
        self.log.saved[index].clone_from(&self.routes[route as usize]);
        self.log.touched.push(route);
    }

    fn discount(&mut self, route: u32) {
        let route = &self.routes[route as usize];
        self.cost -= route.cost;
        self.n_served -= route.n_visits;
        if route.n_visits > 0 {
            self.used[route.of_type as usize] -= 1;
            self.n_used -= 1;
        }
    }

    fn recount(&mut self, route: u32) {
        let index = route as usize;
        let route = &self.routes[index];
        self.rooms[index] = route.room.first().copied().unwrap_or(0);
        self.cost += route.cost;
        self.n_served += route.n_visits;
        if route.n_visits > 0 {
            self.used[route.of_type as usize] += 1;
            self.n_used += 1;
        }
    }

    fn mark_places(&mut self, route: u32) {
        let slots = self.routes[route as usize].slots();
        for (index, slot) in slots.iter().enumerate() {
            if slot.is_visit() {
                self.places[slot.node as usize] = Place::of(slots, index, route);
            }
        }
    }

    /// Added cost of visiting the node in this gap; [`NEVER`] if not below `bound`.
    #[inline]
    pub fn insertion(&self, route: u32, node: u32, units: u32, gap: usize, bound: i64) -> i64 {
        let route = &self.routes[route as usize];
        if !self.m.is_allowed(node, route.of_type) {
            return NEVER;
        }
        route.insertion(self.m, node, units, gap, bound)
    }
}

pub(super) fn sequence(route: &Route) -> Sequence {
    let halts = &route.slots()[1..route.slots().len() - 1];
    Sequence {
        of_type: route.of_type,
        halts: halts
            .iter()
            .map(|slot| (slot.node, slot.place, slot.units))
            .collect(),
    }
}
