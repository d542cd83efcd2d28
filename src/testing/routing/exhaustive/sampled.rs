//! Routes drawn at random, to be held against the best: none may be better.
//!
//! Unlike the exhaustive search, what is drawn may wait, begin late, pause wherever, and drive
//! twice to a split stop; only the verifier says which of it is allowed.

use crate::plan::{Halt, HaltKind, Route, RoutePlan};
use crate::problem::delivery::{DeliveryProblem, VehicleType};
use crate::testing::Dice;
use crate::testing::routing::random_delivery_problem;
use crate::units::{GroupId, PlaceId, StopId, VehicleTypeId};
use crate::verify::verify_routes;

use super::{Amounts, best_routes};

/// Random plan: every kind at some place in order, then the clock.
fn sampled(problem: &DeliveryProblem, amounts: &Amounts, dice: &mut Dice) -> RoutePlan {
    let types = problem.vehicles().iter();
    let fleet: Vec<VehicleTypeId> = types
        .flat_map(|(id, vehicle)| (0..vehicle.count).map(move |_| id))
        .collect();
    let mut kinds_by_vehicle = vec![vec![]; fleet.len()];
    let mut unserved = Vec::new();
    for (id, stop) in problem.stops().iter() {
        if dice.one_in(if stop.group.is_some() { 2 } else { 6 }) {
            unserved.push(id);
            continue;
        }
        let mut left = amounts.n_parts(id);
        while left > 0 {
            let parts = i64::from(dice.between(1, u32::try_from(left).unwrap()));
            left -= parts;
            let visits: &mut Vec<HaltKind> = &mut kinds_by_vehicle[below(fleet.len(), dice)];
            let at = below(visits.len() + 1, dice);
            visits.insert(at, visit(problem, amounts, id, parts));
        }
    }
    let is_visited =
        |group| stop_groups(problem).any(|(id, of)| of == group && !unserved.contains(&id));
    let listed = unserved.iter().copied().filter(|&id| {
        let group = problem.stops()[id].group;
        group.is_none_or(|group| !is_visited(group))
    });
    let listed: Vec<StopId> = listed.collect();
    let mut routes = Vec::new();
    for (&id, mut kinds) in fleet.iter().zip(kinds_by_vehicle) {
        if !kinds.is_empty() {
            add_reloads_and_break(&problem.vehicles()[id], &mut kinds, dice);
            routes.push(driven(problem, id, &kinds, dice));
        }
    }
    RoutePlan {
        cost: routes.iter().map(|route| route.cost).sum::<i64>() + prizes(problem, &listed),
        routes,
        unserved: listed,
    }
}

fn stop_groups(problem: &DeliveryProblem) -> impl Iterator<Item = (StopId, GroupId)> {
    let stops = problem.stops().iter();
    stops.filter_map(|(id, stop)| stop.group.map(|group| (id, group)))
}

fn prizes(problem: &DeliveryProblem, listed: &[StopId]) -> i64 {
    let of_stops = listed.iter().filter_map(|&id| problem.stops()[id].prize);
    let groups = problem.groups().iter().filter(|(group, _)| {
        listed
            .iter()
            .any(|&id| problem.stops()[id].group == Some(*group))
    });
    of_stops.sum::<i64>() + groups.filter_map(|(_, group)| group.prize).sum::<i64>()
}

fn below(n: usize, dice: &mut Dice) -> usize {
    dice.between(0, u32::try_from(n - 1).unwrap()) as usize
}

fn visit(problem: &DeliveryProblem, amounts: &Amounts, stop: StopId, parts: i64) -> HaltKind {
    HaltKind::Visit {
        stop,
        delivery: amounts.load(stop, parts),
        pickup: problem.stops()[stop].pickup.clone(),
    }
}

fn add_reloads_and_break(vehicle: &VehicleType, kinds: &mut Vec<HaltKind>, dice: &mut Dice) {
    if let Some(reloading) = &vehicle.reloading {
        for _ in 0..dice.between(0, reloading.most) {
            let place = dice.pick(&reloading.places);
            kinds.insert(below(kinds.len() + 1, dice), HaltKind::Reload { place });
        }
    }
    if vehicle.driver_break.is_some() && dice.one_in(2) {
        let is_before_next = dice.one_in(2);
        let at = below(kinds.len() + 1, dice);
        kinds.insert(at, HaltKind::Break { is_before_next });
    }
}

