//! Why a stop cannot be visited, and what would cure it.
//!
//! Every cause but [`Cause::Fleet`] is a proof: it compares with the shortest way past any other
//! places, so that no other stop on the way could help.

use super::model::Model;
use super::reach::Reach;
use super::search::Best;
use crate::units::{Id as _, StopId, VehicleTypeId};

/// A stop that should have been visited and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The stop.
    pub stop: StopId,
    /// What failed, each for some of the vehicle types and together for all. Never empty.
    pub causes: Vec<Cause>,
}

/// What failed, with the number found and the number needed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// No vehicle type may visit the stop, or there is none of those. Cure: allow one.
    NoVehicleType,
    /// More than any vehicle that may visit it holds. Cure: larger vehicles, or allow a split.
    Capacity {
        /// The load dimension.
        dimension: usize,
        /// The stop's load; the smallest part of it if it may be split.
        load: i64,
        /// The most that one vehicle holds.
        most: i64,
    },
    /// There is no way from the start, to the stop, to the end of any vehicle that may visit it.
    Unreachable,
    /// No vehicle is there by its last window. Cure: a later window or an earlier shift.
    Window {
        /// The earliest arrival of any vehicle.
        arrival: i64,
        /// The latest moment of its last window.
        latest: i64,
    },
    /// No vehicle would be back in time. Cure: a longer shift.
    Shift {
        /// The earliest return after visiting it.
        back: i64,
        /// The last return of that vehicle's shift.
        latest: i64,
    },
    /// A route to it takes longer than allowed. Cure: a longer limit.
    Duration {
        /// The shortest.
        least: i64,
        /// The longest allowed.
        most: i64,
    },
    /// A route to it is longer than allowed. Cure: a longer limit.
    Distance {
        /// The shortest.
        least: i64,
        /// The longest allowed.
        most: i64,
    },
    /// Nothing forbids it by itself; no vehicle was left, none had room, or what it shares a route
    /// with stands in the way. Cure: more vehicles, or a longer search.
    Fleet,
}

/// What stands in the way of each stop that should be visited and is not.
pub(super) fn obstacles(m: &Model, best: &Best) -> Vec<Obstacle> {
    let missing = best.absent.iter().map(|&task| &m.tasks[task as usize]);
    let mut stops: Vec<StopId> = missing
        .filter(|task| task.prize.is_none())
        .flat_map(|task| task.nodes.clone())
        .map(|node| m.nodes[node as usize].stop)
        .collect();
    stops.sort_unstable();
    stops.dedup();
    if stops.is_empty() {
        return Vec::new();
    }
    let types = m.types.iter().filter(|t| t.count > 0);
    let reaches: Vec<(Reach, Reach)> = types
        .map(|t| (Reach::from(m, t.start), Reach::to(m, t.end)))
        .collect();
    let obstacles = stops.into_iter().map(|stop| Obstacle {
        stop,
        causes: causes(m, stop, &reaches),
    });
    obstacles.collect()
}

/// What keeps every vehicle type from the stop; that of the types nearest to visiting it first.
fn causes(m: &Model, stop: StopId, reaches: &[(Reach, Reach)]) -> Vec<Cause> {
    let types = (0..m.types.len()).filter(|&index| m.types[index].count > 0);
    let allowed = types
        .zip(reaches)
        .filter(|(index, _)| m.problem.may_visit(VehicleTypeId::from_index(*index), stop));
    let mut causes: Vec<Cause> = Vec::new();
    for (index, (from, to)) in allowed {
        let cause = cause(m, stop, index, from, to).unwrap_or(Cause::Fleet);
        if cause == Cause::Fleet {
            return vec![cause];
        }
        causes.push(cause);
    }
    causes.sort();
    causes.dedup_by_key(|cause| std::mem::discriminant(cause));
    if causes.is_empty() {
        causes.push(Cause::NoVehicleType);
    }
    causes
}

