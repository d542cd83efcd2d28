//! Every route of one vehicle type, and of those with the same amounts the cheapest.

use crate::problem::delivery::{DeliveryProblem, Load, PickupOrder, VehicleType};
use crate::units::{Id as _, PlaceId, StopId, VehicleTypeId};

use super::amounts::Amounts;
use super::clock::{self, Moments};

/// Something done on a route, without its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Bring a stop so many parts of its delivery.
    Visit { stop: StopId, n_parts: i64 },
    /// Load anew.
    Reload { place: PlaceId },
}

/// A route that can be driven.
#[derive(Clone)]
pub(super) struct Candidate {
    pub cost: i64,
    pub departure: i64,
    pub steps: Vec<Step>,
}

/// The cheapest route of this type for every choice of amounts; none for choices that no route of
/// it can bring.
pub(super) fn cheapest(
    problem: &DeliveryProblem,
    amounts: &Amounts,
    vehicle: VehicleTypeId,
) -> Vec<Option<Candidate>> {
    let mut search = Search {
        problem,
        amounts,
        id: vehicle,
        vehicle: &problem.vehicles()[vehicle],
        steps: Vec::new(),
        best: vec![None; amounts.choices().len()],
    };
    search.go_on(&search.start());
    search.best
}

struct Search<'a> {
    problem: &'a DeliveryProblem,
    amounts: &'a Amounts,
    id: VehicleTypeId,
    vehicle: &'a VehicleType,
    steps: Vec<Step>,
    best: Vec<Option<Candidate>>,
}

/// Where a route has got to.
#[derive(Clone)]
struct Progress {
    place: PlaceId,
    distance: i64,
    chosen: Vec<i64>,
    n_reloads: u32,
    trip: Trip,
    moments: Vec<Moments>,
}

/// What was done since the last loading.
#[derive(Clone)]
struct Trip {
    n_visits: usize,
    n_deliveries: usize,
    n_pickups: usize,
    delivered: Load,
    /// Picked up less delivered, so far.
    change: Load,
    /// The greatest that was, zero at the start.
    change_max: Load,
}

