//! What it costs to visit one more node in a gap of a route, and whether it may be.
//!
//! Constant time per gap, whatever the route's length. Only a type with a driver's break costs a
//! rebuild per insertion that is otherwise good enough.

use std::ops::Range;

use super::model::Model;
use super::route::{Route, node_halt};
use super::segment::Segment;
use super::slot::Slot;
use crate::problem::delivery::PickupOrder;

/// No insertion.
pub(super) const NEVER: i64 = i64::MAX;

/// What an insertion adds to a route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Detour {
    pub distance: i64,
    pub duration: i64,
}

impl Route {
    /// Whether no gap of the route has room for so much.
    #[inline]
    pub fn is_full_for(&self, m: &Model, node: u32, units: u32) -> bool {
        let mut loads = m.delivery(node).iter().zip(&self.room);
        loads.any(|(each, room)| each * i64::from(units) > *room)
    }

    /// The gaps in which a visit of the node could begin in time and be over in time; found by
    /// halving, since moments only grow along a route.
    pub fn gaps_for(&self, m: &Model, node: u32) -> Range<usize> {
        let slots = self.slots();
        let n_gaps = slots.len() - 1;
        if !m.has_times {
            return 0..n_gaps;
        }
        let data = &m.nodes[node as usize];
        let over = data.earliest + data.service;
        let first = slots[1..].partition_point(|after| after.onwards.latest < over);
        let end = slots[..n_gaps].partition_point(|before| before.until.ready() <= data.latest);
        first.min(end)..end
    }

    /// Most units of the node that some gap has room for.
    pub fn units_max(&self, m: &Model, node: u32) -> u32 {
        let loads = m.delivery(node).iter().zip(&self.room);
        let units = loads
            .filter(|(each, _)| **each > 0)
            .map(|(each, room)| room / each)
            .min()
            .unwrap_or(i64::MAX);
        u32::try_from(units.max(0)).unwrap_or(u32::MAX)
    }

    /// Added cost of visiting the node between slot `gap` and the next, if that is allowed and
    /// costs less than `bound`; else [`NEVER`].
    #[inline]
    pub fn insertion(&self, m: &Model, node: u32, units: u32, gap: usize, bound: i64) -> i64 {
        let t = &m.types[self.of_type as usize];
        let Some(further) = self.further(m, node, gap) else {
            return NEVER;
        };
        let mut added = further * t.distance_cost;
        if self.n_visits == 0 {
            added += t.fixed_cost;
        }
        if t.duration_cost == 0 && added >= bound {
            return NEVER;
        }
        if self.distance + further > t.distance_max || !self.has_room(m, node, units, gap) {
            return NEVER;
        }
        if !m.has_times {
            return added;
        }
        self.timed_insertion(m, node, units, gap, added)
    }

    /// What visiting the node after slot `gap` adds in distance and time, whatever its load; `None`
    /// if it may not be. Not for types with a driver's break.
    pub fn detour(&self, m: &Model, node: u32, gap: usize) -> Option<Detour> {
        let t = &m.types[self.of_type as usize];
        let distance = self.further(m, node, gap)?;
        if self.distance + distance > t.distance_max {
            return None;
        }
        let mut duration = 0;
        if m.has_times {
            let whole = self.times_with(m, node, gap, self.durations(m, node, gap))?;
            if t.times_routes {
                duration = whole.duration - self.duration;
            }
            if whole.duration > t.duration_max {
                return None;
            }
        }
        Some(Detour { distance, duration })
    }

    /// What visiting the node between slot `gap` and the next adds in distance; `None` where there
    /// is no way.
    #[inline]
    fn further(&self, m: &Model, node: u32, gap: usize) -> Option<i64> {
        let (before, after) = (&self.slots()[gap], &self.slots()[gap + 1]);
        let place = m.nodes[node as usize].place;
        let to = m.ways.distances.to(place)[before.place as usize];
        let from = m.ways.distances.from(place)[after.place as usize];
        let further = i64::from(to) + i64::from(from) - i64::from(before.to_next.distance);
        (to != i32::MAX && from != i32::MAX).then_some(further)
    }

    /// Time from slot `gap` to the node, and from there to the next slot.
    #[inline]
    fn durations(&self, m: &Model, node: u32, gap: usize) -> (i32, i32) {
        let (before, after) = (&self.slots()[gap], &self.slots()[gap + 1]);
        let place = m.nodes[node as usize].place;
        (
            m.ways.durations.to(place)[before.place as usize],
            m.ways.durations.from(place)[after.place as usize],
        )
    }

    /// Times of the whole route with the node after slot `gap`; `None` if a window is missed.
    #[inline]
    fn times_with(&self, m: &Model, node: u32, gap: usize, travel: (i32, i32)) -> Option<Segment> {
        let until = self.slots()[gap].until;
        until
            .then(i64::from(travel.0), node_halt(m, node))?
            .then(i64::from(travel.1), self.slots()[gap + 1].onwards)
    }

    #[inline]
    fn timed_insertion(&self, m: &Model, node: u32, units: u32, gap: usize, added: i64) -> i64 {
        let t = &m.types[self.of_type as usize];
        let travel = self.durations(m, node, gap);
        let (before, after) = (&self.slots()[gap], &self.slots()[gap + 1]);
        let data = &m.nodes[node as usize];
        let begin = (before.until.ready() + i64::from(travel.0)).max(data.earliest);
        if begin > data.latest || begin + data.service + i64::from(travel.1) > after.onwards.latest
        {
            return NEVER;
        }
        if t.driver_break.is_some() {
            let changed = self.with(m, gap, &[Slot::visit(m, node, units)]);
            return changed.map_or(NEVER, |changed| changed.cost - self.cost);
        }
        if !t.times_routes {
            return added;
        }
        match self.times_with(m, node, gap, travel) {
            Some(whole) if whole.duration <= t.duration_max => {
                added + (whole.duration - self.duration) * t.duration_cost
            }
            _ => NEVER,
        }
    }

    #[inline]
    fn has_room(&self, m: &Model, node: u32, units: u32, gap: usize) -> bool {
        let capacity = m.capacity(self.of_type);
        let first = if m.has_loads_by_slot {
            gap * m.n_dimensions
        } else {
            0
        };
        for (d, each) in m.delivery(node).iter().enumerate() {
            if self.load_before[first + d] + each * i64::from(units) > capacity[d] {
                return false;
            }
        }
        !m.has_pickups || self.has_room_onwards(m, node, gap)
    }

    fn has_room_onwards(&self, m: &Model, node: u32, gap: usize) -> bool {
        let slot = &self.slots()[gap];
        let data = &m.nodes[node as usize];
        let order = m.types[self.of_type as usize].pickup_order;
        if order != PickupOrder::Anywhere {
            let is_wrong = (data.delivers && slot.picked_up)
                || (data.picks_up && slot.delivers_later)
                || (order == PickupOrder::OnTheWayBack
                    && data.picks_up
                    && !data.delivers
                    && !slot.trip_delivers);
            if is_wrong {
                return false;
            }
        }
        let capacity = m.capacity(self.of_type);
        let first = gap * m.n_dimensions;
        let mut pickups = m.pickup(node).iter().enumerate();
        pickups.all(|(d, amount)| self.load_after[first + d] + amount <= capacity[d])
    }
}
