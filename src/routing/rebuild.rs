//! Everything about a route that follows from its type and its slots.

use super::model::Model;
use super::route::Route;
use super::slot::Slot;
use super::timing::Timing;
use crate::problem::delivery::Travel;

impl Route {
    /// Computes everything from type and slots, and whether the route may be driven.
    pub fn rebuild(&mut self, m: &Model) {
        let was_feasible = self.is_feasible;
        let may_halt = self.count(m);
        let (first, last) = self.look_up_travel(m);
        let is_reachable = self.add_distances();
        self.is_feasible = may_halt & is_reachable & self.add_loads(m);
        self.duration = 0;
        self.cost = 0;
        if m.has_times {
            let (first, last) = if was_feasible {
                (first, last)
            } else {
                (0, self.slots().len() - 2)
            };
            self.is_feasible = self.is_feasible && self.add_times(m, first, last);
        }
        let t = &m.types[self.of_type as usize];
        self.is_feasible &= self.distance <= t.distance_max && self.n_reloads <= t.reloads_max;
        if self.n_visits > 0 {
            self.cost =
                t.fixed_cost + self.distance * t.distance_cost + self.duration * t.duration_cost;
        }
    }

    /// Counts visits and reloads; whether all are allowed.
    fn count(&mut self, m: &Model) -> bool {
        self.n_visits = self.visits().count();
        let n_reloads = self.slots().len() - 2 - self.n_visits;
        self.n_reloads = u32::try_from(n_reloads).unwrap_or(u32::MAX);
        let may_reload = n_reloads == 0 || self.may_reload(m);
        let mut visits = self.visits();
        may_reload && (m.is_open || visits.all(|slot| m.is_allowed(slot.node, self.of_type)))
    }

    /// Whether it may reload where it does, and every trip has a visit.
    fn may_reload(&self, m: &Model) -> bool {
        let t = &m.types[self.of_type as usize];
        let slots = self.slots();
        let mut reloads = slots.iter().filter(|slot| slot.is_reload());
        reloads.all(|slot| t.reload_places.contains(&slot.place))
            && slots
                .windows(2)
                .all(|pair| pair[0].is_visit() || pair[1].is_visit())
    }

    /// Looks up travel where another slot follows than before; between the first and the last such
    /// slot something changed.
    fn look_up_travel(&mut self, m: &Model) -> (usize, usize) {
        let n_slots = self.slots().len();
        let (mut first, mut last) = (n_slots, 0);
        let is_idle = n_slots == 2;
        for index in 0..n_slots - 1 {
            let slot = &self.slots()[index];
            if slot.knows_next() {
                continue;
            }
            first = first.min(index);
            last = index;
            let travel = if is_idle {
                Travel::NONE
            } else {
                m.travel(slot.place, self.slots()[index + 1].place)
            };
            self.slots_mut()[index].to_next = travel;
        }
        (first, last)
    }

    /// Adds up distances; whether there is a way.
    fn add_distances(&mut self) -> bool {
        let mut distance = 0;
        let mut is_reachable = true;
        let (_, driven) = self.slots().split_last().expect("a route has an end");
        for slot in driven {
            is_reachable &= slot.to_next.is_reachable();
            distance += i64::from(slot.to_next.distance);
        }
        self.distance = distance;
        is_reachable
    }

    /// Computes times of slots after `first` from the start, and of slots up to `last` to the end;
    /// whether all windows are kept.
    fn add_times(&mut self, m: &Model, first: usize, last: usize) -> bool {
        let end = self.slots().len() - 1;
        self.slots_mut()[0].until = self.halt(m, 0);
        self.slots_mut()[end].onwards = self.halt(m, end);
        if self.n_visits == 0 {
            return true;
        }
        for index in first + 1..=end {
            let before: &Slot = &self.slots()[index - 1];
            let travel = i64::from(before.to_next.duration);
            match before.until.then(travel, self.halt(m, index)) {
                Some(until) => self.slots_mut()[index].until = until,
                None => return false,
            }
        }
        for index in (0..=last).rev() {
            let travel = i64::from(self.slots()[index].to_next.duration);
            let onwards = self.slots()[index + 1].onwards;
            match self.halt(m, index).then(travel, onwards) {
                Some(onwards) => self.slots_mut()[index].onwards = onwards,
                None => return false,
            }
        }
        let t = &m.types[self.of_type as usize];
        if !t.times_routes && t.driver_break.is_none() {
            return true;
        }
        let Some(timing) = Timing::shortest(m, self) else {
            return false;
        };
        self.duration = timing.duration;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::solution::sequence;
    use crate::routing::timetable::rebuilt;
    use crate::testing::routing::random_delivery_problem;

    /// Everything of a route that the search reads.
    fn facts(route: &Route) -> String {
        format!("{route:?}")
    }

    #[test]
    fn a_route_changed_piece_by_piece_is_the_route_made_anew() {
        let mut n_compared = 0;
        for seed in 0..400 {
            let problem = random_delivery_problem(seed);
            let m = Model::new(&problem);
            let mut rng = fastrand::Rng::with_seed(seed);
            let mut route = Route::empty(&m, rng.u32(0..u32::try_from(m.types.len()).unwrap()));
            for _ in 0..40 {
                change(&m, &mut rng, &mut route);
                let anew = rebuilt(&m, &sequence(&route));
                assert_eq!(route.is_feasible, anew.is_feasible, "seed {seed}");
                if route.is_feasible && route.n_visits > 0 {
                    n_compared += 1;
                    assert_eq!(facts(&route), facts(&anew), "seed {seed}");
                }
            }
        }
        assert!(n_compared > 1_000, "{n_compared}");
    }

    /// Inserts a visit or a reload, removes some, or takes another type; mostly so that the route
    /// may still be driven.
    fn change(m: &Model, rng: &mut fastrand::Rng, route: &mut Route) {
        let mut changed = route.clone();
        let n_types = u32::try_from(m.types.len()).unwrap();
        match rng.u32(0..6) {
            0 => changed.set_type(m, rng.u32(0..n_types)),
            1 => changed.remove(|index, _| index % 3 == 1),
            2 => changed.remove(|index, _| index % 2 == 1),
            _ => {
                let gap = rng.usize(0..changed.slots().len() - 1);
                let node = rng.u32(0..u32::try_from(m.nodes.len()).unwrap());
                let is_visited = changed.visits().any(|slot| slot.node == node);
                if !is_visited {
                    changed.insert(gap, &[Slot::visit(m, node, 1)]);
                }
            }
        }
        changed.rebuild(m);
        if changed.is_feasible || rng.u32(0..8) == 0 {
            *route = changed;
        }
    }
}
