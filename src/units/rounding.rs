//! The only place where money is rounded.

use rust_decimal::RoundingStrategy;

use super::{Currency, Money};

/// The amount on one statement line: the nearest minor unit, half a unit away from zero.
///
/// Statements round each charge line once, for one occurrence (one cycle, or the horizon), and
/// multiply the rounded amount by the number of occurrences, as an invoice does.
pub fn statement_amount(amount: Money, currency: Currency) -> Money {
    let digits = currency.minor_digits();
    let mut value = amount
        .value()
        .round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(digits);
    Money::new(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::{Decimal, dec};

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
