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
        if current
            .least_cost_as(m, id)
            .is_none_or(|cost| cost >= least)
        {
            continue;
        }
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

/// Lets two touched routes exchange their vehicles wherever that costs less.
pub(super) fn exchange_types(solution: &mut Solution) {
    let m = solution.m;
    for first in 0..solution.touched().len() {
        for second in first + 1..solution.touched().len() {
            let (a, b) = (solution.touched()[first], solution.touched()[second]);
            let (one, other) = (&solution.routes[a as usize], &solution.routes[b as usize]);
            if one.of_type == other.of_type || one.n_visits == 0 || other.n_visits == 0 {
                continue;
            }
            let may_gain = one
                .least_cost_as(m, other.of_type)
                .zip(other.least_cost_as(m, one.of_type))
                .is_some_and(|(one_new, other_new)| one_new + other_new < one.cost + other.cost);
            if !may_gain {
                continue;
            }
            let Some(one_new) = one.as_type(m, other.of_type) else {
                continue;
            };
            let Some(other_new) = other.as_type(m, one.of_type) else {
                continue;
            };
            if one_new.cost + other_new.cost < one.cost + other.cost {
                solution.replace(a, one_new);
                solution.replace(b, other_new);
            }
        }
    }
}
