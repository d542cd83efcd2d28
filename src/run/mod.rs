//! The run directory: everything a solve leaves behind, and all that a third party needs to check
//! it.
//!
//! Goes in: the case's records, a verified plan's reports and where they come from. Comes out: a
//! directory of these [`FILES`](crate::run::FILES), the course of the search and, where the plan has
//! them, its internal prices; whole or not at all: it is written under a temporary name beside its
//! place and renamed, and an existing run is replaced only then.
//!
//! The way back is [`check`](crate::run::check): from the files alone it rebuilds the case and the claimed award, has
//! the award verified, makes the reports again and compares every figure. What cannot be
//! re-computed is named: status, bound, nodes and work are claims of the search, and so is what
//! members would pay by themselves; of the bound only is known that it does not exceed the cost. What the
//! prices of `prices.csv` prove is evaluated: a `certified_bound` above it is refused, and so is a bound
//! that is said to come from them. `provenance.json` is a claim too, apart from the
//! hashes of the case's files, which are compared where the case folder is given.
#![deny(clippy::float_arithmetic)]

mod check;
mod claims;
mod compare;
mod prices;
mod provenance;
mod read;
mod routes;
mod write;

pub use check::{CheckError, Checked, check};
pub use claims::ClaimFault;
pub use compare::Difference;
pub use provenance::{Provenance, SearchOptions, SourceHash};
pub use read::{ReadError, Run, read_run};
pub use write::{Contents, Target, WriteError, run_id};

/// The normalised case.
pub const CASE_JSON: &str = "case.json";

/// The whole plan for programs.
pub const PLAN_JSON: &str = "plan.json";

/// What is bought, for spreadsheets.
pub const AWARDS_CSV: &str = "awards.csv";

/// What every member pays, saves and commits to, for spreadsheets; for the coordinator's eyes.
pub const STATEMENTS_CSV: &str = "statements.csv";

/// The internal prices that prove a bound; absent from the run of a plan without them.
pub const PRICES_CSV: &str = "prices.csv";

/// How cost and bound came together, as the search saw them; nothing reads it.
pub const TRACE_CSV: &str = "trace.csv";

/// Where it all comes from.
pub const PROVENANCE_JSON: &str = "provenance.json";

/// The files of every run; [`PRICES_CSV`] and [`TRACE_CSV`] may stand beside them.
pub const FILES: [&str; 5] = [
    CASE_JSON,
    PLAN_JSON,
    AWARDS_CSV,
    STATEMENTS_CSV,
    PROVENANCE_JSON,
];
