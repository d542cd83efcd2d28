//! Support for tests: tiny cases in a few lines, random ones by seed, and the exhaustive search
//! that every optimizer has to match. No part of the program uses it.
#![deny(clippy::float_arithmetic)]

mod builder;
mod dice;
mod exhaustive;
mod random;
pub mod routing;
mod surplus;

pub use builder::{TestCase, award, money, plan, qty, with_surplus};
pub use dice::Dice;
pub use exhaustive::{
    ASSIGNMENTS_MAX, admissible_pairs, exhaustive, exhaustive_with, is_tiny, n_assignments,
};
pub use random::{random_case, random_ruled_case};
