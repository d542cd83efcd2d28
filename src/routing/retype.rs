//! Gives routes the vehicle type that drives them for least.

use super::solution::Solution;

/// Changes the type of a touched route wherever another type with a vehicle left costs less.
pub(super) fn retype(solution: &mut Solution, route: u32) {
    let m = solution.m;
    let current = &solution.routes[route as usize];
    if current.n_visits == 0 {
        return;
    }
    let mut best = None;
    let mut least = current.cost;
    for of_type in 0..m.types.len() {
        if of_type == current.of_type as usize || !solution.has_vehicle(of_type) {
            continue;
        }
        let id = u32::try_from(of_type).expect("few types");
        if let Some(changed) = current.as_type(m, id)
            && changed.cost < least
        {
            least = changed.cost;
            best = Some(changed);
        }
    }
    if let Some(changed) = best {
        solution.replace(route, changed);
    }
}