/// What keeps one vehicle type from the stop, whatever else is on its way.
fn cause(m: &Model, stop: StopId, index: usize, from: &Reach, to: &Reach) -> Option<Cause> {
    let t = &m.types[index];
    let data = &m.problem.stops()[stop];
    let place = data.place.index();
    if let Some(cause) = overload(m, stop, index) {
        return Some(cause);
    }
    let there = from.durations[place].zip(from.distances[place]);
    let back = to.durations[place].zip(to.distances[place]);
    let Some(((there, far), (back, far_back))) = there.zip(back) else {
        return Some(Cause::Unreachable);
    };
    if far + far_back > t.distance_max {
        return Some(Cause::Distance {
            least: far + far_back,
            most: t.distance_max,
        });
    }
    let least = there + data.service + back;
    if least > t.duration_max {
        return Some(Cause::Duration {
            least,
            most: t.duration_max,
        });
    }
    let arrival = t.shift.earliest + there;
    let window = data.windows.iter().find(|window| window.latest >= arrival);
    if let (None, Some(last)) = (window, data.windows.last()) {
        return Some(Cause::Window {
            arrival,
            latest: last.latest,
        });
    }
    let begin = window.map_or(arrival, |window| window.earliest.max(arrival));
    let home = begin + data.service + back;
    (home > t.shift.latest).then_some(Cause::Shift {
        back: home,
        latest: t.shift.latest,
    })
}

/// The first load dimension in which the stop is more than the vehicle holds.
fn overload(m: &Model, stop: StopId, index: usize) -> Option<Cause> {
    let node = m.nodes.iter().position(|node| node.stop == stop)?;
    let node = u32::try_from(node).expect("few nodes");
    let of_type = u32::try_from(index).expect("few types");
    let loads = m.delivery(node).iter().zip(m.pickup(node));
    let mut loads = loads.zip(m.capacity(of_type)).enumerate();
    loads.find_map(|(dimension, ((&delivery, &pickup), &most))| {
        let load = delivery.max(pickup);
        (load > most).then_some(Cause::Capacity {
            dimension,
            load,
            most,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::delivery::{
        DeliveryProblem, Stop, Travel, TravelMatrix, VehicleType, Window,
    };
    use crate::routing::{Options, route};
    use crate::testing::routing::{stop, vehicle};
    use crate::units::Table;

    /// One stop ten away from the start of one vehicle that holds 5.
    fn check(change: impl Fn(&mut Stop, &mut VehicleType), expected: &[Cause]) {
        let mut stop = stop("store", 1, 3);
        let mut vehicle = vehicle("van", 0, 5);
        change(&mut stop, &mut vehicle);
        let travel = TravelMatrix::from_fn(2, |_, _| Travel {
            distance: 10,
            duration: 10,
        });
        let problem = DeliveryProblem::new(
            Table::new(vec![stop]),
            Table::new(vec![]),
            Table::new(vec![vehicle]),
            travel,
        )
        .unwrap();
        let options = Options {
            iterations: Some(10),
            ..Options::default()
        };
        let routed = route(&problem, &options, &|_| {});
        let causes = routed.obstacles.into_iter().flat_map(|found| found.causes);
        assert_eq!(causes.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_stop_that_is_visited_has_no_obstacle() {
        check(|_, _| (), &[]);
    }

    #[test]
    fn too_much_for_every_vehicle_is_a_matter_of_capacity() {
        let cause = Cause::Capacity {
            dimension: 0,
            load: 7,
            most: 5,
        };
        check(|stop, _| stop.delivery = vec![7], &[cause]);
    }

    #[test]
    fn a_window_before_anybody_can_be_there_is_named() {
        let cause = Cause::Window {
            arrival: 10,
            latest: 9,
        };
        let change = |stop: &mut Stop, vehicle: &mut VehicleType| {
            stop.windows = vec![Window::new(0, 9)];
            vehicle.shift = Window::new(0, 100);
        };
        check(change, &[cause]);
    }

    #[test]
    fn a_shift_that_ends_too_early_is_named() {
        let cause = Cause::Shift {
            back: 20,
            latest: 19,
        };
        check(|_, vehicle| vehicle.shift = Window::new(0, 19), &[cause]);
    }

    #[test]
    fn limits_of_time_and_distance_are_named() {
        let (least, most) = (20, 19);
        check(
            |_, vehicle| vehicle.duration_max = Some(19),
            &[Cause::Duration { least, most }],
        );
        check(
            |_, vehicle| vehicle.distance_max = Some(19),
            &[Cause::Distance { least, most }],
        );
    }

    #[test]
    fn no_type_that_may_and_no_vehicle_left_differ() {
        check(
            |stop, _| stop.vehicles = Some(vec![]),
            &[Cause::NoVehicleType],
        );
        check(|_, vehicle| vehicle.count = 0, &[Cause::NoVehicleType]);
    }
}
