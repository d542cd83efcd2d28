//! What a route carries, trip by trip, and in which order it picks up and delivers.

use super::model::Model;
use super::route::Route;
use crate::problem::delivery::PickupOrder;

impl Route {
    /// Loads, trip by trip; whether all fit and stand in the right order.
    pub(super) fn add_loads(&mut self, m: &Model) -> bool {
        self.room.clear();
        self.room.resize(m.n_dimensions, 0);
        self.load_before.clear();
        if !m.has_loads_by_slot {
            return self.add_total_loads(m);
        }
        let n_loads = self.slots().len() * m.n_dimensions;
        self.load_before.resize(n_loads, 0);
        if m.has_pickups {
            self.load_after.clear();
            self.load_after.resize(n_loads, 0);
        }
        let last = self.slots().len() - 1;
        let mut is_right = true;
        let mut first = 0;
        for end in 1..=last {
            if !self.slots()[end].is_visit() {
                is_right &= self.add_trip_loads(m, first, end);
                if m.has_pickups {
                    is_right &= self.add_trip_order(m, first, end);
                }
                first = end;
            }
        }
        is_right
    }

    /// Loads of a route of one trip that only delivers; whether they fit.
    fn add_total_loads(&mut self, m: &Model) -> bool {
        let mut fits = true;
        for (d, capacity) in m.capacity(self.of_type).iter().enumerate() {
            let loads = self.visits().map(|slot| {
                m.deliveries[slot.node as usize * m.n_dimensions + d] * i64::from(slot.units)
            });
            let load: i64 = loads.sum();
            self.load_before.push(load);
            self.room[d] = (capacity - load).max(0);
            fits &= load <= *capacity;
        }
        fits
    }

    /// Loads of the trip that begins at slot `first` and is over at slot `end`.
    fn add_trip_loads(&mut self, m: &Model, first: usize, end: usize) -> bool {
        let n_dimensions = m.n_dimensions;
        let mut fits = true;
        for d in 0..n_dimensions {
            let capacity = m.capacities[self.of_type as usize * n_dimensions + d];
            let mut load: i64 = 0;
            for slot in &self.slots()[first + 1..end] {
                load += m.deliveries[slot.node as usize * n_dimensions + d] * i64::from(slot.units);
            }
            let mut most = load;
            self.load_before[first * n_dimensions + d] = load;
            for index in first + 1..end {
                if m.has_pickups {
                    let slot = &self.slots()[index];
                    let node = slot.node as usize * n_dimensions + d;
                    load += m.pickups[node] - m.deliveries[node] * i64::from(slot.units);
                    most = most.max(load);
                    self.load_after[index * n_dimensions + d] = load;
                }
                self.load_before[index * n_dimensions + d] = most;
            }
            fits &= most <= capacity;
            let least = self.load_before[first * n_dimensions + d];
            self.room[d] = self.room[d].max(capacity - least);
            if m.has_pickups {
                self.load_after[first * n_dimensions + d] = least;
                for index in (first..end - 1).rev() {
                    let later = self.load_after[(index + 1) * n_dimensions + d];
                    let here = &mut self.load_after[index * n_dimensions + d];
                    *here = (*here).max(later);
                }
            }
        }
        fits
    }

    /// What was picked up and is still to be delivered at each slot; whether the order is allowed.
    fn add_trip_order(&mut self, m: &Model, first: usize, end: usize) -> bool {
        let order = m.types[self.of_type as usize].pickup_order;
        let mut is_right = true;
        let mut picked_up = false;
        for slot in &mut self.slots_mut()[first..end] {
            if slot.is_visit() {
                let node = &m.nodes[slot.node as usize];
                is_right &= !(picked_up && node.delivers && order != PickupOrder::Anywhere);
                picked_up |= node.picks_up;
            }
            slot.picked_up = picked_up;
        }
        let mut delivers = false;
        for slot in self.slots_mut()[first..end].iter_mut().rev() {
            slot.delivers_later = delivers;
            delivers |= slot.is_visit() && m.nodes[slot.node as usize].delivers;
        }
        for slot in &mut self.slots_mut()[first..end] {
            slot.trip_delivers = delivers;
        }
        is_right && (order != PickupOrder::OnTheWayBack || delivers || !picked_up)
    }
}
