//! The optimizer against exhaustive search on random tiny cases, in unrounded decimals; and the
//! exhaustive search against itself.
//!
//! `ROCHDALE_BRUTE_FORCE_SEEDS=20000 cargo test --release --test brute_force` tries more cases.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "brute_force/certified.rs"]
mod certified;
#[path = "brute_force/harness.rs"]
mod harness;
#[path = "brute_force/mixed.rs"]
mod mixed;
#[path = "brute_force/optimum.rs"]
mod optimum;
#[path = "brute_force/plain.rs"]
mod plain;
#[path = "brute_force/rules.rs"]
mod rules;
#[path = "brute_force/searched.rs"]
mod searched;
