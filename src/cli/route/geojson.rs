//! Routes as GeoJSON (RFC 7946), to be looked at on a map.
//!
//! A line for each route, straight from halt to halt, and a point for each stop. Longitude comes
//! first, as the format demands.

use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::answer::Answer;
use crate::cli::file;
use crate::input::RoutingFile;
use crate::plan::{HaltKind, Route};
use crate::units::{Id as _, PlaceId};
use crate::verify::RouteFigures;

/// Whether it is known where every place is.
pub(super) fn has_places(file: &RoutingFile) -> bool {
    !file.coordinates.is_empty() && file.coordinates.iter().all(Option::is_some)
}

/// Writes the routes, the file whole or not at all.
pub(super) fn write(path: &Path, answer: &Answer<'_>) -> io::Result<()> {
    file::replace(path, |out| out.write_all(text(answer).as_bytes()))
}

/// A line of text for each feature.
fn text(answer: &Answer<'_>) -> String {
    let lines = answer.routes().enumerate();
    let lines = lines.map(|(index, (route, figures))| line(answer, index, route, figures));
    let routes = answer.routes().enumerate();
    let points = routes.flat_map(|(index, (route, _))| points(answer, index, route));
    let unserved = answer.routes.plan().unserved.iter().map(|&id| {
        let stop = &answer.problem().stops()[id];
        let properties = json!({"kind": "not_visited", "stop": stop.name});
        feature("Point", &position(answer, stop.place), &properties)
    });
    let features: Vec<Value> = lines.chain(points).chain(unserved).collect();
    let features: Vec<String> = features.iter().map(Value::to_string).collect();
    format!(
        "{{\"type\": \"FeatureCollection\", \"features\": [\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn line(answer: &Answer<'_>, index: usize, route: &Route, figures: &RouteFigures) -> Value {
    let shown = answer.shown();
    let vehicle = &answer.problem().vehicles()[route.vehicle];
    let between = route.halts.iter().filter_map(|halt| match halt.kind {
        HaltKind::Visit { stop, .. } => Some(answer.problem().stops()[stop].place),
        HaltKind::Reload { place } => Some(place),
        HaltKind::Break { .. } => None,
    });
    let places = std::iter::once(vehicle.start)
        .chain(between)
        .chain(std::iter::once(vehicle.end));
    let mut positions: Vec<Value> = places.map(|place| position(answer, place)).collect();
    // Stops at one place; a line has two positions at least.
    let last = positions.pop();
    positions.dedup();
    positions.extend(last);
    let properties = json!({
        "kind": "route",
        "route": index + 1,
        "vehicle": vehicle.name,
        "departure": shown.moment(route.departure),
        "arrival": shown.moment(route.arrival),
        "distance": shown.distance(figures.distance),
        "cost": shown.money(figures.cost),
    });
    feature("LineString", &positions.into(), &properties)
}

fn points(answer: &Answer<'_>, index: usize, route: &Route) -> Vec<Value> {
    let shown = answer.shown();
    let visits = route.halts.iter().filter_map(|halt| match &halt.kind {
        HaltKind::Visit {
            stop,
            delivery,
            pickup,
        } => Some((halt, &answer.problem().stops()[*stop], delivery, pickup)),
        HaltKind::Reload { .. } | HaltKind::Break { .. } => None,
    });
    let points = visits
        .enumerate()
        .map(|(number, (halt, stop, delivery, pickup))| {
            let properties = json!({
                "kind": "visit",
                "route": index + 1,
                "number": number + 1,
                "stop": stop.name,
                "arrival": shown.moment(halt.arrival),
                "leave": shown.moment(halt.leave),
                "delivery": shown.load(delivery),
                "pickup": shown.load(pickup),
            });
            feature("Point", &position(answer, stop.place), &properties)
        });
    points.collect()
}

fn feature(kind: &str, coordinates: &Value, properties: &Value) -> Value {
    json!({
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    })
}

fn position(answer: &Answer<'_>, place: PlaceId) -> Value {
    let coordinates = answer.file.coordinates[place.index()];
    let coordinates = coordinates.expect("the places are asked for before the search");
    json!([coordinates.lon(), coordinates.lat()])
}
