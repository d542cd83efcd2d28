//! From an award and the order of visits to a plan with its exact objective.

use std::time::{Duration, Instant};

use rust_decimal::RoundingStrategy;

use crate::award::Options;
use crate::plan::{Award, BoundSource, Plan, Proof, RouteOrder, RoutePlan, Status, is_within_gap};
use crate::pricing::exact;
use crate::problem::Case;
use crate::units::{Decimal, Id, Money, StopId, VehicleTypeId, VendorId};

/// Decimals of a bound.
const BOUND_DECIMALS: u32 = 6;

/// An award with routes, and what both cost.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub award: Award,
    pub routes: RoutePlan,
    /// Vendors' charges, collection and penalties over the horizon, unrounded.
    pub objective: Money,
}

/// What routes of one order cycle cost over the horizon.
pub(super) fn collection_cost(case: &Case, routes: &RoutePlan) -> Money {
    case.resources.cost_units.money(routes.cost) * Decimal::from(case.horizon.cycles)
}

/// An award fetched on one route, in this order; vendors from whom nothing is bought are left out.
pub(super) fn on_one_route(
    case: &Case,
    award: Award,
    (vehicle, vendors): (VehicleTypeId, &[VendorId]),
) -> Option<Candidate> {
    let loads = exact::collected(case, &award);
    let visits = vendors.iter().filter_map(|vendor| {
        let stop = loads.iter().position(|(other, _)| other == vendor)?;
        Some((StopId::from_index(stop), loads[stop].1.clone()))
    });
    let visits: Vec<_> = visits.collect();
    let orders: Vec<RouteOrder> = if visits.is_empty() {
        Vec::new()
    } else {
        vec![RouteOrder { vehicle, visits }]
    };
    let routes = if loads.is_empty() {
        RoutePlan::default()
    } else {
        RoutePlan::driven(&case.collection(&loads).ok()?, &orders)
    };
    let charges = exact::charges(case, &award);
    Some(Candidate {
        objective: exact::cost(case, &charges) + collection_cost(case, &routes),
        award,
        routes,
    })
}

/// A plan of a candidate with what was proven of it.
pub(super) fn plan(
    candidate: Candidate,
    bound: Money,
    options: &Options,
    (started, nodes, work): (Instant, u64, u64),
) -> Plan {
    // The bound was computed in floats: one above the exact cost of the plan says nothing more. Sums in
    // another order may differ from that cost in its last digits.
    let cost = candidate.objective.value();
    let below = cost.round_dp_with_strategy(BOUND_DECIMALS, RoundingStrategy::ToNegativeInfinity);
    let bound = bound.min(Money::new(below));
    let status = if is_within_gap(candidate.objective, bound, options.gap) {
        Status::Optimal
    } else {
        stopped(options, started).unwrap_or(Status::Exhausted)
    };
    Plan {
        award: candidate.award,
        routes: candidate.routes,
        proof: Proof {
            status,
            bound,
            bound_source: BoundSource::Routes,
            nodes,
            work,
            seconds: started.elapsed().as_secs_f64(),
        },
        prices: None,
        award_first: None,
    }
}

/// The limit that ended a search, if one did.
pub(super) fn stopped(options: &Options, started: Instant) -> Option<Status> {
    if options.interrupt.load(std::sync::atomic::Ordering::Relaxed) {
        return Some(Status::Interrupted);
    }
    let is_late = |limit: Duration| started.elapsed() >= limit.mul_f64(0.98);
    if options.time_limit.is_some_and(is_late) {
        return Some(Status::TimeLimit);
    }
    options.work_limit.map(|_| Status::WorkLimit)
}
