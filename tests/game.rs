//! Games in costs: published ones with their figures, and an independent implementation.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]
#![allow(clippy::cast_precision_loss, reason = "members are counted in tens")]

#[path = "game/families.rs"]
mod families;
#[path = "game/figures.rs"]
mod figures;
#[path = "game/oracle.rs"]
mod oracle;
#[path = "game/published.rs"]
mod published;
#[path = "game/recorded.rs"]
mod recorded;
