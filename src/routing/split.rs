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
    /// Offer × parts × grains: grains brought before the offer, where it is the last of the best.
    chosen: Vec<Option<u32>>,
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
        let most = if is_last {
            left
        } else {
            recreation.rng.u32(1..=left)
        };
        // Every size while it is small, then fewer and fewer: a load may have millions of units.
        let mut sizes = std::iter::successors(Some(most), |&units| {
            (units > 1).then(|| units - (units / 8).max(1))
        });
        let placed = sizes.find_map(|units| {
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
    while slot + 2 < solution.routes[route as usize].slots().len() {
        let current = &solution.routes[route as usize];
        let (first, second) = (current.slots()[slot], current.slots()[slot + 1]);
        let is_pair = first.is_visit()
            && second.is_visit()
            && m.nodes[first.node as usize].task == m.nodes[second.node as usize].task;
        if is_pair {
            let mut changed = current.clone();
            changed.merge_next(slot);
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
    for index in 0..solution.routes.len() {
        let n_vehicles = n_vehicles(solution, index);
        let route = &solution.routes[index];
        let units = route.units_max(solution.m, task.nodes.start);
        let units = units.min(task.units);
        if n_vehicles == 0 || units == 0 {
            continue;
        }
        let insertion = best_in_route(recreation, solution, task, index, units, bound);
        if insertion.cost < bound {
            let offer = Offer { insertion, units };
            let n_useful = n_vehicles.min(task.units.div_ceil(units));
            offers.extend(std::iter::repeat_n(offer, n_useful as usize));
        }
    }
}

/// Vehicles that a route stands for: those left if it is a template, itself if it is in use.
fn n_vehicles(solution: &Solution, index: usize) -> u32 {
    if index >= solution.n_types() {
        return u32::from(solution.routes[index].n_visits > 0);
    }
    if solution.has_vehicle(index) {
        solution.m.types[index].count - solution.used[index]
    } else {
        0
    }
}

/// The best place in one route for so many units.
fn best_in_route(
    recreation: &mut Recreation,
    solution: &Solution,
    task: &Task,
    index: usize,
    units: u32,
    bound: i64,
) -> Insertion {
    let mut best = Insertion {
        cost: bound,
        ..Insertion::NONE
    };
    let id = u32::try_from(index).expect("few routes");
    for node in task.nodes.start..task.nodes.start + task.n_windows {
        for gap in 0..solution.routes[index].slots().len() - 1 {
            recreation.consider(solution, id, node, units, gap, &mut best);
        }
    }
    best
}

/// Most steps in which the knapsack counts a load.
const GRAINS_MAX: u32 = 256;

/// The cheapest offers that bring all units for less than `bound`, as many as the task has parts.
///
/// A load of more than [`GRAINS_MAX`] units is counted in grains of several, and an offer by its
/// whole grains: what is chosen is then still enough, but may not be the cheapest.
fn cover(scratch: &mut Scratch, task: &Task, bound: i64) -> Option<Vec<(Offer, u32)>> {
    let grain = task.units.div_ceil(GRAINS_MAX);
    let all = task.units.div_ceil(grain) as usize;
    let n_parts = task.nodes.len() / task.n_windows as usize;
    let width = all + 1;
    // least[k × width + g]: cheapest cost to bring at least g grains with k offers, so far.
    scratch.least.clear();
    scratch.least.resize((n_parts + 1) * width, NEVER);
    scratch.least[0] = 0;
    let n_chosen = scratch.offers.len() * (n_parts + 1) * width;
    scratch.chosen.clear();
    scratch.chosen.resize(n_chosen, None);
    for (index, offer) in scratch.offers.iter().enumerate() {
        let brought = if offer.units == task.units {
            all
        } else {
            (offer.units / grain) as usize
        };
        for k in (0..n_parts).rev() {
            for (grains, before) in (0..all).zip(0u32..) {
                let cost = scratch.least[k * width + grains];
                if brought == 0 || cost == NEVER || cost + offer.insertion.cost >= bound {
                    continue;
                }
                let to = (k + 1) * width + (grains + brought).min(all);
                if cost + offer.insertion.cost < scratch.least[to] {
                    scratch.least[to] = cost + offer.insertion.cost;
                    scratch.chosen[index * (n_parts + 1) * width + to] = Some(before);
                }
            }
        }
    }
    let n_used = (1..=n_parts).min_by_key(|k| scratch.least[k * width + all])?;
    let is_found = scratch.least[n_used * width + all] < bound;
    is_found.then(|| trace(scratch, n_parts, n_used, all, task.units, grain))
}

/// Which offers made up the cheapest cover, and how many units each brings.
fn trace(
    scratch: &Scratch,
    n_parts: usize,
    n_used: usize,
    all: usize,
    units: u32,
    grain: u32,
) -> Vec<(Offer, u32)> {
    let width = all + 1;
    let (mut k, mut grains) = (n_used, all);
    let mut left = units;
    let mut parts = Vec::with_capacity(n_used);
    for index in (0..scratch.offers.len()).rev() {
        if k == 0 {
            break;
        }
        let at = index * (n_parts + 1) * width + k * width + grains;
        if let Some(before) = scratch.chosen[at] {
            let rest = before * grain;
            parts.push((scratch.offers[index], left - rest));
            (k, grains, left) = (k - 1, before as usize, rest);
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

#[cfg(test)]
mod tests {
    use crate::problem::delivery::{DeliveryProblem, Travel, TravelMatrix};
    use crate::routing::{Options, route};
    use crate::testing::routing::{stop, vehicle};
    use crate::units::Table;
    use crate::verify::verify_routes;

    #[test]
    fn a_load_of_millions_of_units_is_split_without_counting_each() {
        let mut silo = stop("silo", 1, 2_345_677);
        silo.is_splittable = true;
        let mut van = vehicle("van", 0, 1_000_000);
        van.count = 4;
        let travel = TravelMatrix::from_fn(2, |_, _| Travel {
            distance: 10,
            duration: 10,
        });
        let (stops, vans) = (Table::new(vec![silo]), Table::new(vec![van]));
        let problem = DeliveryProblem::new(stops, Table::new(vec![]), vans, travel).unwrap();
        let options = Options {
            iterations: Some(200),
            ..Options::default()
        };
        let plan = route(&problem, &options, &|_| {}).plan;
        let verified = verify_routes(&problem, &plan).unwrap();
        assert!(verified.unserved_required().is_empty());
        assert_eq!(plan.routes.len(), 3);
    }
}
