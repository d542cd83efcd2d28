//! Rebates and bundles (A14, A15).

use super::{Formulation, Meaning};
use crate::award::number::number;
use crate::milp::{Column, Kind};
use crate::pricing::lower::{Grant, Sum};
use crate::units::{Id, Quantity};

impl Formulation<'_> {
    /// A14: at most one level of each trigger is granted, and only when its sums are reached.
    /// A15: a level's share applies to the base, split over levels.
    pub(super) fn grant_triggers(&mut self) {
        for trigger in 0..self.triggers.len() {
            match self.triggers[trigger].grant {
                Grant::Rebate(_) => self.grant_rebate(trigger),
                Grant::Bundle(_) => self.grant_bundle(trigger),
            }
        }
    }

    /// A rebate's spend lies in exactly one level's range, so that a level that grants less than
    /// the one before cannot be dodged.
    fn grant_rebate(&mut self, trigger: usize) {
        let levels = self.triggers[trigger].levels.clone();
        let spend = self.sum(&self.triggers[trigger].base.clone());
        let most = self.most_of(&spend);
        let starts: Vec<f64> = levels
            .iter()
            .map(|level| number(level.at_least[0]))
            .collect();
        let mut one = Vec::new();
        let mut split = spend;
        // The last index stands for "no level", from zero up to the first start.
        for index in 0..=levels.len() {
            let (from, to) = match index.checked_sub(levels.len()) {
                None => (
                    starts[index],
                    starts.get(index + 1).copied().unwrap_or(most).min(most),
                ),
                Some(_) => (0.0, starts.first().copied().unwrap_or(most).min(most)),
            };
            if from > most {
                continue;
            }
            let flag = self.binary(Meaning::Level {
                trigger,
                level: index,
            });
            let meaning = Meaning::LevelBase {
                trigger,
                level: index,
            };
            let base = self.column(meaning, Kind::Continuous, f64::INFINITY);
            self.model
                .at_least("A14 reach level", vec![(base, 1.0), (flag, -from)], 0.0);
            self.model
                .at_most("A14 stay in level", vec![(base, 1.0), (flag, -to)], 0.0);
            if let Some(level) = levels.get(index) {
                if level.at_least[0].is_zero() && !level.lump.is_zero() {
                    self.only_if_buying(flag, trigger);
                }
                self.model.charge(flag, -number(level.lump.value()));
                self.model.charge(base, -number(level.share));
            }
            one.push((flag, 1.0));
            split.push((base, -1.0));
        }
        self.model.exactly("A14 one level", one, 1.0);
        self.model.exactly("A15 split spend", split, 0.0);
    }

    /// A lump from the first unit of money on is still for buyers only.
    fn only_if_buying(&mut self, flag: Column, trigger: usize) {
        let vendor = self.triggers[trigger].vendor;
        let quotes = self.case.quotes_of(vendor);
        let goods = quotes.flat_map(|quote| self.goods_of(quote));
        let lines = goods.filter(|goods| goods.line.is_some());
        let mut terms: Vec<_> = lines.map(|goods| (goods.column, -1.0)).collect();
        terms.push((flag, 1.0));
        self.model.at_most("A14 only buyers", terms, 0.0);
    }

    fn grant_bundle(&mut self, trigger: usize) {
        let lowered = self.triggers[trigger].clone();
        let level = &lowered.levels[0];
        let base = self.sum(&lowered.base);
        if base.is_empty() {
            return;
        }
        let flag = self.binary(Meaning::Level { trigger, level: 0 });
        self.model.charge(flag, -number(level.lump.value()));
        for (sum, least) in lowered.sums.iter().zip(&level.at_least) {
            let mut terms = self.sum(sum);
            terms.push((flag, -number(*least)));
            self.model.at_least("A14 complete bundle", terms, 0.0);
        }
        if !level.share.is_zero() {
            let most = self.most_of(&base);
            let meaning = Meaning::LevelBase { trigger, level: 0 };
            let granted = self.column(meaning, Kind::Continuous, f64::INFINITY);
            self.model.charge(granted, -number(level.share));
            self.model
                .at_most("A15 bundle base", vec![(granted, 1.0), (flag, -most)], 0.0);
            let mut within = vec![(granted, 1.0)];
            within.extend(base.iter().map(|(column, factor)| (*column, -factor)));
            self.model.at_most("A15 bundle base", within, 0.0);
        }
    }

    /// A lowered sum as terms, over the horizon.
    pub(super) fn sum(&self, sum: &Sum) -> Vec<(Column, f64)> {
        let goods = sum.quotes().iter().flat_map(|quote| self.goods_of(*quote));
        let cycles = number(self.cycles);
        match sum {
            Sum::Units(_) => goods
                .map(|goods| (goods.column, number(goods.bought) * cycles))
                .collect(),
            Sum::Value(_) => goods
                .map(|goods| (goods.column, self.value_of(goods) * cycles))
                .collect(),
            Sum::Spend(quotes) => {
                let mut terms: Vec<_> = goods
                    .map(|goods| {
                        let (curve, part) = self.curve_by_quote[goods.quote.index()];
                        let slope = self.curves[curve].tiers[goods.tier].slopes[part];
                        let each = slope.of(Quantity::new(goods.bought)).value();
                        (goods.column, number(each) * cycles)
                    })
                    .collect();
                for ((curve, tier), column) in &self.tier_columns {
                    let curve = &self.curves[*curve];
                    let fixed = curve.tiers[*tier].fixed;
                    if !fixed.is_zero() && quotes.contains(&curve.quotes[0].quote) {
                        terms.push((*column, number(fixed.value())));
                    }
                }
                terms
            }
        }
    }

    /// The most that a sum of goods can come to: every line at its dearest, every surplus full.
    fn most_of(&self, terms: &[(Column, f64)]) -> f64 {
        let mut by_line = std::collections::BTreeMap::new();
        let mut other = 0.0;
        for (column, factor) in terms {
            let most = factor.max(0.0) * self.model.upper(*column);
            match self.meanings[column.index()] {
                Meaning::Serve { line, .. } => {
                    let largest: &mut f64 = by_line.entry(line).or_default();
                    *largest = largest.max(most);
                }
                _ => other += most,
            }
        }
        other + by_line.values().sum::<f64>()
    }
}
