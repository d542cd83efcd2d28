//! Who saves what: a sheet computed by hand, random cases, and the terms of sharing.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "savings/at_once.rs"]
mod at_once;
#[path = "savings/coalitions.rs"]
mod coalitions;
#[path = "savings/fixture.rs"]
mod fixture;
#[path = "savings/games.rs"]
mod games;
#[path = "savings/random.rs"]
mod random;
#[path = "savings/sharing.rs"]
mod sharing;
#[path = "savings/sheet.rs"]
mod sheet;
#[path = "savings/terms.rs"]
mod terms;
