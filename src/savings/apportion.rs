//! Whole minor units from shares: the largest remainder (S6, S7).

use std::cmp::Reverse;

use crate::units::{Currency, Decimal, Money};

/// Minor units in one unit of the currency: 100 for USD.
fn per_unit(currency: Currency) -> Decimal {
    Decimal::from(10_u64.pow(currency.minor_digits()))
}

/// An amount in minor units.
pub(super) fn in_minor_units(amount: Money, currency: Currency) -> Decimal {
    amount.value() * per_unit(currency)
}

/// Minor units as an amount.
pub(super) fn from_minor_units(units: Decimal, currency: Currency) -> Money {
    let mut value = units / per_unit(currency);
    value.rescale(currency.minor_digits());
    Money::new(value)
}

/// `amount × part ÷ whole`, multiplied first where that fits.
pub(super) fn proportion(amount: Decimal, part: Decimal, whole: Decimal) -> Decimal {
    amount
        .checked_mul(part)
        .map_or_else(|| amount * (part / whole), |product| product / whole)
}

/// `amount`, divided in proportion to `weights` into whole minor units that sum to it.
///
/// The weights are not negative, and not all zero; the amount is a whole number of minor units.
pub(super) fn apportioned(amount: Money, weights: &[Decimal], currency: Currency) -> Vec<Money> {
    let whole: Decimal = weights.iter().sum();
    let units = in_minor_units(amount, currency);
    let shares = weights
        .iter()
        .map(|weight| proportion(units.abs(), *weight, whole));
    let shares: Vec<Decimal> = shares.collect();
    let sign = if units.is_sign_negative() {
        -Decimal::ONE
    } else {
        Decimal::ONE
    };
    rounded(&shares, units.abs(), &vec![None; shares.len()])
        .into_iter()
        .map(|units| from_minor_units(sign * units, currency))
        .collect()
}

/// Whole numbers that sum to `total`: each share rounded down, and one more for the largest
/// remainders, the first of equal ones; none above its limit.
///
/// The shares sum to `total` but for what divisions leave, none is above its limit, and the limits
/// and the total are whole.
pub(super) fn rounded(
    shares: &[Decimal],
    total: Decimal,
    limits: &[Option<Decimal>],
) -> Vec<Decimal> {
    let mut whole: Vec<Decimal> = shares.iter().map(Decimal::floor).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|index| (Reverse(shares[*index] - whole[*index]), *index));
    let mut left = total - whole.iter().sum::<Decimal>();
    let mut is_limited = true;
    while left > Decimal::ZERO && !order.is_empty() {
        let before = left;
        for index in &order {
            let has_room = limits[*index].is_none_or(|limit| whole[*index] < limit);
            if left > Decimal::ZERO && (has_room || !is_limited) {
                whole[*index] += Decimal::ONE;
                left -= Decimal::ONE;
            }
        }
        // Limits that leave no room are left to whoever set them; the sum is not.
        is_limited = left < before;
    }
    for index in order.iter().rev() {
        if left < Decimal::ZERO {
            whole[*index] -= Decimal::ONE;
            left += Decimal::ONE;
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn check(amount: Decimal, weights: &[Decimal], expected: &[Decimal]) {
        let usd = Currency::from_code("USD").unwrap();
        let parts = apportioned(Money::new(amount), weights, usd);
        let parts: Vec<_> = parts.into_iter().map(Money::value).collect();
        assert_eq!(parts, expected);
    }

    #[test]
    fn cents_go_to_the_largest_remainders() {
        check(
            dec!(1),
            &[dec!(1), dec!(1), dec!(1)],
            &[dec!(0.34), dec!(0.33), dec!(0.33)],
        );
        check(dec!(0.05), &[dec!(1), dec!(3)], &[dec!(0.01), dec!(0.04)]);
        check(dec!(-1), &[dec!(2), dec!(1)], &[dec!(-0.67), dec!(-0.33)]);
        check(dec!(10), &[dec!(0), dec!(7)], &[dec!(0), dec!(10)]);
    }

    #[test]
    fn the_largest_amounts_are_divided_to_the_cent() {
        let large = dec!(100_000_000_000_000_000_000_000);
        let half = large / dec!(2);
        check(large, &[large, large], &[half, half]);
    }

    #[test]
    fn nobody_is_rounded_above_its_limit() {
        let shares = [dec!(1.5), dec!(2), dec!(1.5)];
        let limits = [None, Some(dec!(2)), None];
        assert_eq!(
            rounded(&shares, dec!(5), &limits),
            [dec!(2), dec!(2), dec!(1)]
        );
    }
}
