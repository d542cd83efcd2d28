//! The border between decimals and floats.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::units::{Decimal, Money};

/// The nearest float.
pub(super) fn number(value: Decimal) -> f64 {
    value.to_f64().expect("every decimal has a nearest float")
}

/// The largest amount with six decimals that is not above `bound`: a bound may only be rounded down.
pub(super) fn bound_money(bound: f64) -> Money {
    const MILLIONTHS: f64 = 1e6;
    let floor = Decimal::from_f64((bound * MILLIONTHS).floor());
    Money::new(floor.unwrap_or_default() / Decimal::from(1_000_000))
}
