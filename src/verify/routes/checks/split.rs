//! A split stop gets its load in whole units.

use crate::plan::RoutePlan;
use crate::problem::delivery::{DeliveryProblem, Load};
use crate::verify::routes::RouteRefusal;
use crate::verify::routes::drive::Drive;

/// Each visit of a splittable stop brings one or more whole units, and all visits its delivery.
///
/// A unit is the delivery divided by the greatest common divisor of its amounts. If all of them
/// are zero the delivery is one unit.
pub fn split(problem: &DeliveryProblem, plan: &RoutePlan, refusals: &mut Vec<RouteRefusal>) {
    let drives = Drive::all(problem, plan);
    for (id, stop) in problem
        .stops()
        .iter()
        .filter(|(_, stop)| stop.is_splittable)
    {
        let unit = unit(&stop.delivery);
        let mut sums = vec![0_i128; unit.len()];
        let mut n_visits = 0;
        for drive in &drives {
            for visit in drive.visits().iter().filter(|visit| visit.stop == id) {
                n_visits += 1;
                for (sum, &amount) in sums.iter_mut().zip(visit.delivery) {
                    *sum += i128::from(amount);
                }
                if !is_whole(visit.delivery, &unit) {
                    refusals.push(RouteRefusal::NotWholeUnits {
                        route: drive.number,
                        stop: stop.name.clone(),
                        found: visit.delivery.clone(),
                        unit: unit.clone(),
                    });
                }
            }
        }
        let has_load = stop.delivery.iter().any(|&amount| amount > 0);
        if n_visits > 1 && !has_load {
            refusals.push(RouteRefusal::VisitedAgain {
                stop: stop.name.clone(),
                n_visits,
            });
        }
        for (index, (&found, &expected)) in sums.iter().zip(&stop.delivery).enumerate() {
            if n_visits > 0 && found != i128::from(expected) {
                refusals.push(RouteRefusal::SplitSum {
                    stop: stop.name.clone(),
                    dimension: index + 1,
                    found,
                    expected,
                });
            }
        }
    }
}

fn unit(delivery: &Load) -> Load {
    let mut divisor = 0;
    for &amount in delivery {
        let mut other = amount;
        while other != 0 {
            (divisor, other) = (other, divisor % other);
        }
    }
    let amounts = delivery.iter().map(|amount| amount / divisor.max(1));
    amounts.collect()
}

/// Whether a load is one or more times the unit. A unit of nothing is brought by bringing nothing.
fn is_whole(load: &Load, unit: &Load) -> bool {
    let largest = unit
        .iter()
        .zip(load)
        .max()
        .map_or((0, 0), |(u, l)| (*u, *l));
    let times = match largest {
        (0, _) => 1,
        (unit, load) => load / unit,
    };
    times >= 1
        && unit
            .iter()
            .zip(load)
            .all(|(&unit, &load)| i128::from(unit) * i128::from(times) == i128::from(load))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::routes::fixture::{small, split_in};

    #[test]
    fn a_unit_is_the_delivery_by_its_greatest_common_divisor() {
        assert_eq!(unit(&vec![6, 4]), [3, 2]);
        assert_eq!(unit(&vec![0, 5]), [0, 1]);
        assert_eq!(unit(&vec![0, 0]), [0, 0]);
        assert!(is_whole(&vec![6, 4], &vec![3, 2]));
        assert!(!is_whole(&vec![3, 4], &vec![3, 2]));
        assert!(!is_whole(&vec![0, 0], &vec![3, 2]));
        assert!(is_whole(&vec![0, 0], &vec![0, 0]));
    }

    #[test]
    fn the_visits_of_a_split_stop_sum_to_its_delivery() {
        split_in(&[1, 3]).check(&[]);
        split_in(&[2, 2]).check(&[]);
        split_in(&[1, 2]).check(&["the visits of stop `a` bring 3 in dimension 1, expected 4"]);
    }

    #[test]
    fn a_visit_of_a_split_stop_brings_at_least_a_unit() {
        split_in(&[4, 0])
            .check(&["route 2 brings [0] to stop `a`, expected one or more times [1]"]);
    }

    #[test]
    fn a_splittable_stop_without_load_is_visited_once() {
        let mut small = small();
        small.change_stop(0, |stop| {
            stop.is_splittable = true;
            stop.delivery = vec![0];
        });
        *small.delivery(0) = vec![0];
        small.check(&[]);
    }
}
