//! The border between decimals and floats.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::units::{Decimal, Money};

/// The nearest float.
pub(super) fn number(value: Decimal) -> f64 {
    value.to_f64().expect("every decimal has a nearest float")
}

/// A whole number that a solver returned as a float within its tolerance.
///
/// # Panics
/// If the value is further from a whole number than any tolerance explains.
pub(super) fn whole(value: f64) -> Decimal {
    const NEAR: f64 = 1e-4;
    let rounded = value.round();
    assert!(
        (value - rounded).abs() <= NEAR,
        "the solver returned {value} for a whole number"
    );
    Decimal::from_f64(rounded).expect("a count of grains fits a decimal")
}

/// The largest amount with six decimals that is not above `bound`: a bound may only be rounded
/// down.
pub(super) fn bound_money(bound: f64) -> Money {
    const MILLIONTHS: f64 = 1e6;
    let floor = Decimal::from_f64((bound * MILLIONTHS).floor());
    Money::new(floor.expect("costs are far within a decimal") / Decimal::from(1_000_000))
}
