//! What a depot costs or saves: no vehicle may start there, or some may again.

use super::super::recreate::{Insertion, apply};
use super::super::ruin::make_absent;
use super::Roster;
use crate::units::{Id as _, PlaceId};

/// Stops that a depot which opens may take over: the nearest ones.
const TAKEN_OVER_MAX: usize = 24;

impl Roster<'_> {
    /// What it costs if no vehicle may start at this place: the stops of its routes are inserted
    /// elsewhere, the largest first, each where it then costs least; `None` if one finds no place.
    ///
    /// Less than 0 where the routes that are left take them for less. Ending or reloading there
    /// stays allowed. O(stops of the depot × an insertion question).
    pub fn closing_cost(&mut self, place: PlaceId) -> Option<i64> {
        self.ask(|roster| roster.empty_depot(place))
    }

    /// Lets no vehicle start at this place, as [`Roster::closing_cost`] says, and returns what it
    /// costs; `None`, and nothing is changed, where that has none.
    pub fn close_depot(&mut self, place: PlaceId) -> Option<i64> {
        let cost = self.closing_cost(place)?;
        self.change(|roster| roster.empty_depot(place));
        Some(cost)
    }

    /// What is saved if vehicles may start at this place: its nearest stops are taken out and
    /// inserted again, the nearest first, each where it then costs least; once as it comes, and
    /// once with a vehicle of the depot for the first. 0 if neither saves anything.
    ///
    /// O(nodes) to find the stops, and at most 48 insertion questions.
    pub fn opening_saving(&mut self, place: PlaceId) -> i64 {
        self.best_filling(place).map_or(0, |(saving, _)| saving)
    }

    /// Lets vehicles start at this place, gives it stops as [`Roster::opening_saving`] says where
    /// that saves something, and returns the saving.
    pub fn open_depot(&mut self, place: PlaceId) -> i64 {
        let best = self.best_filling(place);
        self.change(|roster| match best {
            Some((_, has_vehicle)) => {
                roster.fill_depot(place, has_vehicle);
            }
            None => roster.set_closed(place, false),
        });
        best.map_or(0, |(saving, _)| saving)
    }

    /// The way to fill an opened depot that saves more than nothing, and most.
    fn best_filling(&mut self, place: PlaceId) -> Option<(i64, bool)> {
        let ways = [false, true].into_iter();
        let savings = ways.filter_map(|has_vehicle| {
            let saving = self.ask(|roster| roster.fill_depot(place, has_vehicle));
            saving.map(|saving| (saving, has_vehicle))
        });
        savings.max().filter(|(saving, _)| *saving > 0)
    }

    fn set_closed(&mut self, place: PlaceId, is_closed: bool) {
        let types = self.solution.m.types.iter();
        for (of_type, closed) in types.zip(&mut self.solution.closed) {
            if of_type.start as usize == place.index() {
                *closed = is_closed;
            }
        }
    }

    /// Closes the depot and gives its stops to others, inside a transaction.
    fn empty_depot(&mut self, place: PlaceId) -> Option<i64> {
        let m = self.solution.m;
        let before = self.solution.cost;
        let n_absent = self.solution.absent.len();
        self.set_closed(place, true);
        for index in self.solution.n_types()..self.solution.routes.len() {
            let route = &self.solution.routes[index];
            let start = m.types[route.of_type as usize].start as usize;
            if route.n_visits > 0 && start == place.index() {
                let id = u32::try_from(index).expect("few routes");
                make_absent(&mut self.solution, id, |_| true);
            }
        }
        let mut tasks = self.solution.absent.split_off(n_absent);
        tasks.sort_unstable_by_key(|&task| (-m.load(&m.tasks[task as usize]), task));
        self.insert_all(&tasks)?;
        Some(self.solution.cost - before)
    }

    /// Opens the depot and inserts its nearest stops anew, inside a transaction.
    fn fill_depot(&mut self, place: PlaceId, has_vehicle: bool) -> Option<i64> {
        let before = self.solution.cost;
        let n_absent = self.solution.absent.len();
        self.set_closed(place, false);
        for node in self.nearest_visited(place) {
            let at = self.solution.places[node as usize];
            if at.is_visited() {
                make_absent(&mut self.solution, at.route, |slot| {
                    slot == at.slot as usize
                });
            }
        }
        let tasks = self.solution.absent.split_off(n_absent);
        let mut rest = tasks.as_slice();
        if has_vehicle {
            let (&first, others) = tasks.split_first()?;
            self.start_vehicle(place, first)?;
            rest = others;
        }
        self.insert_all(rest)?;
        Some(before - self.solution.cost)
    }

    /// Visited nodes, nearest to the place first.
    fn nearest_visited(&self, place: PlaceId) -> Vec<u32> {
        let m = self.solution.m;
        let from = u32::try_from(place.index()).expect("few places");
        let distances = m.ways.distances.from(from);
        let nodes = (0u32..).zip(&m.nodes);
        let mut near: Vec<(i32, u32)> = nodes
            .filter(|(node, _)| self.solution.places[*node as usize].is_visited())
            .map(|(node, data)| (distances[data.place as usize], node))
            .collect();
        if near.len() > TAKEN_OVER_MAX {
            near.select_nth_unstable(TAKEN_OVER_MAX);
            near.truncate(TAKEN_OVER_MAX);
        }
        near.sort_unstable();
        near.into_iter().map(|(_, node)| node).collect()
    }

    /// Does a task with a new vehicle that starts at the place, inside a transaction.
    fn start_vehicle(&mut self, place: PlaceId, task: u32) -> Option<()> {
        let m = self.solution.m;
        let data = &m.tasks[task as usize];
        let mut best = Insertion::NONE;
        for (index, of_type) in m.types.iter().enumerate() {
            if of_type.start as usize == place.index() {
                for node in data.nodes.start..data.nodes.start + data.n_windows {
                    self.consider(index, node, data.units, &mut best);
                }
            }
        }
        best.is_some()
            .then(|| apply(&mut self.solution, &best, data.units))
    }

    /// Does tasks one after the other, each where it costs least, inside a transaction.
    fn insert_all(&mut self, tasks: &[u32]) -> Option<()> {
        for &task in tasks {
            let best = self.best(task)?;
            let units = self.solution.m.tasks[task as usize].units;
            apply(&mut self.solution, &best, units);
        }
        Some(())
    }
}
