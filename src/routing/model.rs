//! The problem as flat arrays: what the search looks up millions of times a second.

use super::ways::Ways;
use crate::problem::delivery::{DeliveryProblem, PickupOrder, Travel, Window};
use crate::units::{Id as _, StopId, VehicleTypeId};

/// One way to visit one stop: a window of it and, where the stop may be split, one of its parts.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub task: u32,
    pub place: u32,
    pub stop: StopId,
    pub service: i64,
    pub earliest: i64,
    pub latest: i64,
    pub delivers: bool,
    pub picks_up: bool,
}

/// Something to be done once: a stop, or one of a group's.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// Its nodes, any one of which does it; of a task that may be split, part by part.
    pub nodes: std::ops::Range<u32>,
    /// Units that all its visits together bring; 1 unless it may be split.
    pub units: u32,
    /// Nodes of one part: its windows.
    pub n_windows: u32,
    /// What leaving it undone costs; `None`: it must be done.
    pub prize: Option<i64>,
}

/// A vehicle type in plain numbers.
#[derive(Clone, Debug)]
pub(super) struct Type {
    pub count: u32,
    pub start: u32,
    pub end: u32,
    pub fixed_cost: i64,
    pub distance_cost: i64,
    pub duration_cost: i64,
    pub shift: Window,
    pub duration_max: i64,
    pub distance_max: i64,
    pub reload_places: Vec<u32>,
    pub reloads_max: u32,
    pub reload_duration: i64,
    pub pickup_order: PickupOrder,
    pub driver_break: Option<(Window, i64)>,
    /// Whether routes need their durations, not only their windows.
    pub times_routes: bool,
    /// Types of one kind differ in capacity and cost alone.
    pub kind: u32,
}

/// The problem as flat arrays.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says that a part of the work can be skipped"
)]
pub(super) struct Model<'p> {
    pub problem: &'p DeliveryProblem,
    pub n_places: usize,
    pub ways: Ways,
    pub n_dimensions: usize,
    pub nodes: Vec<Node>,
    pub tasks: Vec<Task>,
    pub types: Vec<Type>,
    /// Delivery of one unit: node × dimension.
    pub deliveries: Vec<i64>,
    /// Pickup of one unit: node × dimension.
    pub pickups: Vec<i64>,
    /// Capacity: type × dimension.
    pub capacities: Vec<i64>,
    /// Whether a type may visit: node × type.
    pub allowed: Vec<bool>,
    /// Whether anything depends on the clock: windows, limits, breaks, or an end of the shift.
    pub has_times: bool,
    pub has_pickups: bool,
    pub has_splits: bool,
    pub has_reloads: bool,
    /// Whether loads differ along a route for other reasons than what is delivered.
    pub has_loads_by_slot: bool,
    /// Whether a full route may get another vehicle and take more: not while there are pickups,
    /// whose loads are not known from their sums.
    pub has_upgrades: bool,
    /// Whether every type may visit every stop.
    pub is_open: bool,
    /// The least that any type pays for distance; 0 if time costs something.
    distance_cost_min: i64,
}

impl<'p> Model<'p> {
    pub fn new(problem: &'p DeliveryProblem) -> Self {
        let mut model = Self {
            problem,
            n_places: problem.travel().n_places(),
            ways: Ways::new(problem.travel()),
            n_dimensions: problem.n_dimensions(),
            nodes: Vec::new(),
            tasks: Vec::new(),
            types: problem.vehicles().values().map(flat_type).collect(),
            deliveries: Vec::new(),
            pickups: Vec::new(),
            capacities: Vec::new(),
            allowed: Vec::new(),
            has_times: false,
            has_pickups: false,
            has_splits: false,
            has_reloads: problem
                .vehicles()
                .values()
                .any(|vehicle| vehicle.reloading.is_some()),
            has_loads_by_slot: false,
            has_upgrades: false,
            is_open: false,
            distance_cost_min: 0,
        };
        for vehicle in problem.vehicles().values() {
            model.capacities.extend(&vehicle.capacity);
        }
        model.add_tasks();
        model.set_kinds();
        model.has_times = model.types.iter().any(|t| {
            t.times_routes || t.driver_break.is_some() || t.shift.latest < Window::ANY.latest
        }) || problem
            .stops()
            .values()
            .any(|stop| !stop.windows.is_empty());
        model.has_pickups = model.nodes.iter().any(|node| node.picks_up);
        model.has_loads_by_slot = model.has_pickups || model.has_reloads;
        model.has_splits = model.tasks.iter().any(|task| task.units > 1);
        model.has_upgrades = !model.has_pickups
            && model
                .types
                .iter()
                .zip(0..)
                .any(|(t, index)| t.kind != index);
        model.is_open = model.allowed.iter().all(|&is_allowed| is_allowed);
        if model.types.iter().all(|t| t.duration_cost == 0) {
            let costs = model.types.iter().map(|t| t.distance_cost);
            model.distance_cost_min = costs.min().unwrap_or(0);
        }
        model
    }

