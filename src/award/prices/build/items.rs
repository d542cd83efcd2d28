//! Pooled items: what their curves may take of one demand, in grains.

use super::{Terms, whole};
use crate::award::number::number;
use crate::award::prices::blocks::{Blocks, Item};
use crate::units::{Decimal, Id, ItemId, Quantity};

impl Terms<'_> {
    pub(super) fn add_items(&self, blocks: &mut Blocks, pooled: &[ItemId]) {
        let mut begin = 0;
        let needs = self.needs();
        for (index, item) in pooled.iter().enumerate() {
            let curves = blocks.curves[begin..].iter();
            let n_curves = curves.take_while(|curve| curve.item == Some(index)).count();
            let curves = begin..begin + n_curves;
            begin = curves.end;
            let (all, grain) = needs.get(item).copied().unwrap_or_default();
            let grains = if grain.is_zero() {
                Decimal::ZERO
            } else {
                all / grain
            };
            self.add_item(blocks, curves, grains, grain);
        }
    }

    fn add_item(
        &self,
        blocks: &mut Blocks,
        curves: std::ops::Range<usize>,
        grains: Decimal,
        grain: Decimal,
    ) {
        let grains = whole(grains);
        let mut counted = Vec::new();
        let mut ranges = Vec::new();
        for curve in &blocks.curves[curves.clone()] {
            let (index, part) = self.place[curve.quote.index()];
            let tiers = &self.curves[index].tiers;
            let each = self.curves[index].quotes[part].counted(Quantity::new(grain));
            counted.push(number(each));
            let has_surplus = self.has_surplus(curve.quote);
            let most = whole((self.most_bought(curve.quote) / grain).floor());
            let at_least = whole((self.least_bought(curve.quote) / grain).ceil());
            for at in 0..curve.states.len() {
                let first = if has_surplus {
                    0
                } else {
                    whole((tiers[at].from / each).ceil()).max(at_least)
                };
                let end = tiers.get(at + 1).map_or(most, |above| {
                    whole((above.from / each).ceil())
                        .saturating_sub(1)
                        .min(most)
                });
                ranges.push((first, end));
            }
        }
        blocks.items.push(Item {
            curves,
            grains,
            counted,
            ranges,
        });
    }
}
