//! An award as values of the program's columns.

use std::collections::BTreeMap;

use super::{Formulation, Meaning};
use crate::award::number::number;
use crate::award::rules::Rules;
use crate::milp::Column;
use crate::plan::{Award, Owner};
use crate::pricing::exact::{Basket, reached, site_value};
use crate::pricing::lower::{Level, Trigger};
use crate::units::rounding::settled;
use crate::units::{Decimal, DemandLineId, Id, QuoteId, SiteId};

/// An award with what is asked of it for every column.
struct Known<'a> {
    baskets: Vec<Basket>,
    covered: BTreeMap<(DemandLineId, QuoteId), Decimal>,
    surplus: BTreeMap<(QuoteId, Owner), Decimal>,
    /// Tier reached by each curve; `None` if nothing is bought under it.
    tiers: Vec<Option<usize>>,
    award: &'a Award,
    /// By how much each instance of a rule is broken.
    breaches: Vec<Decimal>,
}

impl Formulation<'_> {
    /// The values of all columns that mean this award.
    pub fn values_of(&self, award: &Award) -> Vec<f64> {
        let known = self.known(award);
        self.columns()
            .map(|(column, meaning)| self.value(column, meaning, &known))
            .collect()
    }

    fn known<'a>(&self, award: &'a Award) -> Known<'a> {
        let baskets = Basket::by_vendor(self.case, award);
        let tiers = self
            .curves
            .iter()
            .map(|curve| {
                let basket = &baskets[curve.vendor.index()];
                let is_used = curve
                    .quotes
                    .iter()
                    .any(|part| !basket.quantity(part.quote).is_zero());
                let starts = curve.tiers.iter().map(|tier| tier.from);
                is_used.then(|| reached(starts, curve.counted(basket)))
            })
            .collect();
        let covered = award
            .lines
            .iter()
            .map(|e| ((e.line, e.quote), e.covered.value()));
        let surplus = award
            .surplus
            .iter()
            .map(|s| ((s.quote, s.owner), s.quantity.value()));
        Known {
            baskets,
            covered: covered.collect(),
            surplus: surplus.collect(),
            tiers,
            award,
            breaches: Rules::new(self.case).of(award),
        }
    }

    fn value(&self, column: Column, meaning: Meaning, known: &Known) -> f64 {
        match meaning {
            Meaning::Serve { line, quote, tier } => {
                let covered = known.covered.get(&(line, quote)).copied();
                self.in_tier(
                    quote,
                    tier,
                    known,
                    covered.map(|covered| covered / self.grain(line)),
                )
            }
            Meaning::Surplus { quote, owner, tier } => {
                let surplus = known.surplus.get(&(quote, owner)).copied();
                let each = self.goods_at(column).bought;
                self.in_tier(quote, tier, known, surplus.map(|surplus| surplus / each))
            }
            Meaning::Packs { quote, owner } => {
                number(self.bought_for(quote, owner, known) / self.unit_of(quote, owner))
            }
            Meaning::Lots { quote } => {
                let lot = self.case.quotes[quote]
                    .lot_size
                    .expect("a lot count has a lot size");
                number(self.basket(quote, known).quantity(quote).value() / lot.value())
            }
            Meaning::UnbrokenPacks { quote, site } => {
                number(self.site_packs(quote, site, known).floor())
            }
            Meaning::LevelBase { trigger, level } => self.level_base(trigger, level, known),
            Meaning::Breach { instance } => number(known.breaches[instance]),
            Meaning::Uncovered { line } => {
                let entries = known.award.lines.iter().filter(|entry| entry.line == line);
                let covered: Decimal = entries.map(|entry| entry.covered.value()).sum();
                number((self.case.demand[line].quantity.value() - covered) / self.grain(line))
            }
            Meaning::Tier { .. }
            | Meaning::QuoteUsed { .. }
            | Meaning::VendorUsed { .. }
            | Meaning::Drop { .. }
            | Meaning::FreeDrop { .. }
            | Meaning::BrokenPack { .. }
            | Meaning::Level { .. }
            | Meaning::MemberBuys { .. }
            | Meaning::LineServed { .. }
            | Meaning::VendorServes { .. } => f64::from(u8::from(self.holds(meaning, known))),
        }
    }

    /// Whether what a yes-or-no column stands for holds; no other column is asked about.
    fn holds(&self, meaning: Meaning, known: &Known) -> bool {
        match meaning {
            Meaning::Tier { curve, tier } => known.tiers[curve] == Some(tier),
            Meaning::QuoteUsed { quote } => !self.basket(quote, known).quantity(quote).is_zero(),
            Meaning::VendorUsed { vendor } => !known.baskets[vendor.index()].is_empty(),
            Meaning::Drop { vendor, site } => known.baskets[vendor.index()]
                .sites(self.case)
                .contains(&site),
            Meaning::FreeDrop { vendor, site } => {
                let basket = &known.baskets[vendor.index()];
                let zone = self.case.sites[site].zone.as_deref();
                let drop = self.case.vendors[vendor].delivery.drop_in(zone);
                let from = drop
                    .and_then(|drop| drop.free_from)
                    .expect("a free drop has a value");
                basket.sites(self.case).contains(&site)
                    && settled(site_value(self.case, basket, site).value()) >= from.value()
            }
            Meaning::BrokenPack { quote, site } => {
                !self.site_packs(quote, site, known).fract().is_zero()
            }
            Meaning::Level { trigger, level } => {
                self.level_of(&self.triggers[trigger], known) == level
            }
            Meaning::MemberBuys { vendor, member } => {
                let mut lines = known.baskets[vendor.index()].lines().iter();
                lines.any(|bought| self.case.member_of(bought.line) == member)
            }
            Meaning::LineServed { line, vendor } => {
                let mut lines = known.baskets[vendor.index()].lines().iter();
                lines.any(|bought| bought.line == line)
            }
            Meaning::VendorServes { instance, vendor } => {
                let asked = &self.instances[instance].lines;
                let mut lines = known.baskets[vendor.index()].lines().iter();
                lines.any(|bought| asked.contains(&bought.line))
            }
            Meaning::Serve { .. }
            | Meaning::Surplus { .. }
            | Meaning::Packs { .. }
            | Meaning::Lots { .. }
            | Meaning::UnbrokenPacks { .. }
            | Meaning::LevelBase { .. }
            | Meaning::Breach { .. }
            | Meaning::Uncovered { .. } => unreachable!("counts are no yes-or-no columns"),
        }
    }

    fn level_base(&self, trigger: usize, level: usize, known: &Known) -> f64 {
        let lowered = &self.triggers[trigger];
        if self.level_of(lowered, known) != level {
            return 0.0;
        }
        let basket = &known.baskets[lowered.vendor.index()];
        let base = number(lowered.base.of(self.case, &self.curves, basket));
        (base / self.most_by_base[&(trigger, level)]).min(1.0)
    }

    fn in_tier(&self, quote: QuoteId, tier: usize, known: &Known, units: Option<Decimal>) -> f64 {
        let (curve, _) = self.curve_by_quote[quote.index()];
        if known.tiers[curve] == Some(tier) {
            units.map_or(0.0, number)
        } else {
            0.0
        }
    }

    fn basket<'k>(&self, quote: QuoteId, known: &'k Known) -> &'k Basket {
        &known.baskets[self.case.quotes[quote].vendor.index()]
    }

    fn bought_for(&self, quote: QuoteId, owner: Owner, known: &Known) -> Decimal {
        let lines = self.basket(quote, known).lines().iter();
        let own = lines
            .filter(|bought| bought.quote == quote && self.owner(bought.line, quote) == owner)
            .map(|bought| bought.quantity.value());
        own.sum::<Decimal>()
            + known
                .surplus
                .get(&(quote, owner))
                .copied()
                .unwrap_or(Decimal::ZERO)
    }

    fn site_packs(&self, quote: QuoteId, site: SiteId, known: &Known) -> Decimal {
        let quantity = self
            .basket(quote, known)
            .site_quantity(self.case, quote, site);
        quantity.value() / self.case.quotes[quote].pack.content.value()
    }

    /// Index of the level granted; one past the last if none is.
    fn level_of(&self, trigger: &Trigger, known: &Known) -> usize {
        let basket = &known.baskets[trigger.vendor.index()];
        let sums: Vec<Decimal> = trigger
            .sums
            .iter()
            .map(|sum| sum.of(self.case, &self.curves, basket))
            .collect();
        let holds = |level: &Level| {
            !basket.is_empty()
                && level
                    .at_least
                    .iter()
                    .zip(&sums)
                    .all(|(least, sum)| settled(*sum) >= *least)
        };
        let granted = trigger.levels.iter().rposition(holds);
        granted.unwrap_or(trigger.levels.len())
    }

    /// The goods of a column; goods stand in the order of their columns.
    pub(super) fn goods_at(&self, column: Column) -> &super::Goods {
        let found = self
            .goods
            .binary_search_by_key(&column, |goods| goods.column);
        &self.goods[found.expect("the column carries goods")]
    }
}
