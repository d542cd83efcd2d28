//! A van that visits two stops, and changes to it.
//!
//! Start and end are place 0; stop `a` (4 units, service 2) is at place 1, `b` (3 units, service 1)
//! at place 2. Departure at 0, `a` from 2 to 4, `b` from 6 to 7, back at 10. Distances are 2, 3 and
//! 3; distance costs 1, all else nothing.

use crate::plan::{Halt, HaltKind, Route, RoutePlan};
use crate::problem::delivery::{
    DeliveryProblem, DriverBreak, Group, Load, Reloading, Stop, Travel, TravelMatrix, VehicleType,
    Window,
};
use crate::testing::routing::{stop, vehicle};
use crate::units::{GroupId, Id as _, PlaceId, StopId, Table, VehicleTypeId};

use super::verify_routes;

pub struct Small {
    pub problem: DeliveryProblem,
    pub plan: RoutePlan,
}

/// The van with its two visits.
pub fn small() -> Small {
    let travel = TravelMatrix::from_fn(3, |from, to| Travel {
        distance: if to == 2 || from == 2 { 3 } else { 2 },
        duration: if from == 2 { 3 } else { 2 },
    });
    let mut a = stop("a", 1, 4);
    a.service = 2;
    let mut b = stop("b", 2, 3);
    b.service = 1;
    let vehicles = Table::new(vec![vehicle("van", 0, 10)]);
    let problem = DeliveryProblem::new(Table::new(vec![a, b]), Table::default(), vehicles, travel);
    let halts = vec![visit(0, 4, (2, 4)), visit(1, 3, (6, 7))];
    Small {
        problem: problem.expect("the problem makes sense"),
        plan: plan(vec![route(halts, 10, 8)]),
    }
}

/// `a`, a reload at the start place from 6 to 7, `b`; the van is back at 13 and drives 10.
pub fn reloading() -> Small {
    let mut small = small();
    small.change_vehicle(|van| {
        van.reloading = Some(Reloading {
            places: vec![PlaceId::from_index(0)],
            most: 2,
            duration: 1,
        });
    });
    let halts = vec![visit(0, 4, (2, 4)), reload(6, 7), visit(1, 3, (9, 10))];
    small.plan = plan(vec![route(halts, 13, 10)]);
    small
}

/// Two vans that bring stop `a` so many units each; the second visits `b`, too.
pub fn split_in(units: &[i64; 2]) -> Small {
    let mut small = small();
    small.change_stop(0, |stop| stop.is_splittable = true);
    small.change_vehicle(|van| van.count = 2);
    *small.delivery(0) = vec![units[1]];
    let first = route(vec![visit(0, units[0], (2, 4))], 6, 4);
    small.plan = plan(vec![first, small.plan.routes.remove(0)]);
    small
}

/// The van with a break of 3 before the halt at `index`, due from 0 to 10.
pub fn with_break(index: usize, is_before_next: bool) -> Small {
    let mut small = small();
    small.change_vehicle(|van| {
        van.driver_break = Some(DriverBreak {
            window: Window::new(0, 10),
            duration: 3,
        });
    });
    small.insert_break(index, is_before_next);
    small
}

fn plan(routes: Vec<Route>) -> RoutePlan {
    RoutePlan {
        cost: routes.iter().map(|route| route.cost).sum(),
        routes,
        unserved: vec![],
    }
}

fn route(halts: Vec<Halt>, arrival: i64, distance: i64) -> Route {
    Route {
        vehicle: VehicleTypeId::from_index(0),
        departure: 0,
        halts,
        arrival,
        distance,
        cost: distance,
    }
}

fn visit(stop: usize, units: i64, (arrival, leave): (i64, i64)) -> Halt {
    let kind = HaltKind::Visit {
        stop: StopId::from_index(stop),
        delivery: vec![units],
        pickup: vec![0],
    };
    Halt {
        kind,
        arrival,
        begin: arrival,
        leave,
    }
}

fn reload(arrival: i64, leave: i64) -> Halt {
    let place = PlaceId::from_index(0);
    Halt {
        kind: HaltKind::Reload { place },
        arrival,
        begin: arrival,
        leave,
    }
}

impl Small {
    pub fn refusals(&self) -> Vec<String> {
        match verify_routes(&self.problem, &self.plan) {
            Ok(_) => vec![],
            Err(refused) => refused.refusals.iter().map(ToString::to_string).collect(),
        }
    }

    #[track_caller]
    pub fn check(&self, expected: &[&str]) {
        assert_eq!(self.refusals(), expected);
    }

