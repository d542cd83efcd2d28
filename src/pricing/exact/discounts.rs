//! Bundles and spend rebates.

use super::{Basket, Spend};
use crate::plan::{Charge, Reason};
use crate::problem::{Bundle, Case, Discount, RebateTier, SpendRebate};
use crate::units::rounding::settled;
use crate::units::{ItemId, Money, Quantity, VendorId};

/// The discounts of the bundles that the basket completes.
pub(super) fn bundles(case: &Case, basket: &Basket, goods: &[Charge]) -> Vec<Charge> {
    case.bundles
        .iter()
        .filter(|(_, bundle)| bundle.vendor == basket.vendor && is_complete(case, bundle, basket))
        .map(|(id, bundle)| {
            let amount = match bundle.discount {
                Discount::Lump(lump) => lump,
                Discount::Share(share) => bundle_value(case, bundle, goods) * share,
            };
            Charge {
                vendor: basket.vendor,
                reason: Reason::Bundle(id),
                amount: -amount,
                per: bundle.per,
            }
        })
        .collect()
}

fn is_complete(case: &Case, bundle: &Bundle, basket: &Basket) -> bool {
    let cycles = case.horizon.counted_cycles(bundle.per);
    bundle.parts.iter().all(|part| {
        let bought: Quantity = case
            .quotes_of(bundle.vendor)
            .filter(|quote| case.quotes[*quote].item == part.item)
            .map(|quote| basket.quantity(quote))
            .sum();
        bought * cycles >= part.quantity_min
    })
}

/// Goods value of the bundle's items over the bundle's period; break discounts are left out.
fn bundle_value(case: &Case, bundle: &Bundle, goods: &[Charge]) -> Money {
    Spend::of(case, goods, |charge| {
        goods_item(case, charge)
            .is_some_and(|item| bundle.parts.iter().any(|part| part.item == item))
    })
    .per(bundle.per)
}

fn goods_item(case: &Case, charge: &Charge) -> Option<ItemId> {
    match charge.reason {
        Reason::Goods(_, quote) | Reason::SurplusGoods(quote, _) => Some(case.quotes[quote].item),
        _ => None,
    }
}

/// The rebates whose level the vendor's spend reaches.
pub(super) fn rebates(case: &Case, vendor: VendorId, goods: &[Charge]) -> Vec<Charge> {
    case.rebates
        .iter()
        .filter(|(_, rebate)| rebate.vendor == vendor)
        .filter_map(|(id, rebate)| {
            let spend = category_spend(case, rebate, goods).per(rebate.per);
            let amount = match rebate_level(rebate, spend)?.discount {
                Discount::Lump(lump) => lump,
                Discount::Share(share) => spend * share,
            };
            Some(Charge {
                vendor,
                reason: Reason::Rebate(id),
                amount: -amount,
                per: rebate.per,
            })
        })
        .collect()
}

/// The level that `spend` reaches, if any.
pub fn rebate_level(rebate: &SpendRebate, spend: Money) -> Option<&RebateTier> {
    let spend = Money::new(settled(spend.value()));
    rebate
        .tiers
        .iter()
        .take_while(|tier| tier.from <= spend)
        .last()
}

/// What the basket counts toward a rebate, over the rebate's period.
pub fn rebate_spend(case: &Case, rebate: &SpendRebate, basket: &Basket) -> Money {
    category_spend(case, rebate, &super::goods::goods(case, basket)).per(rebate.per)
}

fn category_spend(case: &Case, rebate: &SpendRebate, goods: &[Charge]) -> Spend {
    Spend::of(case, goods, |charge| {
        let item = match charge.reason {
            Reason::BreakDiscount(group) => case.quotes[case.groups[group].quotes[0]].item,
            _ => goods_item(case, charge).expect("spend is goods and break discounts"),
        };
        rebate.category.is_none() || case.items[item].category == rebate.category
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Period;
    use rust_decimal::dec;

    #[test]
    fn below_the_first_level_there_is_no_rebate() {
        let tier = |from, share| RebateTier {
            from: Money::new(from),
            discount: Discount::Share(share),
        };
        let rebate = SpendRebate {
            key: "r".into(),
            vendor: crate::units::Id::from_index(0),
            category: None,
            per: Period::Horizon,
            tiers: vec![tier(dec!(100), dec!(0.01)), tier(dec!(500), dec!(0.03))],
        };
        let level = |spend| rebate_level(&rebate, Money::new(spend)).map(|tier| tier.from.value());
        assert_eq!(level(dec!(99.99)), None);
        assert_eq!(level(dec!(100)), Some(dec!(100)));
        assert_eq!(level(dec!(500)), Some(dec!(500)));
    }
}
