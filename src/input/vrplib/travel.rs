//! Travel between the nodes: from coordinates, or as the file lists it.

use super::document::Document;
use super::reader::{Cell, Reader};
use crate::input::codes::Kind;
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::units::Decimal;

const COORDINATES: &str = "NODE_COORD_SECTION";
const WEIGHTS: &str = "EDGE_WEIGHT_SECTION";

/// Greatest distance: the next one means that there is no way.
const DISTANCE_MAX: i64 = i32::MAX as i64 - 1;

/// Travel between `n` nodes; nothing if it has faults.
pub(super) fn matrix(
    document: &Document<'_>,
    n: usize,
    reader: &Reader<'_>,
) -> Option<TravelMatrix> {
    let Some(kind) = document.spec("EDGE_WEIGHT_TYPE") else {
        reader.missing("EDGE_WEIGHT_TYPE", "write EDGE_WEIGHT_TYPE : EUC_2D");
        return None;
    };
    match kind.word {
        "EUC_2D" => {
            let points = points(document, n, reader)?;
            let cell = Cell {
                key: COORDINATES,
                line: 0,
                word: "",
            };
            between(&points, cell, reader)
        }
        "EXPLICIT" => listed(document, n, reader),
        _ => {
            let message = "expected EUC_2D or EXPLICIT";
            let hint = "convert the file: other kinds of distance are not read";
            reader.fault(Kind::NotAChoice, kind, message, hint);
            None
        }
    }
}

fn points(document: &Document<'_>, n: usize, reader: &Reader<'_>) -> Option<Vec<[Decimal; 2]>> {
    if document.section(COORDINATES).is_none() {
        reader.missing(COORDINATES, "add the coordinates of every node");
        return None;
    }
    let rows = reader.by_number(document, COORDINATES, "node", n)?;
    let points: Vec<Option<[Decimal; 2]>> = rows
        .iter()
        .map(|row| {
            let cells = reader.cells(row, 2, 2)?;
            let (x, y) = (reader.decimal(cells[0]), reader.decimal(cells[1]));
            Some([x?, y?])
        })
        .collect();
    points.into_iter().collect()
}

/// Straight lines between points; a fault at `cell` if one is too long.
pub(super) fn between(
    points: &[[Decimal; 2]],
    cell: Cell<'_>,
    reader: &Reader<'_>,
) -> Option<TravelMatrix> {
    let n_decimals = points.iter().flatten().map(Decimal::scale).max();
    let n_decimals = n_decimals.unwrap_or(0);
    let unit = 10_u64.checked_pow(n_decimals)?;
    let whole = |value: Decimal| value.mantissa() * 10_i128.pow(n_decimals - value.scale());
    let points: Vec<[i128; 2]> = points.iter().map(|point| point.map(whole)).collect();
    let mut is_too_far = false;
    let matrix = TravelMatrix::from_fn(points.len(), |from, to| {
        let ([x, y], [to_x, to_y]) = (points[from], points[to]);
        let distance = reader.rounding.distance(x - to_x, y - to_y, unit);
        let distance = distance.filter(|distance| *distance <= DISTANCE_MAX);
        is_too_far |= distance.is_none();
        travel(distance.unwrap_or(0))
    });
    if is_too_far {
        let message = format!("two nodes are more than {DISTANCE_MAX} apart, once scaled");
        let hint = "use a larger unit, or a coarser rounding";
        reader.fault(Kind::OutOfRange, cell, message, hint);
        return None;
    }
    Some(matrix)
}

/// Time is distance. `distance` is at most [`DISTANCE_MAX`].
fn travel(distance: i64) -> Travel {
    let distance = i32::try_from(distance).unwrap_or(0);
    Travel {
        distance,
        duration: distance,
    }
}

fn listed(document: &Document<'_>, n: usize, reader: &Reader<'_>) -> Option<TravelMatrix> {
    let Some(format) = document.spec("EDGE_WEIGHT_FORMAT") else {
        reader.missing("EDGE_WEIGHT_FORMAT", "write FULL_MATRIX or LOWER_ROW");
        return None;
    };
    let Some(rows) = document.section(WEIGHTS) else {
        reader.missing(WEIGHTS, "add the distances");
        return None;
    };
    let (n_expected, is_full) = match format.word {
        "FULL_MATRIX" => (n * n, true),
        "LOWER_ROW" => (n * (n - 1) / 2, false),
        _ => {
            let message = "expected FULL_MATRIX or LOWER_ROW";
            let hint = "convert the file: other forms of matrix are not read";
            reader.fault(Kind::NotAChoice, format, message, hint);
            return None;
        }
    };
    let cells = rows.iter().flat_map(|row| row.cells(0));
    let n_found = cells.clone().count();
    if n_found != n_expected {
        let cell = Cell {
            key: WEIGHTS,
            line: 0,
            word: "",
        };
        let message = format!("expected {n_expected} numbers for {n} nodes, found {n_found}");
        let hint = "correct DIMENSION, EDGE_WEIGHT_FORMAT or the matrix";
        reader.fault(Kind::RaggedRow, cell, message, hint);
        return None;
    }
    let distances: Vec<Option<i64>> = cells.map(|cell| distance(cell, reader)).collect();
    let distances: Vec<i64> = distances.into_iter().collect::<Option<_>>()?;
    Some(TravelMatrix::from_fn(n, |from, to| {
        let (low, high) = (from.min(to), from.max(to));
        let below = |high: usize| high * high.saturating_sub(1) / 2;
        travel(if is_full {
            distances[from * n + to]
        } else {
            distances[below(high) + low]
        })
    }))
}

fn distance(cell: Cell<'_>, reader: &Reader<'_>) -> Option<i64> {
    let distance = reader.scaled(cell)?;
    if distance > DISTANCE_MAX {
        let message = format!("expected at most {DISTANCE_MAX}, once scaled");
        reader.fault(Kind::OutOfRange, cell, message, "use a larger unit");
        return None;
    }
    Some(distance)
}
