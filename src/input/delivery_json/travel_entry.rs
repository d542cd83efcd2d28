//! How far and how long it is between places: what `travel` of a routing file says.

use schemars::JsonSchema;
use serde::Deserialize;

use super::format::{Amount, Matrix};

/// Where distances and times come from.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TravelEntry {
    /// Computed from `lat` and `lon` of the places.
    GreatCircle {
        /// Kilometres an hour, stops at lights and the like included.
        speed_km_h: Amount,
        /// How much longer roads are than the shortest line over the globe; 1.3 if it is left out.
        road_factor: Option<Amount>,
    },
    /// Straight lines on a flat map, computed from `x_km` and `y_km` of the places.
    Flat {
        /// Kilometres an hour.
        speed_km_h: Amount,
        /// How much longer roads are than straight lines; 1 if it is left out.
        road_factor: Option<Amount>,
    },
    /// Listed here.
    Matrix {
        /// Kilometres from each place (row) to each (column), in the order of `places`; null: no
        /// way.
        distance_km: Matrix,
        /// Minutes from each place to each; null: no way.
        duration_minutes: Matrix,
    },
    /// Listed in a CSV file with the columns `from`, `to`, `distance_m` and `duration_s`.
    File {
        /// The file; a relative path begins where the routing file is.
        path: String,
    },
    /// Asked of an OSRM server, by `lat` and `lon` of the places.
    Osrm {
        /// Its address, such as `http://127.0.0.1:5000`.
        url: String,
        /// Its profile; `driving` if it is left out.
        profile: Option<String>,
        /// File that keeps the answers; the server is asked only for what is not in it.
        cache: Option<String>,
    },
    /// Asked of a Valhalla server, by `lat` and `lon` of the places.
    Valhalla {
        /// Its address, such as `http://127.0.0.1:8002`.
        url: String,
        /// Its costing, such as `truck`; `auto` if it is left out.
        profile: Option<String>,
        /// File that keeps the answers; the server is asked only for what is not in it.
        cache: Option<String>,
    },
}
