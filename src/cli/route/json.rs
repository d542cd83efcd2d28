//! Routes as data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shown::Shown;
use super::{causes, must_be_visited};
use crate::input::RoutingFile;
use crate::plan::{Halt, HaltKind, Route};
use crate::problem::delivery::Load;
use crate::routing::Routed;
use crate::units::{Id as _, StopId};

/// Version of the format.
const SCHEMA_VERSION: u32 = 1;

/// The plan. Numbers are decimal texts: kilometres, moments as `HH:MM:SS` and money in `currency`;
/// all in the file's own unit if that has none.
#[derive(Serialize)]
struct PlanFile {
    schema_version: u32,
    name: String,
    currency: Option<&'static str>,
    cost: String,
    /// Whether everything that must be visited is.
    is_complete: bool,
    iterations: u64,
    routes: Vec<RouteEntry>,
    unserved: Vec<UnservedEntry>,
}

#[derive(Serialize)]
struct RouteEntry {
    vehicle: String,
    start: String,
    end: String,
    departure: String,
    arrival: String,
    distance: String,
    cost: String,
    halts: Vec<HaltEntry>,
}

#[derive(Serialize)]
struct HaltEntry {
    /// `visit`, `reload` or `break`.
    kind: &'static str,
    /// Stop of a visit, place of a reload.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    arrival: String,
    begin: String,
    leave: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    delivery: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pickup: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct UnservedEntry {
    stop: String,
    is_required: bool,
    /// Why, in words; empty if it is left out for its prize.
    causes: Vec<CauseEntry>,
}

#[derive(Serialize)]
struct CauseEntry {
    cause: String,
    cure: &'static str,
}

/// The plan as text.
pub(super) fn text(file: &RoutingFile, routed: &Routed) -> String {
    let shown = Shown::of(file);
    let plan = &routed.plan;
    let must = |stop: &StopId| must_be_visited(&file.problem, *stop);
    let entry = PlanFile {
        schema_version: SCHEMA_VERSION,
        name: file.name.clone(),
        currency: shown.currency(),
        cost: shown.cost(plan.cost).to_string(),
        is_complete: !plan.unserved.iter().any(must),
        iterations: routed.iterations,
        routes: plan.routes.iter().map(|route| entry(file, route)).collect(),
        unserved: plan
            .unserved
            .iter()
            .map(|&stop| unserved(file, routed, stop))
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&entry).expect("the plan is plain text");
    text.push('\n');
    text
}

fn entry(file: &RoutingFile, route: &Route) -> RouteEntry {
    let shown = Shown::of(file);
    let vehicle = &file.problem.vehicles()[route.vehicle];
    RouteEntry {
        vehicle: vehicle.name.clone(),
        start: file.place_names[vehicle.start.index()].clone(),
        end: file.place_names[vehicle.end.index()].clone(),
        departure: shown.exact_moment(route.departure),
        arrival: shown.exact_moment(route.arrival),
        distance: shown.length(route.distance).to_string(),
        cost: shown.cost(route.cost).to_string(),
        halts: route
            .halts
            .iter()
            .map(|halt| halt_entry(file, halt))
            .collect(),
    }
}

fn halt_entry(file: &RoutingFile, halt: &Halt) -> HaltEntry {
    let shown = Shown::of(file);
    let amounts = |load: &Load| -> BTreeMap<String, String> {
        let amounts = shown.amounts(load).into_iter();
        amounts
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(name, amount)| (name, amount.to_string()))
            .collect()
    };
    let (kind, at, delivery, pickup) = match &halt.kind {
        HaltKind::Visit {
            stop,
            delivery,
            pickup,
        } => {
            let name = file.problem.stops()[*stop].name.clone();
            ("visit", Some(name), amounts(delivery), amounts(pickup))
        }
        HaltKind::Reload { place } => {
            let name = file.place_names[place.index()].clone();
            ("reload", Some(name), BTreeMap::new(), BTreeMap::new())
        }
        HaltKind::Break { .. } => ("break", None, BTreeMap::new(), BTreeMap::new()),
    };
    HaltEntry {
        kind,
        at,
        arrival: shown.exact_moment(halt.arrival),
        begin: shown.exact_moment(halt.begin),
        leave: shown.exact_moment(halt.leave),
        delivery,
        pickup,
    }
}

fn unserved(file: &RoutingFile, routed: &Routed, id: StopId) -> UnservedEntry {
    let stop = &file.problem.stops()[id];
    let obstacles = routed.obstacles.iter();
    let causes = obstacles
        .filter(|obstacle| obstacle.stop == id)
        .flat_map(|obstacle| &obstacle.causes);
    UnservedEntry {
        stop: stop.name.clone(),
        is_required: must_be_visited(&file.problem, id),
        causes: causes
            .map(|cause| {
                let (cause, cure) = causes::words(cause, stop, Shown::of(file));
                CauseEntry { cause, cure }
            })
            .collect(),
    }
}
