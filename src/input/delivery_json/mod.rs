//! Rochdale's own routing file: JSON → [`DeliveryProblem`].
//!
//! Goes in: places, travel, vehicles and stops in the units people use, as `docs/route-format.md`
//! describes. Comes out: a problem in metres, seconds and whole units of money and load, with what
//! those units are; or every fault with the path of the entry.
//!
//! Distances and times that the file does not hold are asked of whoever the
//! [`RoutingSource`] names, last of all.
//!
//! A text that is no JSON, or has another shape than `docs/route.schema.json`, has one fault, with
//! its line; only what has the right shape can be looked at as a whole.

mod context;
mod coordinates;
mod format;
mod loads;
mod money;
mod stops;
#[cfg(test)]
mod tests;
mod travel;
mod travel_entry;
mod vehicles;

pub use format::{
    Amount, Amounts, BreakEntry, FORMAT_VERSION, GroupEntry, Matrix, Pickups, PlaceEntry,
    ReloadEntry, RouteFile, StopEntry, VehicleEntry,
};
#[cfg(test)]
pub(super) use tests::changes;
pub use travel_entry::TravelEntry;

use super::codes::Kind;
use super::fault::{Faults, Place};
use super::file::File;
use super::routing_file::{LoadUnit, RoutingFile, RoutingSource, Units};
use crate::problem::delivery::DeliveryProblem;
use crate::units::Currency;
use context::{Context, Names};
use loads::Loads;
use vehicles::Surroundings;

/// JSON Schema of a routing file.
///
/// # Panics
/// Never: a schema is plain JSON.
pub fn route_schema() -> String {
    let schema = schemars::schema_for!(RouteFile);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// The problem of a routing file.
///
/// # Errors
/// Every fault at once, each with its path; a text of the wrong shape has one, with its line.
pub fn read(text: &str, source: &RoutingSource<'_>) -> Result<RoutingFile, Faults> {
    let context = Context::new(source.name);
    let file = parsed(text, source.name, &context);
    let built = file.and_then(|file| build(&file, source, &context));
    match built {
        Some(file) if !context.log.has_errors() => Ok(file),
        _ => Err(Faults(context.log.into_faults())),
    }
}

fn parsed(text: &str, name: &str, context: &Context<'_>) -> Option<RouteFile> {
    let file: RouteFile = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let place = Place {
                row: (error.line() > 0).then(|| error.line()),
                ..Place::file(File::Routing, name)
            };
            let hint = "docs/route-format.md shows what a routing file holds";
            context
                .log
                .push(Kind::NotARoutingFile, place, error.to_string(), hint);
            return None;
        }
    };
    if file.format_version != FORMAT_VERSION {
        let found = file.format_version.to_string();
        let message = format!("this program reads version {FORMAT_VERSION}");
        let hint = "write the file as docs/route-format.md says, or use another version";
        context.fault(Kind::OtherVersion, "format_version", &found, &message, hint);
        return None;
    }
    Some(file)
}

fn build(
    file: &RouteFile,
    source: &RoutingSource<'_>,
    context: &Context<'_>,
) -> Option<RoutingFile> {
    let currency = currency(&file.currency, context);
    let coordinates = coordinates::all(&file.places, context);
    let travel = travel::stated(file, &coordinates, source.folder, context);
    let money = money::units(file, context);
    let places = file.places.iter().map(|place| place.name.as_str());
    let around = Surroundings {
        context,
        places: Names::of("place", "places", places, context),
        loads: Loads::of(file, context),
        money: money.unwrap_or(1),
    };
    let names = file.vehicles.iter().map(|vehicle| vehicle.name.as_str());
    let vehicle_names = Names::of("vehicle", "vehicles", names, context);
    let names = file.groups.iter().map(|group| group.name.as_str());
    let group_names = Names::of("group", "groups", names, context);
    let vehicles = file.vehicles.iter().enumerate();
    let vehicles: Vec<_> = vehicles
        .map(|(index, entry)| vehicles::vehicle_type(index, entry, &around))
        .collect();
    let groups = file.groups.iter().enumerate();
    let groups: Vec<_> = groups
        .map(|(index, entry)| stops::group(index, entry, &around))
        .collect();
    let stops = file.stops.iter().enumerate();
    let stops: Vec<_> = stops
        .map(|(index, entry)| stops::stop(index, entry, &around, (&vehicle_names, &group_names)))
        .collect();
    if context.log.has_errors() {
        return None;
    }
    let problem = DeliveryProblem::new(
        stops.into_iter().collect::<Option<_>>()?,
        groups.into_iter().collect::<Option<_>>()?,
        vehicles.into_iter().collect::<Option<_>>()?,
        travel::answered(travel?, source.travel, context)?,
    );
    let problem = match problem {
        Ok(problem) => problem,
        Err(error) => {
            let hint = "correct what the message names";
            context.fault(Kind::NotRoutable, "", "", &error.to_string(), hint);
            return None;
        }
    };
    Some(RoutingFile {
        name: file.name.clone(),
        place_names: file.places.iter().map(|place| place.name.clone()).collect(),
        coordinates,
        units: units(file, &around, currency?),
        problem,
    })
}

fn units(file: &RouteFile, around: &Surroundings<'_>, currency: Currency) -> Units {
    let kinds = file.loads.iter().zip(&around.loads.scales);
    Units::Natural {
        currency,
        money: around.money,
        loads: kinds
            .map(|(name, &scale)| LoadUnit {
                name: name.clone(),
                scale,
            })
            .collect(),
    }
}

fn currency(code: &str, context: &Context<'_>) -> Option<Currency> {
    let currency = Currency::from_code(code).ok();
    if currency.is_none() {
        let message = "expected the code of a currency";
        let hint = "write three capital letters, such as USD";
        context.fault(Kind::UnknownId, "currency", code, message, hint);
    }
    currency
}
