//! The way for every case: awards that know what visiting costs, and the routing engine.

use std::time::{Duration, Instant};

use super::number::number;
use super::plan::{Candidate, collection_cost, plan, stopped};
use crate::award::{self, Known, Options, Progress, SearchError, Searched};
use crate::plan::{Award, Plan, RoutePlan, is_within_gap};
use crate::pricing::exact;
use crate::problem::delivery::{DeliveryProblem, Travel, VehicleType};
use crate::problem::{Capacity, CapacityUnit, Case, Fee, Period};
use crate::routing;
use crate::units::{Decimal, Id as _, Money, PlaceId, StopId, Table, VendorId};

/// Shares of the time for the award by itself, and for the bound with least fees.
const FIRST_SHARE: f64 = 0.25;
const BOUND_SHARE: f64 = 0.25;

/// Shares of the time that is left for one further award.
const NEXT_SHARE: f64 = 0.25;

/// Awards made from the routes of the one before.
const ROUNDS: u32 = 6;

/// Iterations of the routing engine for one award.
const ROUTING_ITERATIONS: u64 = 3_000;

/// The best plan of a case with collection.
pub(super) fn solve(
    case: &Case,
    options: &Options,
    known: Option<&Known>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Searched, SearchError> {
    let started = Instant::now();
    let task = Task {
        case,
        options,
        started,
    };
    let silent = |progress: Progress| {
        on_progress(Progress {
            cost: None,
            ..progress
        });
    };
    let first = match award::search(case, &task.part(FIRST_SHARE), known, &silent)? {
        Searched::Plan(plan) => plan,
        ended @ (Searched::Impossible | Searched::NoPlan { .. }) => return Ok(ended),
    };
    let mut best = Best::default();
    best.offer(task.candidate(&first));
    let bound = first.proof.bound.max(task.bound_with_least_fees()?);
    let tell = |best: &Best| {
        on_progress(Progress {
            seconds: started.elapsed().as_secs_f64(),
            cost: best.objective().map(|cost| number(cost.value())),
            bound: Some(number(bound.value())),
            nodes: 0,
        });
    };
    tell(&best);
    task.follow_routes(&mut best, bound)?;
    tell(&best);
    task.leave_out(&mut best, bound)?;
    tell(&best);
    let effort = (started, first.proof.nodes, first.proof.work);
    Ok(match best.candidate {
        Some(candidate) => Searched::Plan(plan(candidate, bound, options, effort)),
        None => Searched::NoPlan {
            status: stopped(options, started),
            bound: Some(bound),
        },
    })
}

/// The cheapest candidate so far.
#[derive(Default)]
struct Best {
    candidate: Option<Candidate>,
}

impl Best {
    fn objective(&self) -> Option<Money> {
        self.candidate.as_ref().map(|candidate| candidate.objective)
    }

    /// Whether it is the new best.
    fn offer(&mut self, candidate: Option<Candidate>) -> bool {
        let Some(candidate) = candidate else {
            return false;
        };
        let is_better = self
            .objective()
            .is_none_or(|objective| candidate.objective < objective);
        if is_better {
            self.candidate = Some(candidate);
        }
        is_better
    }
}

struct Task<'a> {
    case: &'a Case,
    options: &'a Options,
    started: Instant,
}

