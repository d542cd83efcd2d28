//! What somebody else knows: requests, and what went wrong with them.

use std::path::Path;

use super::{road_factor, speed};
use crate::input::codes::Kind;
use crate::input::delivery_json::context::Context;
use crate::input::delivery_json::format::{Amount, PlaceEntry};
use crate::travel::{
    Coordinates, GreatCircle, Place, Provider, Server, ServerKind, TravelError, TravelRequest,
};

/// A server as the file names it.
#[derive(Clone, Copy)]
pub(super) struct Named<'f> {
    pub kind: ServerKind,
    pub url: &'f str,
    pub profile: Option<&'f str>,
    pub cache: Option<&'f str>,
}

/// The great circle between all places.
pub(super) fn great_circle(
    places: Option<Vec<Place>>,
    (speed_km_h, factor): (&Amount, Option<&Amount>),
    context: &Context<'_>,
) -> Option<TravelRequest> {
    let speed = speed(speed_km_h, context);
    let factor = road_factor(factor, context);
    let travel = GreatCircle::from_decimals(speed?, factor?);
    let travel = travel.map_err(|error| note(&error, context)).ok()?;
    Some(TravelRequest::Located {
        provider: Provider::GreatCircle(travel),
        places: places?,
    })
}

/// What a server says.
pub(super) fn server(
    places: Option<Vec<Place>>,
    named: Named<'_>,
    folder: &Path,
    context: &Context<'_>,
) -> Option<TravelRequest> {
    let usual = match named.kind {
        ServerKind::Osrm => "driving",
        ServerKind::Valhalla => "auto",
    };
    let server = Server::new(named.kind, named.url, named.profile.unwrap_or(usual));
    let server = server.map_err(|error| note(&error, context)).ok()?;
    let server = match named.cache {
        Some(cache) => server.with_cache(folder.join(cache)),
        None => server,
    };
    Some(TravelRequest::Located {
        provider: Provider::Server(server),
        places: places?,
    })
}

/// The places with their coordinates, which all of them must have.
pub(super) fn located(
    places: &[PlaceEntry],
    coordinates: &[Option<Coordinates>],
    context: &Context<'_>,
) -> Option<Vec<Place>> {
    let located = places.iter().zip(coordinates).enumerate();
    let located: Vec<Option<Place>> = located
        .map(|(index, (place, coordinates))| {
            if place.lat.is_none() && place.lon.is_none() {
                let path = format!("places[{index}]");
                let message = "expected lat and lon, which this kind of travel needs";
                let hint = "add them, or choose another kind of travel";
                context.fault(Kind::MissingColumn, &path, "", message, hint);
            }
            coordinates.map(|coordinates| Place {
                name: place.name.clone(),
                coordinates,
            })
        })
        .collect();
    located.into_iter().collect()
}

/// Notes why there is no travel: faults of a matrix file at their cells.
pub(super) fn note(error: &TravelError, context: &Context<'_>) {
    let (message, hint) = error.parts();
    let (kind, path) = match error {
        TravelError::Matrix(faults) => {
            for fault in &faults.0 {
                context.matrix_fault(fault);
            }
            return;
        }
        TravelError::Degrees { .. }
        | TravelError::Parameter { .. }
        | TravelError::Number { .. } => (Kind::OutOfBounds, "travel"),
        TravelError::Server { .. } => (Kind::NotAServer, "travel"),
        TravelError::Io { .. } | TravelError::Cache { .. } => (Kind::TravelFile, "travel"),
        TravelError::Away { .. }
        | TravelError::Refused { .. }
        | TravelError::OffMap { .. }
        | TravelError::Shape { .. } => (Kind::NoTravel, "travel.url"),
    };
    let hint = match error {
        TravelError::Away { .. } => {
            format!("{hint}; for a first plan without a server, choose kind great_circle")
        }
        _ => hint,
    };
    context.fault(kind, path, "", &message, &hint);
}
