//! Routes as plain data: who drives where, when and with what.

use crate::problem::delivery::{DeliveryProblem, Load};
use crate::units::{PlaceId, StopId, VehicleTypeId};

/// Routes, what is left out, and what it costs. A claim until `verify` has checked it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoutePlan {
    /// One entry per vehicle that is used; each visits a stop.
    pub routes: Vec<Route>,
    /// Stops that nobody visits, in order: those left out for their prize, and those that should
    /// have been visited. Alternatives of a group that has a visit are not listed.
    pub unserved: Vec<StopId>,
    /// Cost of the routes, and the prizes of stops and groups that are not visited. What should have
    /// been visited and is not adds nothing.
    pub cost: i64,
}

/// Whom one vehicle visits, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteOrder {
    /// The vehicle's type.
    pub vehicle: VehicleTypeId,
    /// Each stop with what is brought there.
    pub visits: Vec<(StopId, Load)>,
}

impl RoutePlan {
    /// Routes that depart at 0 and wait nowhere: for problems without windows, breaks and reloads.
    ///
    /// # Panics
    /// If an order speaks of what the problem does not have.
    pub fn driven(problem: &DeliveryProblem, orders: &[RouteOrder]) -> Self {
        let routes: Vec<Route> = orders.iter().map(|order| driven(problem, order)).collect();
        let is_visited = |id: &StopId| {
            orders
                .iter()
                .any(|order| order.visits.iter().any(|visit| visit.0 == *id))
        };
        Self {
            cost: routes.iter().map(|route| route.cost).sum(),
            routes,
            unserved: problem.stops().ids().filter(|id| !is_visited(id)).collect(),
        }
    }
}

fn driven(problem: &DeliveryProblem, order: &RouteOrder) -> Route {
    let vehicle = &problem.vehicles()[order.vehicle];
    let (mut place, mut time, mut distance) = (vehicle.start, 0, 0);
    let mut halts = Vec::with_capacity(order.visits.len());
    for (id, load) in &order.visits {
        let stop = &problem.stops()[*id];
        let travel = problem.travel().get(place, stop.place);
        distance += i64::from(travel.distance);
        let arrival = time + i64::from(travel.duration);
        time = arrival + stop.service;
        place = stop.place;
        halts.push(Halt {
            kind: HaltKind::Visit {
                stop: *id,
                delivery: load.clone(),
                pickup: vec![0; load.len()],
            },
            arrival,
            begin: arrival,
            leave: time,
        });
    }
    let back = problem.travel().get(place, vehicle.end);
    distance += i64::from(back.distance);
    let arrival = time + i64::from(back.duration);
    let by_distance = distance.saturating_mul(vehicle.distance_cost);
    let by_time = arrival.saturating_mul(vehicle.duration_cost);
    Route {
        vehicle: order.vehicle,
        departure: 0,
        halts,
        arrival,
        distance,
        cost: vehicle
            .fixed_cost
            .saturating_add(by_distance)
            .saturating_add(by_time),
    }
}

/// One vehicle's day, from its start place to its end place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its type.
    pub vehicle: VehicleTypeId,
    /// When it leaves its start place.
    pub departure: i64,
    /// What it does on its way, in order.
    pub halts: Vec<Halt>,
    /// When it is at its end place: what its last halt's leave and the travel there make.
    pub arrival: i64,
    /// Distance driven.
    pub distance: i64,
    /// Fixed cost, distance and time.
    pub cost: i64,
}

impl Route {
    /// The stops it visits, in order, with what it brings or fetches there.
    pub fn visits(&self) -> impl Iterator<Item = (StopId, &Load)> {
        self.halts.iter().filter_map(|halt| match &halt.kind {
            HaltKind::Visit { stop, delivery, .. } => Some((*stop, delivery)),
            HaltKind::Reload { .. } | HaltKind::Break { .. } => None,
        })
    }
}

/// Something a vehicle does standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halt {
    /// What it does.
    pub kind: HaltKind,
    /// When it is there: when the halt before was left (the route's departure), and the travel.
    pub arrival: i64,
    /// When it begins; between, it waits.
    pub begin: i64,
    /// When it is done and drives on.
    pub leave: i64,
}

/// What a vehicle does standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HaltKind {
    /// It visits a stop.
    Visit {
        /// The stop.
        stop: StopId,
        /// What it brings, per dimension: all of the stop's delivery unless the stop is split.
        delivery: Load,
        /// What it takes along, per dimension.
        pickup: Load,
    },
    /// It puts off what it picked up and loads for its next trip.
    Reload {
        /// Where.
        place: PlaceId,
    },
    /// Its driver pauses where the vehicle already stands (`is_before_next = false`) or where it
    /// goes next, before the next halt begins. That one then arrives when the break is left.
    Break {
        /// Whether the pause is at the place of the next halt.
        is_before_next: bool,
    },
}
