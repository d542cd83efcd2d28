//! The only place where money is rounded.

use rust_decimal::RoundingStrategy;

use super::{Currency, Decimal, Money};

/// The amount on one statement line: the nearest minor unit, half a unit away from zero.
///
/// Statements round each charge line once, for one occurrence (one cycle, or the horizon), and
/// multiply the rounded amount by the number of occurrences, as an invoice does.
pub fn statement_amount(amount: Money, currency: Currency) -> Money {
    rounded(amount, currency, RoundingStrategy::MidpointAwayFromZero)
}

/// The largest statement amount that is not above `amount`: what somebody is charged at most, or
/// a bound, may only be rounded down.
pub fn rounded_down(amount: Money, currency: Currency) -> Money {
    rounded(amount, currency, RoundingStrategy::ToNegativeInfinity)
}

/// The smallest statement amount that is not below `amount`.
pub fn rounded_up(amount: Money, currency: Currency) -> Money {
    rounded(amount, currency, RoundingStrategy::ToPositiveInfinity)
}

fn rounded(amount: Money, currency: Currency, strategy: RoundingStrategy) -> Money {
    let digits = currency.minor_digits();
    let mut value = amount.value().round_dp_with_strategy(digits, strategy);
    value.rescale(digits);
    Money::new(value)
}

/// Digits after the point at which an amount is compared with a threshold.
///
/// A third of a pack has no last digit, so three computed thirds fall short of one pack by 1e-28.
/// Thresholds are settled too where a rate converts them; twelve digits keep every true difference
/// that matters and drop every remainder of a division.
const THRESHOLD_DECIMALS: u32 = 12;

/// The value that counts toward a threshold: without the remainders that divisions leave.
///
/// Only what is compared is rounded, never what is paid.
pub fn settled(value: Decimal) -> Decimal {
    value.round_dp(THRESHOLD_DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn three_thirds_reach_one() {
        let third = dec!(1) / dec!(3);
        assert!(third + third + third < dec!(1));
        assert_eq!(settled(third + third + third), dec!(1));
        assert!(settled(dec!(0.999999999999)) < dec!(1));
    }

    fn check(code: &str, amount: Decimal, expected: &str) {
        let currency = Currency::from_code(code).unwrap();
        let rounded = statement_amount(Money::new(amount), currency);
        assert_eq!(rounded.value().to_string(), expected);
    }

    #[test]
    fn half_a_cent_rounds_away_from_zero() {
        check("USD", dec!(1.005), "1.01");
        check("USD", dec!(-1.005), "-1.01");
        check("USD", dec!(1.0049), "1.00");
        check("JPY", dec!(12.5), "13");
    }
}
