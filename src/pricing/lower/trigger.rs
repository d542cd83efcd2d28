//! Money back when sums over quotes reach their thresholds.

use super::{Curve, cycles};
use crate::pricing::exact::Basket;
use crate::problem::{Bundle, Case, Discount, SpendRebate};
use crate::units::rounding::settled;
use crate::units::{BundleId, Decimal, ItemId, Money, QuoteId, RebateId, VendorId};

/// Levels of money back; at most one holds.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// Whose.
    pub vendor: VendorId,
    /// What grants it.
    pub grant: Grant,
    /// The sums that are compared with the levels' thresholds.
    pub sums: Vec<Sum>,
    /// What a level's share applies to.
    pub base: Sum,
    /// Levels, ascending in the first sum; the last one whose thresholds all hold is granted.
    pub levels: Vec<Level>,
}

/// What grants a trigger's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A spend rebate.
    Rebate(RebateId),
    /// A bundle.
    Bundle(BundleId),
}

/// A sum over quotes, over the horizon.
#[derive(Clone, Debug)]
pub enum Sum {
    /// Base units bought.
    Units(Vec<QuoteId>),
    /// Goods valued line by line (break discounts are left out).
    Value(Vec<QuoteId>),
    /// Goods as charged, less break discounts. An incremental group lies wholly within the sum or
    /// wholly outside, so that its fixed part counts when its first quote does.
    Spend(Vec<QuoteId>),
}

/// One level of a trigger.
#[derive(Clone, Debug)]
pub struct Level {
    /// Threshold of each sum.
    pub at_least: Vec<Decimal>,
    /// Fraction of the base given back.
    pub share: Decimal,
    /// Lump given back over the horizon.
    pub lump: Money,
}

impl Sum {
    /// The quotes summed over.
    pub fn quotes(&self) -> &[QuoteId] {
        match self {
            Self::Units(quotes) | Self::Value(quotes) | Self::Spend(quotes) => quotes,
        }
    }

    /// The sum for one basket, over the horizon.
    pub fn of(&self, case: &Case, curves: &[Curve], basket: &Basket) -> Decimal {
        match self {
            Self::Units(quotes) => {
                let units: Decimal = quotes
                    .iter()
                    .map(|quote| basket.quantity(*quote).value())
                    .sum();
                units * cycles(case)
            }
            Self::Value(quotes) => {
                let value: Money = curves
                    .iter()
                    .flat_map(|curve| curve.quotes.iter().zip(&curve.tier(basket).values))
                    .filter(|(part, _)| quotes.contains(&part.quote))
                    .map(|(part, price)| price.of(basket.quantity(part.quote)))
                    .sum();
                value.value() * cycles(case)
            }
            Self::Spend(quotes) => {
                let fixed: Money = curves
                    .iter()
                    .filter(|curve| quotes.contains(&curve.quotes[0].quote))
                    .map(|curve| curve.tier(basket).fixed)
                    .sum();
                let goods: Money = curves
                    .iter()
                    .flat_map(|curve| curve.quotes.iter().zip(&curve.tier(basket).slopes))
                    .filter(|(part, _)| quotes.contains(&part.quote))
                    .map(|(part, price)| price.of(basket.quantity(part.quote)))
                    .sum();
                fixed.value() + goods.value() * cycles(case)
            }
        }
    }
}

impl Trigger {
    /// Money back over the horizon for one basket.
    pub fn granted(&self, case: &Case, curves: &[Curve], basket: &Basket) -> Money {
        if basket.is_empty() {
            return Money::ZERO;
        }
        let sums: Vec<Decimal> = self
            .sums
            .iter()
            .map(|sum| sum.of(case, curves, basket))
            .collect();
        let holds = |level: &&Level| {
            level
                .at_least
                .iter()
                .zip(&sums)
                .all(|(least, sum)| settled(*sum) >= *least)
        };
        self.levels
            .iter()
            .rev()
            .find(holds)
            .map_or(Money::ZERO, |level| {
                level.lump + Money::new(self.base.of(case, curves, basket) * level.share)
            })
    }
}

/// One trigger per rebate and bundle.
pub fn triggers(case: &Case) -> Vec<Trigger> {
    let rebates = case
        .rebates
        .iter()
        .map(|(id, rebate)| rebate_trigger(case, id, rebate));
    let bundles = case
        .bundles
        .iter()
        .map(|(id, bundle)| bundle_trigger(case, id, bundle));
    rebates.chain(bundles).collect()
}

fn rebate_trigger(case: &Case, id: RebateId, rebate: &SpendRebate) -> Trigger {
    let counts =
        |item: ItemId| rebate.category.is_none() || case.items[item].category == rebate.category;
    let quotes: Vec<QuoteId> = quotes_where(case, rebate.vendor, counts);
    let occurrences = Decimal::from(case.horizon.occurrences(rebate.per));
    let levels = rebate.tiers.iter().map(|tier| {
        level(
            vec![tier.from.value() * occurrences],
            tier.discount,
            occurrences,
        )
    });
    Trigger {
        vendor: rebate.vendor,
        grant: Grant::Rebate(id),
        sums: vec![Sum::Spend(quotes.clone())],
        base: Sum::Spend(quotes),
        levels: levels.collect(),
    }
}

fn bundle_trigger(case: &Case, id: BundleId, bundle: &Bundle) -> Trigger {
    let occurrences = Decimal::from(case.horizon.occurrences(bundle.per));
    let is_part = |item: ItemId| bundle.parts.iter().any(|part| part.item == item);
    let parts = bundle.parts.iter();
    Trigger {
        vendor: bundle.vendor,
        grant: Grant::Bundle(id),
        sums: parts
            .clone()
            .map(|part| Sum::Units(quotes_where(case, bundle.vendor, |item| item == part.item)))
            .collect(),
        base: Sum::Value(quotes_where(case, bundle.vendor, is_part)),
        levels: vec![level(
            parts
                .map(|part| part.quantity_min.value() * occurrences)
                .collect(),
            bundle.discount,
            occurrences,
        )],
    }
}

fn level(at_least: Vec<Decimal>, discount: Discount, occurrences: Decimal) -> Level {
    let (share, lump) = match discount {
        Discount::Share(share) => (share, Money::ZERO),
        Discount::Lump(lump) => (Decimal::ZERO, lump * occurrences),
    };
    Level {
        at_least,
        share,
        lump,
    }
}

fn quotes_where(case: &Case, vendor: VendorId, counts: impl Fn(ItemId) -> bool) -> Vec<QuoteId> {
    case.quotes_of(vendor)
        .filter(|quote| counts(case.quotes[*quote].item))
        .collect()
}
