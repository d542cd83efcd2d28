//! One halt of a route, and beside it what an insertion there must know.

use super::model::Model;
use super::segment::Segment;
use crate::problem::delivery::Travel;

/// A halt: the start, a visit, a reload or the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// The node visited, or [`Slot::RELOAD`] or [`Slot::TERMINUS`].
    pub node: u32,
    pub place: u32,
    /// Units brought.
    pub units: u32,
    /// Travel to the next slot, or [`Slot::UNKNOWN`] until it is looked up.
    pub to_next: Travel,
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

    /// Travel not looked up yet.
    const UNKNOWN: Travel = Travel {
        distance: i32::MIN,
        duration: i32::MIN,
    };

    pub const fn is_visit(&self) -> bool {
        self.node < Self::TERMINUS
    }

    pub const fn is_reload(&self) -> bool {
        self.node == Self::RELOAD
    }

    /// Another slot follows now than before.
    pub const fn forget_next(&mut self) {
        self.to_next = Self::UNKNOWN;
    }

    pub const fn knows_next(&self) -> bool {
        self.to_next.distance != Self::UNKNOWN.distance
    }

    const fn at(node: u32, place: u32, units: u32) -> Self {
        Self {
            node,
            place,
            units,
            to_next: Self::UNKNOWN,
            until: Segment::halt(0, 0, 0),
            onwards: Segment::halt(0, 0, 0),
            picked_up: false,
            delivers_later: false,
            trip_delivers: false,
        }
    }

    /// The start or end of a route.
    pub const fn terminus(place: u32) -> Self {
        Self::at(Self::TERMINUS, place, 0)
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
