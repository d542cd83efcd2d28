//! Visiting a stop in parts: the cheapest set of routes whose room covers its load.
//!
//! One best place per route, then a covering knapsack over routes: least cost to bring at least
//! all units, exact for these places. (The idea of choosing routes by insertion cost and room:
//! Silva, Subramanian & Ochi 2015, 10.1016/j.cor.2014.08.005, who choose greedily.)

use super::insertion::NEVER;
use super::model::Task;
use super::recreate::{Insertion, Recreation, apply};
use super::ruin::remove_parts;
use super::solution::Solution;

/// Reused between calls.
#[derive(Default)]
pub(super) struct Scratch {
    offers: Vec<Offer>,
    least: Vec<i64>,
    chosen: Vec<Option<(u32, u32)>>,
}

/// What one route asks for some units.
#[derive(Clone, Copy, Debug)]
struct Offer {
    insertion: Insertion,
    units: u32,
}

/// One task in so many is brought in random parts, one after the other.
const IN_TURN_ONE_IN: u32 = 8;

/// Inserts a task that may be split: whole or in parts, whichever costs less, and less than
/// `bound`. Whether it did.
pub(super) fn insert(
    recreation: &mut Recreation,
    solution: &mut Solution,
    task: &Task,
    bound: i64,
) -> bool {
    if recreation.rng.u32(0..IN_TURN_ONE_IN) == 0 {
        return insert_in_turn(recreation, solution, task);
    }
    let whole = recreation.best(solution, task, task.nodes.start, task.units, bound);
    let bound = if whole.is_some() { whole.cost } else { bound };
    let mut scratch = std::mem::take(&mut recreation.split);
    scratch.offers.clear();
    add_offers(recreation, solution, task, bound, &mut scratch.offers);
    let parts = cover(&mut scratch, task, bound);
    recreation.split = scratch;
    if let Some(parts) = parts {
        insert_parts(solution, task, &parts);
        return true;
    }
    if whole.is_some() {
        apply(solution, &whole, task.units);
        return true;
    }
    insert_in_turn(recreation, solution, task)
}

/// Inserts part after part, of random size where there is a choice; takes all back unless the
/// whole load is brought.
fn insert_in_turn(recreation: &mut Recreation, solution: &mut Solution, task: &Task) -> bool {
    let mut left = task.units;
    let mut part = task.nodes.start;
    while left > 0 && part < task.nodes.end {
        let is_last = part + task.n_windows >= task.nodes.end;
        let first = if is_last {
            left
        } else {
            recreation.rng.u32(1..=left)
        };
        let sizes = (1..=first).rev().chain(first + 1..=left);
        let placed = sizes.into_iter().find_map(|units| {
            let best = recreation.best(solution, task, part, units, NEVER);
            best.is_some().then_some((best, units))
        });
        let Some((best, units)) = placed else { break };
        apply(solution, &best, units);
        left -= units;
        part += task.n_windows;
    }
    if left > 0 {
        remove_parts(solution, task);
    }
    left == 0
}

/// Makes one visit of two parts of a task that follow each other, where that is allowed.
pub(super) fn merge_parts(solution: &mut Solution, route: u32) {
    let m = solution.m;
    let mut slot = 1;
    while slot + 2 < solution.routes[route as usize].slots.len() {
        let current = &solution.routes[route as usize];
        let (first, second) = (current.slots[slot], current.slots[slot + 1]);
        let is_pair = first.is_visit()
            && second.is_visit()
            && m.nodes[first.node as usize].task == m.nodes[second.node as usize].task;
        if is_pair {
            let mut changed = current.clone();
            changed.slots[slot].units += second.units;
            changed.slots.remove(slot + 1);
            changed.rebuild(m);
            if changed.is_feasible && changed.cost <= current.cost {
                solution.replace(route, changed);
                continue;
            }
        }
        slot += 1;
    }
}

