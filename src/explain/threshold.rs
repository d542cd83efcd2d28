//! Where a vendor's breaks and rebates stand, and what the next level would be worth.

use super::setting::Setting;
use crate::pricing::exact::{Basket, Standing, rebate_level, rebate_spend, standing};
use crate::problem::{BreakGroup, Case, Discount, Period, QuoteStructure, RebateTier, SpendRebate};
use crate::units::rounding::settled;
use crate::units::{
    BreakGroupId, BundleId, Decimal, Id, ItemId, Money, Quantity, RebateId, VendorId,
};

/// One ladder of levels: a break group's or a rebate's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Whose.
    pub of: ThresholdOf,
    /// Counted over what.
    pub per: Period,
    /// What is counted, settled.
    pub counted: Decimal,
    /// The level reached, unless it is the first prices or below every rebate.
    pub reached: Option<Reached>,
    /// The next level, unless the last is reached.
    pub next: Option<Next>,
}

/// What a ladder belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdOf {
    /// Price breaks.
    Group(BreakGroupId),
    /// A spend rebate.
    Rebate(RebateId),
}

/// A level that is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Where it starts.
    pub from: Decimal,
    /// How much could be lost before it is.
    pub margin: Decimal,
}

/// A level that is not reached yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Where it starts.
    pub from: Decimal,
    /// How much is missing.
    pub missing: Decimal,
    /// What it would change.
    pub worth: Worth,
}

/// What a level would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// What is bought now would cost this much less over the horizon.
    Now(Money),
    /// Each counted unit above the level's start would cost this much less.
    Above(Money),
}

impl Worth {
    /// The money, whatever it is for.
    pub fn money(self) -> Money {
        match self {
            Self::Now(money) | Self::Above(money) => money,
        }
    }
}

/// An item of which too little is bought for a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingPart {
    /// The item.
    pub item: ItemId,
    /// How much is missing over the bundle's period.
    pub missing: Quantity,
}

/// The ladders of a vendor in use: of the groups bought under, then its rebates.
pub(super) fn thresholds(setting: &Setting, vendor: VendorId) -> Vec<Threshold> {
    let case = setting.case;
    let basket = &setting.baskets[vendor.index()];
    let used = |group: &BreakGroup| {
        let mut quotes = group.quotes.iter();
        quotes.any(|quote| !basket.quantity(*quote).is_zero())
    };
    let groups = case.groups.iter();
    let groups = groups.filter(|(_, group)| group.vendor == vendor && used(group));
    let rebates = case.rebates.iter();
    let rebates = rebates.filter(|(_, rebate)| rebate.vendor == vendor);
    groups
        .map(|(id, group)| of_group(case, basket, id, group))
        .chain(rebates.map(|(id, rebate)| of_rebate(case, basket, id, rebate)))
        .collect()
}

fn of_group(case: &Case, basket: &Basket, id: BreakGroupId, group: &BreakGroup) -> Threshold {
    let at = standing(case, group, basket);
    Threshold {
        of: ThresholdOf::Group(id),
        per: group.per,
        counted: at.counted,
        reached: (at.tier > 0).then(|| Reached {
            from: at.from,
            margin: at.counted - at.from,
        }),
        next: at.next.map(|from| Next {
            from,
            missing: from - at.counted,
            worth: worth_of_tier(case, basket, group, at),
        }),
    }
}

/// What the tier after the one reached would change.
fn worth_of_tier(case: &Case, basket: &Basket, group: &BreakGroup, at: Standing) -> Worth {
    match &group.structure {
        QuoteStructure::AllUnits(tiers) => {
            let (now, next) = (&tiers[at.tier].prices, &tiers[at.tier + 1].prices);
            let less = group.quotes.iter().zip(now.iter().zip(next));
            let less: Money = less
                .map(|(quote, (now, next))| {
                    let quantity = basket.quantity(*quote);
                    now.of(quantity) - next.of(quantity)
                })
                .sum();
            Worth::Now(less * Decimal::from(case.horizon.cycles))
        }
        QuoteStructure::Incremental(tiers) => {
            Worth::Above(tiers[at.tier + 1].off - tiers[at.tier].off)
        }
    }
}

fn of_rebate(case: &Case, basket: &Basket, id: RebateId, rebate: &SpendRebate) -> Threshold {
    let spend = Money::new(settled(rebate_spend(case, rebate, basket).value()));
    let reached = rebate_level(rebate, spend);
    let granted = |level: Option<&RebateTier>| match level.map(|level| level.discount) {
        Some(Discount::Share(share)) => spend * share,
        Some(Discount::Lump(lump)) => lump,
        None => Money::ZERO,
    };
    let times = Decimal::from(case.horizon.occurrences(rebate.per));
    let next = rebate.tiers.iter().find(|level| level.from > spend);
    Threshold {
        of: ThresholdOf::Rebate(id),
        per: rebate.per,
        counted: spend.value(),
        reached: reached.map(|level| Reached {
            from: level.from.value(),
            margin: (spend - level.from).value(),
        }),
        next: next.map(|level| Next {
            from: level.from.value(),
            missing: (level.from - spend).value(),
            worth: Worth::Now((granted(Some(level)) - granted(reached)) * times),
        }),
    }
}

/// The level of these ladders that is nearest: of which the least share is missing, if it would
/// change anything for the better.
pub(super) fn nearest(thresholds: &[Threshold]) -> Option<Threshold> {
    let missing = |threshold: &Threshold| {
        let next = threshold
            .next
            .filter(|next| next.worth.money() > Money::ZERO)?;
        next.missing.checked_div(next.from)
    };
    let open = thresholds.iter().filter(|other| missing(other).is_some());
    open.min_by_key(|threshold| missing(threshold)).copied()
}

/// The reached level of these ladders that is lost first: the one with the least margin.
pub(super) fn closest(thresholds: &[Threshold]) -> Option<Threshold> {
    let margin = |threshold: &Threshold| {
        let reached = threshold.reached?;
        reached.margin.checked_div(threshold.counted)
    };
    let reached = thresholds.iter().filter(|other| margin(other).is_some());
    reached.min_by_key(|threshold| margin(threshold)).copied()
}

/// What a bundle lacks; nothing if it is complete.
pub fn missing_parts(case: &Case, basket: &Basket, bundle: BundleId) -> Vec<MissingPart> {
    let bundle = &case.bundles[bundle];
    let cycles = case.horizon.counted_cycles(bundle.per);
    let parts = bundle.parts.iter().filter_map(|part| {
        let quotes = case.quotes_of(bundle.vendor);
        let quotes = quotes.filter(|quote| case.quotes[*quote].item == part.item);
        let bought: Quantity = quotes.map(|quote| basket.quantity(quote)).sum();
        let missing = part.quantity_min - bought * cycles;
        (missing > Quantity::ZERO).then_some(MissingPart {
            item: part.item,
            missing,
        })
    });
    parts.collect()
}
