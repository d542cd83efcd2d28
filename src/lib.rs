//! Rochdale finds the cheapest award for buyers who pool their demand, proves how far from the
//! cheapest possible it can be, and re-computes every cent in decimal.
//!
//! The modules stand in the order in which the data passes through them; `ARCHITECTURE.md` holds
//! the table of who may import whom, and `tests/architecture.rs` enforces it.

/// Money, quantities, identifiers, tables and the one place where rounding happens.
pub mod units;

/// The case: members, demand, vendors and quotes, valid by construction.
pub mod problem;

/// Distance and time between places: by great circle, from a file, from a routing server.
pub mod travel;

/// Files → records → case, with every fault at its cell.
pub mod input;

/// What a quote means: exactly in decimal, and lowered to shapes a search can use.
pub mod pricing;

/// Award, charges and outcome of a solve as plain data.
pub mod plan;

/// Mixed-integer programs: the only module that knows the solver.
pub mod milp;

/// Cost games: Shapley value, nucleolus, core, for groups that could buy by themselves.
pub mod game;

/// The award search: the cheapest vendor mix with a proven bound.
pub mod award;

/// The routing engine: stops, vehicles and travel in, routes out; of use alone.
pub mod routing;

/// Award and routes together, where the cooperative's vehicles fetch goods.
pub mod search;

/// The independent verifier: only a verified plan is reported.
pub mod verify;

/// Who saves what: baselines, charges that sum to the cost, and who pays whom.
pub mod savings;

/// Why a plan is as it is: vendors, rules, tiers, by plans of a changed case.
pub mod explain;

/// One view model, shown as terminal text, members' statements, `plan.json` and CSV.
pub mod report;

/// The run directory: written whole or not at all, read back, checked from files alone.
pub mod run;

/// The whole program on one screen.
pub mod pipeline;

/// Arguments, exit codes and printing of the command line program.
#[cfg(feature = "cli")]
pub mod cli;

/// Support for tests; not part of the program.
#[doc(hidden)]
pub mod testing;
