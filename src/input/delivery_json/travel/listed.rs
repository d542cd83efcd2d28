//! Matrices within the file.

use crate::input::codes::Kind;
use crate::input::delivery_json::context::Context;
use crate::input::delivery_json::format::{Amount, Matrix};
use crate::problem::delivery::{Travel, TravelMatrix};

/// Travel between `n` places from both matrices.
pub(super) fn listed(
    n: usize,
    distances: &Matrix,
    durations: &Matrix,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    let distances = entries("travel.distance_km", n, distances, 1000, context);
    let durations = entries("travel.duration_minutes", n, durations, 60, context);
    let (distances, durations) = (distances?, durations?);
    Some(TravelMatrix::from_fn(n, |from, to| {
        let index = from * n + to;
        match (distances[index], durations[index]) {
            (Some(distance), Some(duration)) => Travel { distance, duration },
            _ => Travel::UNREACHABLE,
        }
    }))
}

/// The numbers of a matrix, row by row.
fn entries(
    path: &str,
    n: usize,
    matrix: &Matrix,
    factor: i64,
    context: &Context<'_>,
) -> Option<Vec<Option<i32>>> {
    let is_square = matrix.len() == n && matrix.iter().all(|row| row.len() == n);
    if !is_square {
        let message = format!("expected {n} rows of {n} numbers, one for each place");
        let hint = "give a row and a column for each place, in the order of places";
        context.fault(Kind::RaggedRow, path, "", &message, hint);
        return None;
    }
    let entry = |row: usize, column: usize, amount: &Amount| -> Option<i32> {
        let path = format!("{path}[{row}][{column}]");
        let whole = context.scaled(&path, amount, factor)?;
        let whole = i32::try_from(whole).ok().filter(|whole| *whole < i32::MAX);
        if whole.is_none() {
            let message = format!("expected less than {}", i64::from(i32::MAX) / factor);
            context.fault(
                Kind::OutOfRange,
                &path,
                &amount.0,
                &message,
                "write null for no way",
            );
        }
        whole
    };
    let entries: Vec<Option<Option<i32>>> = (0..n)
        .flat_map(|row| (0..n).map(move |column| (row, column)))
        .map(|(row, column)| match &matrix[row][column] {
            Some(amount) => entry(row, column, amount).map(Some),
            None => Some(None),
        })
        .collect();
    entries.into_iter().collect()
}
