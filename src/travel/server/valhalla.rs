//! Valhalla's matrix service: `POST /sources_to_targets` with starts, ends and a costing.
//!
//! The answer is a row for each start of `{"time":…,"distance":…}`, in seconds and kilometres;
//! null means that there is no way. Where the map has no region that all places of a question share
//! it refuses the whole question; a smaller one may be answered (Valhalla 3, matrix API reference
//! and status codes).

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::http::{Answer, Client};
use super::trouble::Trouble;
use super::{SNAP_MAX_M, travel};
use crate::problem::delivery::Travel;
use crate::travel::Coordinates;

/// Valhalla's codes for places off the map or in regions that are not connected, for a place far
/// from every road, and for no path at all.
const UNCONNECTED: [u32; 3] = [170, 171, 442];

/// Metres in a kilometre.
const KM: f64 = 1000.0;

#[derive(Serialize)]
struct Question<'a> {
    sources: Vec<Location>,
    targets: Vec<Location>,
    costing: &'a str,
    units: &'static str,
}

#[derive(Serialize)]
struct Location {
    lat: f64,
    lon: f64,
    search_cutoff: u32,
}

#[derive(Deserialize)]
struct Table {
    sources_to_targets: Vec<Vec<Cell>>,
    units: Option<String>,
}

/// Both numbers may be null, but neither left out.
#[derive(Deserialize)]
struct Cell {
    #[serde(deserialize_with = "Option::deserialize")]
    time: Option<f64>,
    #[serde(deserialize_with = "Option::deserialize")]
    distance: Option<f64>,
}

#[derive(Deserialize)]
struct Refusal {
    error_code: u32,
}

/// The travels of a block, in the order of its pairs.
pub(super) fn answer(
    client: &Client,
    url: &str,
    profile: &str,
    block: &Block,
) -> Result<Vec<Travel>, Trouble> {
    let question = question(profile, block);
    let answer = client.post(&format!("{url}/sources_to_targets"), &question)?;
    travels(&answer, block)
}

fn question(profile: &str, block: &Block) -> String {
    let location = |point: &Coordinates| Location {
        lat: point.lat(),
        lon: point.lon(),
        search_cutoff: SNAP_MAX_M,
    };
    let question = Question {
        sources: block.starts.iter().map(location).collect(),
        targets: block.ends.iter().map(location).collect(),
        costing: profile,
        units: "kilometers",
    };
    serde_json::to_string(&question).expect("numbers and texts are written as JSON")
}

fn travels(answer: &Answer, block: &Block) -> Result<Vec<Travel>, Trouble> {
    if answer.status != 200 {
        let refusal = serde_json::from_str::<Refusal>(&answer.text);
        if refusal.is_ok_and(|refusal| UNCONNECTED.contains(&refusal.error_code)) {
            return Err(Trouble::Unconnected);
        }
        return Err(Trouble::Refused {
            status: answer.status,
            message: answer.message("error"),
        });
    }
    let shape = |message: String| Trouble::Shape { message };
    let table = serde_json::from_str::<Table>(&answer.text);
    let table = table.map_err(|error| shape(error.to_string()))?;
    if let Some(units) = table.units.filter(|units| units != "kilometers") {
        return Err(shape(format!("the distances are in {units}")));
    }
    let (n_starts, n_ends) = (block.starts.len(), block.ends.len());
    let rows = table.sources_to_targets;
    if rows.len() != n_starts || rows.iter().any(|row| row.len() != n_ends) {
        return Err(shape(format!("expected {n_starts} rows of {n_ends} cells")));
    }
    let cells = block.pairs().zip(rows.iter().flatten());
    cells
        .map(|(pair, cell)| travel(pair, cell.distance.map(|km| km * KM), cell.time))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_names_degrees_costing_and_units() {
        let point = |lat, lon| Coordinates::new(lat, lon).unwrap();
        let block = Block {
            starts: vec![point(43.7384, 7.4246)],
            ends: vec![point(43.7311, -7.4197)],
        };
        assert_eq!(
            question("truck", &block),
            "{\"sources\":[{\"lat\":43.7384,\"lon\":7.4246,\"search_cutoff\":5000}],\
             \"targets\":[{\"lat\":43.7311,\"lon\":-7.4197,\"search_cutoff\":5000}],\
             \"costing\":\"truck\",\"units\":\"kilometers\"}"
        );
    }
}
