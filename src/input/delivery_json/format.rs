//! The shape of a routing file. `docs/route-format.md` explains it, `docs/route.schema.json` is
//! made from these types.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::travel_entry::TravelEntry;

/// Version of the format.
pub const FORMAT_VERSION: u32 = 1;

/// What a fleet has to do in a day: places, travel, vehicles and stops.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteFile {
    /// Version of the format: 1.
    pub format_version: u32,
    /// What the day is called in reports.
    pub name: String,
    /// Currency of all money, such as USD.
    pub currency: String,
    /// What is loaded, with its unit, such as `weight_kg`; one name for each kind that can run out.
    pub loads: Vec<String>,
    /// Where vehicles start and stops are.
    pub places: Vec<PlaceEntry>,
    /// How far and how long it is between places.
    pub travel: TravelEntry,
    /// Vehicles; those that are alike are one entry.
    pub vehicles: Vec<VehicleEntry>,
    /// Visits.
    pub stops: Vec<StopEntry>,
    /// Groups of stops of which one is visited.
    #[serde(default)]
    pub groups: Vec<GroupEntry>,
}

/// A place: with `lat` and `lon`, with `x_km` and `y_km`, or with neither, as `travel` needs it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// Name by which stops and vehicles refer to it.
    pub name: String,
    /// Kilometres to the east on a flat map.
    pub x_km: Option<Amount>,
    /// Kilometres to the north on a flat map.
    pub y_km: Option<Amount>,
    /// Degrees of latitude, north positive.
    pub lat: Option<Amount>,
    /// Degrees of longitude, east positive.
    pub lon: Option<Amount>,
}

/// Rows of numbers.
pub type Matrix = Vec<Vec<Option<Amount>>>;

/// Amounts by the name of what is loaded; what is not named is 0.
pub type Amounts = BTreeMap<String, Amount>;

/// Vehicles that are alike.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VehicleEntry {
    /// Name by which stops refer to them.
    pub name: String,
    /// How many there are.
    pub count: u32,
    /// Place where they start.
    pub start: String,
    /// Place where they end; where they start if it is left out.
    pub end: Option<String>,
    /// Most that one holds, of everything in `loads`.
    pub capacity: Amounts,
    /// First departure and last return, such as `["07:00", "15:30"]`.
    pub shift: [String; 2],
    /// Cost of using one for the day.
    pub fixed_cost: Option<Amount>,
    /// Cost of a kilometre.
    pub cost_per_km: Option<Amount>,
    /// Cost of an hour between departure and return.
    pub cost_per_hour: Option<Amount>,
    /// Longest time between departure and return.
    pub duration_max_minutes: Option<Amount>,
    /// Longest route.
    pub distance_max_km: Option<Amount>,
    /// Whether one may load again on its way.
    pub reload: Option<ReloadEntry>,
    /// Where on a trip pickups may be.
    #[serde(default)]
    pub pickups: Pickups,
    /// The driver's break.
    pub driver_break: Option<BreakEntry>,
}

/// Loading again within a route.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReloadEntry {
    /// Where it may be.
    pub places: Vec<String>,
    /// How often in one route.
    pub most: u32,
    /// How long it takes.
    pub minutes: Amount,
}

/// A pause that must be taken.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakEntry {
    /// First and last moment at which it may begin.
    pub window: [String; 2],
    /// How long it takes.
    pub minutes: Amount,
}

/// Where on a trip pickups may be.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pickups {
    /// Anywhere.
    #[default]
    Anywhere,
    /// After the last delivery.
    AfterDeliveries,
    /// After the last delivery, on trips that have one.
    OnTheWayBack,
}

/// A visit.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopEntry {
    /// What it is called in reports.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// What is brought.
    #[serde(default)]
    pub delivery: Amounts,
    /// What is taken along.
    #[serde(default)]
    pub pickup: Amounts,
    /// How long a visit takes.
    pub service_minutes: Option<Amount>,
    /// When service may begin: first and last moments, such as `[["08:00", "10:30"]]`.
    #[serde(default)]
    pub windows: Vec<[String; 2]>,
    /// What leaving it out costs; it must be visited if this is left out.
    pub prize: Option<Amount>,
    /// The group it is an alternative of.
    pub group: Option<String>,
    /// Names of the vehicles that may visit it; all if this is left out.
    pub vehicles: Option<Vec<String>>,
    /// Whether several visits may share its delivery.
    #[serde(default)]
    pub split: bool,
}

/// Stops of which at most one is visited.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// Name by which stops refer to it.
    pub name: String,
    /// What visiting none costs; one must be visited if this is left out.
    pub prize: Option<Amount>,
}

/// A number, or the same number as text: `12.5` or `"12.5"`. It is kept as text, so that nothing
/// is lost on the way to a decimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount(pub String);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number such as 12.5")
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Amount, E> {
        Ok(Amount(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Amount, E> {
        Ok(Amount(value.to_string()))
    }

    /// The shortest text of the number is the one that was written, up to 15 digits; more are
    /// never admitted.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Amount, E> {
        Ok(Amount(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Amount, E> {
        Ok(Amount(value.to_owned()))
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number, or the same number as text.",
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}
            ]
        })
    }
}
