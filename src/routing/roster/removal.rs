//! What routes save by losing visits.

use super::super::model::Model;
use super::super::route::Route;
use super::Roster;

impl Roster<'_> {
    /// Takes a task out of all routes that do it, inside a transaction; returns what that saves,
    /// or `None` halfway where a route could not be driven without it.
    pub(super) fn take_out(&mut self, task: u32) -> Option<i64> {
        let before = self.solution.cost;
        for node in self.solution.m.tasks[task as usize].nodes.clone() {
            let place = self.solution.places[node as usize];
            if place.is_visited() {
                let slot = place.slot as usize;
                self.solution.remove_visits(place.route, |at| at == slot);
                let route = &self.solution.routes[place.route as usize];
                if route.n_visits > 0 && !route.is_feasible {
                    return None;
                }
            }
        }
        self.solution.absent.push(task);
        Some(before - self.solution.cost)
    }
}

/// Saving of a route without the visit at `slot`; `None` if the rest may not be driven. `tried` is
/// any route, to be overwritten.
pub(super) fn saving(m: &Model, route: &Route, slot: usize, tried: &mut Route) -> Option<i64> {
    if route.n_visits == 1 {
        return Some(route.cost);
    }
    let t = &m.types[route.of_type as usize];
    if route.n_reloads == 0 && t.driver_break.is_none() && !m.has_pickups {
        return shortcut_saving(m, route, slot);
    }
    tried.clone_from(route);
    tried.remove(|index, _| index == slot);
    tried.rebuild(m);
    tried.is_feasible.then(|| route.cost - tried.cost)
}

/// The same in constant time, where losing a visit changes the way and the times alone.
fn shortcut_saving(m: &Model, route: &Route, slot: usize) -> Option<i64> {
    let t = &m.types[route.of_type as usize];
    let (before, gone, after) = (
        &route.slots()[slot - 1],
        &route.slots()[slot],
        &route.slots()[slot + 1],
    );
    let travel = m.travel(before.place, after.place);
    if !travel.is_reachable() {
        return None;
    }
    let saved = i64::from(before.to_next.distance) + i64::from(gone.to_next.distance)
        - i64::from(travel.distance);
    if route.distance - saved > t.distance_max {
        return None;
    }
    let mut duration = route.duration;
    if m.has_times {
        let way = i64::from(travel.duration);
        let whole = before.until.then(way, after.onwards)?;
        if t.times_routes {
            duration = whole.duration;
        }
        if duration > t.duration_max {
            return None;
        }
    }
    Some(saved * t.distance_cost + (route.duration - duration) * t.duration_cost)
}
