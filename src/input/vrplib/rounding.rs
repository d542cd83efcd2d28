//! How the numbers of a file become whole, and how far two points are apart.

use crate::units::Decimal;

/// How distances, times and money become whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest whole number.
    #[default]
    Nearest,
    /// Ten to a unit, cut off: the convention of the 12th DIMACS challenge for time windows.
    Tenths,
    /// A thousand to a unit, to the nearest.
    Thousandths,
}

impl Rounding {
    /// How many there are to a unit of the file.
    pub fn scale(self) -> u32 {
        match self {
            Self::Nearest => 1,
            Self::Tenths => 10,
            Self::Thousandths => 1000,
        }
    }

    /// A number of the file, scaled and whole; a half goes to the even neighbour.
    pub(super) fn whole(self, value: Decimal) -> Option<i64> {
        let scaled = value.checked_mul(Decimal::from(self.scale()))?;
        let whole = match self {
            Self::Nearest | Self::Thousandths => scaled.round(),
            Self::Tenths => scaled.trunc(),
        };
        i64::try_from(whole).ok()
    }

    /// The distance of two points that are `dx` and `dy` apart, in `unit`ths of the file's unit.
    ///
    /// Exact: with scale s and u = `unit`, s·√(dx²+dy²)/u is cut off by ⌊√(s²(dx²+dy²))⌋ / u, and
    /// rounded by (⌊√(4s²(dx²+dy²))⌋ + u) / 2u, both in whole numbers.
    pub(super) fn distance(self, dx: i128, dy: i128, unit: u64) -> Option<i64> {
        let scale = u128::from(self.scale());
        let square = dx.unsigned_abs().checked_pow(2)?;
        let square = square.checked_add(dy.unsigned_abs().checked_pow(2)?)?;
        let square = square.checked_mul(scale * scale)?;
        let unit = u128::from(unit);
        let distance = match self {
            Self::Nearest | Self::Thousandths => (root(square.checked_mul(4)?) + unit) / (2 * unit),
            Self::Tenths => root(square) / unit,
        };
        i64::try_from(distance).ok()
    }
}

/// The whole part of the square root; most numbers fit into the faster width.
fn root(square: u128) -> u128 {
    match u64::try_from(square) {
        Ok(square) => u128::from(square.isqrt()),
        Err(_) => square.isqrt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_distance_is_rounded_or_cut_off_as_the_rounding_says() {
        for (rounding, expected) in [
            (Rounding::Nearest, 1),
            (Rounding::Tenths, 14),
            (Rounding::Thousandths, 1414),
        ] {
            assert_eq!(rounding.distance(1, 1, 1), Some(expected));
            assert_eq!(rounding.distance(-1000, 1000, 1000), Some(expected));
        }
        // √(3² + 2²) = 3.606: nearest is 4.
        assert_eq!(Rounding::Nearest.distance(3, 2, 1), Some(4));
        assert_eq!(Rounding::Tenths.distance(3, 4, 1), Some(50));
    }

    #[test]
    fn the_longest_distance_is_exact() {
        let far = 2_000_000_000_000_000;
        let distance = Rounding::Thousandths.distance(far, 0, 1_000_000);
        assert_eq!(distance, Some(2_000_000_000_000));
    }

    #[test]
    fn a_number_is_scaled_first() {
        assert_eq!(Rounding::Nearest.whole(dec!(2.958)), Some(3));
        assert_eq!(Rounding::Tenths.whole(dec!(2.958)), Some(29));
        assert_eq!(Rounding::Thousandths.whole(dec!(2.958)), Some(2958));
        assert_eq!(Rounding::Tenths.whole(dec!(-0.05)), Some(0));
    }
}
