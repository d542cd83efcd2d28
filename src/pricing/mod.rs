//! What a quote means.
//!
//! [`exact`](crate::pricing::exact) says in decimal what an award costs, charge by charge: it is the meaning.
//! [`lower`](crate::pricing::lower) says the same as two shapes that a search can optimize over.
#![deny(clippy::float_arithmetic)]

pub mod exact;
pub mod lower;
