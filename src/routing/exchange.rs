//! Two routes exchange what follows a visit of each.
//!
//! Ruin and recreate moves visits one by one; ends of routes change places whole only by this.
//!
//! (Source: Potvin & Rousseau 1995, "2-opt*", 10.1057/jors.1995.204.)

use std::ops::Range;

use fastrand::Rng;

use super::model::Model;
use super::near::Near;
use super::route::Route;
use super::slot::Slot;
use super::solution::Solution;

/// Exchanges that are tried until one is made.
const TRIES: u32 = 32;

/// The last visits of a route; maybe none.
struct Tail {
    route: u32,
    slots: Range<usize>,
}

/// Tries random exchanges that lead from a visit to one near it, until one adds at most `most` to
/// the cost of distance and both routes may be driven; makes it.
pub(super) fn exchange_tails(solution: &mut Solution, near: &Near, rng: &mut Rng, most: i64) {
    for _ in 0..TRIES {
        let Some((one, other)) = random_tails(solution, near, rng) else {
            continue;
        };
        if let Some((first, second)) = exchanged(solution, &one, &other, most) {
            solution.replace(one.route, first);
            solution.replace(other.route, second);
            return;
        }
    }
}

/// Tails of two routes, the second of which begins with a visit that may well follow what is before
/// the first.
fn random_tails(solution: &Solution, near: &Near, rng: &mut Rng) -> Option<(Tail, Tail)> {
    let node = rng.u32(0..u32::try_from(solution.places.len()).expect("few nodes"));
    let &beside = rng.choice(near.beside(node))?;
    let (from, to) = if beside.is_before {
        (node, beside.node)
    } else {
        (beside.node, node)
    };
    let (from, to) = (solution.places[from as usize], solution.places[to as usize]);
    if !from.is_visited() || !to.is_visited() || from.route == to.route {
        return None;
    }
    let tail = |route: u32, first: usize| Tail {
        route,
        slots: first..solution.routes[route as usize].slots().len() - 1,
    };
    Some((
        tail(from.route, from.slot as usize + 1),
        tail(to.route, to.slot as usize),
    ))
}

/// Both routes after the exchange.
fn exchanged(solution: &Solution, one: &Tail, other: &Tail, most: i64) -> Option<(Route, Route)> {
    let m = solution.m;
    let (first, second) = (
        &solution.routes[one.route as usize],
        &solution.routes[other.route as usize],
    );
    let added = added(m, first, &one.slots, second, &other.slots)?
        + added(m, second, &other.slots, first, &one.slots)?;
    if added > most || !may_begin(m, first, one, second, other) {
        return None;
    }
    let changed = first.with_piece(m, &one.slots, second, &other.slots)?;
    Some((
        changed,
        second.with_piece(m, &other.slots, first, &one.slots)?,
    ))
}

/// What the distance of a route costs more with a piece of another in place of its own, without what
/// is driven inside of both; `None` where there is no way.
fn added(
    m: &Model,
    route: &Route,
    own: &Range<usize>,
    other: &Route,
    new: &Range<usize>,
) -> Option<i64> {
    let way = |from: &Slot, to: &Slot| {
        let distance = m.ways.distances.from(from.place)[to.place as usize];
        (distance != i32::MAX).then_some(i64::from(distance))
    };
    let (before, after) = (&route.slots()[own.start - 1], &route.slots()[own.end]);
    let old = i64::from(before.to_next.distance)
        + if own.is_empty() {
            0
        } else {
            i64::from(route.slots()[own.end - 1].to_next.distance)
        };
    let new = if new.is_empty() {
        way(before, after)?
    } else {
        way(before, &other.slots()[new.start])? + way(&other.slots()[new.end - 1], after)?
    };
    Some((new - old) * m.types[route.of_type as usize].distance_cost)
}

