//! Inserting several absent tasks in a row at once.
//!
//! Some stops can be visited only together: where one is the only way to another, where a pickup
//! needs a delivery before it, where two prizes pay for one detour. One insertion after the other
//! never finds such visits. Each attempt tries every gap of one route, by a rebuild per gap.

use fastrand::Rng;

use super::model::Task;
use super::route::Route;
use super::slot::Slot;
use super::solution::Solution;

/// Most tasks in a row.
const TASKS_MAX: usize = 5;
/// One in so many gaps between two visits of a block gets a reload.
const RELOAD_ONE_IN: u32 = 3;

/// One row in so many is cut in two, each for a route of its own.
const CUT_ONE_IN: u32 = 3;

/// Tries a random row of absent tasks in a random route, or in two; inserts it where that costs no
/// more than the tasks' absence, `penalty`.
pub(super) fn insert_block(
    solution: &mut Solution,
    rng: &mut Rng,
    penalty: impl Fn(u32) -> i64,
) -> Option<()> {
    let route = random_route(solution, rng)?;
    let tasks = random_tasks(&mut solution.absent, rng);
    let of_type = solution.routes[route as usize].of_type;
    let slots = random_slots(solution, rng, &tasks, of_type);
    let bound = tasks.iter().map(|&task| penalty(task)).sum::<i64>();
    let is_cut = slots.len() > 1 && rng.u32(0..CUT_ONE_IN) == 0;
    let n_first = if is_cut {
        rng.usize(1..slots.len())
    } else {
        slots.len()
    };
    let (first, mut cost) = best_gap(solution, route, &slots[..n_first])?;
    let mut second = None;
    if is_cut {
        let other = other_route(solution, rng, route)?;
        let (changed, more) = best_gap(solution, other, &slots[n_first..])?;
        cost += more;
        second = Some((other, changed));
    }
    if cost > bound {
        return None;
    }
    solution.replace_or_start(route, first);
    if let Some((other, changed)) = second {
        solution.replace_or_start(other, changed);
    }
    solution.absent.retain(|task| !tasks.contains(task));
    Some(())
}

/// Any route but this one; a second vehicle of the same type if this one is new.
fn other_route(solution: &Solution, rng: &mut Rng, route: u32) -> Option<u32> {
    let other = random_route(solution, rng)?;
    let index = route as usize;
    let is_same =
        other == route && !(index < solution.n_types() && solution.has_vehicles(index, 2));
    (!is_same).then_some(other)
}

/// The route with the row in its cheapest gap, and what it adds.
fn best_gap(solution: &Solution, route: u32, slots: &[Slot]) -> Option<(Route, i64)> {
    let current = &solution.routes[route as usize];
    let gaps = 0..current.slots().len() - 1;
    let changed = gaps.filter_map(|gap| current.with(solution.m, gap, slots));
    let best = changed.min_by_key(|changed| changed.cost)?;
    let cost = best.cost - current.cost;
    Some((best, cost))
}

/// Any route in use, or a vehicle that is left.
fn random_route(solution: &Solution, rng: &mut Rng) -> Option<u32> {
    const TRIES: u32 = 8;
    let n_types = solution.n_types();
    (0..TRIES).find_map(|_| {
        // New vehicles as often as vehicles in use.
        let index = if rng.bool() {
            rng.usize(0..n_types)
        } else {
            rng.usize(0..solution.routes.len())
        };
        let is_usable = if index < n_types {
            solution.has_vehicle(index)
        } else {
            solution.routes[index].n_visits > 0
        };
        is_usable.then(|| u32::try_from(index).expect("few routes"))
    })
}

fn random_tasks(absent: &mut [u32], rng: &mut Rng) -> Vec<u32> {
    let n_tasks = rng.usize(1..=TASKS_MAX.min(absent.len()));
    for index in 0..n_tasks {
        let other = rng.usize(index..absent.len());
        absent.swap(index, other);
    }
    absent[..n_tasks].to_vec()
}

fn random_slots(solution: &Solution, rng: &mut Rng, tasks: &[u32], of_type: u32) -> Vec<Slot> {
    let m = solution.m;
    let mut visits = Vec::new();
    for &task in tasks {
        add_visits(solution, rng, &m.tasks[task as usize], &mut visits);
    }
    if m.has_splits {
        rng.shuffle(&mut visits);
    }
    let t = &m.types[of_type as usize];
    if t.reload_places.is_empty() {
        return visits;
    }
    let mut slots = Vec::new();
    let maybe_reload = |slots: &mut Vec<Slot>, rng: &mut Rng| {
        if rng.u32(0..RELOAD_ONE_IN) == 0 {
            slots.push(Slot::reload(
                t.reload_places[rng.usize(0..t.reload_places.len())],
            ));
        }
    };
    for visit in visits {
        maybe_reload(&mut slots, rng);
        slots.push(visit);
    }
    maybe_reload(&mut slots, rng);
    slots
}

/// One visit, or as many random parts as fit into the task's nodes.
fn add_visits(solution: &Solution, rng: &mut Rng, task: &Task, visits: &mut Vec<Slot>) {
    let mut left = task.units;
    let mut part = task.nodes.start;
    while left > 0 {
        let is_last = part + task.n_windows >= task.nodes.end || rng.bool();
        let units = if is_last { left } else { rng.u32(1..=left) };
        let node = part + rng.u32(0..task.n_windows);
        visits.push(Slot::visit(solution.m, node, units));
        left -= units;
        part += task.n_windows;
    }
}