    /// Whether tries that cost much are worth it.
    pub fn is_small(&self) -> bool {
        const TASKS: usize = 16;
        self.tasks.len() <= TASKS
    }

    #[inline]
    pub fn travel(&self, from: u32, to: u32) -> Travel {
        self.ways.travel(from, to)
    }

    #[inline]
    pub fn delivery(&self, node: u32) -> &[i64] {
        let first = node as usize * self.n_dimensions;
        &self.deliveries[first..first + self.n_dimensions]
    }

    #[inline]
    pub fn pickup(&self, node: u32) -> &[i64] {
        let first = node as usize * self.n_dimensions;
        &self.pickups[first..first + self.n_dimensions]
    }

    /// A task's load, all dimensions added up.
    pub fn load(&self, task: &Task) -> i64 {
        let node = task.nodes.start;
        let amounts = self.delivery(node).iter().chain(self.pickup(node));
        amounts.sum::<i64>() * i64::from(task.units)
    }

    #[inline]
    pub fn capacity(&self, of_type: u32) -> &[i64] {
        let first = of_type as usize * self.n_dimensions;
        &self.capacities[first..first + self.n_dimensions]
    }

    #[inline]
    pub fn is_allowed(&self, node: u32, of_type: u32) -> bool {
        self.is_open || self.allowed[node as usize * self.types.len() + of_type as usize]
    }

    /// Whether a detour of this length alone costs at least `cost`, whoever drives it.
    #[inline]
    pub const fn is_dearer(&self, detour: i64, cost: i64) -> bool {
        let least = self.distance_cost_min;
        least > 0 && detour >= 0 && detour.saturating_mul(least) >= cost
    }

    /// Whether some type may visit both nodes.
    pub fn may_share_vehicle(&self, node: u32, other: u32) -> bool {
        self.is_open
            || (0..u32::try_from(self.types.len()).expect("few types"))
                .any(|t| self.is_allowed(node, t) && self.is_allowed(other, t))
    }

    /// Most units of a node that an empty vehicle of this type holds.
    pub fn units_max(&self, node: u32, of_type: u32) -> u32 {
        let per_unit = self.delivery(node).iter().zip(self.capacity(of_type));
        let units = per_unit
            .filter(|(each, _)| **each > 0)
            .map(|(each, capacity)| capacity / each)
            .min();
        units.map_or(u32::MAX, |units| u32::try_from(units).unwrap_or(u32::MAX))
    }

    /// Numbers the kinds of types: what a route may do is the same for all types of a kind, but for
    /// its load. Every type with a break or reloads is a kind of its own.
    fn set_kinds(&mut self) {
        for index in 0..self.types.len() {
            let alike = (0..index).find(|&other| is_alike(&self.types[other], &self.types[index]));
            self.types[index].kind = alike
                .map_or(u32::try_from(index).expect("few types"), |other| {
                    self.types[other].kind
                });
        }
    }

    fn add_tasks(&mut self) {
        let problem = self.problem;
        for (id, stop) in problem.stops().iter() {
            if stop.group.is_none() {
                self.add_task(&[id], stop.prize);
            }
        }
        for (id, group) in problem.groups().iter() {
            let members = problem.stops().iter();
            let stops: Vec<StopId> = members
                .filter(|(_, stop)| stop.group == Some(id))
                .map(|(stop, _)| stop)
                .collect();
            if !stops.is_empty() {
                self.add_task(&stops, group.prize);
            }
        }
    }

