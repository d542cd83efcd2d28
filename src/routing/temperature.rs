//! Simulated annealing in whole numbers: how much worse a solution may be and still be taken.

use fastrand::Rng;

/// From which temperature a search cools down, and how far.
struct Cooling {
    /// First temperature, in percent of what a visit costs on average.
    first_percent: i128,
    /// How many times it halves in the course of a search.
    halvings: u64,
}

const UNTIMED: Cooling = Cooling {
    first_percent: 35,
    halvings: 6,
};
/// With time windows from more, and not as far: fewer changes are allowed, and it takes worse
/// solutions to get from one to another.
const TIMED: Cooling = Cooling {
    first_percent: 200,
    halvings: 6,
};

/// Fraction bits of a temperature and of a share of the budget.
const BITS: u32 = 16;
/// All of the budget is used.
pub(super) const WHOLE: u64 = 1 << BITS;

/// Falls exponentially with the share of the budget that is used.
pub(super) struct Temperature {
    first: i128,
    now: i128,
    halvings: u64,
}

impl Temperature {
    /// For solutions in which a visit costs this much on average.
    pub fn new(visit_cost: i64, has_times: bool) -> Self {
        let cooling = if has_times { TIMED } else { UNTIMED };
        let first = (i128::from(visit_cost) << BITS) * cooling.first_percent / 100;
        Self {
            first,
            now: first,
            halvings: cooling.halvings,
        }
    }

    /// Sets the share of the budget that is used, of [`WHOLE`].
    pub fn cool(&mut self, used: u64) {
        let halvings = used.min(WHOLE) * self.halvings;
        let fraction = i128::from(halvings % WHOLE);
        // 2^-f is within 6 % of 1 - f/2 for f below 1.
        let part = self.first - ((self.first * fraction) >> (BITS + 1));
        self.now = part >> (halvings >> BITS);
    }

    /// The greatest increase of cost that is accepted this time: exponentially distributed with
    /// the temperature as mean.
    pub fn increase(&self, rng: &mut Rng) -> i64 {
        /// The natural logarithm of 2, in [`BITS`] fraction bits.
        const LN_2: i128 = 45_426;
        let random = rng.u64(..) | 1;
        // -log2 of a random fraction: leading zeros, and its mantissa taken for linear.
        let zeros = random.leading_zeros();
        let mantissa = (random << zeros << 1) >> (64 - BITS);
        let logarithm = (i128::from(zeros + 1) << BITS) - i128::from(mantissa);
        let increase = (((logarithm * LN_2) >> BITS) * self.now) >> (2 * BITS);
        i64::try_from(increase).unwrap_or(i64::MAX)
    }
}