impl Search<'_> {
    fn start(&self) -> Progress {
        Progress {
            place: self.vehicle.start,
            distance: 0,
            chosen: vec![0; self.problem.stops().len()],
            n_reloads: 0,
            trip: self.new_trip(),
            moments: clock::departures(self.vehicle),
        }
    }

    fn new_trip(&self) -> Trip {
        let nothing = vec![0; self.problem.n_dimensions()];
        Trip {
            n_visits: 0,
            n_deliveries: 0,
            n_pickups: 0,
            delivered: nothing.clone(),
            change: nothing.clone(),
            change_max: nothing,
        }
    }

    /// Ends the route here, and tries every way on.
    fn go_on(&mut self, progress: &Progress) {
        if self.is_complete(&progress.trip) {
            self.finish(progress);
        }
        for step in self.next_steps(progress) {
            if let Some(next) = self.after(progress, step) {
                self.steps.push(step);
                self.go_on(&next);
                self.steps.pop();
            }
        }
    }

    /// Whether a trip may end: it visited somebody, and picked up on the way back only.
    fn is_complete(&self, trip: &Trip) -> bool {
        let is_bare = trip.n_pickups > 0 && trip.n_deliveries == 0;
        let on_the_way_back = self.vehicle.pickup_order == PickupOrder::OnTheWayBack;
        trip.n_visits > 0 && !(is_bare && on_the_way_back)
    }

    fn next_steps(&self, progress: &Progress) -> Vec<Step> {
        let mut steps = Vec::new();
        for stop in self.problem.stops().ids() {
            let left = self.amounts.n_parts(stop) - Amounts::chosen(&progress.chosen, stop);
            if self.problem.may_visit(self.id, stop) {
                steps.extend((1..=left).map(|n_parts| Step::Visit { stop, n_parts }));
            }
        }
        if let Some(reloading) = &self.vehicle.reloading
            && progress.n_reloads < reloading.most
            && self.is_complete(&progress.trip)
        {
            let places = reloading.places.iter();
            steps.extend(places.map(|&place| Step::Reload { place }));
        }
        steps
    }

    /// The progress after one more step, if nothing speaks against it.
    fn after(&self, progress: &Progress, step: Step) -> Option<Progress> {
        let mut next = progress.clone();
        next.place = match step {
            Step::Visit { stop, .. } => self.problem.stops()[stop].place,
            Step::Reload { place } => place,
        };
        let travel = self.problem.travel().get(progress.place, next.place);
        if !travel.is_reachable() {
            return None;
        }
        next.distance += i64::from(travel.distance);
        match step {
            Step::Visit { stop, n_parts } => {
                next.chosen[stop.index()] += n_parts;
                let load = self.amounts.load(stop, n_parts);
                self.visit(&mut next.trip, &load, &self.problem.stops()[stop].pickup)?;
            }
            Step::Reload { .. } => {
                next.n_reloads += 1;
                next.trip = self.new_trip();
            }
        }
        let duration = i64::from(travel.duration);
        let (problem, vehicle) = (self.problem, self.vehicle);
        next.moments = clock::advanced(problem, vehicle, &progress.moments, duration, step);
        (self.is_near(next.distance) && !next.moments.is_empty()).then_some(next)
    }

    fn is_near(&self, distance: i64) -> bool {
        let most = self.vehicle.distance_max;
        most.is_none_or(|most| distance <= most)
    }

    /// Adds a visit to a trip, if order and load allow it.
    fn visit(&self, trip: &mut Trip, delivery: &Load, pickup: &Load) -> Option<()> {
        let brings = delivery.iter().any(|&amount| amount > 0);
        let is_anywhere = self.vehicle.pickup_order == PickupOrder::Anywhere;
        if brings && trip.n_pickups > 0 && !is_anywhere {
            return None;
        }
        trip.n_visits += 1;
        trip.n_deliveries += usize::from(brings);
        trip.n_pickups += usize::from(pickup.iter().any(|&amount| amount > 0));
        for (index, &capacity) in self.vehicle.capacity.iter().enumerate() {
            trip.delivered[index] += delivery[index];
            trip.change[index] += pickup[index] - delivery[index];
            trip.change_max[index] = trip.change_max[index].max(trip.change[index]);
            // All that the trip delivers is on board at its start.
            if trip.delivered[index] + trip.change_max[index] > capacity {
                return None;
            }
        }
        Some(())
    }

    /// Drives to the end place and keeps the route if it is the cheapest with its amounts.
    fn finish(&mut self, progress: &Progress) {
        let travel = self.problem.travel().get(progress.place, self.vehicle.end);
        let distance = progress.distance + i64::from(travel.distance);
        if !travel.is_reachable() || !self.is_near(distance) {
            return;
        }
        let number = self.amounts.number(&progress.chosen);
        for row in &progress.moments {
            let home = |moment: i64| moment + i64::from(travel.duration);
            let without = row
                .without_break
                .map(home)
                .filter(|&arrival| clock::needs_no_break(self.vehicle, row.departure, arrival));
            let arrivals = [without, row.with_break.map(home)];
            for arrival in arrivals.into_iter().flatten() {
                self.keep(number, distance, row.departure, arrival);
            }
        }
    }

    fn keep(&mut self, number: usize, distance: i64, departure: i64, arrival: i64) {
        let vehicle = self.vehicle;
        let duration = arrival - departure;
        let is_short = vehicle.duration_max.is_none_or(|most| duration <= most);
        if !is_short || arrival > vehicle.shift.latest {
            return;
        }
        let cost = vehicle.fixed_cost
            + distance * vehicle.distance_cost
            + duration * vehicle.duration_cost;
        let best = &mut self.best[number];
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            *best = Some(Candidate {
                cost,
                departure,
                steps: self.steps.clone(),
            });
        }
    }
}
