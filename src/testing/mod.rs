//! Support for tests: tiny cases in a few lines, random ones by seed, and the exhaustive search
//! that every optimizer has to match. No part of the program uses it.
#![deny(clippy::float_arithmetic)]

mod builder;

pub use builder::{TestCase, award, money, plan, qty, with_surplus};
