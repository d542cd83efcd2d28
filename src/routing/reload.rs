//! Insertions that begin a new trip: the vehicle reloads just before or after the visit.

use super::recreate::Insertion;
use super::slot::Slot;
use super::solution::Solution;

/// Whether the node in a gap of a full route, with a reload beside it, costs less than `best`;
/// replaces `best` and says so if it does. Each place to reload costs two rebuilds of the route.
pub(super) fn best_with_reload(
    solution: &Solution,
    route_id: u32,
    gap: usize,
    node: u32,
    units: u32,
    best: &mut Insertion,
) -> bool {
    let m = solution.m;
    let route = &solution.routes[route_id as usize];
    let t = &m.types[route.of_type as usize];
    if route.n_reloads >= t.reloads_max || !m.is_allowed(node, route.of_type) {
        return false;
    }
    let visit = Slot::visit(m, node, units);
    let mut is_found = false;
    for &at in &t.reload_places {
        for (is_after, slots) in [
            (false, [Slot::reload(at), visit]),
            (true, [visit, Slot::reload(at)]),
        ] {
            let Some(changed) = route.with(m, gap, &slots) else {
                continue;
            };
            let cost = changed.cost - route.cost;
            if cost < best.cost {
                *best = Insertion {
                    reload: Some((at, is_after)),
                    ..Insertion::at(route_id, gap, node, cost)
                };
                is_found = true;
            }
        }
    }
    is_found
}

/// Takes out reloads that a route can do without, where that costs less.
pub(super) fn drop_reloads(solution: &mut Solution, route: u32) {
    let mut slot = 1;
    while slot + 1 < solution.routes[route as usize].slots().len() {
        let current = &solution.routes[route as usize];
        if current.slots()[slot].is_reload() {
            let mut changed = current.clone();
            changed.remove(|index, _| index == slot);
            changed.rebuild(solution.m);
            if changed.is_feasible && changed.cost <= current.cost {
                solution.replace(route, changed);
                continue;
            }
        }
        slot += 1;
    }
}
