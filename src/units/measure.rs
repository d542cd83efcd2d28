//! Money, quantity, weight and price.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use rust_decimal::Decimal;

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Decimal);

        impl $name {
            /// None of it.
            pub const ZERO: Self = Self(Decimal::ZERO);

            /// The measure with this value in its unit.
            pub const fn new(value: Decimal) -> Self {
                Self(value)
            }

            /// The value in the measure's unit, unrounded.
            pub const fn value(self) -> Decimal {
                self.0
            }

            /// Whether it is exactly zero.
            pub fn is_zero(self) -> bool {
                self.0.is_zero()
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }
        impl Mul<Decimal> for $name {
            type Output = Self;
            fn mul(self, factor: Decimal) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Sum for $name {
            fn sum<T: Iterator<Item = Self>>(values: T) -> Self {
                values.fold(Self::ZERO, Add::add)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0.normalize())
            }
        }
    )+};
}

measures! {
    /// An amount in the case's currency, unrounded.
    Money,
    /// An amount of an item in its base unit.
    Quantity,
    /// Kilograms.
    Weight,
}

/// Money for a stated quantity: 18.50 for 12 units stays 18.50 for 12 units, so that no division
/// is done before it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    amount: Money,
    per: Quantity,
}

impl Price {
    /// `amount` for every `per` units.
    ///
    /// # Panics
    /// If `per` is not above zero.
    pub fn new(amount: Money, per: Quantity) -> Self {
        assert!(per > Quantity::ZERO, "a price is for a quantity above zero");
        Self { amount, per }
    }

    /// `amount` for one base unit.
    pub fn per_unit(amount: Money) -> Self {
        Self {
            amount,
            per: Quantity(Decimal::ONE),
        }
    }

    /// What `quantity` costs: `amount × quantity ÷ per`, multiplied first.
    pub fn of(self, quantity: Quantity) -> Money {
        Money(self.amount.0 * quantity.0 / self.per.0)
    }

    /// The money named by the price.
    pub fn amount(self) -> Money {
        self.amount
    }

    /// The quantity the money is for.
    pub fn per(self) -> Quantity {
        self.per
    }

    /// The same price multiplied, for instance by an exchange rate or by one less a discount.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self {
            amount: self.amount * factor,
            per: self.per,
        }
    }

    /// The same price less `off` money per base unit.
    #[must_use]
    pub fn less_per_unit(self, off: Money) -> Self {
        Self {
            amount: self.amount - off * self.per.0,
            per: self.per,
        }
    }

    /// Whether this price per unit is above `other`, compared without division.
    pub fn exceeds(self, other: Self) -> bool {
        self.amount.0 * other.per.0 > other.amount.0 * self.per.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    fn check(amount: Decimal, per: Decimal, quantity: Decimal, expected: Decimal) {
        let price = Price::new(Money::new(amount), Quantity::new(per));
        assert_eq!(price.of(Quantity::new(quantity)).value(), expected);
    }

    #[test]
    fn pack_price_of_whole_packs_is_exact() {
        check(dec!(10), dec!(3), dec!(9), dec!(30));
        check(dec!(18.50), dec!(12), dec!(36), dec!(55.50));
    }

    #[test]
    fn price_comparison_needs_no_division() {
        let a = Price::new(Money::new(dec!(10)), Quantity::new(dec!(3)));
        let b = Price::per_unit(Money::new(dec!(3.33)));
        assert!(a.exceeds(b) && !b.exceeds(a) && !a.exceeds(a));
    }
}
