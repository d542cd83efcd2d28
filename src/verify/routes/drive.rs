//! One route beside the problem it is of, with the questions that several checks ask.

use std::ops::Range;

use crate::plan::{Halt, HaltKind, Route, RoutePlan};
use crate::problem::delivery::{DeliveryProblem, Load, Travel, VehicleType};
use crate::units::{PlaceId, StopId};

/// A route, its number in the plan (from 1) and its vehicle type.
pub(super) struct Drive<'a> {
    pub problem: &'a DeliveryProblem,
    pub number: usize,
    pub route: &'a Route,
    pub vehicle: &'a VehicleType,
}

/// A visit of a route.
pub(super) struct Visit<'a> {
    pub stop: StopId,
    pub delivery: &'a Load,
    pub pickup: &'a Load,
}

impl Visit<'_> {
    /// Whether it brings anything.
    pub fn delivers(&self) -> bool {
        self.delivery.iter().any(|&amount| amount > 0)
    }

    /// Whether it takes anything along.
    pub fn picks_up(&self) -> bool {
        self.pickup.iter().any(|&amount| amount > 0)
    }
}

impl<'a> Drive<'a> {
    /// Every route of a plan.
    pub fn all(problem: &'a DeliveryProblem, plan: &'a RoutePlan) -> Vec<Self> {
        let drives = plan.routes.iter().enumerate().map(|(index, route)| Self {
            problem,
            number: index + 1,
            route,
            vehicle: &problem.vehicles()[route.vehicle],
        });
        drives.collect()
    }

    /// The visits among some halts.
    pub fn visits_in(&self, halts: Range<usize>) -> Vec<Visit<'a>> {
        let visits = self.route.halts[halts].iter().filter_map(visit);
        visits.collect()
    }

    /// All visits.
    pub fn visits(&self) -> Vec<Visit<'a>> {
        self.visits_in(0..self.route.halts.len())
    }

    /// The halts of each trip: what lies between start, reloads and end.
    pub fn trips(&self) -> Vec<Range<usize>> {
        let mut trips = Vec::new();
        let mut from = 0;
        for (index, halt) in self.route.halts.iter().enumerate() {
            if matches!(halt.kind, HaltKind::Reload { .. }) {
                trips.push(from..index);
                from = index + 1;
            }
        }
        trips.push(from..self.route.halts.len());
        trips
    }

    /// Where the vehicle stands at each halt. A break stands where the vehicle already is or where
    /// it goes next.
    pub fn places(&self) -> Vec<PlaceId> {
        let mut places = Vec::with_capacity(self.route.halts.len());
        for (index, halt) in self.route.halts.iter().enumerate() {
            let place = match &halt.kind {
                HaltKind::Visit { .. } | HaltKind::Reload { .. } => self.own_place(halt),
                HaltKind::Break {
                    is_before_next: true,
                } => {
                    let mut later = self.route.halts[index + 1..].iter();
                    later.find_map(|next| self.own_place(next))
                }
                HaltKind::Break {
                    is_before_next: false,
                } => Some(places.last().copied().unwrap_or(self.vehicle.start)),
            };
            places.push(place.unwrap_or(self.vehicle.end));
        }
        places
    }

    fn own_place(&self, halt: &Halt) -> Option<PlaceId> {
        match &halt.kind {
            HaltKind::Visit { stop, .. } => Some(self.problem.stops()[*stop].place),
            HaltKind::Reload { place } => Some(*place),
            HaltKind::Break { .. } => None,
        }
    }

    /// Travel to each halt and to the end: one more entry than halts.
    pub fn travels(&self) -> Vec<Travel> {
        let mut from = self.vehicle.start;
        let mut travels = Vec::new();
        for to in self.places().into_iter().chain([self.vehicle.end]) {
            travels.push(self.problem.travel().get(from, to));
            from = to;
        }
        travels
    }

    /// Sum of the distances of all travel that exists.
    pub fn distance(&self) -> i128 {
        let travels = self.travels();
        let reachable = travels.iter().filter(|travel| travel.is_reachable());
        reachable.map(|travel| i128::from(travel.distance)).sum()
    }

    /// Time from departure to arrival.
    pub fn duration(&self) -> i128 {
        i128::from(self.route.arrival) - i128::from(self.route.departure)
    }

    /// Fixed cost, distance and time.
    pub fn cost(&self) -> i128 {
        i128::from(self.vehicle.fixed_cost)
            + self.distance() * i128::from(self.vehicle.distance_cost)
            + self.duration() * i128::from(self.vehicle.duration_cost)
    }

    /// The time a halt takes once it began.
    pub fn length(&self, halt: &Halt) -> i64 {
        let reloading = self.vehicle.reloading.as_ref();
        let pause = self.vehicle.driver_break;
        match &halt.kind {
            HaltKind::Visit { stop, .. } => self.problem.stops()[*stop].service,
            HaltKind::Reload { .. } => reloading.map_or(0, |reloading| reloading.duration),
            HaltKind::Break { .. } => pause.map_or(0, |pause| pause.duration),
        }
    }

    /// What a halt is called: its stop, or what is done there.
    pub fn halt_name(&self, index: usize) -> String {
        match &self.route.halts[index].kind {
            HaltKind::Visit { stop, .. } => format!("stop `{}`", self.stop_name(*stop)),
            HaltKind::Reload { .. } => format!("the reload at halt {}", index + 1),
            HaltKind::Break { .. } => format!("the break at halt {}", index + 1),
        }
    }

    /// What the halt before this one is called; `index` may be the number of halts.
    pub fn name_before(&self, index: usize) -> String {
        match index.checked_sub(1) {
            Some(before) => self.halt_name(before),
            None => "its start".to_owned(),
        }
    }

    /// A stop's name.
    pub fn stop_name(&self, stop: StopId) -> String {
        self.problem.stops()[stop].name.clone()
    }
}

fn visit(halt: &Halt) -> Option<Visit<'_>> {
    match &halt.kind {
        HaltKind::Visit {
            stop,
            delivery,
            pickup,
        } => Some(Visit {
            stop: *stop,
            delivery,
            pickup,
        }),
        HaltKind::Reload { .. } | HaltKind::Break { .. } => None,
    }
}
