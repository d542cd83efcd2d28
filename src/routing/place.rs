//! Where a node is visited, and between what: enough to pass over most insertions beside it without
//! a look at the route.

use super::model::Model;
use super::slot::Slot;

/// A node that no route visits.
const NOWHERE: u32 = u32::MAX;

/// Where a node is visited: all that an insertion beside it must know to be too far, in half a line
/// of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub route: u32,
    pub slot: u32,
    /// The gaps before and after it.
    gaps: [Gap; 2],
}

/// Between two halts that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    from: u32,
    to: u32,
    distance: i32,
}

impl Gap {
    const NOWHERE: Self = Self {
        from: 0,
        to: 0,
        distance: 0,
    };

    fn after(slots: &[Slot], index: usize) -> Self {
        Self {
            from: slots[index].place,
            to: slots[index + 1].place,
            distance: slots[index].to_next.distance,
        }
    }

    /// How much longer the way by this place is; at least [`i32::MAX`] less the gap where there is
    /// none.
    #[inline]
    pub fn detour(self, m: &Model, place: u32) -> i64 {
        let to = m.ways.distances.to(place)[self.from as usize];
        let from = m.ways.distances.from(place)[self.to as usize];
        i64::from(to) + i64::from(from) - i64::from(self.distance)
    }
}

impl Place {
    pub const NOWHERE: Self = Self {
        route: NOWHERE,
        slot: 0,
        gaps: [Gap::NOWHERE; 2],
    };

    /// The place of this slot of a route.
    pub fn of(slots: &[Slot], index: usize, route: u32) -> Self {
        Self {
            route,
            slot: u32::try_from(index).expect("few slots"),
            gaps: [Gap::after(slots, index - 1), Gap::after(slots, index)],
        }
    }

    /// The gap before it, or the one after.
    #[inline]
    pub const fn gap(self, is_before: bool) -> Gap {
        self.gaps[if is_before { 0 } else { 1 }]
    }

    pub const fn is_visited(self) -> bool {
        self.route != NOWHERE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::near::Near;
    use crate::routing::penalties::Penalties;
    use crate::routing::recreate::Recreation;
    use crate::routing::ruin::ruin;
    use crate::routing::solution::Solution;
    use crate::testing::routing::random_delivery_problem;

    #[test]
    fn places_are_as_the_routes_after_changes_kept_and_undone() {
        let mut n_visits = 0;
        for seed in 0..200 {
            let problem = random_delivery_problem(seed);
            let m = Model::new(&problem);
            let near = Near::new(&m);
            let mut rng = fastrand::Rng::with_seed(seed);
            let mut recreation = Recreation::new(&near, Penalties::new(&m), seed);
            let mut solution = Solution::new(&m);
            for step in 0..20 {
                solution.begin();
                ruin(&mut solution, &near, &mut rng, &mut Vec::new());
                recreation.recreate(&mut solution);
                if step % 2 == 0 {
                    solution.keep();
                } else {
                    solution.undo();
                }
                n_visits += check(&solution);
            }
        }
        assert!(n_visits > 5_000, "{n_visits}");
    }

    /// Every visit's place is as in its route, and nothing else has a place; the number of visits.
    fn check(solution: &Solution) -> usize {
        let mut expected = vec![Place::NOWHERE; solution.places.len()];
        let mut n_visits = 0;
        for (id, route) in (0..).zip(&solution.routes) {
            for (index, slot) in route.slots().iter().enumerate() {
                if slot.is_visit() {
                    expected[slot.node as usize] = Place::of(route.slots(), index, id);
                    n_visits += 1;
                }
            }
        }
        assert_eq!(solution.places, expected);
        n_visits
    }

    #[test]
    fn a_detour_is_what_a_visit_in_the_gap_adds() {
        for seed in 0..100 {
            let problem = random_delivery_problem(seed);
            let m = Model::new(&problem);
            let near = Near::new(&m);
            let mut recreation = Recreation::new(&near, Penalties::new(&m), seed);
            let mut solution = Solution::new(&m);
            solution.begin();
            recreation.recreate(&mut solution);
            for place in solution.places.iter().filter(|place| place.is_visited()) {
                let route = &solution.routes[place.route as usize];
                for (is_before, gap) in [
                    (true, place.slot as usize - 1),
                    (false, place.slot as usize),
                ] {
                    for (node, data) in (0u32..).zip(&m.nodes) {
                        let detour = place.gap(is_before).detour(&m, data.place);
                        let with = route.with(&m, gap, &[Slot::visit(&m, node, 1)]);
                        if let Some(with) = with {
                            assert_eq!(detour, with.distance - route.distance, "seed {seed}");
                        }
                    }
                }
            }
        }
    }
}
