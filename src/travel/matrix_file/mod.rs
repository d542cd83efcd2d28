//! Matrices as CSV files.
//!
//! One row for each ordered pair of places, in any order of rows and columns:
//!
//! ```csv
//! from,to,distance_m,duration_s
//! hub,shop,1800,240
//! shop,hub,2100,260
//! hub,island,,
//! ```
//!
//! - Distances are whole metres, durations whole seconds, both from 0 to 2 147 483 646.
//! - Two empty cells say that there is no way. There and back may differ.
//! - Every pair of the case's places needs its row; from a place to itself none is needed, and one
//!   that is there must say 0. Rows with other places are checked and left out, so that one file
//!   serves several cases.
//! - Blank lines and lines that start with `#` are skipped.

mod fault;
mod number;
mod read;
mod write;

pub use fault::{MatrixFault, MatrixFaultKind, MatrixFaults};
pub use read::read;
pub use write::write;

/// Columns of a matrix file.
const COLUMNS: [&str; 4] = ["from", "to", "distance_m", "duration_s"];

#[cfg(test)]
mod tests;
