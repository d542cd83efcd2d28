//! Ruin: takes strings of neighbouring visits out of a few neighbouring routes.
//!
//! (Source: Christiaens & Vanden Berghe 2020, "Slack induction by string removals",
//! 10.1287/trsc.2019.0914.)

use fastrand::Rng;

use super::model::Task;
use super::near::Near;
use super::solution::Solution;

/// Visits removed on average, the source's c̄.
const REMOVED_MEAN: usize = 10;
/// Longest string, the source's L.
const STRING_MAX: usize = 10;
/// One in so many strings leaves a piece inside it (the source's α).
const SPLIT_ONE_IN: u32 = 2;
/// One in so many such pieces is made longer by one visit, and so on (the source's β).
const LONGER_ONE_IN: u32 = 100;

/// One ruin in so many begins with a whole route.
const CLOSED_ONE_IN: u32 = 50;

/// Makes some tasks absent.
pub(super) fn ruin(solution: &mut Solution, near: &Near, rng: &mut Rng, ruined: &mut Vec<u32>) {
    ruined.clear();
    let mean_visits = solution.visits_per_route();
    let string_max = STRING_MAX.min(mean_visits);
    let n_strings = n_strings(string_max, rng);
    let seed = seed(solution, rng);
    for &node in std::iter::once(&seed).chain(near.around(seed)) {
        if ruined.len() >= n_strings {
            break;
        }
        let place = solution.places[node as usize];
        if !place.is_visited() || ruined.contains(&place.route) {
            continue;
        }
        let n_visits = solution.routes[place.route as usize].n_visits;
        let length = rng.usize(1..=string_max.min(n_visits));
        if ruined.is_empty() && rng.u32(0..CLOSED_ONE_IN) == 0 {
            make_absent(solution, place.route, |_| true);
            ruined.push(place.route);
            continue;
        }
        remove_string(solution, place.route, place.slot as usize, length, rng);
        ruined.push(place.route);
    }
}

/// A random node; while something is absent, as often one of that: there room is wanted.
fn seed(solution: &Solution, rng: &mut Rng) -> u32 {
    let absent = &solution.absent;
    if !absent.is_empty() && rng.bool() {
        let task = absent[rng.usize(0..absent.len())];
        return rng.u32(solution.m.tasks[task as usize].nodes.clone());
    }
    rng.u32(0..u32::try_from(solution.places.len()).expect("few nodes"))
}

/// How many strings: between 1 and 4 c̄ / (1 + L) at random, so that c̄ visits are removed on average.
fn n_strings(string_max: usize, rng: &mut Rng) -> usize {
    const PARTS: usize = 1 << 16;
    let most = (4 * REMOVED_MEAN * PARTS / (1 + string_max)).saturating_sub(PARTS);
    1 + rng.usize(0..most.max(1)) / PARTS
}

/// Makes every task absent.
pub(super) fn ruin_all(solution: &mut Solution) {
    for route in solution.n_types()..solution.routes.len() {
        if solution.routes[route].n_visits > 0 {
            let route = u32::try_from(route).expect("few routes");
            make_absent(solution, route, |_| true);
        }
    }
}

/// Removes a string of so many visits that includes the slot `at`.
fn remove_string(solution: &mut Solution, route: u32, at: usize, length: usize, rng: &mut Rng) {
    let n_inner = solution.routes[route as usize].slots().len() - 2;
    let length = length.min(n_inner);
    let spared = if length > 1 && length < n_inner && rng.u32(0..SPLIT_ONE_IN) == 0 {
        spared_visits(n_inner - length, rng)
    } else {
        0
    };
    let span = length + spared;
    let first_min = (at + 1).saturating_sub(span).max(1);
    let first_max = at.min(n_inner + 1 - span);
    let first = rng.usize(first_min..=first_max);
    let spared_first = if spared > 0 {
        first + 1 + rng.usize(0..length)
    } else {
        first + span
    };
    let is_removed = |slot: usize| {
        (first..first + span).contains(&slot)
            && !(spared_first..spared_first + spared).contains(&slot)
    };
    make_absent(solution, route, is_removed);
}

/// Length of the piece that a split string leaves.
fn spared_visits(most: usize, rng: &mut Rng) -> usize {
    let mut spared = 1;
    while spared < most && rng.u32(0..LONGER_ONE_IN) == 0 {
        spared += 1;
    }
    spared
}

/// Removes slots of a route, and with each visit all other parts of its task.
pub(super) fn make_absent(solution: &mut Solution, route: u32, is_removed: impl Fn(usize) -> bool) {
    let m = solution.m;
    let first_new = solution.absent.len();
    let slots = solution.routes[route as usize].slots().iter().enumerate();
    for (index, slot) in slots {
        if slot.is_visit() && is_removed(index) {
            let task = m.nodes[slot.node as usize].task;
            if !m.has_splits || !solution.absent.contains(&task) {
                solution.absent.push(task);
            }
        }
    }
    solution.remove_visits(route, is_removed);
    if m.has_splits {
        for index in first_new..solution.absent.len() {
            let task = &m.tasks[solution.absent[index] as usize];
            remove_parts(solution, task);
        }
    }
    drop_if_broken(solution, route);
}

/// Removes what is left of a task in any route.
pub(super) fn remove_parts(solution: &mut Solution, task: &Task) {
    for node in task.nodes.clone() {
        let place = solution.places[node as usize];
        if place.is_visited() {
            let slot = place.slot as usize;
            solution.remove_visits(place.route, |index| index == slot);
            drop_if_broken(solution, place.route);
        }
    }
}

/// Where travel takes no shortest way, or pickups need a delivery before them, a route may break
/// by losing a visit: it then loses all.
fn drop_if_broken(solution: &mut Solution, route: u32) {
    if !solution.routes[route as usize].is_feasible {
        make_absent(solution, route, |_| true);
    }
}
