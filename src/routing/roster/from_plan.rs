//! From a plan back to routes that answer questions.

use super::super::model::{Model, Task};
use super::super::slot::Slot;
use super::super::solution::Sequence;
use super::{Prepared, Roster};
use crate::plan::{Halt, HaltKind, Route, RoutePlan};
use crate::problem::delivery::Load;
use crate::units::{Id as _, PlaceId, StopId};

impl<'m> Roster<'m> {
    /// The plan's routes, departures and breaks chosen anew; `None` if the plan is not one of this
    /// problem, breaks one of its limits, or brings a split stop in more parts than a search would.
    ///
    /// Every depot is open.
    pub fn from_plan(prepared: &'m Prepared<'m>, plan: &RoutePlan) -> Option<Self> {
        let mut reader = Reader::new(prepared);
        let routes = plan.routes.iter();
        let sequences: Vec<Sequence> = routes
            .map(|route| reader.sequence(route))
            .collect::<Option<_>>()?;
        if !reader.is_each_done_once() {
            return None;
        }
        let mut roster = Self::new(prepared);
        roster.solution.load(&sequences);
        roster.may_be_driven().then_some(roster)
    }

    fn may_be_driven(&self) -> bool {
        let solution = &self.solution;
        let mut used = solution.used.iter().zip(&solution.m.types);
        let routes = &solution.routes[solution.n_types()..];
        used.all(|(&used, of_type)| used <= of_type.count)
            && routes.iter().all(|route| route.is_feasible)
    }
}

/// Finds the node of each visit.
struct Reader<'m> {
    prepared: &'m Prepared<'m>,
    /// Parts and units of each task met so far.
    parts: Vec<u32>,
    units: Vec<u32>,
}

impl<'m> Reader<'m> {
    fn new(prepared: &'m Prepared<'m>) -> Self {
        let n_tasks = prepared.model.tasks.len();
        Self {
            prepared,
            parts: vec![0; n_tasks],
            units: vec![0; n_tasks],
        }
    }

    fn sequence(&mut self, route: &Route) -> Option<Sequence> {
        let of_type = route.vehicle.index();
        if of_type >= self.prepared.model.types.len() {
            return None;
        }
        let mut halts = Vec::with_capacity(route.halts.len());
        for halt in &route.halts {
            match &halt.kind {
                HaltKind::Visit {
                    stop,
                    delivery,
                    pickup,
                } => halts.push(self.visit(halt, *stop, delivery, pickup)?),
                HaltKind::Reload { place } => halts.push(self.reload(*place)?),
                HaltKind::Break { .. } => {}
            }
        }
        let has_visit = halts.iter().any(|&(node, ..)| node != Slot::RELOAD);
        has_visit.then_some(Sequence {
            of_type: u32::try_from(of_type).expect("few types"),
            halts,
        })
    }

    fn reload(&self, place: PlaceId) -> Option<(u32, u32, u32)> {
        let is_known = place.index() < self.prepared.model.n_places;
        is_known.then(|| {
            let place = u32::try_from(place.index()).expect("few places");
            (Slot::RELOAD, place, 0)
        })
    }

    /// The next part of the stop's task, in the window in which the visit begins.
    fn visit(
        &mut self,
        halt: &Halt,
        stop: StopId,
        delivery: &Load,
        pickup: &Load,
    ) -> Option<(u32, u32, u32)> {
        let m = &self.prepared.model;
        let task = *self.prepared.tasks_by_stop.get(stop.index())? as usize;
        let data = &m.tasks[task];
        let first = data
            .nodes
            .start
            .checked_add(self.parts[task].checked_mul(data.n_windows)?)?;
        let mut nodes = first..(first + data.n_windows).min(data.nodes.end);
        let node = nodes.find(|&node| {
            let window = &m.nodes[node as usize];
            window.stop == stop && (window.earliest..=window.latest).contains(&halt.begin)
        })?;
        let units = units(m, data, node, delivery)?;
        if pickup != m.pickup(node) {
            return None;
        }
        self.parts[task] += 1;
        self.units[task] = self.units[task].checked_add(units)?;
        Some((node, m.nodes[node as usize].place, units))
    }

    fn is_each_done_once(&self) -> bool {
        let mut units = self.units.iter().zip(&self.prepared.model.tasks);
        units.all(|(&units, task)| units == 0 || units == task.units)
    }
}

/// Whole units that a delivery is.
fn units(m: &Model, task: &Task, node: u32, delivery: &Load) -> Option<u32> {
    let each = m.delivery(node);
    if delivery.len() != each.len() {
        return None;
    }
    let counts = each.iter().zip(delivery).filter(|(each, _)| **each > 0);
    let units = counts
        .map(|(each, amount)| amount / each)
        .max()
        .unwrap_or(1);
    let mut amounts = each.iter().zip(delivery);
    let is_whole = amounts.all(|(each, amount)| each.checked_mul(units) == Some(*amount));
    let units = u32::try_from(units).ok()?;
    (is_whole && (1..=task.units).contains(&units)).then_some(units)
}