impl Task<'_> {
    /// The options of a search that may take this share of the whole time.
    fn part(&self, share: f64) -> Options {
        let limit = self.options.time_limit.map(|limit| limit.mul_f64(share));
        self.limited(limit.map(|limit| limit.min(self.left().unwrap_or(limit))))
    }

    /// The options of a search that may take a part of what is left.
    fn next(&self) -> Options {
        Options {
            certify: false,
            ..self.limited(self.left().map(|left| left.mul_f64(NEXT_SHARE)))
        }
    }

    fn limited(&self, time_limit: Option<Duration>) -> Options {
        Options {
            time_limit,
            work_limit: self.options.work_limit.map(|work| work / 4),
            ..self.options.clone()
        }
    }

    fn left(&self) -> Option<Duration> {
        let limit = self.options.time_limit?;
        Some(limit.saturating_sub(self.started.elapsed()))
    }

    fn is_over(&self, best: &Best, bound: Money) -> bool {
        let is_interrupted = self
            .options
            .interrupt
            .load(std::sync::atomic::Ordering::Relaxed);
        let is_late = self
            .left()
            .is_some_and(|left| left < Duration::from_millis(20));
        let is_closed = best
            .objective()
            .is_some_and(|cost| is_within_gap(cost, bound, self.options.gap));
        is_interrupted || is_late || is_closed
    }

    /// A plan's award with routes; `None` if no vehicles can fetch all of it.
    fn candidate(&self, plan: &Plan) -> Option<Candidate> {
        let case = self.case;
        let award = plan.award.clone();
        let routes = self.routes(&award)?;
        let charges = exact::cost(case, &exact::charges(case, &award));
        Some(Candidate {
            objective: charges + penalties(case, plan) + collection_cost(case, &routes),
            award,
            routes,
        })
    }

    fn routes(&self, award: &Award) -> Option<RoutePlan> {
        let loads = exact::collected(self.case, award);
        if loads.is_empty() {
            return Some(RoutePlan::default());
        }
        let options = routing::Options {
            seed: self.options.seed,
            iterations: Some(ROUTING_ITERATIONS),
            interrupt: self.options.interrupt.clone(),
            ..routing::Options::default()
        };
        let problem = self.case.collection(&loads).ok()?;
        let routes = routing::route(&problem, &options, &|_| {}).plan;
        routes.unserved.is_empty().then_some(routes)
    }

    /// J6, J7: what an award costs at least with what visiting its vendors costs at least.
    fn bound_with_least_fees(&self) -> Result<Money, SearchError> {
        let fees = least_fees(self.case);
        let priced = with_fees(self.case, &fees);
        let options = Options {
            certify: true,
            ..self.part(BOUND_SHARE)
        };
        Ok(match award::search(&priced, &options, None, &|_| {})? {
            Searched::Plan(plan) => plan.proof.bound,
            Searched::NoPlan { bound, .. } => bound.unwrap_or_default(),
            Searched::Impossible => Money::ZERO,
        })
    }

    /// Awards that know what visiting each vendor adds to the routes of the best plan so far.
    fn follow_routes(&self, best: &mut Best, bound: Money) -> Result<(), SearchError> {
        let mut fees: Table<VendorId, Money> =
            self.case.vendors.values().map(|_| Money::ZERO).collect();
        for _ in 0..ROUNDS {
            let Some(candidate) = &best.candidate else {
                return Ok(());
            };
            if self.is_over(best, bound) {
                return Ok(());
            }
            let marginal = marginal_fees(self.case, candidate);
            for (vendor, fee) in marginal.iter() {
                fees[vendor] = (fees[vendor] + *fee) * Decimal::new(5, 1);
            }
            let candidate = self.solved(&with_fees(self.case, &fees))?;
            best.offer(candidate);
        }
        Ok(())
    }

    /// Awards without one of the vendors visited, as long as one is better.
    fn leave_out(&self, best: &mut Best, bound: Money) -> Result<(), SearchError> {
        let mut is_better = true;
        while is_better {
            is_better = false;
            let Some(candidate) = best.candidate.clone() else {
                return Ok(());
            };
            let fees = marginal_fees(self.case, &candidate);
            for (vendor, _) in exact::collected(self.case, &candidate.award) {
                if self.is_over(best, bound) {
                    return Ok(());
                }
                let mut without = with_fees(self.case, &fees);
                without.vendors[vendor].capacity = Some(Capacity {
                    amount: Decimal::ZERO,
                    unit: CapacityUnit::Units,
                    per: Period::Cycle,
                });
                is_better |= best.offer(self.solved(&without)?);
            }
        }
        Ok(())
    }

    /// The award of a changed case as a candidate of the case itself.
    fn solved(&self, changed: &Case) -> Result<Option<Candidate>, SearchError> {
        Ok(match award::search(changed, &self.next(), None, &|_| {})? {
            Searched::Plan(plan) => self.candidate(&plan),
            Searched::Impossible | Searched::NoPlan { .. } => None,
        })
    }
}

/// What an award's broken rules cost.
fn penalties(case: &Case, plan: &Plan) -> Money {
    award::penalty(case, &plan.award)
}

/// The same case with a fee for each vendor in every order cycle.
fn with_fees(case: &Case, fees: &Table<VendorId, Money>) -> Case {
    let mut priced = case.clone();
    for (vendor, fee) in fees.iter() {
        if fee.is_zero() {
            continue;
        }
        let own = case.vendors[vendor].fixed_fee;
        let per = own.map_or(Period::Cycle, |own| own.per);
        let times = Decimal::from(case.horizon.cycles / case.horizon.occurrences(per));
        let amount = own.map_or(Money::ZERO, |own| own.amount) + *fee * times;
        priced.vendors[vendor].fixed_fee = Some(Fee { amount, per });
    }
    priced
}

/// Routing's view of all vendors whose goods may be collected; none if there is no vehicle.
fn everybody(case: &Case) -> Option<(Vec<VendorId>, DeliveryProblem)> {
    let vendors: Vec<VendorId> = case
        .vendors
        .ids()
        .filter(|id| case.is_collected(*id))
        .collect();
    let loads: Vec<_> = vendors.iter().map(|vendor| (*vendor, vec![0, 0])).collect();
    let problem = case.collection(&loads).ok()?;
    Some((vendors, problem))
}

/// What one vehicle's way costs in units of the problem.
fn way_cost(vehicle: &VehicleType, way: Travel) -> i64 {
    let by_distance = i64::from(way.distance).saturating_mul(vehicle.distance_cost);
    by_distance.saturating_add(i64::from(way.duration).saturating_mul(vehicle.duration_cost))
}

