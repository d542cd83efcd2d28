//! Recreate: puts absent tasks back where they cost least, now and then overlooking a place.
//!
//! (Source: Christiaens & Vanden Berghe 2020, "greedy insertion with blinks",
//! 10.1287/trsc.2019.0914; here places are looked for beside neighbours first.)

use fastrand::Rng;

use super::block::insert_block;
use super::insertion::NEVER;
use super::model::{Model, Task};
use super::near::Near;
use super::order::Order;
use super::penalties::Penalties;
use super::reload::best_with_reload;
use super::slot::Slot;
use super::solution::Solution;
use super::split;
use super::upgrade::best_with_upgrade;

/// One place in so many is overlooked.
const BLINK_ONE_IN: u32 = 100;
/// In one recreation of so many, the first task gets a new vehicle, whatever it costs: others may
/// follow it there.
const NEW_VEHICLE_ONE_IN: u32 = 12;

/// Of a task with several windows or stops, one in so many times only one of them is considered:
/// the cheapest now may be in the way of others.
const ONE_NODE_ONE_IN: u32 = 4;
/// One optional task in so many is left out, whatever it brings.
const LEFT_OUT_ONE_IN: u32 = 20;

/// Most rows that begin a solution made from nothing.
const BLOCKS_MAX: u32 = 4;

/// A place where a task may be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Insertion {
    pub cost: i64,
    pub route: u32,
    pub gap: usize,
    pub node: u32,
    /// Where the vehicle reloads just before (`false`) or after (`true`) the visit.
    pub reload: Option<(u32, bool)>,
    /// The type that the route then gets, if another.
    pub of_type: Option<u32>,
}

impl Insertion {
    pub const NONE: Self = Self {
        cost: NEVER,
        route: 0,
        gap: 0,
        node: 0,
        reload: None,
        of_type: None,
    };

    /// A visit and nothing else.
    pub const fn at(route: u32, gap: usize, node: u32, cost: i64) -> Self {
        Self {
            cost,
            route,
            gap,
            node,
            ..Self::NONE
        }
    }

    pub const fn is_some(&self) -> bool {
        self.cost != NEVER
    }
}

/// Decides which places are overlooked: counts down to the next, instead of asking at each.
struct Blinks {
    until_next: u32,
}

impl Blinks {
    pub const fn new() -> Self {
        Self { until_next: 0 }
    }

    /// Whether this place is overlooked.
    #[inline]
    pub fn blinks(&mut self, rng: &mut Rng) -> bool {
        if self.until_next == 0 {
            self.until_next = rng.u32(1..2 * BLINK_ONE_IN);
            return true;
        }
        self.until_next -= 1;
        false
    }
}

/// Everything that recreating needs besides the solution.
pub(super) struct Recreation<'m> {
    pub near: &'m Near,
    pub rng: Rng,
    blinks: Blinks,
    order: Vec<(i64, u32)>,
    pub split: split::Scratch,
    pub penalties: Penalties,
    opens_vehicle: bool,
}

impl<'m> Recreation<'m> {
    pub fn new(near: &'m Near, penalties: Penalties, seed: u64) -> Self {
        Self {
            near,
            rng: Rng::with_seed(seed),
            blinks: Blinks::new(),
            order: Vec::new(),
            split: split::Scratch::default(),
            penalties,
            opens_vehicle: false,
        }
    }

    /// Inserts absent tasks in some order; what finds no place, or is not worth one, stays absent.
    pub fn recreate(&mut self, solution: &mut Solution) {
        let m = solution.m;
        self.sort(m, &solution.absent);
        solution.absent.clear();
        self.opens_vehicle = self.rng.u32(0..NEW_VEHICLE_ONE_IN) == 0;
        for index in 0..self.order.len() {
            let task = self.order[index].1;
            if !self.insert(solution, task) {
                solution.absent.push(task);
            }
        }
        self.try_block(solution);
        if solution.m.is_small() {
            self.try_block(solution);
        }
    }

    /// Inserts random rows of absent tasks, a few times.
    pub fn insert_blocks(&mut self, solution: &mut Solution) {
        for _ in 0..self.rng.u32(0..=BLOCKS_MAX) {
            self.try_block(solution);
        }
    }

    fn try_block(&mut self, solution: &mut Solution) {
        if !solution.absent.is_empty() {
            let penalties = &self.penalties;
            let _ = insert_block(solution, &mut self.rng, |task| penalties.of(task));
        }
    }

    fn insert(&mut self, solution: &mut Solution, task: u32) -> bool {
        let data = &solution.m.tasks[task as usize];
        let bound = self.penalties.of(task).saturating_add(1);
        if data.prize.is_some() && self.rng.u32(0..LEFT_OUT_ONE_IN) == 0 {
            return false;
        }
        if std::mem::take(&mut self.opens_vehicle) && self.insert_in_new_vehicle(solution, data) {
            return true;
        }
        if data.units > 1 {
            return split::insert(self, solution, data, bound);
        }
        let best = self.best(solution, data, data.nodes.start, data.units, bound);
        if best.is_some() {
            apply(solution, &best, data.units);
        }
        best.is_some()
    }

    /// Gives a task a vehicle of its own, if one that may do it is left.
    pub fn insert_in_new_vehicle(&mut self, solution: &mut Solution, task: &Task) -> bool {
        let mut best = Insertion::NONE;
        for node in task.nodes.start..task.nodes.start + task.n_windows {
            self.in_new_vehicle(solution, node, task.units, &mut best);
        }
        if best.is_some() {
            apply(solution, &best, task.units);
        }
        best.is_some()
    }

