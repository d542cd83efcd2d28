//! Where a vendor's thresholds stand: breaks, rebates, bundles, minimum order.
//!
//! What is bought is shown settled, as it is compared with a threshold: three thirds of a pack are
//! one pack, in the tier of one pack, with a margin of zero.

use std::collections::BTreeSet;

use crate::plan::Reason;
use crate::pricing::exact::{Basket, rebate_level, rebate_spend, spend, standing};
use crate::problem::{Case, Counted, Period, QuoteStructure};
use crate::report::format::counted_unit;
use crate::units::rounding::settled;
use crate::units::{BreakGroupId, BundleId, Decimal, Money, QuoteId, RebateId};
use crate::verify::VerifiedPlan;

/// A threshold that is not reached yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextTier {
    /// Where it starts.
    pub from: Decimal,
    /// How much is missing.
    pub missing: Decimal,
}

impl NextTier {
    fn new(from: Decimal, reached: Decimal) -> Self {
        Self {
            from,
            missing: from - reached,
        }
    }
}

/// Where a vendor's basket stands between a group's price breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// The group.
    pub group: BreakGroupId,
    /// Name of what is counted.
    pub unit: String,
    /// What is counted together.
    pub counted_as: Counted,
    /// Counted over what.
    pub per: Period,
    /// What is bought, as the group counts it, settled.
    pub counted: Decimal,
    /// The reached tier, from 1.
    pub tier: usize,
    /// Number of tiers.
    pub n_tiers: usize,
    /// Where the reached tier starts.
    pub from: Decimal,
    /// How much could be lost before the tier is; equals `counted` in the first tier.
    pub margin: Decimal,
    /// The next tier, unless the last is reached.
    pub next: Option<NextTier>,
    /// What the group's goods cost over the horizon, before break discounts.
    pub goods: Money,
}

/// Where a vendor's basket stands between the levels of a rebate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RebateView {
    /// The rebate.
    pub rebate: RebateId,
    /// Counted over what.
    pub per: Period,
    /// Spend that counts, settled.
    pub spend: Money,
    /// The reached level, from 1; 0 below the first.
    pub level: usize,
    /// Number of levels.
    pub n_levels: usize,
    /// How much spend could be lost before the level is; `None` below the first level.
    pub margin: Option<Money>,
    /// What comes back over the horizon.
    pub granted: Money,
    /// The next level, unless the last is reached.
    pub next: Option<NextTier>,
}

/// Whether a bundle is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleView {
    /// The bundle.
    pub bundle: BundleId,
    /// What it takes off over the horizon; zero if a part is below its minimum.
    pub granted: Money,
}

/// How far a vendor's spend is above its minimum order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinOrderView {
    /// Counted over what.
    pub per: Period,
    /// The minimum.
    pub min: Money,
    /// Spend that counts, settled.
    pub spend: Money,
    /// Spend above the minimum.
    pub margin: Money,
}

/// The break groups that something is bought under, the largest goods value first.
pub(super) fn groups(case: &Case, plan: &VerifiedPlan, basket: &Basket) -> Vec<GroupView> {
    let used: BTreeSet<BreakGroupId> = basket
        .quantities()
        .keys()
        .filter_map(|quote| case.quotes[*quote].group)
        .collect();
    let mut views: Vec<GroupView> = used
        .into_iter()
        .map(|id| group_view(case, plan, basket, id))
        .collect();
    views.sort_by_key(|view| (-view.goods, view.group));
    views
}

fn group_view(case: &Case, plan: &VerifiedPlan, basket: &Basket, id: BreakGroupId) -> GroupView {
    let group = &case.groups[id];
    let at = standing(case, group, basket);
    let items = group
        .quotes
        .iter()
        .map(|quote| &case.items[case.quotes[*quote].item]);
    GroupView {
        group: id,
        unit: counted_unit(group.counted, case.currency, items),
        counted_as: group.counted,
        per: group.per,
        counted: at.counted,
        tier: at.tier + 1,
        n_tiers: match &group.structure {
            QuoteStructure::AllUnits(tiers) => tiers.len(),
            QuoteStructure::Incremental(tiers) => tiers.len(),
        },
        from: at.from,
        margin: at.counted - at.from,
        next: at.next.map(|from| NextTier::new(from, at.counted)),
        goods: total(plan, |reason| {
            goods_quote(reason).is_some_and(|quote| case.quotes[quote].group == Some(id))
        }),
    }
}

/// The quote that goods or surplus goods are bought under.
fn goods_quote(reason: &Reason) -> Option<QuoteId> {
    match *reason {
        Reason::Goods(_, quote) | Reason::SurplusGoods(quote, _) => Some(quote),
        Reason::SurplusCost(..)
        | Reason::BreakDiscount(_)
        | Reason::BrokenPack(..)
        | Reason::Bundle(_)
        | Reason::Rebate(_)
        | Reason::FixedFee
        | Reason::Collection
        | Reason::Drop(_)
        | Reason::Switching(..) => None,
    }
}

