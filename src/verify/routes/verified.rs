//! Routes that were checked, with their figures.

use crate::plan::RoutePlan;
use crate::problem::delivery::DeliveryProblem;
use crate::units::{GroupId, StopId};

use super::drive::Drive;
use super::tally::Tally;

/// Routes that keep everything the problem demands, computed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedRoutes {
    plan: RoutePlan,
    figures: Vec<RouteFigures>,
    unserved_required: Vec<UnservedRequired>,
    prizes: i64,
}

/// What one route drives and costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteFigures {
    /// Distance driven.
    pub distance: i64,
    /// Time from departure to arrival.
    pub duration: i64,
    /// Fixed cost, distance and time.
    pub cost: i64,
}

/// Something that should have been visited, is not, and is said not to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnservedRequired {
    /// A stop of no group and without prize.
    Stop(StopId),
    /// A group without prize.
    Group(GroupId),
}

impl VerifiedRoutes {
    /// The figures of a plan that no check refused.
    pub(super) fn of(problem: &DeliveryProblem, plan: RoutePlan) -> Self {
        let tally = Tally::of(problem, &plan);
        let figures = Drive::all(problem, &plan).iter().map(figures).collect();
        Self {
            figures,
            unserved_required: tally.unserved_required(problem),
            prizes: narrow(tally.prizes(problem)),
            plan,
        }
    }

    /// The plan.
    pub fn plan(&self) -> &RoutePlan {
        &self.plan
    }

    /// Figures of each route, in the plan's order.
    pub fn figures(&self) -> &[RouteFigures] {
        &self.figures
    }

    /// Required stops and groups that nobody visits: stops first, each in order. Empty if the plan
    /// does all it should.
    pub fn unserved_required(&self) -> &[UnservedRequired] {
        &self.unserved_required
    }

    /// Prizes of optional stops and groups that nobody visits.
    pub fn prizes(&self) -> i64 {
        self.prizes
    }

    /// Cost of all routes, and the prizes.
    pub fn cost(&self) -> i64 {
        self.plan.cost
    }
}

fn figures(drive: &Drive) -> RouteFigures {
    RouteFigures {
        distance: narrow(drive.distance()),
        duration: narrow(drive.duration()),
        cost: narrow(drive.cost()),
    }
}

fn narrow(figure: i128) -> i64 {
    i64::try_from(figure).expect("a figure equals or is part of what the plan states in 64 bits")
}