fn driven(
    problem: &DeliveryProblem,
    id: VehicleTypeId,
    kinds: &[HaltKind],
    dice: &mut Dice,
) -> Route {
    let vehicle = &problem.vehicles()[id];
    let late_max = dice.pick(&[0, 0, 10, 40]);
    let departure = vehicle.shift.earliest + i64::from(dice.between(0, late_max));
    let (mut place, mut moment, mut distance) = (vehicle.start, departure, 0);
    let mut halts = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        let to = place_of(problem, vehicle, place, &kinds[index..]);
        let travel = problem.travel().get(place, to);
        place = to;
        distance += i64::from(travel.distance);
        let arrival = moment + i64::from(travel.duration);
        let (opens, length) = opens_and_length(problem, vehicle, kind, dice);
        let begin = arrival.max(opens) + i64::from(dice.pick(&[0, 0, 0, 0, 0, 0, 0, 1, 3]));
        moment = begin + length;
        halts.push(Halt {
            kind: kind.clone(),
            arrival,
            begin,
            leave: moment,
        });
    }
    let travel = problem.travel().get(place, vehicle.end);
    distance += i64::from(travel.distance);
    let arrival = moment + i64::from(travel.duration);
    Route {
        vehicle: id,
        departure,
        halts,
        arrival,
        distance,
        cost: vehicle.fixed_cost
            + distance * vehicle.distance_cost
            + (arrival - departure) * vehicle.duration_cost,
    }
}

fn place_of(
    problem: &DeliveryProblem,
    vehicle: &VehicleType,
    here: PlaceId,
    kinds: &[HaltKind],
) -> PlaceId {
    match kinds.first() {
        None => vehicle.end,
        Some(HaltKind::Visit { stop, .. }) => problem.stops()[*stop].place,
        Some(HaltKind::Reload { place }) => *place,
        Some(HaltKind::Break { is_before_next }) if *is_before_next => {
            place_of(problem, vehicle, here, &kinds[1..])
        }
        Some(HaltKind::Break { .. }) => here,
    }
}

fn opens_and_length(
    problem: &DeliveryProblem,
    vehicle: &VehicleType,
    kind: &HaltKind,
    dice: &mut Dice,
) -> (i64, i64) {
    let always = vehicle.shift.earliest;
    match kind {
        HaltKind::Visit { stop, .. } => {
            let stop = &problem.stops()[*stop];
            let opens = if stop.windows.is_empty() {
                always
            } else {
                dice.pick(&stop.windows).earliest
            };
            (opens, stop.service)
        }
        HaltKind::Reload { .. } => (always, vehicle.reloading.as_ref().unwrap().duration),
        HaltKind::Break { .. } => {
            let of = vehicle.driver_break.unwrap();
            (of.window.earliest, of.duration)
        }
    }
}

#[test]
fn no_random_plan_is_better_than_the_best() {
    let (mut n_allowed, mut n_best, mut n_seeds) = (0, 0, 0);
    for seed in 0..SEEDS {
        let problem = random_delivery_problem(seed);
        let amounts = Amounts::of(&problem);
        let best = best_routes(&problem);
        let best = (best.n_unserved_required, best.cost);
        let mut dice = Dice::new(seed + 1_000_000);
        let mut is_reached = false;
        for _ in 0..PLANS {
            let plan = sampled(&problem, &amounts, &mut dice);
            let Ok(verified) = verify_routes(&problem, &plan) else {
                continue;
            };
            let found = (verified.unserved_required().len(), verified.cost());
            assert!(
                found >= best,
                "seed {seed}: {found:?} < {best:?}: {plan:#?}"
            );
            n_allowed += 1;
            is_reached |= found == best;
        }
        n_seeds += 1;
        n_best += usize::from(is_reached);
    }
    println!("{n_allowed} plans allowed; the best of {n_best} in {n_seeds} problems drawn");
    assert!(
        n_best * 3 > n_seeds,
        "only {n_best} of {n_seeds} best drawn"
    );
}

/// Problems to draw for.
const SEEDS: u64 = 300;

/// Plans to draw for each.
const PLANS: u32 = 2_000;
