//! Amounts in whole billionths of the currency unit, and what curves count in whole trillionths.

use crate::units::{Decimal, Money};

/// Money in whole billionths of the currency unit.
pub(super) type Billionths = i128;

/// Digits after the point of an amount in billionths.
const MONEY_DECIMALS: u32 = 9;

/// Digits after the point at which totals are compared with breaks (see [`settled`]).
///
/// [`settled`]: crate::units::rounding::settled
const COUNTED_DECIMALS: u32 = 12;

/// The largest whole number of billionths that is not above `value`; `None` beyond 128 bits.
pub(super) fn floor(value: Decimal) -> Option<Billionths> {
    Some(scaled(value, MONEY_DECIMALS)?.0)
}

/// `value` in billionths; `None` if it has more than nine decimals.
pub(super) fn exact(value: Decimal) -> Option<Billionths> {
    let (whole, is_exact) = scaled(value, MONEY_DECIMALS)?;
    is_exact.then_some(whole)
}

/// The money that so many billionths are; `None` beyond what a decimal holds.
pub(super) fn money(amount: Billionths) -> Option<Money> {
    let value = Decimal::try_from_i128_with_scale(amount, MONEY_DECIMALS).ok()?;
    Some(Money::new(value.normalize()))
}

/// The sum; `None` if a part is missing or it is beyond 128 bits.
pub(super) fn total(parts: impl IntoIterator<Item = Option<Billionths>>) -> Option<Billionths> {
    let mut parts = parts.into_iter();
    parts.try_fold(0_i128, |sum, part| sum.checked_add(part?))
}

/// A counted total in whole trillionths, rounded down.
pub(super) fn counted_down(value: Decimal) -> Option<i128> {
    Some(scaled(value, COUNTED_DECIMALS)?.0)
}

/// A counted total in whole trillionths, rounded up.
pub(super) fn counted_up(value: Decimal) -> Option<i128> {
    let (whole, is_exact) = scaled(value, COUNTED_DECIMALS)?;
    whole.checked_add(i128::from(!is_exact))
}

/// A counted total in trillionths; `None` if it is no whole number of them.
pub(super) fn counted_exact(value: Decimal) -> Option<i128> {
    let (whole, is_exact) = scaled(value, COUNTED_DECIMALS)?;
    is_exact.then_some(whole)
}

/// One trillionth: by how much a total that is no whole number of trillionths may miss a break
/// that it is found to reach.
pub(super) fn one_trillionth() -> Decimal {
    Decimal::new(1, COUNTED_DECIMALS)
}

/// `value × 10^decimals` rounded down, and whether that is exact.
fn scaled(value: Decimal, decimals: u32) -> Option<(i128, bool)> {
    let (mantissa, scale) = (value.mantissa(), value.scale());
    if scale <= decimals {
        let factor = 10_i128.pow(decimals - scale);
        return Some((mantissa.checked_mul(factor)?, true));
    }
    let divisor = 10_i128.pow(scale - decimals);
    let is_exact = mantissa.rem_euclid(divisor) == 0;
    Some((mantissa.div_euclid(divisor), is_exact))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn amounts_are_rounded_down_to_billionths() {
        let check = |value, expected: i128, is_exact: bool| {
            assert_eq!(floor(value), Some(expected));
            assert_eq!(exact(value).is_some(), is_exact);
        };
        check(dec!(1.5), 1_500_000_000, true);
        check(dec!(0.0000000019), 1, false);
        check(dec!(-0.0000000011), -2, false);
        check(dec!(-0.0000000010), -1, true);
        assert_eq!(money(-2_500_000_000).unwrap().to_string(), "-2.5");
        assert_eq!(floor(Decimal::MAX).and_then(money), None);
    }

    #[test]
    fn sums_beyond_the_range_are_nothing() {
        assert_eq!(total([Some(1), Some(2)]), Some(3));
        assert_eq!(total([Some(1), None]), None);
        assert_eq!(total([Some(i128::MAX), Some(1)]), None);
    }

    #[test]
    fn counted_totals_are_enclosed_by_trillionths() {
        let third = dec!(1) / dec!(3);
        assert_eq!(counted_down(third), Some(333_333_333_333));
        assert_eq!(counted_up(third), Some(333_333_333_334));
        assert_eq!(counted_exact(third), None);
        assert_eq!(counted_exact(dec!(2)), Some(2_000_000_000_000));
    }
}