    fn add_task(&mut self, stops: &[StopId], prize: Option<i64>) {
        let first = self.nodes.len();
        let stop = &self.problem.stops()[stops[0]];
        let units = if stop.is_splittable {
            stop.delivery.iter().copied().fold(0, gcd).max(1)
        } else {
            1
        };
        let units = u32::try_from(units).unwrap_or(u32::MAX);
        for &id in stops {
            self.add_nodes(id, units);
        }
        let mut n_windows = self.nodes.len() - first;
        for _ in 1..self.n_parts(u32::try_from(first).expect("few nodes"), units) {
            self.add_nodes(stops[0], units);
        }
        if units == 1 {
            n_windows = self.nodes.len() - first;
        }
        let count = |n: usize| u32::try_from(n).expect("fewer than 2^32 nodes");
        self.tasks.push(Task {
            nodes: count(first)..count(self.nodes.len()),
            units,
            n_windows: count(n_windows),
            prize,
        });
    }

    /// How many visits may share a stop's load: as many as the smallest vehicle makes necessary,
    /// and some more.
    fn n_parts(&self, node: u32, units: u32) -> u32 {
        const SPARE: u32 = 4;
        let all = 0..u32::try_from(self.types.len()).expect("few types");
        let smallest = all
            .map(|of_type| self.units_max(node, of_type))
            .filter(|&units| units > 0)
            .min();
        smallest.map_or(1, |most| {
            (units.div_ceil(most).saturating_add(SPARE)).min(units)
        })
    }

    fn add_nodes(&mut self, id: StopId, units: u32) {
        let stop = &self.problem.stops()[id];
        let always = [Window::ANY];
        let windows = if stop.windows.is_empty() {
            &always[..]
        } else {
            &stop.windows
        };
        for window in windows {
            self.nodes.push(Node {
                task: u32::try_from(self.tasks.len()).expect("fewer than 2^32 tasks"),
                place: u32::try_from(stop.place.index()).expect("fewer than 2^32 places"),
                stop: id,
                service: stop.service,
                earliest: window.earliest,
                latest: window.latest,
                delivers: stop.delivery.iter().any(|&amount| amount > 0),
                picks_up: stop.pickup.iter().any(|&amount| amount > 0),
            });
            let per_unit = i64::from(units);
            self.deliveries
                .extend(stop.delivery.iter().map(|all| all / per_unit));
            self.pickups.extend(&stop.pickup);
            let types = 0..self.types.len();
            self.allowed.extend(
                types.map(|index| self.problem.may_visit(VehicleTypeId::from_index(index), id)),
            );
        }
    }
}

fn is_alike(a: &Type, b: &Type) -> bool {
    let terms = |t: &Type| {
        (
            (t.start, t.end, t.shift, t.pickup_order),
            (t.duration_max, t.distance_max, t.times_routes),
        )
    };
    let is_plain = |t: &Type| t.driver_break.is_none() && t.reload_places.is_empty();
    is_plain(a) && is_plain(b) && terms(a) == terms(b)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn flat_type(vehicle: &crate::problem::delivery::VehicleType) -> Type {
    let place = |id: crate::units::PlaceId| u32::try_from(id.index()).expect("few places");
    let reloading = vehicle.reloading.as_ref();
    Type {
        count: vehicle.count,
        start: place(vehicle.start),
        end: place(vehicle.end),
        fixed_cost: vehicle.fixed_cost,
        distance_cost: vehicle.distance_cost,
        duration_cost: vehicle.duration_cost,
        shift: vehicle.shift,
        duration_max: vehicle.duration_max.unwrap_or(i64::MAX),
        distance_max: vehicle.distance_max.unwrap_or(i64::MAX),
        reload_places: reloading.map_or_else(Vec::new, |reloading| {
            reloading.places.iter().map(|&id| place(id)).collect()
        }),
        reloads_max: reloading.map_or(0, |reloading| reloading.most),
        reload_duration: reloading.map_or(0, |reloading| reloading.duration),
        pickup_order: vehicle.pickup_order,
        driver_break: vehicle
            .driver_break
            .map(|pause| (pause.window, pause.duration)),
        times_routes: vehicle.duration_cost > 0 || vehicle.duration_max.is_some(),
        kind: 0,
    }
}
