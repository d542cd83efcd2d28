//! What is printed: verified routes, and what the search says about stops without a visit.

use super::shown::Shown;
use crate::cli::Exit;
use crate::input::RoutingFile;
use crate::plan::Route;
use crate::problem::delivery::DeliveryProblem;
use crate::routing::{Cause, Obstacle};
use crate::units::StopId;
use crate::verify::{RouteFigures, VerifiedRoutes};

/// Routes with the file that asked for them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'a> {
    pub file: &'a RoutingFile,
    pub routes: &'a VerifiedRoutes,
    /// Why stops that must be visited are not.
    pub obstacles: &'a [Obstacle],
    pub iterations: u64,
}

impl<'a> Answer<'a> {
    /// The problem of the file.
    pub fn problem(&self) -> &'a DeliveryProblem {
        &self.file.problem
    }

    /// How its numbers are shown.
    pub fn shown(&self) -> Shown<'a> {
        Shown::of(self.file)
    }

    /// Each route with its figures.
    pub fn routes(&self) -> impl Iterator<Item = (&'a Route, &'a RouteFigures)> {
        let routes = self.routes;
        routes.plan().routes.iter().zip(routes.figures())
    }

    /// Whether a stop, or one of its group, must be visited.
    pub fn must_be_visited(&self, stop: StopId) -> bool {
        let stop = &self.problem().stops()[stop];
        let group = stop.group.map(|group| &self.problem().groups()[group]);
        stop.prize.is_none() && group.is_none_or(|group| group.prize.is_none())
    }

    /// Why a stop is not visited; empty if nothing is known.
    pub fn causes(&self, stop: StopId) -> &'a [Cause] {
        let obstacle = self.obstacles.iter().find(|found| found.stop == stop);
        obstacle.map_or(&[], |obstacle| &obstacle.causes)
    }

    /// How the program ends.
    pub fn exit(&self, is_interrupted: bool) -> Exit {
        let mut causes = self.obstacles.iter().flat_map(|obstacle| &obstacle.causes);
        if is_interrupted {
            Exit::Interrupted
        } else if causes.any(|cause| *cause != Cause::Fleet) {
            Exit::Infeasible
        } else if self.routes.unserved_required().is_empty() {
            Exit::Answer
        } else {
            Exit::NoPlan
        }
    }
}
