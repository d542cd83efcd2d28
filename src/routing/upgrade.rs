//! Insertions into a route that is full, by giving it a larger vehicle.

use super::model::Model;
use super::recreate::Insertion;
use super::route::Route;
use super::solution::Solution;

/// Whether the node in a gap of a full route, with another type of vehicle for the route, costs less
/// than `best`; replaces `best` and says so if it does.
///
/// Only types that differ in capacity and cost alone are considered, and only routes of one trip.
pub(super) fn best_with_upgrade(
    solution: &Solution,
    route_id: u32,
    gap: usize,
    node: u32,
    units: u32,
    best: &mut Insertion,
) -> bool {
    let route = &solution.routes[route_id as usize];
    if route.n_reloads > 0 {
        return false;
    }
    let Some((of_type, more)) = cheapest_type(solution, route, node, units) else {
        return false;
    };
    let Some(detour) = route.detour(solution.m, node, gap) else {
        return false;
    };
    let t = &solution.m.types[of_type as usize];
    let cost = more + detour.distance * t.distance_cost + detour.duration * t.duration_cost;
    if cost >= best.cost {
        return false;
    }
    *best = Insertion {
        of_type: Some(of_type),
        ..Insertion::at(route_id, gap, node, cost)
    };
    true
}

/// The type that drives the route with so much more load for least, and what it costs more.
fn cheapest_type(solution: &Solution, route: &Route, node: u32, units: u32) -> Option<(u32, i64)> {
    let m = solution.m;
    let types = 0..u32::try_from(m.types.len()).expect("few types");
    let costs = types.filter_map(|of_type| {
        let t = &m.types[of_type as usize];
        let is_fit = of_type != route.of_type
            && t.kind == m.types[route.of_type as usize].kind
            && solution.has_vehicle(of_type as usize)
            && fits(m, route, node, units, of_type)
            && may_drive(m, route, node, of_type);
        is_fit.then(|| {
            let cost = t.fixed_cost + route.distance * t.distance_cost;
            (
                cost + route.duration * t.duration_cost - route.cost,
                of_type,
            )
        })
    });
    costs.min().map(|(more, of_type)| (of_type, more))
}

fn fits(m: &Model, route: &Route, node: u32, units: u32, of_type: u32) -> bool {
    let loads = route.load_at_start(m).iter().zip(m.delivery(node));
    loads
        .zip(m.capacity(of_type))
        .all(|((load, each), capacity)| load + each * i64::from(units) <= *capacity)
}

fn may_drive(m: &Model, route: &Route, node: u32, of_type: u32) -> bool {
    m.is_open
        || (m.is_allowed(node, of_type)
            && route.visits().all(|slot| m.is_allowed(slot.node, of_type)))
}
