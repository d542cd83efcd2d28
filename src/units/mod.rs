//! Measured numbers as types: mixing money and quantities does not compile.
//!
//! Everything here is decimal ([`rust_decimal::Decimal`]); nothing rounds except
//! [`rounding`](crate::units::rounding). Input limits keep what the program computes within the range of a decimal, 7.9e28:
//! no number is above [`VALUE_MAX`](crate::units::VALUE_MAX), and none above [`CONVERTED_MAX`](crate::units::CONVERTED_MAX) once it is converted to the
//! case's currency, base units and a price for one base unit. The largest figures are costs over
//! the horizon; with 10 000 cycles, 79 000 demand lines can each be at both limits at once.
//! Not bounded by them is the factor by which `pricing::lower` makes what a group counts finite: it
//! grows with the number of different packs in the group.
#![deny(clippy::float_arithmetic)]

mod currency;
mod id;
mod measure;
pub mod rounding;
mod table;

pub use currency::{Currency, UnknownCurrency};
pub use id::{
    BreakGroupId, BundleId, DemandLineId, GroupId, HubId, Id, ItemId, MemberId, PlaceId, QuoteId,
    RebateId, RuleId, SiteId, StopId, VehicleTypeId, VendorId,
};
pub use measure::{Money, Price, Quantity, Weight};
pub use rust_decimal::Decimal;
pub use table::Table;

/// Most digits after the decimal point that an input number may have.
pub const DECIMALS_MAX: u32 = 6;

/// Most digits after the decimal point that an exchange rate may have.
pub const RATE_DECIMALS_MAX: u32 = 12;

/// Largest absolute value that an input number may have.
pub const VALUE_MAX: u64 = 1_000_000_000;

/// Largest absolute value that an input number may have once it is multiplied by a rate, a pack or
/// a factor: a price or fee in the case's currency, a quantity in base units.
pub const CONVERTED_MAX: u64 = 10_000_000_000;

/// Largest quantum of which every given value is a whole multiple; zero if all are zero.
///
/// Example: 0.5 and 12 share the quantum 0.5.
pub fn quantum(values: impl IntoIterator<Item = Decimal>) -> Decimal {
    values.into_iter().fold(Decimal::ZERO, |mut a, value| {
        let mut b = value.abs();
        while !b.is_zero() {
            (a, b) = (b, a % b);
        }
        a
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn quantum_divides_every_value() {
        assert_eq!(quantum([dec!(0.5), dec!(12)]), dec!(0.5));
        assert_eq!(quantum([dec!(18), dec!(12)]), dec!(6));
        assert_eq!(quantum([]), Decimal::ZERO);
        assert_eq!(quantum([dec!(0), dec!(2.50)]), dec!(2.5));
    }
}
