//! How often each stop and group is visited, and what it costs that some are not.

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::units::{GroupId, StopId, Table};

use super::UnservedRequired;
use super::drive::Drive;

/// Visits in all routes together.
pub(super) struct Tally {
    /// Visits of each stop.
    pub n_visits: Table<StopId, usize>,
    /// Stops of each group that have a visit.
    pub n_visited: Table<GroupId, usize>,
}

impl Tally {
    pub fn of(problem: &DeliveryProblem, plan: &RoutePlan) -> Self {
        let mut n_visits: Table<StopId, usize> = problem.stops().ids().map(|_| 0).collect();
        for drive in Drive::all(problem, plan) {
            for visit in drive.visits() {
                n_visits[visit.stop] += 1;
            }
        }
        let mut n_visited: Table<GroupId, usize> = problem.groups().ids().map(|_| 0).collect();
        for (id, stop) in problem.stops().iter() {
            if let Some(group) = stop.group
                && n_visits[id] > 0
            {
                n_visited[group] += 1;
            }
        }
        Self {
            n_visits,
            n_visited,
        }
    }

    /// Whether neither the stop nor another of its group is visited.
    pub fn is_unserved(&self, problem: &DeliveryProblem, stop: StopId) -> bool {
        let group = problem.stops()[stop].group;
        self.n_visits[stop] == 0 && group.is_none_or(|group| self.n_visited[group] == 0)
    }

    /// Stops and groups that must be visited and are not.
    pub fn unserved_required(&self, problem: &DeliveryProblem) -> Vec<UnservedRequired> {
        let stops = problem.stops().iter().filter(|(id, stop)| {
            stop.group.is_none() && stop.prize.is_none() && self.n_visits[*id] == 0
        });
        let groups = problem
            .groups()
            .iter()
            .filter(|(id, group)| group.prize.is_none() && self.n_visited[*id] == 0);
        stops
            .map(|(id, _)| UnservedRequired::Stop(id))
            .chain(groups.map(|(id, _)| UnservedRequired::Group(id)))
            .collect()
    }

    /// Prizes of optional stops and groups that nobody visits.
    pub fn prizes(&self, problem: &DeliveryProblem) -> i128 {
        let stops = problem.stops().iter();
        let of_stops = stops
            .filter(|(id, _)| self.n_visits[*id] == 0)
            .filter_map(|(_, stop)| stop.prize);
        let groups = problem.groups().iter();
        let of_groups = groups
            .filter(|(id, _)| self.n_visited[*id] == 0)
            .filter_map(|(_, group)| group.prize);
        of_stops.chain(of_groups).map(i128::from).sum()
    }
}