/// J6: what visiting each vendor costs at least, whoever else is visited: half its cheapest way there and
/// half its cheapest way on, rounded down.
fn least_fees(case: &Case) -> Table<VendorId, Money> {
    let mut fees: Table<VendorId, Money> = case.vendors.values().map(|_| Money::ZERO).collect();
    let Some((vendors, problem)) = everybody(case) else {
        return fees;
    };
    let n_places = problem.travel().n_places();
    for (index, vendor) in vendors.iter().enumerate() {
        let stop = &problem.stops()[StopId::from_index(index)];
        let others = (0..n_places).map(PlaceId::from_index);
        let others: Vec<PlaceId> = others.filter(|place| *place != stop.place).collect();
        let least = problem.vehicles().values().map(|vehicle| {
            let cheapest = |there: bool| {
                let ways = others.iter().map(|other| {
                    let (from, to) = if there {
                        (*other, stop.place)
                    } else {
                        (stop.place, *other)
                    };
                    way_cost(vehicle, problem.travel().get(from, to))
                });
                ways.min().unwrap_or(0)
            };
            let loading = stop.service.saturating_mul(vehicle.duration_cost);
            cheapest(true).midpoint(cheapest(false)) + loading
        });
        let least = least.min().unwrap_or(0);
        fees[*vendor] = case.resources.cost_units.money(least);
    }
    fees
}

/// What each vendor adds to the routes of a plan: what leaving it out saves if it is visited, what visiting
/// it too costs if it is not.
fn marginal_fees(case: &Case, candidate: &Candidate) -> Table<VendorId, Money> {
    let mut fees: Table<VendorId, Money> = case.vendors.values().map(|_| Money::ZERO).collect();
    let Some((vendors, problem)) = everybody(case) else {
        return fees;
    };
    let loads = exact::collected(case, &candidate.award);
    let routes = Places::of(case, candidate, &loads);
    for (index, vendor) in vendors.iter().enumerate() {
        let stop = &problem.stops()[StopId::from_index(index)];
        let is_visited = loads.iter().any(|(other, _)| other == vendor);
        let cost = if is_visited {
            routes.saved_without(&problem, stop.place)
        } else {
            routes.added_with(&problem, stop.place)
        };
        fees[*vendor] = case.resources.cost_units.money(cost.max(0));
    }
    fees
}

/// The places of each route, with the index of its vehicle's type.
struct Places(Vec<(usize, Vec<PlaceId>)>);

impl Places {
    fn of(case: &Case, candidate: &Candidate, loads: &[(VendorId, Vec<i64>)]) -> Self {
        let place = |stop: StopId| {
            let vendor = crate::problem::Place::Vendor(loads[stop.index()].0);
            case.resources.place_of(vendor)
        };
        let routes = candidate.routes.routes.iter().map(|route| {
            let stops = route.halts.iter().filter_map(|halt| match &halt.kind {
                crate::plan::HaltKind::Visit { stop, .. } => place(*stop),
                crate::plan::HaltKind::Reload { .. } | crate::plan::HaltKind::Break { .. } => None,
            });
            (route.vehicle.index(), stops.collect())
        });
        Self(routes.collect())
    }

    /// What the routes without a place save.
    fn saved_without(&self, problem: &DeliveryProblem, place: PlaceId) -> i64 {
        let routes = self.0.iter().filter(|(_, stops)| stops.contains(&place));
        routes
            .map(|(vehicle, stops)| {
                let left: Vec<PlaceId> = stops.iter().copied().filter(|at| *at != place).collect();
                length(problem, *vehicle, stops) - length(problem, *vehicle, &left)
            })
            .sum()
    }

    /// The least that a further place costs, on a route that there is or on one of its own.
    fn added_with(&self, problem: &DeliveryProblem, place: PlaceId) -> i64 {
        let types = 0..problem.vehicles().len();
        let own = types.map(|vehicle| length(problem, vehicle, &[place]));
        let inserted = self.0.iter().flat_map(|(vehicle, stops)| {
            let before = length(problem, *vehicle, stops);
            (0..=stops.len()).map(move |at| {
                let mut longer = stops.clone();
                longer.insert(at, place);
                length(problem, *vehicle, &longer) - before
            })
        });
        own.chain(inserted).min().unwrap_or(0)
    }
}

/// What a route costs, without the time of its visits; nothing if it visits nobody.
fn length(problem: &DeliveryProblem, vehicle: usize, stops: &[PlaceId]) -> i64 {
    if stops.is_empty() {
        return 0;
    }
    let vehicle = &problem.vehicles()[crate::units::VehicleTypeId::from_index(vehicle)];
    let mut at = vehicle.start;
    let mut cost = vehicle.fixed_cost;
    for next in stops.iter().copied().chain([vehicle.end]) {
        cost = cost.saturating_add(way_cost(vehicle, problem.travel().get(at, next)));
        at = next;
    }
    cost
}
