//! Internal prices: what proves a bound on every plan's objective.

use crate::units::{Decimal, DemandLineId, QuoteId};

/// Prices that the parts of a plan pay one another, over the horizon, in the case's currency.
///
/// Any prices prove a bound (`models/award.md`, L1 to L8): good ones prove a good one. What is not
/// listed has the price 0. Tiers count from 0, as in [`curves`](crate::pricing::lower::curves).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InternalPrices {
    /// What a demand line pays for being served under a quote in a tier, in full.
    pub tiers: Vec<TierPrice>,
    /// What a demand line pays for the vendor's drop at its site when the quote serves it in full.
    pub drops: Vec<DropPrice>,
    /// What a curve in use pays for its vendor.
    pub vendors: Vec<VendorPrice>,
    /// What a tier pays per unit that its curve counts, and its lines are paid; of either sign.
    pub quantities: Vec<QuantityPrice>,
    /// What lines pay a tier per unit of a quote's capacity.
    pub capacities: Vec<CapacityPrice>,
}

/// A line's price of a tier: α in `models/award.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierPrice {
    /// Who pays.
    pub line: DemandLineId,
    /// Under which quote.
    pub quote: QuoteId,
    /// In which tier of the quote's curve.
    pub tier: usize,
    /// How much, at least 0.
    pub price: Decimal,
}

/// A line's price of a drop: β in `models/award.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DropPrice {
    /// Who pays.
    pub line: DemandLineId,
    /// Under which quote.
    pub quote: QuoteId,
    /// How much, at least 0.
    pub price: Decimal,
}

/// A curve's price of its vendor: γ in `models/award.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VendorPrice {
    /// The first quote of the curve.
    pub quote: QuoteId,
    /// How much, at least 0.
    pub price: Decimal,
}

/// A price of a quote's capacity in a tier: κ in `models/award.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapacityPrice {
    /// A quote with a capacity.
    pub quote: QuoteId,
    /// In which tier of its curve.
    pub tier: usize,
    /// How much per base unit in the capacity's own period, at least 0.
    pub price: Decimal,
}

/// A curve's price of what it counts: σ in `models/award.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuantityPrice {
    /// The first quote of the curve.
    pub quote: QuoteId,
    /// In which tier.
    pub tier: usize,
    /// How much per counted unit, of either sign.
    pub price: Decimal,
}
