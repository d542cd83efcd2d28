//! Who saves what: a sheet computed by hand, random cases, and the terms of sharing.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "savings/coalitions.rs"]
mod coalitions;
#[path = "savings/fixture.rs"]
mod fixture;
#[path = "savings/random.rs"]
mod random;
#[path = "savings/sharing.rs"]
mod sharing;
#[path = "savings/sheet.rs"]
mod sheet;
#[path = "savings/terms.rs"]
mod terms;