/// The vendor's rebates, reached or not.
pub(super) fn rebates(case: &Case, plan: &VerifiedPlan, basket: &Basket) -> Vec<RebateView> {
    let own = case
        .rebates
        .iter()
        .filter(|(_, rebate)| rebate.vendor == basket.vendor);
    own.map(|(id, rebate)| {
        let spend = settled_money(rebate_spend(case, rebate, basket));
        let reached = rebate_level(rebate, spend).map(|tier| tier.from);
        let level = rebate
            .tiers
            .iter()
            .take_while(|tier| reached.is_some_and(|reached| tier.from <= reached))
            .count();
        RebateView {
            rebate: id,
            per: rebate.per,
            spend,
            level,
            n_levels: rebate.tiers.len(),
            margin: reached.map(|from| spend - from),
            granted: -total(plan, |reason| *reason == Reason::Rebate(id)),
            next: rebate
                .tiers
                .get(level)
                .map(|tier| NextTier::new(tier.from.value(), spend.value())),
        }
    })
    .collect()
}

/// The vendor's bundles, complete or not.
pub(super) fn bundles(case: &Case, plan: &VerifiedPlan, basket: &Basket) -> Vec<BundleView> {
    let own = case
        .bundles
        .iter()
        .filter(|(_, bundle)| bundle.vendor == basket.vendor);
    own.map(|(id, _)| BundleView {
        bundle: id,
        granted: -total(plan, |reason| *reason == Reason::Bundle(id)),
    })
    .collect()
}

/// The vendor's minimum order, if it has one.
pub(super) fn min_order(case: &Case, basket: &Basket) -> Option<MinOrderView> {
    let min = case.vendors[basket.vendor].min_order?;
    let spend = settled_money(spend(case, basket).per(min.per));
    Some(MinOrderView {
        per: min.per,
        min: min.spend,
        spend,
        margin: spend - min.spend,
    })
}

fn settled_money(value: Money) -> Money {
    Money::new(settled(value.value()))
}

fn total(plan: &VerifiedPlan, counts: impl Fn(&Reason) -> bool) -> Money {
    let lines = plan.lines().iter();
    lines
        .filter(|line| counts(&line.charge.reason))
        .map(|line| line.total)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Discount, PeriodSpend};
    use crate::testing::{TestCase, award, money, plan};
    use crate::units::Id;
    use crate::verify::verify;
    use rust_decimal::dec;

    /// Three stores buy a third of a pack each, under quotes of 1.00 per pack that count together:
    /// one pack for 1.00, which is where the break, the rebate and the minimum start.
    fn thirds() -> (Case, VerifiedPlan) {
        let mut case = TestCase::new();
        let item = case.item("apples");
        let vendor = case.vendor("penn");
        let quotes = [1, 2, 3].map(|_| {
            let quote = case.quote(vendor, item, 1);
            case.packs(quote, 3, None);
            quote
        });
        let group = case.share_off(&quotes, &[(1, dec!(0)), (9, dec!(0.1))]);
        case.groups[group].counted = Counted::Packs;
        case.rebate(vendor, Period::Cycle, &[(1, Discount::Share(dec!(0.01)))]);
        case.vendors[vendor].min_order = Some(PeriodSpend {
            spend: money(1),
            per: Period::Cycle,
        });
        let bought = quotes.map(|quote| {
            let site = case.shop(&format!("store-{}", quote.index()));
            (case.demand(site, item, 1), quote, 1)
        });
        let verified = verify(&case, &plan(award(&bought))).expect("the plan keeps every limit");
        (case.0, verified)
    }

    fn basket(case: &Case, plan: &VerifiedPlan) -> Basket {
        Basket::by_vendor(case, &plan.plan().award).remove(0)
    }

    #[test]
    fn three_thirds_stand_exactly_at_the_break_they_reach() {
        let (case, plan) = thirds();
        let group = &groups(&case, &plan, &basket(&case, &plan))[0];
        assert_eq!((group.tier, group.n_tiers), (2, 3));
        assert_eq!((group.counted, group.margin), (dec!(1), dec!(0)));
        assert_eq!(group.next.map(|next| next.missing), Some(dec!(8)));
    }

    #[test]
    fn a_granted_rebate_is_shown_at_its_level() {
        let (case, plan) = thirds();
        let rebate = &rebates(&case, &plan, &basket(&case, &plan))[0];
        assert_eq!((rebate.level, rebate.spend), (1, money(1)));
        assert_eq!((rebate.margin, rebate.next), (Some(Money::ZERO), None));
        assert_eq!(rebate.granted, money(dec!(0.01)));
    }

    #[test]
    fn a_minimum_that_is_just_reached_has_no_margin_and_lacks_nothing() {
        let (case, plan) = thirds();
        let min = min_order(&case, &basket(&case, &plan)).unwrap();
        assert_eq!((min.spend, min.margin), (money(1), Money::ZERO));
    }
}
