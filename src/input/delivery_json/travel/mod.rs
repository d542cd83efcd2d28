//! Travel between places, in metres and seconds: computed here, or asked of somebody else.

mod asked;
mod flat;
mod listed;

use std::path::Path;

use super::context::Context;
use super::format::{Amount, RouteFile};
use super::travel_entry::TravelEntry;
use crate::input::AskTravel;
use crate::input::codes::Kind;
use crate::input::number::Bound;
use crate::problem::delivery::TravelMatrix;
use crate::travel::{Coordinates, ServerKind, TravelRequest};
use crate::units::Decimal;
use asked::Named;

/// Most places: travel between them takes 8 bytes a pair.
const PLACES_MAX: usize = 10_000;

/// What a file says of travel.
pub(super) enum Stated {
    /// All of it.
    Known(TravelMatrix),
    /// Who knows.
    Asked(TravelRequest),
}

/// What the file says of travel; nothing if that has faults.
pub(super) fn stated(
    file: &RouteFile,
    coordinates: &[Option<Coordinates>],
    folder: &Path,
    context: &Context<'_>,
) -> Option<Stated> {
    if file.places.len() > PLACES_MAX {
        let message = format!("expected at most {PLACES_MAX} places");
        let found = file.places.len().to_string();
        let hint = "split the file";
        context.fault(Kind::OutOfBounds, "places", &found, &message, hint);
        return None;
    }
    let located = || asked::located(&file.places, coordinates, context);
    let server = |kind, url, profile: &Option<String>, cache: &Option<String>| {
        let (profile, cache) = (profile.as_deref(), cache.as_deref());
        let named = Named {
            kind,
            url,
            profile,
            cache,
        };
        asked::server(located(), named, folder, context).map(Stated::Asked)
    };
    match &file.travel {
        TravelEntry::GreatCircle {
            speed_km_h,
            road_factor,
        } => {
            let rates = (speed_km_h, road_factor.as_ref());
            asked::great_circle(located(), rates, context).map(Stated::Asked)
        }
        TravelEntry::Flat {
            speed_km_h,
            road_factor,
        } => {
            let rates = (speed_km_h, road_factor.as_ref());
            flat::matrix(&file.places, rates, context).map(Stated::Known)
        }
        TravelEntry::Matrix {
            distance_km,
            duration_minutes,
        } => listed::listed(file.places.len(), distance_km, duration_minutes, context)
            .map(Stated::Known),
        TravelEntry::File { path } => Some(Stated::Asked(TravelRequest::Listed {
            path: folder.join(path),
            names: file.places.iter().map(|place| place.name.clone()).collect(),
        })),
        TravelEntry::Osrm {
            url,
            profile,
            cache,
        } => server(ServerKind::Osrm, url, profile, cache),
        TravelEntry::Valhalla {
            url,
            profile,
            cache,
        } => server(ServerKind::Valhalla, url, profile, cache),
    }
}

/// The matrix, asked for if it must be; nothing if there is none.
pub(super) fn answered(
    stated: Stated,
    ask: AskTravel<'_>,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    match stated {
        Stated::Known(matrix) => Some(matrix),
        Stated::Asked(request) => {
            let answer = ask(&request);
            answer.map_err(|error| asked::note(&error, context)).ok()
        }
    }
}

fn speed(speed_km_h: &Amount, context: &Context<'_>) -> Option<Decimal> {
    context.number("travel.speed_km_h", speed_km_h, Bound::Positive)
}

/// `Some(None)` where no factor is stated.
#[allow(
    clippy::option_option,
    reason = "nothing stated is not the same as a fault"
)]
fn road_factor(factor: Option<&Amount>, context: &Context<'_>) -> Option<Option<Decimal>> {
    let Some(written) = factor else {
        return Some(None);
    };
    let path = "travel.road_factor";
    let value = context.number(path, written, Bound::Positive)?;
    if value < Decimal::ONE || value > Decimal::TEN {
        let message = "expected 1 to 10";
        let hint = "1.3 means that roads are 30 % longer than straight lines";
        context.fault(Kind::OutOfBounds, path, &written.0, message, hint);
        return None;
    }
    Some(Some(value))
}

/// How many millionths a number with at most six decimals is.
pub(super) fn of_millionths(value: Decimal) -> i128 {
    value.mantissa() * 10_i128.pow(6_u32.saturating_sub(value.scale()))
}
