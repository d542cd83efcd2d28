//! Seeded choices.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::units::Decimal;

/// A source of random choices; equal seeds give equal choices.
pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.0.next_u32() % (most - least + 1)
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: u32) -> bool {
        self.between(1, n) == 1
    }

    /// One of the values.
    pub fn pick<T: Clone>(&mut self, values: &[T]) -> T {
        let last = u32::try_from(values.len() - 1).expect("a choice is among few");
        values[self.between(0, last) as usize].clone()
    }

    /// A number with two decimals from `least` to `most` hundredths.
    pub fn hundredths(&mut self, least: u32, most: u32) -> Decimal {
        Decimal::new(i64::from(self.between(least, most)), 2)
    }
}
