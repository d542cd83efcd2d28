//! Mixed-integer linear programs: built row by row, solved by HiGHS through `good_lp`.
//!
//! Goes in: a [`Model`](crate::milp::Model) (columns, named rows, a start) and [`Limits`](crate::milp::Limits). Comes out: a [`Solved`](crate::milp::Solved)
//! with the status HiGHS really reports, the best bound, the node count and the work done.
//! This is the only module that knows the solver. `good_lp` builds the program; the solve itself
//! goes through `highs::Model`, because `good_lp` does not expose the dual bound, loses it where a
//! limit is reached without a plan, and reports several kinds of stop as one. For other solvers a
//! model is written as a file (`Model::write_mps`).
//!
//! Not done: lazy constraints and user cuts (HiGHS never calls for them), and its conflict finder.

mod callback;
mod model;
mod mps;
mod repeated;
mod solve;

pub use model::{Column, Kind, Model, Violation};
pub use repeated::Repeated;
pub use solve::{Ended, Limits, MilpError, Progress, Solved};
