//! The best routes of a tiny problem, by trying all of them.
//!
//! For each vehicle type, every order of every set of visits with a reload wherever one may be is
//! walked through ([`routes`]), for every moment of departure. Once the departure is fixed,
//! beginning everything as early as possible is never worse: later is neither cheaper nor the way
//! into a window that earlier could not wait for, nor does it spare a break. So the only choices
//! left are where the break is taken, if at all; all are tried. What remains is which vehicle
//! drives which set, tried by [`partition`].

mod amounts;
mod clock;
mod partition;
mod routes;
#[cfg(test)]
mod sampled;
mod witness;

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;

use amounts::Amounts;

/// Longest shift for which every departure is tried.
pub const HORIZON_MAX: i64 = 100;

/// The best that can be done: first few unserved required stops and groups, then little cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestRoutes {
    /// Stops and groups that must be visited and cannot all be.
    pub n_unserved_required: usize,
    /// Least cost among the plans that leave out so few.
    pub cost: i64,
    /// One of these plans.
    pub plan: RoutePlan,
}

/// The best routes; for problems of a handful of stops.
///
/// # Panics
/// If a shift is longer than [`HORIZON_MAX`].
pub fn best_routes(problem: &DeliveryProblem) -> BestRoutes {
    let amounts = Amounts::of(problem);
    let vehicles = problem.vehicles().ids();
    let by_type: Vec<_> = vehicles
        .map(|vehicle| routes::cheapest(problem, &amounts, vehicle))
        .collect();
    partition::best(problem, &amounts, &by_type)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::delivery::{DriverBreak, Reloading, Stop, Travel, TravelMatrix};
    use crate::problem::delivery::{VehicleType, Window};
    use crate::testing::routing::{random_delivery_problem, stop, vehicle};
    use crate::units::{Id as _, PlaceId, Table};
    use crate::verify::verify_routes;

    /// Places on a line, one apart; the vehicle's at 0.
    fn check(vehicle: VehicleType, stops: Vec<Stop>, n_unserved: usize, cost: i64) {
        let travel = TravelMatrix::from_fn(5, |from, to| {
            let apart = i32::try_from(from.abs_diff(to)).unwrap();
            Travel {
                distance: apart,
                duration: apart,
            }
        });
        let vehicles = Table::new(vec![vehicle]);
        let problem = DeliveryProblem::new(Table::new(stops), Table::default(), vehicles, travel);
        let best = best_routes(&problem.unwrap());
        assert_eq!((best.n_unserved_required, best.cost), (n_unserved, cost));
    }

    fn two_stops() -> Vec<Stop> {
        vec![stop("near", 2, 3), stop("far", 4, 3)]
    }

    #[test]
    fn one_route_goes_out_and_back() {
        check(vehicle("van", 0, 6), two_stops(), 0, 8);
    }

    #[test]
    fn two_small_vehicles_drive_twice() {
        let mut van = vehicle("van", 0, 5);
        van.count = 2;
        check(van.clone(), two_stops(), 0, 12);
        van.count = 1;
        check(van, two_stops(), 1, 4);
    }

    #[test]
    fn two_small_vehicles_share_a_large_stop() {
        let mut van = vehicle("van", 0, 2);
        van.count = 2;
        let mut large = stop("large", 3, 3);
        check(van.clone(), vec![large.clone()], 1, 0);
        large.is_splittable = true;
        check(van, vec![large], 0, 12);
    }

    #[test]
    fn a_reload_takes_the_place_of_a_vehicle() {
        let mut van = vehicle("van", 0, 3);
        van.reloading = Some(Reloading {
            places: vec![PlaceId::from_index(1)],
            most: 1,
            duration: 0,
        });
        check(van, two_stops(), 0, 2 + 1 + 3 + 4);
    }

    #[test]
    fn a_prize_is_left_for_a_long_way() {
        let mut stops = two_stops();
        stops[1].prize = Some(3);
        check(vehicle("van", 0, 6), stops.clone(), 0, 4 + 3);
        stops[1].prize = Some(5);
        check(vehicle("van", 0, 6), stops, 0, 8);
    }

    #[test]
    fn a_late_departure_saves_waiting() {
        let mut van = vehicle("van", 0, 6);
        van.duration_cost = 1;
        let mut stops = two_stops();
        stops[0].windows = vec![Window::new(10, 30)];
        stops[1].windows = vec![Window::new(20, 20)];
        check(van, stops, 0, 8 + 8);
    }

    #[test]
    fn a_break_costs_time_unless_the_van_departs_late() {
        let mut van = vehicle("van", 0, 6);
        van.duration_cost = 1;
        van.shift = Window::new(0, 11);
        van.driver_break = Some(DriverBreak {
            window: Window::new(2, 4),
            duration: 3,
        });
        check(van.clone(), two_stops(), 0, 8 + 8 + 3);
        van.shift = Window::new(0, 12);
        check(van, two_stops(), 0, 8 + 8);
    }

    #[test]
    fn the_plan_of_the_best_routes_verifies() {
        for seed in 0..500 {
            let problem = random_delivery_problem(seed);
            let best = best_routes(&problem);
            match verify_routes(&problem, &best.plan) {
                Ok(verified) => {
                    let n_unserved = verified.unserved_required().len();
                    assert_eq!(n_unserved, best.n_unserved_required, "seed {seed}");
                    assert_eq!(verified.cost(), best.cost, "seed {seed}");
                }
                Err(refused) => panic!("seed {seed}: {refused}\n{:#?}", best.plan),
            }
        }
    }
}