    fn change(
        &mut self,
        change: impl FnOnce(
            &mut Table<StopId, Stop>,
            &mut Table<GroupId, Group>,
            &mut Table<VehicleTypeId, VehicleType>,
            &mut TravelMatrix,
        ),
    ) {
        let mut stops = self.problem.stops().clone();
        let mut groups = self.problem.groups().clone();
        let mut vehicles = self.problem.vehicles().clone();
        let mut travel = self.problem.travel().clone();
        change(&mut stops, &mut groups, &mut vehicles, &mut travel);
        let problem = DeliveryProblem::new(stops, groups, vehicles, travel);
        self.problem = problem.expect("the changed problem makes sense");
    }

    pub fn change_stop(&mut self, stop: usize, change: impl FnOnce(&mut Stop)) {
        self.change(|stops, _, _, _| change(&mut stops[StopId::from_index(stop)]));
    }

    pub fn change_vehicle(&mut self, change: impl FnOnce(&mut VehicleType)) {
        self.change(|_, _, vehicles, _| change(&mut vehicles[VehicleTypeId::from_index(0)]));
    }

    pub fn change_reloading(&mut self, change: impl FnOnce(&mut Reloading)) {
        self.change_vehicle(|van| change(van.reloading.as_mut().expect("the van may reload")));
    }

    pub fn change_travel(&mut self, from: usize, to: usize, changed: Travel) {
        self.change(|_, _, _, travel| {
            let old = travel.clone();
            *travel = TravelMatrix::from_fn(old.n_places(), |row, column| {
                if (row, column) == (from, to) {
                    changed
                } else {
                    old.get(PlaceId::from_index(row), PlaceId::from_index(column))
                }
            });
        });
    }

    /// Makes one group of these stops.
    pub fn group(&mut self, of: &[usize], prize: Option<i64>) {
        self.change(|stops, groups, _, _| {
            let name = "both".to_owned();
            *groups = Table::new(vec![Group { name, prize }]);
            for &stop in of {
                let stop = &mut stops[StopId::from_index(stop)];
                stop.group = Some(GroupId::from_index(0));
                stop.prize = None;
            }
        });
    }

    /// What the first route's halt brings.
    pub fn delivery(&mut self, halt: usize) -> &mut Load {
        match &mut self.plan.routes[0].halts[halt].kind {
            HaltKind::Visit { delivery, .. } => delivery,
            other => panic!("{other:?} brings nothing"),
        }
    }

    /// What the first route's halt takes along.
    pub fn pickup(&mut self, halt: usize) -> &mut Load {
        match &mut self.plan.routes[0].halts[halt].kind {
            HaltKind::Visit { pickup, .. } => pickup,
            other => panic!("{other:?} takes nothing along"),
        }
    }

    /// Changes what a stop gets, and what its visit brings.
    pub fn set_delivery(&mut self, stop: usize, amount: i64) {
        self.change_stop(stop, |stop| stop.delivery = vec![amount]);
        *self.delivery(stop) = vec![amount];
    }

    /// Changes what a stop gives, and what its visit takes along.
    pub fn set_pickup(&mut self, stop: usize, amount: i64) {
        self.change_stop(stop, |stop| stop.pickup = vec![amount]);
        *self.pickup(stop) = vec![amount];
    }

    /// Makes everything from the halt at `index` on later.
    pub fn shift_from(&mut self, index: usize, by: i64) {
        let route = &mut self.plan.routes[0];
        for halt in &mut route.halts[index..] {
            halt.arrival += by;
            halt.begin += by;
            halt.leave += by;
        }
        route.arrival += by;
    }

    /// A break of 3 before the halt at `index`, where the van stands or where it goes next.
    pub fn insert_break(&mut self, index: usize, is_before_next: bool) {
        let route = &self.plan.routes[0];
        let next = route.halts.get(index);
        let before = index.checked_sub(1).map(|before| &route.halts[before]);
        let arrival = if is_before_next {
            next.map_or(route.arrival, |halt| halt.arrival)
        } else {
            before.map_or(route.departure, |halt| halt.leave)
        };
        self.shift_from(index, 3);
        let pause = Halt {
            kind: HaltKind::Break { is_before_next },
            arrival,
            begin: arrival,
            leave: arrival + 3,
        };
        self.plan.routes[0].halts.insert(index, pause);
    }

    /// A second van that goes nowhere.
    pub fn add_idle_route(&mut self) {
        self.change_vehicle(|van| van.count = 2);
        self.plan.routes.push(route(vec![], 0, 0));
    }

    /// A reload at the very start instead of between the visits.
    pub fn reload_first(&mut self) {
        let halts = vec![reload(0, 1), visit(0, 4, (3, 5)), visit(1, 3, (7, 8))];
        self.plan = plan(vec![route(halts, 11, 8)]);
    }
}
