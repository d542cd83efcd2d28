//! A candidate with its times, as a route of a plan.

use crate::plan::{Halt, HaltKind, Route};
use crate::problem::delivery::{DeliveryProblem, VehicleType};
use crate::units::{PlaceId, VehicleTypeId};

use super::amounts::Amounts;
use super::clock;
use super::routes::{Candidate, Step};

/// Where the break is taken: at which step, and whether before or after it.
#[derive(Clone, Copy)]
struct Pause {
    step: usize,
    is_before: bool,
}

/// The route of a candidate, with the break where it is back earliest.
///
/// # Panics
/// If the candidate cannot be driven at the cost it states.
pub(super) fn route(
    problem: &DeliveryProblem,
    amounts: &Amounts,
    id: VehicleTypeId,
    candidate: &Candidate,
) -> Route {
    let vehicle = &problem.vehicles()[id];
    let mut driver = Driver {
        problem,
        amounts,
        vehicle,
        candidate,
        place: vehicle.start,
        moment: candidate.departure,
        distance: 0,
        halts: Vec::new(),
    };
    let route = pauses(candidate.steps.len())
        .filter_map(|pause| driver.drive(id, pause))
        .min_by_key(|route| route.arrival)
        .expect("a candidate can be driven");
    assert_eq!(route.cost, candidate.cost, "a candidate costs what it says");
    route
}

fn pauses(n_steps: usize) -> impl Iterator<Item = Option<Pause>> {
    let at = |step| [true, false].map(|is_before| Some(Pause { step, is_before }));
    [None].into_iter().chain((0..n_steps).flat_map(at))
}

struct Driver<'a> {
    problem: &'a DeliveryProblem,
    amounts: &'a Amounts,
    vehicle: &'a VehicleType,
    candidate: &'a Candidate,
    place: PlaceId,
    moment: i64,
    distance: i64,
    halts: Vec<Halt>,
}

impl Driver<'_> {
    /// Drives all steps from the start, as early as possible.
    fn drive(&mut self, id: VehicleTypeId, pause: Option<Pause>) -> Option<Route> {
        self.place = self.vehicle.start;
        self.moment = self.candidate.departure;
        self.distance = 0;
        self.halts.clear();
        for (index, &step) in self.candidate.steps.iter().enumerate() {
            let here = pause.filter(|pause| pause.step == index);
            self.travel_to(self.place_of(step));
            if here.is_some_and(|pause| pause.is_before) {
                self.pause(true)?;
            }
            self.serve(step)?;
            if here.is_some_and(|pause| !pause.is_before) {
                self.pause(false)?;
            }
        }
        self.travel_to(self.vehicle.end);
        let (departure, arrival) = (self.candidate.departure, self.moment);
        let has_break = pause.is_some() || clock::needs_no_break(self.vehicle, departure, arrival);
        has_break.then(|| Route {
            vehicle: id,
            departure,
            halts: self.halts.clone(),
            arrival,
            distance: self.distance,
            cost: self.vehicle.fixed_cost
                + self.distance * self.vehicle.distance_cost
                + (arrival - departure) * self.vehicle.duration_cost,
        })
    }

    fn place_of(&self, step: Step) -> PlaceId {
        match step {
            Step::Visit { stop, .. } => self.problem.stops()[stop].place,
            Step::Reload { place } => place,
        }
    }

    fn travel_to(&mut self, place: PlaceId) {
        let travel = self.problem.travel().get(self.place, place);
        self.place = place;
        self.moment += i64::from(travel.duration);
        self.distance += i64::from(travel.distance);
    }

    fn serve(&mut self, step: Step) -> Option<()> {
        let leave = clock::served(self.problem, self.vehicle, step, self.moment)?;
        let (kind, length) = match step {
            Step::Visit { stop, n_parts } => {
                let row = &self.problem.stops()[stop];
                let kind = HaltKind::Visit {
                    stop,
                    delivery: self.amounts.load(stop, n_parts),
                    pickup: row.pickup.clone(),
                };
                (kind, row.service)
            }
            Step::Reload { place } => {
                let reloading = self.vehicle.reloading.as_ref()?;
                (HaltKind::Reload { place }, reloading.duration)
            }
        };
        self.halt(kind, leave - length, leave);
        Some(())
    }

    fn pause(&mut self, is_before_next: bool) -> Option<()> {
        let of = self.vehicle.driver_break?;
        let leave = clock::paused(of, self.moment)?;
        let kind = HaltKind::Break { is_before_next };
        self.halt(kind, leave - of.duration, leave);
        Some(())
    }

    fn halt(&mut self, kind: HaltKind, begin: i64, leave: i64) {
        self.halts.push(Halt {
            kind,
            arrival: self.moment,
            begin,
            leave,
        });
        self.moment = leave;
    }
}
