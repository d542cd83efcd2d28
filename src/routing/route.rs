//! One route of the search: its halts in order, and beside each what an insertion there must know.
//!
//! `rebuild` computes all of it in time linear in the route (times its dimensions).

use super::model::Model;
use super::segment::Segment;
use super::timing::Timing;
use crate::problem::delivery::PickupOrder;

/// A halt: the start, a visit, a reload or the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// The node visited, or [`Slot::RELOAD`] or [`Slot::TERMINUS`].
    pub node: u32,
    pub place: u32,
    /// Units brought.
    pub units: u32,
    /// Distance to the next slot.
    pub to_next: i32,
    /// Time from the start to here, service included.
    pub until: Segment,
    /// Time from here to the end, service included.
    pub onwards: Segment,
    /// Whether something was picked up on this trip, here or before.
    pub picked_up: bool,
    /// Whether something is delivered on this trip after here.
    pub delivers_later: bool,
    /// Whether something is delivered on this trip at all.
    pub trip_delivers: bool,
}

impl Slot {
    /// A reload.
    pub const RELOAD: u32 = u32::MAX;
    /// The start or end.
    pub const TERMINUS: u32 = u32::MAX - 1;

    pub const fn is_visit(&self) -> bool {
        self.node < Self::TERMINUS
    }

    pub const fn is_reload(&self) -> bool {
        self.node == Self::RELOAD
    }

    const fn at(node: u32, place: u32, units: u32) -> Self {
        Self {
            node,
            place,
            units,
            to_next: 0,
            until: Segment::halt(0, 0, 0),
            onwards: Segment::halt(0, 0, 0),
            picked_up: false,
            delivers_later: false,
            trip_delivers: false,
        }
    }

    /// A visit that brings so many units.
    pub fn visit(m: &Model, node: u32, units: u32) -> Self {
        Self::at(node, m.nodes[node as usize].place, units)
    }

    /// A reload at this place.
    pub const fn reload(place: u32) -> Self {
        Self::at(Self::RELOAD, place, 0)
    }
}

/// One vehicle's halts from its start to its end.
#[derive(Debug, Default)]
pub(super) struct Route {
    pub of_type: u32,
    pub slots: Vec<Slot>,
    pub n_visits: usize,
    pub n_reloads: u32,
    pub distance: i64,
    pub duration: i64,
    /// Cost; 0 while it has no visit.
    pub cost: i64,
    pub is_feasible: bool,
    /// Slot × dimension: greatest load of the trip up to the moment after this slot.
    pub load_before: Vec<i64>,
    /// Slot × dimension: greatest load of the trip from the moment after this slot.
    pub load_after: Vec<i64>,
    /// Dimension: most that any moment leaves free.
    pub room: Vec<i64>,
}

impl Clone for Route {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    fn clone_from(&mut self, other: &Self) {
        self.of_type = other.of_type;
        self.n_visits = other.n_visits;
        self.n_reloads = other.n_reloads;
        self.distance = other.distance;
        self.duration = other.duration;
        self.cost = other.cost;
        self.is_feasible = other.is_feasible;
        self.slots.clone_from(&other.slots);
        self.load_before.clone_from(&other.load_before);
        self.load_after.clone_from(&other.load_after);
        self.room.clone_from(&other.room);
    }
}

impl Route {
    /// A route of this type without visits.
    pub fn empty(m: &Model, of_type: u32) -> Self {
        let t = &m.types[of_type as usize];
        let mut route = Self {
            of_type,
            slots: vec![
                Slot::at(Slot::TERMINUS, t.start, 0),
                Slot::at(Slot::TERMINUS, t.end, 0),
            ],
            ..Self::default()
        };
        route.rebuild(m);
        route
    }

    /// Gives it another type, start and end; to be rebuilt.
    pub fn set_type(&mut self, m: &Model, of_type: u32) {
        let t = &m.types[of_type as usize];
        self.of_type = of_type;
        let last = self.slots.len() - 1;
        self.slots[0].place = t.start;
        self.slots[last].place = t.end;
    }

