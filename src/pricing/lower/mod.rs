//! Quote structures as two shapes that a search can optimize over, still in decimal.
//!
//! A [`Curve`] says what goods cost: tiers over one counted quantity, each with a fixed part and a
//! slope per quote. Single prices, all-units and incremental breaks on an item, a category or the
//! whole basket are all curves. A [`Trigger`] says what is given back: levels that hold when sums
//! over quotes reach their thresholds. Spend rebates and bundles are triggers.
//!
//! Everything is stated **over the horizon**, for quantities **per cycle**: a curve's slopes are
//! still per unit and cycle (multiply by the cycles), its fixed parts and a trigger's thresholds
//! and lumps are for the whole horizon.
//!
//! The shapes mean the same as [`super::exact`]: [`cost`] evaluates them, and a property test
//! compares the two on random baskets.

mod curve;
mod least;
mod trigger;

pub use curve::{Curve, CurveQuote, CurveTier, curves};
pub use least::{least_added_costs, lowest_prices};
pub use trigger::{Grant, Level, Sum, Trigger, triggers};

use super::exact::Basket;
use crate::problem::Case;
use crate::units::{Decimal, Money};

/// What goods, break discounts, bundles and rebates of one vendor come to over the horizon,
/// computed from the shapes alone.
pub fn cost(case: &Case, basket: &Basket) -> Money {
    let curves = curves(case);
    let goods: Money = curves
        .iter()
        .filter(|curve| curve.vendor == basket.vendor)
        .map(|curve| curve.cost(case, basket))
        .sum();
    let back: Money = triggers(case)
        .iter()
        .filter(|trigger| trigger.vendor == basket.vendor)
        .map(|trigger| trigger.granted(case, &curves, basket))
        .sum();
    goods - back
}

/// Number of cycles, as a factor.
fn cycles(case: &Case) -> Decimal {
    Decimal::from(case.horizon.cycles)
}