/// The best place of each route with room, and of new vehicles.
fn add_offers(
    recreation: &mut Recreation,
    solution: &Solution,
    task: &Task,
    bound: i64,
    offers: &mut Vec<Offer>,
) {
    let n_types = solution.n_types();
    for index in 0..solution.routes.len() {
        let route = &solution.routes[index];
        let is_template = index < n_types;
        if is_template != (route.n_visits == 0) || (is_template && !solution.has_vehicle(index)) {
            continue;
        }
        let units = route
            .units_max(solution.m, task.nodes.start)
            .min(task.units);
        if units == 0 {
            continue;
        }
        let mut best = Insertion {
            cost: bound,
            ..Insertion::NONE
        };
        let id = u32::try_from(index).expect("few routes");
        for node in task.nodes.start..task.nodes.start + task.n_windows {
            for gap in 0..route.slots.len() - 1 {
                if recreation.blinks.blinks(&mut recreation.rng) {
                    continue;
                }
                let cost = solution.insertion(id, node, units, gap, best.cost);
                if cost < best.cost {
                    best = Insertion {
                        cost,
                        route: id,
                        gap,
                        node,
                        ..Insertion::NONE
                    };
                }
            }
        }
        if best.cost >= bound {
            continue;
        }
        let vehicles = if is_template {
            let left = solution.m.types[index].count - solution.used[index];
            left.min(task.units.div_ceil(units))
        } else {
            1
        };
        let offer = Offer {
            insertion: best,
            units,
        };
        offers.extend(std::iter::repeat_n(offer, vehicles as usize));
    }
}

/// The cheapest offers that bring all units for less than `bound`, as many as the task has parts.
fn cover(scratch: &mut Scratch, task: &Task, bound: i64) -> Option<Vec<(Offer, u32)>> {
    let all = task.units as usize;
    let n_parts = task.nodes.len() / task.n_windows as usize;
    let width = all + 1;
    // least[k × width + u]: cheapest cost to bring at least u units with k offers, so far.
    scratch.least.clear();
    scratch.least.resize((n_parts + 1) * width, NEVER);
    scratch.least[0] = 0;
    let n_offers = scratch.offers.len();
    scratch.chosen.clear();
    scratch
        .chosen
        .resize(n_offers * (n_parts + 1) * width, None);
    for (index, offer) in scratch.offers.iter().enumerate() {
        for k in (0..n_parts).rev() {
            for units in 0..=all {
                let cost = scratch.least[k * width + units];
                if cost == NEVER || cost + offer.insertion.cost >= bound {
                    continue;
                }
                let more = (units + offer.units as usize).min(all);
                if more == units {
                    continue;
                }
                let to = (k + 1) * width + more;
                if cost + offer.insertion.cost < scratch.least[to] {
                    scratch.least[to] = cost + offer.insertion.cost;
                    let before = (u32::try_from(units).ok()?, offer.units);
                    scratch.chosen[index * (n_parts + 1) * width + to] = Some(before);
                }
            }
        }
    }
    let n_used = (1..=n_parts).min_by_key(|k| scratch.least[k * width + all])?;
    if scratch.least[n_used * width + all] >= bound {
        return None;
    }
    Some(trace(scratch, n_parts, n_used, all))
}

/// Which offers made up the cheapest cover, and how many units each brings.
fn trace(scratch: &Scratch, n_parts: usize, n_used: usize, all: usize) -> Vec<(Offer, u32)> {
    let width = all + 1;
    let (mut k, mut units) = (n_used, all);
    let mut parts = Vec::with_capacity(n_used);
    for index in (0..scratch.offers.len()).rev() {
        if k == 0 {
            break;
        }
        let at = index * (n_parts + 1) * width + k * width + units;
        if let Some((before, _)) = scratch.chosen[at] {
            let brought = units - before as usize;
            parts.push((
                scratch.offers[index],
                u32::try_from(brought).expect("few units"),
            ));
            units = before as usize;
            k -= 1;
        }
    }
    parts
}

fn insert_parts(solution: &mut Solution, task: &Task, parts: &[(Offer, u32)]) {
    for (index, (offer, units)) in parts.iter().enumerate() {
        let window = offer.insertion.node - task.nodes.start;
        let part = u32::try_from(index).expect("few parts") * task.n_windows;
        let node = task.nodes.start + part + window;
        let insertion = Insertion {
            node,
            ..offer.insertion
        };
        apply(solution, &insertion, *units);
    }
}