    /// Nodes visited, in order.
    pub fn visits(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.is_visit())
    }

    /// Computes everything from type and slots, and whether the route may be driven.
    pub fn rebuild(&mut self, m: &Model) {
        self.is_feasible = self.count(m) & self.add_distances(m) & self.add_loads(m);
        self.duration = 0;
        self.cost = 0;
        if m.has_times {
            self.is_feasible = self.is_feasible && self.add_times(m);
        }
        let t = &m.types[self.of_type as usize];
        self.is_feasible &= self.distance <= t.distance_max && self.n_reloads <= t.reloads_max;
        if self.n_visits > 0 {
            self.cost =
                t.fixed_cost + self.distance * t.distance_cost + self.duration * t.duration_cost;
        }
    }

    fn count(&mut self, m: &Model) -> bool {
        self.n_visits = self.visits().count();
        let reloads = self.slots.iter().filter(|slot| slot.is_reload()).count();
        self.n_reloads = u32::try_from(reloads).unwrap_or(u32::MAX);
        let t = &m.types[self.of_type as usize];
        let mut halts = self.slots.iter().filter(|slot| slot.is_reload());
        let may_reload = halts.all(|slot| t.reload_places.contains(&slot.place));
        may_reload
            && self.has_no_idle_trip()
            && (m.is_open
                || self
                    .visits()
                    .all(|slot| m.is_allowed(slot.node, self.of_type)))
    }

    /// Whether every trip has a visit.
    fn has_no_idle_trip(&self) -> bool {
        self.n_reloads == 0
            || self
                .slots
                .windows(2)
                .all(|pair| pair[0].is_visit() || pair[1].is_visit())
    }

    fn add_distances(&mut self, m: &Model) -> bool {
        self.distance = 0;
        let last = self.slots.len() - 1;
        if self.n_visits == 0 && self.n_reloads == 0 {
            self.slots[0].to_next = 0;
            return true;
        }
        let mut is_reachable = true;
        for index in 0..last {
            let travel = m.travel(self.slots[index].place, self.slots[index + 1].place);
            is_reachable &= travel.is_reachable();
            self.slots[index].to_next = travel.distance;
            self.distance += i64::from(travel.distance);
        }
        is_reachable
    }

    fn add_times(&mut self, m: &Model) -> bool {
        let last = self.slots.len() - 1;
        self.slots[0].until = self.halt(m, 0);
        // Also where no way leads from the start to the end: a visit may lie between.
        self.slots[last].onwards = self.halt(m, last);
        for index in 1..=last {
            let before = self.slots[index - 1];
            let travel = i64::from(m.travel(before.place, self.slots[index].place).duration);
            match before.until.then(travel, self.halt(m, index)) {
                Some(until) => self.slots[index].until = until,
                None => return self.n_visits == 0,
            }
        }
        for index in (0..last).rev() {
            let next = self.slots[index + 1];
            let travel = i64::from(m.travel(self.slots[index].place, next.place).duration);
            match self.halt(m, index).then(travel, next.onwards) {
                Some(onwards) => self.slots[index].onwards = onwards,
                None => return false,
            }
        }
        let t = &m.types[self.of_type as usize];
        if !t.times_routes && t.driver_break.is_none() {
            return true;
        }
        let Some(timing) = Timing::shortest(m, self) else {
            return self.n_visits == 0;
        };
        if self.n_visits > 0 {
            self.duration = timing.duration;
        }
        true
    }

    /// The slot by itself: how long it takes and when it may begin.
    pub fn halt(&self, m: &Model, index: usize) -> Segment {
        let slot = &self.slots[index];
        let t = &m.types[self.of_type as usize];
        match slot.node {
            Slot::TERMINUS => Segment::halt(0, t.shift.earliest, t.shift.latest),
            Slot::RELOAD => Segment::halt(t.reload_duration, t.shift.earliest, t.shift.latest),
            node => node_halt(m, node),
        }
    }

    /// Loads, trip by trip; whether all fit and stand in the right order.
    fn add_loads(&mut self, m: &Model) -> bool {
        let n_dimensions = m.n_dimensions;
        let n_loads = self.slots.len() * n_dimensions;
        self.load_before.clear();
        self.load_before.resize(n_loads, 0);
        if m.has_pickups {
            self.load_after.clear();
            self.load_after.resize(n_loads, 0);
        }
        self.room.clear();
        self.room.resize(n_dimensions, 0);
        let last = self.slots.len() - 1;
        let mut is_right = true;
        let mut first = 0;
        for end in 1..=last {
            if !self.slots[end].is_visit() {
                is_right &= self.add_trip_loads(m, first, end);
                if m.has_pickups {
                    is_right &= self.add_trip_order(m, first, end);
                }
                first = end;
            }
        }
        is_right
    }

    /// Loads of the trip that begins at slot `first` and is over at slot `end`.
    fn add_trip_loads(&mut self, m: &Model, first: usize, end: usize) -> bool {
        let n_dimensions = m.n_dimensions;
        let mut fits = true;
        for d in 0..n_dimensions {
            let capacity = m.capacities[self.of_type as usize * n_dimensions + d];
            let mut load: i64 = 0;
            for slot in &self.slots[first + 1..end] {
                load += m.deliveries[slot.node as usize * n_dimensions + d] * i64::from(slot.units);
            }
            let mut most = load;
            self.load_before[first * n_dimensions + d] = load;
            for index in first + 1..end {
                if m.has_pickups {
                    let slot = &self.slots[index];
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
        for index in first..end {
            let slot = &mut self.slots[index];
            if slot.is_visit() {
                let node = &m.nodes[slot.node as usize];
                is_right &= !(picked_up && node.delivers && order != PickupOrder::Anywhere);
                picked_up |= node.picks_up;
            }
            slot.picked_up = picked_up;
        }
        let mut delivers = false;
        for index in (first..end).rev() {
            let slot = &mut self.slots[index];
            slot.delivers_later = delivers;
            delivers |= slot.is_visit() && m.nodes[slot.node as usize].delivers;
        }
        for slot in &mut self.slots[first..end] {
            slot.trip_delivers = delivers;
        }
        is_right && (order != PickupOrder::OnTheWayBack || delivers || !picked_up)
    }

    /// Load of the first trip at its start, per dimension; without pickups the most it carries.
    pub fn load_at_start(&self, m: &Model) -> &[i64] {
        &self.load_before[..m.n_dimensions]
    }

    /// The route with more slots after slot `gap`, if it may be driven.
    pub fn with(&self, m: &Model, gap: usize, slots: &[Slot]) -> Option<Self> {
        let mut changed = self.clone();
        let at = gap + 1;
        changed.slots.splice(at..at, slots.iter().copied());
        changed.rebuild(m);
        changed.is_feasible.then_some(changed)
    }

    /// The route as one of another type, if it may be driven.
    pub fn as_type(&self, m: &Model, of_type: u32) -> Option<Self> {
        let mut changed = self.clone();
        changed.set_type(m, of_type);
        changed.rebuild(m);
        changed.is_feasible.then_some(changed)
    }
}

/// A visit by itself.
#[inline]
pub(super) fn node_halt(m: &Model, node: u32) -> Segment {
    let node = &m.nodes[node as usize];
    Segment::halt(node.service, node.earliest, node.latest)
}
