//! Every route that may be driven: visit after visit, as long as that can end well.

use std::collections::BTreeMap;

use super::super::model::Model;
use super::super::route::Route;
use super::super::segment::Segment;
use super::super::slot::Slot;
use super::super::solution::{Sequence, sequence};
use super::Steps;

/// A route that brings so much, in the cheapest order.
pub(super) struct Driven {
    pub sequence: Sequence,
    pub cost: i64,
    /// Units brought, by task.
    pub brought: Vec<u32>,
}

/// The cheapest route of each type for everything that one may bring, if it costs at most
/// `cost_max`; `None` if that takes too many steps.
pub(super) fn all(m: &Model, cost_max: i64, steps: &mut Steps) -> Option<Vec<Driven>> {
    let mut search = Search {
        m,
        cost_max,
        steps,
        brought: vec![0; m.tasks.len()],
        found: BTreeMap::new(),
    };
    for of_type in (0u32..).take(m.types.len()) {
        let route = Route::empty(m, of_type);
        let until = route.halt(m, 0);
        search.extend(&Head {
            route,
            until,
            distance: 0,
        })?;
    }
    let found = search.found.into_iter();
    Some(
        found
            .map(|((_, brought), (cost, sequence))| Driven {
                sequence,
                cost,
                brought,
            })
            .collect(),
    )
}

/// A route that may be driven on from its last halt but the end.
struct Head {
    route: Route,
    /// From the start to that halt.
    until: Segment,
    /// From the start to that halt.
    distance: i64,
}

struct Search<'m, 's, 'a> {
    m: &'m Model<'m>,
    cost_max: i64,
    steps: &'s mut Steps<'a>,
    /// Units that the current route brings, by task.
    brought: Vec<u32>,
    /// By type and what is brought: cost and route.
    found: BTreeMap<(u32, Vec<u32>), (i64, Sequence)>,
}

impl Search<'_, '_, '_> {
    /// Notes all routes that begin like this one and are longer.
    fn extend(&mut self, head: &Head) -> Option<()> {
        for halt in self.next_halts(&head.route) {
            self.steps.take()?;
            let Some(longer) = self.longer(head, halt) else {
                continue;
            };
            if halt.is_reload() {
                self.extend(&longer)?;
                continue;
            }
            let task = self.m.nodes[halt.node as usize].task as usize;
            self.brought[task] += halt.units;
            self.note(&longer.route);
            self.extend(&longer)?;
            self.brought[task] -= halt.units;
        }
        Some(())
    }

    /// What may come next: any part of any task that is left, or a reload after a visit.
    fn next_halts(&self, route: &Route) -> Vec<Slot> {
        let m = self.m;
        let mut halts = Vec::new();
        for (index, task) in m.tasks.iter().enumerate() {
            let left = task.units - self.brought[index];
            let is_part = |slot: &&Slot| task.nodes.contains(&slot.node);
            let n_parts = u32::try_from(route.visits().filter(is_part).count()).expect("few");
            let first = task.nodes.start + n_parts * task.n_windows;
            if left == 0 || first >= task.nodes.end {
                continue;
            }
            for node in first..first + task.n_windows {
                if m.is_allowed(node, route.of_type) {
                    halts.extend((1..=left).map(|units| Slot::visit(m, node, units)));
                }
            }
        }
        let t = &m.types[route.of_type as usize];
        let follows_visit = route.slots()[route.slots().len() - 2].is_visit();
        if follows_visit && route.n_reloads < t.reloads_max {
            halts.extend(t.reload_places.iter().map(|&place| Slot::reload(place)));
        }
        halts
    }

    /// The route with one more halt, unless no route that begins like it may be driven for
    /// `cost_max`. Travel and loads only grow.
    fn longer(&self, head: &Head, halt: Slot) -> Option<Head> {
        let m = self.m;
        let t = &m.types[head.route.of_type as usize];
        let last = head.route.slots().len() - 2;
        let travel = m.travel(head.route.slots()[last].place, halt.place);
        let distance = head.distance + i64::from(travel.distance);
        if !travel.is_reachable() || distance > t.distance_max {
            return None;
        }
        let mut route = head.route.clone();
        route.insert(last, &[halt]);
        let mut until = head.until;
        let mut duration = 0;
        if m.has_times {
            until = until.then(i64::from(travel.duration), route.halt(m, last + 1))?;
            duration = until.duration;
        }
        let cost = t.fixed_cost + distance * t.distance_cost + duration * t.duration_cost;
        if duration > t.duration_max || cost > self.cost_max || !route.add_loads(m) {
            return None;
        }
        route.rebuild(m);
        Some(Head {
            route,
            until,
            distance,
        })
    }

    /// Notes the route if it may be driven and is the cheapest for what it brings.
    fn note(&mut self, route: &Route) {
        if !route.is_feasible || route.cost > self.cost_max {
            return;
        }
        let key = (route.of_type, self.brought.clone());
        let known = self.found.get(&key);
        if known.is_none_or(|(cost, _)| route.cost < *cost) {
            self.found.insert(key, (route.cost, sequence(route)));
        }
    }
}
