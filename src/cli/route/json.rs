//! Routes as data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::answer::Answer;
use super::causes;
use crate::plan::{Halt, HaltKind, Route};
use crate::problem::delivery::Load;
use crate::units::{Id as _, PlaceId, StopId};
use crate::verify::RouteFigures;

/// Version of the format.
const SCHEMA_VERSION: u32 = 1;

/// Verified routes. Numbers are decimal texts: kilometres, and money in `currency`; moments are
/// `HH:MM:SS`, hours going on after midnight. All are in the file's own unit if it has none.
#[derive(Serialize, JsonSchema)]
struct RoutesFile {
    /// Version of this format: 1.
    schema_version: u32,
    /// What the file is called.
    name: String,
    /// Currency of all money; null for a published problem.
    currency: Option<&'static str>,
    /// Cost of the routes, and the prizes of what is left out.
    cost: String,
    /// Of it, prizes of stops and groups that are left out.
    prizes: String,
    /// Whether everything that must be visited is.
    is_complete: bool,
    /// Iterations of all searches together.
    iterations: u64,
    /// One for each vehicle that is used.
    routes: Vec<RouteEntry>,
    /// Stops without a visit.
    unserved: Vec<UnservedEntry>,
}

/// One vehicle's day.
#[derive(Serialize, JsonSchema)]
struct RouteEntry {
    /// Name of the vehicle type.
    vehicle: String,
    /// Place where it starts.
    start: String,
    /// Place where it ends.
    end: String,
    /// When it leaves its start.
    departure: String,
    /// When it is at its end.
    arrival: String,
    /// Distance driven.
    distance: String,
    /// Fixed cost, distance and time.
    cost: String,
    /// What it does on its way, in order.
    halts: Vec<HaltEntry>,
}

/// Something a vehicle does standing.
#[derive(Serialize, JsonSchema)]
struct HaltEntry {
    /// What it is.
    kind: KindEntry,
    /// Stop of a visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    stop: Option<String>,
    /// Place of a visit or a reload.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// When the vehicle is there.
    arrival: String,
    /// When it begins; before, it waits.
    begin: String,
    /// When it drives on.
    leave: String,
    /// What is brought, by the name of the load; what is 0 is left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    delivery: BTreeMap<String, String>,
    /// What is taken along.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pickup: BTreeMap<String, String>,
}

/// What a vehicle does standing.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum KindEntry {
    /// It visits a stop.
    Visit,
    /// It loads again.
    Reload,
    /// Its driver pauses.
    Break,
}

/// A stop without a visit.
#[derive(Serialize, JsonSchema)]
struct UnservedEntry {
    /// Its name.
    stop: String,
    /// Whether it, or one of its group, must be visited.
    is_required: bool,
    /// Why, in words; empty if it is left out for its prize, or if nothing is known.
    causes: Vec<CauseEntry>,
}

/// Why a stop is not visited.
#[derive(Serialize, JsonSchema)]
struct CauseEntry {
    /// What failed.
    cause: String,
    /// What would cure it.
    cure: &'static str,
}

/// JSON Schema of what `rochdale route --json` prints.
///
/// # Panics
/// Never: a schema is plain JSON.
pub fn routes_schema() -> String {
    let schema = schemars::schema_for!(RoutesFile);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// The routes as text.
pub(super) fn text(answer: &Answer<'_>) -> String {
    let shown = answer.shown();
    let unserved = answer.routes.plan().unserved.iter();
    let file = RoutesFile {
        schema_version: SCHEMA_VERSION,
        name: answer.file.name.clone(),
        currency: shown.currency(),
        cost: shown.cost(answer.routes.cost()).to_string(),
        prizes: shown.cost(answer.routes.prizes()).to_string(),
        is_complete: answer.routes.unserved_required().is_empty(),
        iterations: answer.iterations,
        routes: answer
            .routes()
            .map(|(route, figures)| route_entry(answer, route, figures))
            .collect(),
        unserved: unserved.map(|&id| unserved_entry(answer, id)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&file).expect("the plan is plain text");
    text.push('\n');
    text
}

fn route_entry(answer: &Answer<'_>, route: &Route, figures: &RouteFigures) -> RouteEntry {
    let shown = answer.shown();
    let vehicle = &answer.problem().vehicles()[route.vehicle];
    let halts = route.halts.iter();
    RouteEntry {
        vehicle: vehicle.name.clone(),
        start: place(answer, vehicle.start),
        end: place(answer, vehicle.end),
        departure: shown.exact_moment(route.departure),
        arrival: shown.exact_moment(route.arrival),
        distance: shown.length(figures.distance).to_string(),
        cost: shown.cost(figures.cost).to_string(),
        halts: halts.map(|halt| halt_entry(answer, halt)).collect(),
    }
}

fn halt_entry(answer: &Answer<'_>, halt: &Halt) -> HaltEntry {
    let shown = answer.shown();
    let mut entry = HaltEntry {
        kind: KindEntry::Break,
        stop: None,
        place: None,
        arrival: shown.exact_moment(halt.arrival),
        begin: shown.exact_moment(halt.begin),
        leave: shown.exact_moment(halt.leave),
        delivery: BTreeMap::new(),
        pickup: BTreeMap::new(),
    };
    match &halt.kind {
        HaltKind::Visit {
            stop,
            delivery,
            pickup,
        } => {
            let stop = &answer.problem().stops()[*stop];
            entry.kind = KindEntry::Visit;
            entry.stop = Some(stop.name.clone());
            entry.place = Some(place(answer, stop.place));
            entry.delivery = amounts(answer, delivery);
            entry.pickup = amounts(answer, pickup);
        }
        HaltKind::Reload { place: at } => {
            entry.kind = KindEntry::Reload;
            entry.place = Some(place(answer, *at));
        }
        HaltKind::Break { .. } => {}
    }
    entry
}

/// What is not 0, by name.
fn amounts(answer: &Answer<'_>, load: &Load) -> BTreeMap<String, String> {
    let amounts = answer.shown().amounts(load).into_iter();
    amounts
        .filter(|(_, amount)| !amount.is_zero())
        .map(|(name, amount)| (name, amount.to_string()))
        .collect()
}

fn place(answer: &Answer<'_>, place: PlaceId) -> String {
    answer.file.place_names[place.index()].clone()
}

fn unserved_entry(answer: &Answer<'_>, id: StopId) -> UnservedEntry {
    let stop = &answer.problem().stops()[id];
    let causes = answer.causes(id).iter().map(|cause| {
        let (cause, cure) = causes::words(cause, stop, answer.shown());
        CauseEntry { cause, cure }
    });
    UnservedEntry {
        stop: stop.name.clone(),
        is_required: answer.must_be_visited(id),
        causes: causes.collect(),
    }
}
