//! From the search's sequences to a plan with every arrival, begin and departure.

use super::model::Model;
use super::route::Route;
use super::search::Best;
use super::slot::Slot;
use super::solution::Sequence;
use super::timing::{Pause, Timing};
use crate::plan::{self, Halt, HaltKind, RoutePlan};
use crate::units::{Id as _, PlaceId, StopId, VehicleTypeId};

/// The plan that these routes are.
pub(super) fn plan(m: &Model, best: &Best) -> RoutePlan {
    let sequences = best.sequences.iter();
    let mut routes: Vec<plan::Route> = sequences.map(|sequence| timetable(m, sequence)).collect();
    routes.sort_by_cached_key(|route| (route.vehicle, route.departure, first_stop(route)));
    RoutePlan {
        routes,
        unserved: unserved(m, &best.absent),
        cost: best.cost,
    }
}

fn first_stop(route: &plan::Route) -> Option<StopId> {
    route.halts.iter().find_map(|halt| match halt.kind {
        HaltKind::Visit { stop, .. } => Some(stop),
        HaltKind::Reload { .. } | HaltKind::Break { .. } => None,
    })
}

/// Stops of tasks that nobody does, in order.
pub(super) fn unserved(m: &Model, absent: &[u32]) -> Vec<StopId> {
    let mut unserved: Vec<StopId> = absent
        .iter()
        .flat_map(|&task| {
            let nodes = m.tasks[task as usize].nodes.clone();
            nodes.map(|node| m.nodes[node as usize].stop)
        })
        .collect();
    unserved.sort_unstable();
    unserved.dedup();
    unserved
}

/// The sequence as a route of the search.
pub(super) fn rebuilt(m: &Model, sequence: &Sequence) -> Route {
    let mut route = Route::empty(m, sequence.of_type);
    let halts = sequence.halts.iter().map(|&(node, place, units)| {
        if node == Slot::RELOAD {
            Slot::reload(place)
        } else {
            Slot::visit(m, node, units)
        }
    });
    route.insert(0, &halts.collect::<Vec<_>>());
    route.rebuild(m);
    route
}

fn timetable(m: &Model, sequence: &Sequence) -> plan::Route {
    let route = rebuilt(m, sequence);
    let timing = if m.has_times {
        Timing::shortest(m, &route).expect("the search keeps only routes that may be driven")
    } else {
        Timing {
            duration: 0,
            departure: m.types[route.of_type as usize].shift.earliest.max(0),
            pause: None,
        }
    };
    let mut clock = Clock {
        now: timing.departure,
        halts: Vec::with_capacity(sequence.halts.len() + 1),
    };
    for index in 1..route.slots().len() {
        clock.drive(m, &route, index, timing.pause);
    }
    plan::Route {
        vehicle: VehicleTypeId::from_index(route.of_type as usize),
        departure: timing.departure,
        halts: clock.halts,
        arrival: clock.now,
        distance: route.distance,
        cost: route.cost,
    }
}

struct Clock {
    now: i64,
    halts: Vec<Halt>,
}

impl Clock {
    /// Drives to a slot and does what is to be done there, with a break on the way if it is due.
    fn drive(&mut self, m: &Model, route: &Route, index: usize, pause: Option<Pause>) {
        let (before, slot) = (&route.slots()[index - 1], &route.slots()[index]);
        let pause = pause.filter(|pause| pause.after + 1 == index);
        if let Some(pause) = pause
            && !pause.is_before_next
        {
            self.pause(m, route, false);
        }
        self.now += i64::from(before.to_next.duration);
        if let Some(pause) = pause
            && pause.is_before_next
        {
            self.pause(m, route, true);
        }
        let kind = match slot.node {
            Slot::TERMINUS => return,
            Slot::RELOAD => HaltKind::Reload {
                place: PlaceId::from_index(slot.place as usize),
            },
            node => HaltKind::Visit {
                stop: m.nodes[node as usize].stop,
                delivery: m
                    .delivery(node)
                    .iter()
                    .map(|each| each * i64::from(slot.units))
                    .collect(),
                pickup: m.pickup(node).to_vec(),
            },
        };
        let halt = route.halt(m, index);
        self.stand(kind, halt.earliest, halt.duration);
    }

    fn pause(&mut self, m: &Model, route: &Route, is_before_next: bool) {
        let t = &m.types[route.of_type as usize];
        let (window, duration) = t.driver_break.expect("only such types pause");
        self.stand(
            HaltKind::Break { is_before_next },
            window.earliest,
            duration,
        );
    }

    fn stand(&mut self, kind: HaltKind, earliest: i64, duration: i64) {
        let arrival = self.now;
        let begin = arrival.max(earliest);
        self.now = begin + duration;
        self.halts.push(Halt {
            kind,
            arrival,
            begin,
            leave: self.now,
        });
    }
}