    /// The cheapest place for one part of a task, cheaper than `bound`.
    pub fn best(
        &mut self,
        solution: &Solution,
        task: &Task,
        part: u32,
        units: u32,
        bound: i64,
    ) -> Insertion {
        let mut nodes = part..part + task.n_windows;
        if task.n_windows > 1 && self.rng.u32(0..ONE_NODE_ONE_IN) == 0 {
            let node = self.rng.u32(nodes);
            nodes = node..node + 1;
        }
        let mut best = Insertion {
            cost: bound,
            ..Insertion::NONE
        };
        let mut is_found = false;
        for node in nodes.clone() {
            is_found |= self.beside_neighbours(solution, node, units, &mut best);
            is_found |= self.in_new_vehicle(solution, node, units, &mut best);
        }
        if !is_found {
            for node in nodes {
                is_found |= self.anywhere(solution, node, units, &mut best);
            }
        }
        if is_found { best } else { Insertion::NONE }
    }

    fn beside_neighbours(
        &mut self,
        solution: &Solution,
        node: u32,
        units: u32,
        best: &mut Insertion,
    ) -> bool {
        let m = solution.m;
        let mut is_found = false;
        let near = self.near;
        let load = m
            .delivery(node)
            .first()
            .map_or(0, |each| each * i64::from(units));
        let at = m.nodes[node as usize].place;
        for &beside in near.beside(node) {
            let place = solution.places[beside.node as usize];
            if !place.is_visited() {
                continue;
            }
            let route = place.route;
            let gap = place.slot as usize - usize::from(beside.is_before);
            if load > solution.rooms[route as usize] {
                if m.has_upgrades {
                    is_found |= best_with_upgrade(solution, route, gap, node, units, best);
                }
                if m.has_reloads {
                    is_found |= best_with_reload(solution, route, gap, node, units, best);
                }
                continue;
            }
            let mut is_found_here = !self.blinks.blinks(&mut self.rng)
                && !m.is_dearer(place.gap(beside.is_before).detour(m, at), best.cost)
                && take(solution, route, node, units, gap, best);
            if m.has_reloads && !is_found_here {
                is_found_here = best_with_reload(solution, route, gap, node, units, best);
            }
            is_found |= is_found_here;
        }
        is_found
    }

    fn in_new_vehicle(
        &mut self,
        solution: &Solution,
        node: u32,
        units: u32,
        best: &mut Insertion,
    ) -> bool {
        let mut is_found = false;
        for of_type in 0..solution.n_types() {
            if solution.has_vehicle(of_type) {
                let template = u32::try_from(of_type).expect("few types");
                is_found |= self.consider(solution, template, node, units, 0, best);
            }
        }
        is_found
    }

    fn anywhere(
        &mut self,
        solution: &Solution,
        node: u32,
        units: u32,
        best: &mut Insertion,
    ) -> bool {
        let m = solution.m;
        let mut is_found = false;
        for index in solution.n_types()..solution.routes.len() {
            let route = &solution.routes[index];
            if route.n_visits == 0 || route.is_full_for(m, node, units) {
                continue;
            }
            let id = u32::try_from(index).expect("few routes");
            for gap in route.gaps_for(m, node) {
                is_found |= self.consider(solution, id, node, units, gap, best);
            }
        }
        is_found
    }

    /// Takes a gap if it is cheaper than `best` and not overlooked; whether it does.
    #[inline]
    pub fn consider(
        &mut self,
        solution: &Solution,
        route: u32,
        node: u32,
        units: u32,
        gap: usize,
        best: &mut Insertion,
    ) -> bool {
        !self.blinks.blinks(&mut self.rng) && take(solution, route, node, units, gap, best)
    }

    /// Sorts absent tasks by one of the source's orders, chosen at random.
    fn sort(&mut self, m: &Model, absent: &[u32]) {
        let order = Order::random(&mut self.rng, m.has_times);
        self.order.clear();
        for &task in absent {
            let key = order.key(m, task, &mut self.rng);
            self.order.push((key, task));
        }
        self.order.sort_unstable();
    }
}

/// Takes a gap if it is cheaper than `best`; whether it is.
#[inline]
fn take(
    solution: &Solution,
    route: u32,
    node: u32,
    units: u32,
    gap: usize,
    best: &mut Insertion,
) -> bool {
    let cost = solution.insertion(route, node, units, gap, best.cost);
    if cost >= best.cost {
        return false;
    }
    *best = Insertion::at(route, gap, node, cost);
    true
}

/// Visits what the insertion says.
pub(super) fn apply(solution: &mut Solution, insertion: &Insertion, units: u32) {
    let visit = Slot::visit(solution.m, insertion.node, units);
    if let Some(of_type) = insertion.of_type {
        solution.insert_as(insertion.route, of_type, insertion.gap, visit);
        return;
    }
    let (route, gap) = (insertion.route, insertion.gap);
    match insertion.reload {
        None => solution.insert(route, gap, &[visit]),
        Some((place, true)) => solution.insert(route, gap, &[visit, Slot::reload(place)]),
        Some((place, false)) => solution.insert(route, gap, &[Slot::reload(place), visit]),
    };
}
