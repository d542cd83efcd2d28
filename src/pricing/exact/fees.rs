//! Fees: broken packs, fixed fee, drops.

use super::Basket;
use crate::plan::{Charge, Owner, Reason};
use crate::problem::{Case, Period, RuleKind};
use crate::units::rounding::settled;
use crate::units::{Money, SiteId, VendorId};

/// A fee for every site whose quantity under a quote is not a whole number of packs.
pub(super) fn broken_packs(case: &Case, basket: &Basket) -> Vec<Charge> {
    let mut quotes: Vec<_> = basket
        .lines()
        .iter()
        .map(|bought| bought.quote)
        .filter(|quote| !case.quotes[*quote].pack.broken_fee.is_zero())
        .collect();
    quotes.sort_unstable();
    quotes.dedup();
    let mut charges = Vec::new();
    for quote in quotes {
        let pack = case.quotes[quote].pack;
        for site in basket.sites(case) {
            let quantity = basket.site_quantity(case, quote, site);
            if !(quantity.value() % pack.content.value()).is_zero() {
                charges.push(Charge {
                    vendor: basket.vendor,
                    reason: Reason::BrokenPack(quote, site),
                    amount: pack.broken_fee,
                    per: Period::Cycle,
                });
            }
        }
    }
    charges
}

/// The vendor's fee for being used.
pub(super) fn fixed_fee(case: &Case, vendor: VendorId) -> Option<Charge> {
    case.vendors[vendor].fixed_fee.map(|fee| Charge {
        vendor,
        reason: Reason::FixedFee,
        amount: fee.amount,
        per: fee.per,
    })
}

/// A drop fee for every site supplied whose goods do not reach the free value.
pub(super) fn drops(case: &Case, basket: &Basket, goods: &[Charge]) -> Vec<Charge> {
    let delivery = &case.vendors[basket.vendor].delivery;
    basket
        .sites(case)
        .into_iter()
        .filter_map(|site| {
            let drop = delivery.drop_in(case.sites[site].zone.as_deref())?;
            let value = goods_at(case, goods, site);
            let is_free = drop
                .free_from
                .is_some_and(|from| settled(value.value()) >= from.value());
            (!is_free).then_some(Charge {
                vendor: basket.vendor,
                reason: Reason::Drop(site),
                amount: drop.fee,
                per: Period::Cycle,
            })
        })
        .collect()
}

/// What rules say that beginning to buy from the vendor costs, for every line that does.
pub(super) fn switching(case: &Case, basket: &Basket) -> Vec<Charge> {
    let mut lines: Vec<_> = basket.lines().iter().map(|bought| bought.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.retain(|line| case.is_switch(*line, basket.vendor));
    let mut charges = Vec::new();
    for (id, rule) in case.rules.iter() {
        let RuleKind::SwitchingCost(amount) = rule.kind else {
            continue;
        };
        let ruled = lines
            .iter()
            .filter(|line| case.is_ruled(&rule.scope, **line));
        charges.extend(ruled.map(|line| Charge {
            vendor: basket.vendor,
            reason: Reason::Switching(*line, id),
            amount,
            per: Period::Once,
        }));
    }
    charges
}

/// Value of the goods that one drop brings to a site, with the site's own surplus: at the reached
/// tier's price under all-units breaks, at list price under incremental ones.
pub fn site_value(case: &Case, basket: &Basket, site: SiteId) -> Money {
    goods_at(case, &super::goods::goods(case, basket), site)
}

fn goods_at(case: &Case, goods: &[Charge], site: SiteId) -> Money {
    goods
        .iter()
        .filter(|charge| match charge.reason {
            Reason::Goods(line, _) => case.demand[line].site == site,
            Reason::SurplusGoods(_, owner) => owner == Owner::Site(site),
            _ => false,
        })
        .map(|charge| charge.amount)
        .sum()
}
