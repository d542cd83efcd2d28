//! OSRM's table service: `GET /table/v1/<profile>/<lon,lat;…>?annotations=duration,distance`.
//!
//! Metres and seconds come as two tables of numbers; null means that there is no way. Refusals are
//! JSON with `code` and `message` (OSRM 5.18 and newer, docs/http.md).

use std::fmt::Write as _;

use serde::Deserialize;

use super::block::Block;
use super::http::{Answer, Client};
use super::trouble::Trouble;
use super::{SNAP_MAX_M, travel};
use crate::problem::delivery::Travel;
use crate::travel::Coordinates;

/// OSRM's codes for a place far from every road, and for no way at all.
const UNCONNECTED: [&str; 2] = ["NoSegment", "NoTable"];

/// One of the two tables.
type Numbers = Vec<Vec<Option<f64>>>;

#[derive(Deserialize)]
struct Table {
    code: String,
    durations: Option<Numbers>,
    distances: Option<Numbers>,
}

/// The travels of a block, in the order of its pairs.
pub(super) fn answer(
    client: &Client,
    url: &str,
    profile: &str,
    block: &Block,
) -> Result<Vec<Travel>, Trouble> {
    let answer = client.get(&format!("{url}{}", question(profile, block)))?;
    travels(&answer, block)
}

/// Path and query: all starts, then all ends, told apart by their positions.
fn question(profile: &str, block: &Block) -> String {
    let point = |point: &Coordinates| format!("{:.6},{:.6}", point.lon(), point.lat());
    let points: Vec<String> = block.starts.iter().chain(&block.ends).map(point).collect();
    let numbered = |range: std::ops::Range<usize>| {
        let numbers: Vec<String> = range.map(|number| number.to_string()).collect();
        numbers.join(";")
    };
    let (n_starts, n_points) = (block.starts.len(), points.len());
    let mut text = format!("/table/v1/{profile}/{}", points.join(";"));
    let (starts, ends) = (numbered(0..n_starts), numbered(n_starts..n_points));
    let radii = vec![SNAP_MAX_M.to_string(); n_points].join(";");
    write!(
        text,
        "?annotations=duration,distance&generate_hints=false&sources={starts}&destinations={ends}\
         &radiuses={radii}"
    )
    .expect("writing to a text does not fail");
    text
}

fn travels(answer: &Answer, block: &Block) -> Result<Vec<Travel>, Trouble> {
    let table = serde_json::from_str::<Table>(&answer.text);
    let is_unconnected = |table: &Table| UNCONNECTED.contains(&table.code.as_str());
    if table.as_ref().is_ok_and(is_unconnected) {
        return Err(Trouble::Unconnected);
    }
    let is_refused = table.as_ref().is_ok_and(|table| table.code != "Ok");
    if answer.status != 200 || is_refused {
        return Err(Trouble::Refused {
            status: answer.status,
            message: answer.message("message"),
        });
    }
    let table = table.map_err(|error| Trouble::Shape {
        message: error.to_string(),
    })?;
    let distances = numbers(table.distances, "distances", block)?;
    let durations = numbers(table.durations, "durations", block)?;
    let numbers = distances.into_iter().zip(durations);
    let cells = block.pairs().zip(numbers);
    cells
        .map(|(pair, (distance, duration))| travel(pair, distance, duration))
        .collect()
}

/// A table of the block's size, row by row.
fn numbers(table: Option<Numbers>, name: &str, block: &Block) -> Result<Vec<Option<f64>>, Trouble> {
    let Some(table) = table else {
        let message = format!("there are no {name}");
        return Err(Trouble::Shape { message });
    };
    let (n_starts, n_ends) = (block.starts.len(), block.ends.len());
    if table.len() != n_starts || table.iter().any(|row| row.len() != n_ends) {
        let message = format!("the {name} are not {n_starts} rows of {n_ends} numbers");
        return Err(Trouble::Shape { message });
    }
    Ok(table.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_names_longitude_first() {
        let point = |lat, lon| Coordinates::new(lat, lon).unwrap();
        let block = Block {
            starts: vec![point(43.7384, 7.4246)],
            ends: vec![point(-43.7311, 7.4197), point(0.0, -0.000_001)],
        };
        assert_eq!(
            question("driving", &block),
            "/table/v1/driving/7.424600,43.738400;7.419700,-43.731100;-0.000001,0.000000\
             ?annotations=duration,distance&generate_hints=false&sources=0&destinations=1;2\
             &radiuses=5000;5000;5000"
        );
    }
}
