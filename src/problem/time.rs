//! The time basis: one order cycle, repeated over a horizon.

use crate::units::{Decimal, Money, Quantity};

pub use jiff::civil::Date;

/// How often the order cycle repeats, and what cycle and horizon are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// Name of one order cycle, for instance `week`.
    pub cycle: String,
    /// Name of the whole horizon, for instance `year`.
    pub name: String,
    /// Order cycles in the horizon, at least 1.
    pub cycles: u32,
}

impl Horizon {
    /// How many times a charge stated per `period` falls due within the horizon.
    pub fn occurrences(&self, period: Period) -> u32 {
        match period {
            Period::Cycle => self.cycles,
            Period::Horizon | Period::Once => 1,
        }
    }

    /// Factor from a quantity per cycle to the quantity that a term stated per `period` counts.
    pub fn counted_cycles(&self, period: Period) -> Decimal {
        match period {
            Period::Cycle => Decimal::ONE,
            Period::Horizon | Period::Once => Decimal::from(self.cycles),
        }
    }
}

/// What a term is stated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// Every order cycle.
    Cycle,
    /// The whole horizon.
    Horizon,
    /// A single time, counted in full within the horizon.
    Once,
}

/// A quantity with the period it is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodQuantity {
    /// How much.
    pub quantity: Quantity,
    /// Counted over what.
    pub per: Period,
}

/// An amount of spend with the period it is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodSpend {
    /// How much.
    pub spend: Money,
    /// Counted over what.
    pub per: Period,
}

/// A fee with the period it is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fee {
    /// How much, each time.
    pub amount: Money,
    /// How often.
    pub per: Period,
}
