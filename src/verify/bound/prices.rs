//! The prices, looked up: those of pairs that serve and tiers in reach, in billionths.

use std::collections::BTreeMap;

use super::amounts::{self, Billionths};
use super::options::Pairs;
use super::reach::Range;
use super::structure::Curves;
use crate::plan::InternalPrices;
use crate::units::{Decimal, DemandLineId, QuoteId};

/// Prices to look up; what is not listed is 0.
pub(super) struct Prices {
    /// α, by line, quote and tier.
    tiers: Vec<((DemandLineId, QuoteId, usize), Billionths)>,
    /// β, by line and quote.
    drops: BTreeMap<(DemandLineId, QuoteId), Billionths>,
    /// γ, by curve.
    vendors: Vec<Billionths>,
    /// σ, by curve and tier.
    quantities: Vec<Vec<Decimal>>,
    /// κ, by quote and tier.
    capacities: BTreeMap<(QuoteId, usize), Decimal>,
}

impl Prices {
    /// The prices that bear on a plan; those of a quote for a line that it may not serve, and of a tier
    /// that no plan is in, bear on none. `None` if one has more than nine decimals.
    pub fn of(
        prices: &InternalPrices,
        curves: &Curves,
        pairs: &Pairs,
        ranges: &[Vec<Option<Range>>],
    ) -> Option<Self> {
        let mut tiers = Vec::with_capacity(prices.tiers.len());
        for price in &prices.tiers {
            let is_reached = ranges[curves.place(price.quote).curve][price.tier].is_some();
            if is_reached && pairs.holds(price.line, price.quote) {
                let key = (price.line, price.quote, price.tier);
                tiers.push((key, amounts::exact(price.price)?));
            }
        }
        tiers.sort_unstable();
        let mut drops = BTreeMap::new();
        for price in &prices.drops {
            if pairs.holds(price.line, price.quote) {
                drops.insert((price.line, price.quote), amounts::exact(price.price)?);
            }
        }
        let mut vendors = vec![0; curves.all.len()];
        for price in &prices.vendors {
            let curve = curves.place(price.quote).curve;
            if ranges[curve].iter().any(Option::is_some) {
                vendors[curve] = amounts::exact(price.price)?;
            }
        }
        let none = curves
            .all
            .iter()
            .map(|curve| vec![Decimal::ZERO; curve.n_tiers()]);
        let mut quantities: Vec<Vec<Decimal>> = none.collect();
        for price in &prices.quantities {
            quantities[curves.place(price.quote).curve][price.tier] = price.price;
        }
        let capacities = prices.capacities.iter();
        let capacities = capacities.map(|of| ((of.quote, of.tier), of.price));
        Some(Self {
            capacities: capacities.collect(),
            tiers,
            drops,
            vendors,
            quantities,
        })
    }

    /// α: what a line pays for a tier.
    pub fn tier(&self, line: DemandLineId, quote: QuoteId, tier: usize) -> Billionths {
        let key = (line, quote, tier);
        let found = self.tiers.binary_search_by_key(&key, |(other, _)| *other);
        found.map_or(0, |index| self.tiers[index].1)
    }

    /// β: what a line pays for a drop.
    pub fn drop(&self, line: DemandLineId, quote: QuoteId) -> Billionths {
        self.drops.get(&(line, quote)).copied().unwrap_or(0)
    }

    /// γ: what a curve in use pays for its vendor.
    pub fn vendor(&self, curve: usize) -> Billionths {
        self.vendors[curve]
    }

    /// σ: what a tier pays per unit that its curve counts.
    pub fn quantity(&self, curve: usize, tier: usize) -> Decimal {
        self.quantities[curve][tier]
    }

    /// κ: what lines pay a tier per unit of a quote's capacity.
    pub fn capacity(&self, quote: QuoteId, tier: usize) -> Decimal {
        let price = self.capacities.get(&(quote, tier));
        price.copied().unwrap_or_default()
    }

    /// Every α.
    pub fn tiers(&self) -> impl Iterator<Item = (QuoteId, usize, Billionths)> + '_ {
        self.tiers
            .iter()
            .map(|((_, quote, tier), price)| (*quote, *tier, *price))
    }

    /// Every β.
    pub fn drops(&self) -> impl Iterator<Item = (DemandLineId, QuoteId, Billionths)> + '_ {
        self.drops
            .iter()
            .map(|((line, quote), price)| (*line, *quote, *price))
    }
}