/// Whether the clock may allow to drive to the other piece, for both.
fn may_begin(m: &Model, first: &Route, one: &Tail, second: &Route, other: &Tail) -> bool {
    if !m.has_times {
        return true;
    }
    let leads = |from: &Slot, to: &Slot| {
        let travel = m.travel(from.place, to.place);
        let begin = from.until.ready() + i64::from(travel.duration);
        let latest = m
            .nodes
            .get(to.node as usize)
            .map_or(to.onwards.latest, |node| node.latest);
        begin <= latest
    };
    leads(
        &first.slots()[one.slots.start - 1],
        &second.slots()[other.slots.start],
    ) && leads(
        &second.slots()[other.slots.start - 1],
        &first.slots()[one.slots.start],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::delivery::{DeliveryProblem, Travel, TravelMatrix};
    use crate::routing::penalties::Penalties;
    use crate::routing::recreate::Recreation;
    use crate::routing::solution::sequence;
    use crate::routing::timetable::rebuilt;
    use crate::testing::routing::{random_delivery_problem, stop, vehicle};
    use crate::units::Table;

    /// Two routes along a line that both cross the depot: 10, −11 and −10, 11.
    fn crossing() -> DeliveryProblem {
        const AT: [i32; 5] = [0, 10, 11, -10, -11];
        let travel = TravelMatrix::from_fn(AT.len(), |from, to| {
            let distance = (AT[from] - AT[to]).abs();
            Travel {
                distance,
                duration: distance,
            }
        });
        let stops = (1..AT.len()).map(|place| stop(&format!("s{place}"), place, 1));
        let mut van = vehicle("van", 0, 2);
        van.count = 2;
        let (stops, vans) = (Table::new(stops.collect()), Table::new(vec![van]));
        DeliveryProblem::new(stops, Table::new(vec![]), vans, travel).unwrap()
    }

    #[test]
    fn routes_that_cross_are_disentangled_and_the_exchange_is_undone_whole() {
        let problem = crossing();
        let m = Model::new(&problem);
        let near = Near::new(&m);
        let mut solution = Solution::new(&m);
        solution.begin();
        for nodes in [[0, 3], [2, 1]] {
            let visits = nodes.map(|node| Slot::visit(&m, node, 1));
            solution.insert(0, 0, &visits);
        }
        solution.keep();
        assert_eq!(solution.cost, 84);
        let crossed = solution.sequences();

        let mut rng = Rng::with_seed(1);
        solution.begin();
        exchange_tails(&mut solution, &near, &mut rng, -1);
        assert_eq!(solution.cost, 44);
        assert_eq!(solution.touched().len(), 2);
        solution.undo();
        assert_eq!((solution.cost, solution.sequences()), (84, crossed));
    }

    #[test]
    fn exchanged_routes_are_the_routes_made_anew_and_lose_no_visit() {
        let mut n_exchanged = 0;
        for seed in 0..400 {
            let problem = random_delivery_problem(seed);
            let m = Model::new(&problem);
            let near = Near::new(&m);
            let mut rng = Rng::with_seed(seed);
            let mut solution = Solution::new(&m);
            let mut recreation = Recreation::new(&near, Penalties::new(&m), seed);
            solution.begin();
            recreation.recreate(&mut solution);
            solution.keep();
            let visited = visited(&solution);
            for _ in 0..20 {
                solution.begin();
                exchange_tails(&mut solution, &near, &mut rng, i64::MAX);
                for &index in solution.touched() {
                    let route = &solution.routes[index as usize];
                    let anew = rebuilt(&m, &sequence(route));
                    assert!(route.is_feasible, "seed {seed}");
                    if route.n_visits > 0 {
                        assert_eq!(format!("{route:?}"), format!("{anew:?}"), "seed {seed}");
                    }
                    n_exchanged += 1;
                }
                solution.keep();
                require_places(&solution);
            }
            assert_eq!(visited, self::visited(&solution), "seed {seed}");
        }
        assert!(n_exchanged > 1_000, "{n_exchanged}");
    }

    /// Every visit is known to be where it is.
    #[track_caller]
    fn require_places(solution: &Solution) {
        for (route, of) in solution.routes.iter().enumerate() {
            for (slot, visit) in of.slots().iter().enumerate() {
                if visit.is_visit() {
                    let place = solution.places[visit.node as usize];
                    assert_eq!((place.route as usize, place.slot as usize), (route, slot));
                }
            }
        }
    }

    /// Nodes and units that some route brings, in order of nodes.
    fn visited(solution: &Solution) -> Vec<(u32, u32)> {
        let routes = solution.routes.iter();
        let mut visited: Vec<(u32, u32)> = routes
            .flat_map(|route| route.visits().map(|slot| (slot.node, slot.units)))
            .collect();
        visited.sort_unstable();
        visited
    }
}
