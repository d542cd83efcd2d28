//! Goods as tiers over one counted quantity.

use super::cycles;
use crate::pricing::exact::{Basket, reached};
use crate::problem::{BreakGroup, Case, Counted, IncrementalTier, Quote, QuoteStructure};
use crate::units::{BreakGroupId, Decimal, Money, Price, Quantity, QuoteId, VendorId};

/// Prices of one or more quotes that change with what they count together.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Whose quotes.
    pub vendor: VendorId,
    /// The break group, unless the curve is a single quote without breaks.
    pub group: Option<BreakGroupId>,
    /// The quotes and how they count.
    pub quotes: Vec<CurveQuote>,
    /// Tiers in ascending order; the first starts at zero and has no fixed part.
    pub tiers: Vec<CurveTier>,
}

/// How one quote counts toward a curve's tiers.
#[derive(Clone, Copy, Debug)]
pub struct CurveQuote {
    /// The quote.
    pub quote: QuoteId,
    /// What `per` base units per cycle count.
    pub counts: Decimal,
    /// See `counts`.
    pub per: Decimal,
}

impl CurveQuote {
    /// What a quantity per cycle counts.
    pub fn counted(&self, quantity: Quantity) -> Decimal {
        self.counts * quantity.value() / self.per
    }
}

/// One tier of a curve.
#[derive(Clone, Debug)]
pub struct CurveTier {
    /// Counted quantity from which it holds.
    pub from: Decimal,
    /// Fixed part over the horizon.
    pub fixed: Money,
    /// What one base unit per cycle adds per cycle, for each quote in order.
    pub slopes: Vec<Price>,
    /// What one base unit is worth where goods are valued line by line: the slope under all-units
    /// breaks, the list price under incremental ones.
    pub values: Vec<Price>,
}

impl Curve {
    /// What the basket counts.
    pub fn counted(&self, basket: &Basket) -> Decimal {
        let parts = self.quotes.iter();
        parts
            .map(|part| part.counted(basket.quantity(part.quote)))
            .sum()
    }

    /// The tier that the basket reaches.
    pub fn tier(&self, basket: &Basket) -> &CurveTier {
        let starts = self.tiers.iter().map(|tier| tier.from);
        &self.tiers[reached(starts, self.counted(basket))]
    }

    /// What the basket's goods under this curve cost over the horizon.
    pub fn cost(&self, case: &Case, basket: &Basket) -> Money {
        let tier = self.tier(basket);
        tier.fixed + self.sum(&tier.slopes, basket) * cycles(case)
    }

    /// `Σ price × quantity` for one cycle.
    pub(super) fn sum(&self, prices: &[Price], basket: &Basket) -> Money {
        let parts = self.quotes.iter().zip(prices);
        parts
            .map(|(part, price)| price.of(basket.quantity(part.quote)))
            .sum()
    }
}

/// One curve per break group and per quote without breaks.
pub fn curves(case: &Case) -> Vec<Curve> {
    let groups = case
        .groups
        .iter()
        .map(|(id, group)| group_curve(case, id, group));
    let singles = case
        .quotes
        .iter()
        .filter(|(_, quote)| quote.group.is_none())
        .map(single);
    groups.chain(singles).collect()
}

fn single((id, quote): (QuoteId, &Quote)) -> Curve {
    let prices = vec![quote.price];
    Curve {
        vendor: quote.vendor,
        group: None,
        quotes: vec![CurveQuote {
            quote: id,
            counts: Decimal::ONE,
            per: Decimal::ONE,
        }],
        tiers: vec![CurveTier {
            from: Decimal::ZERO,
            fixed: Money::ZERO,
            slopes: prices.clone(),
            values: prices,
        }],
    }
}

fn group_curve(case: &Case, id: BreakGroupId, group: &BreakGroup) -> Curve {
    let cycles = case.horizon.counted_cycles(group.per);
    let quotes = group
        .quotes
        .iter()
        .map(|quote| counting(case, group.counted, *quote, cycles))
        .collect();
    let lists: Vec<Price> = group
        .quotes
        .iter()
        .map(|quote| case.quotes[*quote].price)
        .collect();
    let tiers = match &group.structure {
        QuoteStructure::AllUnits(tiers) => tiers
            .iter()
            .map(|tier| CurveTier {
                from: tier.from,
                fixed: Money::ZERO,
                slopes: tier.prices.clone(),
                values: tier.prices.clone(),
            })
            .collect(),
        QuoteStructure::Incremental(tiers) => {
            let mut granted = Money::ZERO;
            let occurrences = Decimal::from(case.horizon.occurrences(group.per));
            let mut before: Option<&IncrementalTier> = None;
            tiers
                .iter()
                .map(|tier| {
                    if let Some(last) = before {
                        granted += last.off * (tier.from - last.from);
                    }
                    before = Some(tier);
                    CurveTier {
                        from: tier.from,
                        fixed: (tier.off * tier.from - granted) * occurrences,
                        slopes: slopes(case, group, tier.off),
                        values: lists.clone(),
                    }
                })
                .collect()
        }
    };
    Curve {
        vendor: group.vendor,
        group: Some(id),
        quotes,
        tiers,
    }
}

/// What a base unit of each quote costs where `off` is taken off every counted unit.
fn slopes(case: &Case, group: &BreakGroup, off: Money) -> Vec<Price> {
    let slope = |quote: &Quote| match group.counted {
        Counted::Units => quote.price.less_per_unit(off),
        Counted::Packs => {
            let (price, content) = (quote.price, quote.pack.content.value());
            let amount = price.amount() * content - off * price.per().value();
            Price::new(amount, price.per() * content)
        }
        Counted::Weight => quote.price.less_per_unit(off * weight_of(case, quote)),
        Counted::Spend => quote.price.times(Decimal::ONE - off.value()),
    };
    group
        .quotes
        .iter()
        .map(|id| slope(&case.quotes[*id]))
        .collect()
}

fn weight_of(case: &Case, quote: &Quote) -> Decimal {
    case.items[quote.item]
        .weight
        .expect("weighed groups have weights")
        .value()
}

/// How a quote counts over `cycles`.
fn counting(case: &Case, counted: Counted, id: QuoteId, cycles: Decimal) -> CurveQuote {
    let quote = &case.quotes[id];
    let (counts, per) = match counted {
        Counted::Units => (Decimal::ONE, Decimal::ONE),
        Counted::Packs => (Decimal::ONE, quote.pack.content.value()),
        Counted::Weight => (weight_of(case, quote), Decimal::ONE),
        Counted::Spend => (quote.price.amount().value(), quote.price.per().value()),
    };
    CurveQuote {
        quote: id,
        counts: counts * cycles,
        per,
    }
}
