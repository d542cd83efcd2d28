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

    /// At most one level of a rebate is granted, for spend within its range. A rebate never falls
    /// as spend rises, so nothing is gained by claiming less spend than there is.
    fn grant_rebate(&mut self, trigger: usize) {
        let levels = self.triggers[trigger].levels.clone();
        let spend = self.sum(&self.triggers[trigger].base.clone());
        let most = self.most_of(&spend);
        let starts: Vec<f64> = levels
            .iter()
            .map(|level| number(level.at_least[0]))
            .collect();
        let mut one = Vec::new();
        let mut within = spend;
        for (index, level) in levels.iter().enumerate() {
            let (from, end) = (starts[index], starts.get(index + 1).copied());
            let to = end.map_or(most, |end| end.min(most));
            if from > most || to <= 0.0 {
                continue;
            }
            let flag = self.binary(Meaning::Level {
                trigger,
                level: index,
            });
            let base = self.base_column(trigger, index, to);
            self.model
                .at_least("A14 reach level", vec![(base, to), (flag, -from)], 0.0);
            self.model
                .at_most("A14 stay in level", vec![(base, 1.0), (flag, -1.0)], 0.0);
            if level.at_least[0].is_zero() && !level.lump.is_zero() {
                self.only_if_buying(flag, trigger);
            }
            self.model.charge(flag, -number(level.lump.value()));
            self.model.charge(base, -number(level.share) * to);
            one.push((flag, 1.0));
            within.push((base, -to));
        }
        self.model.at_most("A14 one level", one, 1.0);
        self.model.at_least("A15 spend", within, 0.0);
    }

    /// A column for the base of a level, counted in shares of `most`.
    fn base_column(&mut self, trigger: usize, level: usize, most: f64) -> Column {
        self.most_by_base.insert((trigger, level), most);
        self.column(Meaning::LevelBase { trigger, level }, Kind::Continuous, 1.0)
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
        let most = self.most_of(&base);
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
        if !level.share.is_zero() && most > 0.0 {
            let granted = self.base_column(trigger, 0, most);
            self.model.charge(granted, -number(level.share) * most);
            self.model
                .at_most("A15 bundle base", vec![(granted, 1.0), (flag, -1.0)], 0.0);
            let mut within = vec![(granted, most)];
            within.extend(base.iter().map(|(column, factor)| (*column, -factor)));
            self.model.at_most("A15 bundle base", within, 0.0);
        }
    }

    /// A lowered sum as terms, over the horizon.
    pub fn sum(&self, sum: &Sum) -> Vec<(Column, f64)> {
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

    /// The most that a sum of goods can come to: every line at its dearest, every surplus full; a
    /// hair more, so that float rounding never puts it below a threshold that can be reached.
    fn most_of(&self, terms: &[(Column, f64)]) -> f64 {
        const HAIR: f64 = 1e-9;
        let mut by_line = std::collections::BTreeMap::new();
        let mut other = 0.0;
        for (column, factor) in terms {
            let factor = factor.max(0.0);
            match self.meanings[column.index()] {
                Meaning::Serve { line, .. } => {
                    let most = factor * number(self.whole(line));
                    let largest: &mut f64 = by_line.entry(line).or_default();
                    *largest = largest.max(most);
                }
                Meaning::Surplus { .. } => other += factor * number(self.goods_at(*column).most),
                _ => other += factor,
            }
        }
        (other + by_line.values().sum::<f64>()) * (1.0 + HAIR)
    }
}
