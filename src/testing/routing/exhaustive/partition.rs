//! Which vehicle brings what.

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::units::{GroupId, Id as _, StopId, VehicleTypeId};

use super::BestRoutes;
use super::amounts::Amounts;
use super::routes::Candidate;
use super::witness;

/// Some vehicles' routes with all that they bring.
#[derive(Clone, Default)]
struct Fleet<'a> {
    cost: i64,
    routes: Vec<(VehicleTypeId, &'a Candidate)>,
}

/// The best plan made of candidates, one list per vehicle type.
pub(super) fn best(
    problem: &DeliveryProblem,
    amounts: &Amounts,
    by_type: &[Vec<Option<Candidate>>],
) -> BestRoutes {
    let mut fleets = vec![None; amounts.choices().len()];
    fleets[0] = Some(Fleet::default());
    for (id, vehicle) in problem.vehicles().iter() {
        for _ in 0..vehicle.count {
            fleets = with_one_more(amounts, &fleets, id, &by_type[id.index()]);
        }
    }
    let choices = amounts.choices().iter().zip(&fleets);
    let plans = choices.filter_map(|(choice, fleet)| {
        let fleet = fleet.as_ref()?;
        let (n_unserved_required, prizes) = left_out(problem, amounts, choice)?;
        Some((n_unserved_required, fleet.cost + prizes, choice, fleet))
    });
    let (n_unserved_required, cost, choice, fleet) = plans
        .min_by_key(|(n_unserved_required, cost, ..)| (*n_unserved_required, *cost))
        .expect("to visit nobody is a plan");
    let routes = fleet.routes.iter();
    BestRoutes {
        n_unserved_required,
        cost,
        plan: RoutePlan {
            routes: routes
                .map(|(id, candidate)| witness::route(problem, amounts, *id, candidate))
                .collect(),
            unserved: unserved(problem, choice),
            cost,
        },
    }
}

/// The cheapest fleets once another vehicle drives, or does not.
fn with_one_more<'a>(
    amounts: &Amounts,
    fleets: &[Option<Fleet<'a>>],
    id: VehicleTypeId,
    candidates: &'a [Option<Candidate>],
) -> Vec<Option<Fleet<'a>>> {
    let mut all = fleets.to_vec();
    for (before, fleet) in amounts.choices().iter().zip(fleets) {
        let Some(fleet) = fleet else { continue };
        for (added, candidate) in amounts.choices().iter().zip(candidates) {
            let Some(candidate) = candidate else { continue };
            let Some(sum) = amounts.sum(before, added) else {
                continue;
            };
            let cost = fleet.cost + candidate.cost;
            let known = &mut all[amounts.number(&sum)];
            if known.as_ref().is_none_or(|known| cost < known.cost) {
                let mut routes = fleet.routes.clone();
                routes.push((id, candidate));
                *known = Some(Fleet { cost, routes });
            }
        }
    }
    all
}

/// How many required stops and groups a choice leaves out, and the prizes of the others; none if
/// it brings a stop only a part, or visits two of a group.
fn left_out(problem: &DeliveryProblem, amounts: &Amounts, choice: &[i64]) -> Option<(usize, i64)> {
    let mut missing = Vec::new();
    for (id, stop) in problem.stops().iter() {
        let parts = Amounts::chosen(choice, id);
        if parts != 0 && parts != amounts.n_parts(id) {
            return None;
        }
        if parts == 0 && stop.group.is_none() {
            missing.push(stop.prize);
        }
    }
    for (id, group) in problem.groups().iter() {
        match n_visited(problem, choice, id) {
            0 => missing.push(group.prize),
            1 => {}
            _ => return None,
        }
    }
    let n_unserved_required = missing.iter().filter(|prize| prize.is_none()).count();
    Some((n_unserved_required, missing.into_iter().flatten().sum()))
}

fn n_visited(problem: &DeliveryProblem, choice: &[i64], group: GroupId) -> usize {
    let stops = problem.stops().iter();
    stops
        .filter(|(id, stop)| stop.group == Some(group) && Amounts::chosen(choice, *id) > 0)
        .count()
}

fn unserved(problem: &DeliveryProblem, choice: &[i64]) -> Vec<StopId> {
    let stops = problem.stops().iter();
    stops
        .filter(|(id, stop)| {
            let by_group = stop.group.map(|group| n_visited(problem, choice, group));
            Amounts::chosen(choice, *id) == 0 && by_group.unwrap_or(0) == 0
        })
        .map(|(id, _)| id)
        .collect()
}
