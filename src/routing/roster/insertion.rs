//! Where a visit costs least.

use super::super::recreate::Insertion;
use super::super::reload::best_with_reload;
use super::super::upgrade::best_with_upgrade;
use super::Roster;

impl Roster<'_> {
    /// The cheapest place for a task that is not done.
    pub(super) fn best(&self, task: u32) -> Option<Insertion> {
        if self.visits(task).next().is_some() {
            return None;
        }
        let data = &self.solution.m.tasks[task as usize];
        let mut best = Insertion::NONE;
        for node in data.nodes.start..data.nodes.start + data.n_windows {
            for route in 0..self.solution.routes.len() {
                self.consider(route, node, data.units, &mut best);
            }
        }
        best.is_some().then_some(best)
    }

    /// Looks through the gaps of one route for a place cheaper than `best`.
    pub(super) fn consider(&self, index: usize, node: u32, units: u32, best: &mut Insertion) {
        let (solution, m) = (&self.solution, self.solution.m);
        let route = &solution.routes[index];
        let is_template = index < solution.n_types();
        if is_template != (route.n_visits == 0) || (is_template && !solution.has_vehicle(index)) {
            return;
        }
        let id = u32::try_from(index).expect("few routes");
        let is_full = route.is_full_for(m, node, units);
        let mut is_found = false;
        let gaps = if is_full {
            0..0
        } else {
            route.gaps_for(m, node)
        };
        for gap in gaps {
            let cost = solution.insertion(id, node, units, gap, best.cost);
            if cost < best.cost {
                *best = Insertion::at(id, gap, node, cost);
                is_found = true;
            }
        }
        let may_help = !is_template && !is_found && (is_full || m.has_pickups);
        if may_help && (m.has_reloads || m.has_upgrades) {
            self.consider_full(id, node, units, best);
        }
    }

    /// Looks for a place in a full route: with a reload, or with a larger vehicle.
    fn consider_full(&self, route: u32, node: u32, units: u32, best: &mut Insertion) {
        let (solution, m) = (&self.solution, self.solution.m);
        let n_gaps = solution.routes[route as usize].slots().len() - 1;
        for gap in 0..n_gaps {
            if m.has_upgrades {
                best_with_upgrade(solution, route, gap, node, units, best);
            }
            if m.has_reloads {
                best_with_reload(solution, route, gap, node, units, best);
            }
        }
    }
}
