//! What visiting vendors and driving between them costs, as numbers.

use crate::problem::Case;
use crate::problem::delivery::{DeliveryProblem, Travel, VehicleType};
use crate::units::{Decimal, Money, PlaceId, VendorId};

use super::number::{bound_money, number};

/// Nodes: 0 is the hub, `1 + i` the i-th vendor. All money is over the horizon, and alike in both directions.
#[derive(Clone, Debug)]
pub(super) struct Roads {
    /// The vendors.
    pub vendors: Vec<VendorId>,
    /// What a vendor adds if it is visited, by node.
    pub fees: Vec<f64>,
    /// What a route costs whatever its length.
    pub start_cost: f64,
    /// What driving costs, by node and node.
    pub ways: Vec<f64>,
    /// How long it takes at least; empty where nobody asks.
    pub seconds: Vec<f64>,
    /// How long each visit takes, the hub aside; empty where nobody asks.
    pub loading_seconds: Vec<f64>,
}

impl Roads {
    /// The roads of each type of vehicle of a case with collection, on which every route costs at most what
    /// it really costs: in the cheaper direction, and by detours where they are shorter. None if there is
    /// nobody to visit.
    pub fn of_vehicles(case: &Case) -> Vec<Self> {
        let vendors: Vec<VendorId> = case.collected_vendors().collect();
        let Ok(problem) = case.collection_of_all() else {
            return Vec::new();
        };
        let cycles = Decimal::from(case.horizon.cycles);
        let money = |units: i64| number(case.resources.cost_units.money(units).value() * cycles);
        let of = |vehicle: &VehicleType| {
            let visits = problem.stops().values().map(|stop| stop.service);
            let visits = visits.map(|seconds| seconds.saturating_mul(vehicle.duration_cost));
            let cost = |way: Travel| way_cost(vehicle, way);
            let mut costs: Vec<f64> = ways(&problem, vehicle, cost).map(money).collect();
            let time = |way: Travel| i64::from(way.duration);
            let mut seconds: Vec<f64> = ways(&problem, vehicle, time).map(float).collect();
            let stops = problem.stops().values();
            shorten(&mut costs, vendors.len() + 1);
            shorten(&mut seconds, vendors.len() + 1);
            Self {
                fees: std::iter::once(0).chain(visits).map(money).collect(),
                start_cost: money(vehicle.fixed_cost),
                ways: costs,
                seconds,
                loading_seconds: stops.map(|stop| float(stop.service)).collect(),
                vendors: vendors.clone(),
            }
        };
        if vendors.is_empty() {
            return Vec::new();
        }
        problem.vehicles().values().map(of).collect()
    }

    /// Roads on which everything costs what it costs the vehicle that does it cheapest; `None` without
    /// vehicles.
    pub fn cheapest(fleet: &[Self]) -> Option<Self> {
        let mut cheapest = fleet.first()?.clone();
        for roads in fleet {
            cheapest.start_cost = cheapest.start_cost.min(roads.start_cost);
            for (least, fee) in cheapest.fees.iter_mut().zip(&roads.fees) {
                *least = least.min(*fee);
            }
            for (least, way) in cheapest.ways.iter_mut().zip(&roads.ways) {
                *least = least.min(*way);
            }
        }
        let n = cheapest.n_nodes();
        shorten(&mut cheapest.ways, n);
        Some(cheapest)
    }

    /// Number of nodes, the hub included.
    pub fn n_nodes(&self) -> usize {
        self.vendors.len() + 1
    }

    /// What driving from one node to another costs, or back.
    pub fn way(&self, from: usize, to: usize) -> f64 {
        self.ways[from * self.n_nodes() + to]
    }

    /// What fetching from a node may cost if nothing is known of the rest of the route: half of a route to it
    /// alone, and its visit.
    pub fn estimate(&self, node: usize) -> f64 {
        self.start_cost / 2.0 + self.way(0, node) + self.fees[node]
    }

    /// An amount over the horizon as one of an order cycle, rounded down.
    pub fn per_cycle(case: &Case, amount: f64) -> Money {
        let cycles = number(Decimal::from(case.horizon.cycles));
        bound_money(amount / cycles).max(Money::ZERO)
    }
}

/// Cost that is as good as no way at all.
const NO_WAY: i64 = 1 << 50;

/// Shortest paths instead of ways, by node and node (Floyd 1962, doi:10.1145/367766.368168).
fn shorten(ways: &mut [f64], n: usize) {
    for by in 0..n {
        for from in 0..n {
            for to in 0..n {
                let detour = ways[from * n + by] + ways[by * n + to];
                if detour < ways[from * n + to] {
                    ways[from * n + to] = detour;
                }
            }
        }
    }
}

fn float(number: i64) -> f64 {
    super::number::number(Decimal::from(number))
}

/// By node and node: what a way of a vehicle comes to in the direction in which that is less.
fn ways(
    problem: &DeliveryProblem,
    vehicle: &VehicleType,
    amount: impl Fn(Travel) -> i64,
) -> impl Iterator<Item = i64> {
    let stops = problem.stops().values().map(|stop| stop.place);
    let places: Vec<PlaceId> = std::iter::once(vehicle.start).chain(stops).collect();
    let one = |from: PlaceId, to: PlaceId| {
        let way = problem.travel().get(from, to);
        if way.is_reachable() {
            amount(way)
        } else {
            NO_WAY
        }
    };
    let pairs = places
        .iter()
        .flat_map(|from| places.iter().map(|to| (*from, *to)));
    let least: Vec<i64> = pairs
        .map(|(from, to)| one(from, to).min(one(to, from)))
        .collect();
    least.into_iter()
}

/// What one vehicle's way costs in units of the problem.
pub(super) fn way_cost(vehicle: &VehicleType, way: Travel) -> i64 {
    let by_distance = i64::from(way.distance).saturating_mul(vehicle.distance_cost);
    by_distance.saturating_add(i64::from(way.duration).saturating_mul(vehicle.duration_cost))
}
