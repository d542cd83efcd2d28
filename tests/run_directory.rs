//! A run directory is written whole, found true from its files alone, and refused where a figure
//! was changed.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "run_directory/checked.rs"]
mod checked;
#[path = "run_directory/doctored.rs"]
mod doctored;
#[path = "run_directory/fixture.rs"]
mod fixture;
#[path = "run_directory/priced.rs"]
mod priced;
#[path = "run_directory/written.rs"]
mod written;
