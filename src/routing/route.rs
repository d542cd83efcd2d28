//! One route of the search: its halts in order, and beside each what an insertion there must know.
//!
//! Editing marks what changed; `rebuild` then computes all of it anew, in time linear in the route
//! (times its dimensions), and times only from the first change on and up to the last.

use std::ops::Range;

use super::model::Model;
use super::segment::Segment;
use super::slot::Slot;

/// One vehicle's halts from its start to its end.
#[derive(Debug, Default)]
pub(super) struct Route {
    pub of_type: u32,
    slots: Vec<Slot>,
    pub n_visits: usize,
    pub n_reloads: u32,
    pub distance: i64,
    pub duration: i64,
    /// Cost; 0 while it has no visit.
    pub cost: i64,
    pub is_feasible: bool,
    /// (Slot ×) dimension: greatest load of the trip up to the moment after this slot. Without
    /// reloads and pickups it is the same at each slot and kept once.
    pub load_before: Vec<i64>,
    /// Slot × dimension: greatest load of the trip from the moment after this slot; only where
    /// there are pickups.
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
            slots: vec![Slot::terminus(t.start), Slot::terminus(t.end)],
            ..Self::default()
        };
        route.rebuild(m);
        route
    }

    /// Start, visits and reloads, end.
    #[inline]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// What [`Route::rebuild`] computes slot by slot.
    pub fn slots_mut(&mut self) -> &mut [Slot] {
        &mut self.slots
    }

    /// Nodes visited, in order.
    pub fn visits(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.is_visit())
    }

    /// Puts slots after slot `gap`; to be rebuilt.
    pub fn insert(&mut self, gap: usize, slots: &[Slot]) {
        self.slots[gap].forget_next();
        let at = gap + 1;
        self.slots.splice(at..at, slots.iter().copied());
    }

    /// Takes out slots, and reloads that become useless; `is_removed` is asked about each slot
    /// but start and end. To be rebuilt.
    pub fn remove(&mut self, is_removed: impl Fn(usize, &Slot) -> bool) {
        let last = self.slots.len() - 1;
        let mut kept = 0;
        for index in 0..=last {
            let slot = self.slots[index];
            let follows_visit = kept > 0 && self.slots[kept - 1].is_visit();
            let is_inner = 0 < index && index < last;
            if is_inner && (is_removed(index, &slot) || (slot.is_reload() && !follows_visit)) {
                self.slots[kept - 1].forget_next();
                continue;
            }
            if index == last && self.slots[kept - 1].is_reload() {
                kept -= 1;
                self.slots[kept - 1].forget_next();
            }
            self.slots[kept] = slot;
            kept += 1;
        }
        self.slots.truncate(kept);
    }

    /// Brings the units of slot `index + 1` along with those of slot `index`, which visits the same
    /// stop; to be rebuilt.
    pub fn merge_next(&mut self, index: usize) {
        self.slots[index].units += self.slots[index + 1].units;
        self.slots[index].forget_next();
        self.slots.remove(index + 1);
    }

    /// Gives it another type, start and end; to be rebuilt.
    pub fn set_type(&mut self, m: &Model, of_type: u32) {
        let t = &m.types[of_type as usize];
        self.of_type = of_type;
        let last = self.slots.len() - 1;
        self.slots[0].place = t.start;
        self.slots[0].forget_next();
        self.slots[last].place = t.end;
        self.slots[last - 1].forget_next();
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

    /// Load of the first trip at its start, per dimension; without pickups the most it carries.
    pub fn load_at_start(&self, m: &Model) -> &[i64] {
        &self.load_before[..m.n_dimensions]
    }

    /// The route with more slots after slot `gap`, if it may be driven.
    pub fn with(&self, m: &Model, gap: usize, slots: &[Slot]) -> Option<Self> {
        let mut changed = self.clone();
        changed.insert(gap, slots);
        changed.rebuild(m);
        changed.is_feasible.then_some(changed)
    }

    /// The route with visits of another in place of `own` slots, if it may be driven.
    pub fn with_piece(
        &self,
        m: &Model,
        own: &Range<usize>,
        other: &Self,
        new: &Range<usize>,
    ) -> Option<Self> {
        let n_slots = self.slots.len() - own.len() + new.len();
        let mut changed = Self {
            of_type: self.of_type,
            is_feasible: self.is_feasible,
            slots: Vec::with_capacity(n_slots),
            ..Self::default()
        };
        changed.slots.extend_from_slice(&self.slots[..own.start]);
        changed.slots.extend_from_slice(&other.slots[new.clone()]);
        changed.slots.extend_from_slice(&self.slots[own.end..]);
        changed.slots[own.start - 1].forget_next();
        changed.slots[own.start + new.len() - 1].forget_next();
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

    /// The least that the route could cost as one of another type; `None` if it may not be one.
    /// In constant time, by what its distance alone costs.
    pub fn least_cost_as(&self, m: &Model, of_type: u32) -> Option<i64> {
        let t = &m.types[of_type as usize];
        let last = self.slots.len() - 1;
        let first = m.travel(t.start, self.slots[1].place);
        let end = m.travel(self.slots[last - 1].place, t.end);
        if !first.is_reachable() || !end.is_reachable() {
            return None;
        }
        let mut loads = self.load_at_start(m).iter().zip(m.capacity(of_type));
        if loads.any(|(load, capacity)| load > capacity) {
            return None;
        }
        let distance = self.distance + i64::from(first.distance) + i64::from(end.distance)
            - i64::from(self.slots[0].to_next.distance)
            - i64::from(self.slots[last - 1].to_next.distance);
        (distance <= t.distance_max).then(|| t.fixed_cost + distance * t.distance_cost)
    }
}

/// A visit by itself.
#[inline]
pub(super) fn node_halt(m: &Model, node: u32) -> Segment {
    let node = &m.nodes[node as usize];
    Segment::halt(node.service, node.earliest, node.latest)
}
