//! The real binary: exit codes, what is printed where, what is left on the disk.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "cli/cases.rs"]
mod cases;
#[path = "cli/desk.rs"]
mod desk;
#[path = "cli/explaining.rs"]
mod explaining;
#[path = "cli/exporting.rs"]
mod exporting;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/fetching.rs"]
mod fetching;
#[path = "cli/importing.rs"]
mod importing;
#[path = "cli/interrupting.rs"]
mod interrupting;
#[path = "cli/limits.rs"]
mod limits;
#[path = "cli/places.rs"]
mod places;
#[path = "cli/routing.rs"]
mod routing;
#[path = "cli/settling.rs"]
mod settling;
#[path = "cli/sharing.rs"]
mod sharing;
#[path = "cli/solving.rs"]
mod solving;
#[path = "cli/verifying.rs"]
mod verifying;
