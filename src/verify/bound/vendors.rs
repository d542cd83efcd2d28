//! L7 and L8: what using vendors and their drops costs at least.

use std::collections::BTreeMap;

use super::Model;
use super::amounts::{self, Billionths};
use crate::problem::{Case, Each, RuleKind, RuleScope};
use crate::units::{Decimal, SiteId, VendorId};

/// The sum of the lowest values below zero of as many vendors as may be used.
pub(super) fn bound(model: &Model) -> Option<Billionths> {
    let mut values = below_zero(model)?;
    values.sort_unstable();
    values.truncate(most_vendors(model.case).unwrap_or(usize::MAX));
    amounts::total(values.into_iter().map(Some))
}

/// What using vendors costs, of those for which that is below zero.
pub(super) fn below_zero(model: &Model) -> Option<Vec<Billionths>> {
    let drops = drops(model)?;
    let mut paid: BTreeMap<VendorId, Billionths> = BTreeMap::new();
    for (index, curve) in model.curves.all.iter().enumerate() {
        let sum = paid.entry(curve.vendor).or_default();
        *sum = sum.checked_add(model.prices.vendor(index))?;
    }
    let vendors = model.case.vendors.ids();
    let values = vendors.map(|vendor| {
        let drops = drops.get(&vendor).copied().unwrap_or(0);
        let paid = paid.get(&vendor).copied().unwrap_or(0);
        let fee = fee_less_lumps(model, vendor)?.checked_sub(paid);
        amounts::total([fee, Some(drops)])
    });
    let mut values: Vec<Billionths> = values.collect::<Option<_>>()?;
    values.retain(|value| *value < 0);
    Some(values)
}

fn fee_less_lumps(model: &Model, vendor: VendorId) -> Option<Billionths> {
    let case = model.case;
    let fee = case.vendors[vendor].fixed_fee.map_or(Decimal::ZERO, |fee| {
        fee.amount.value() * Decimal::from(case.horizon.occurrences(fee.per))
    });
    amounts::floor(fee.checked_sub(model.discounts.lumps[vendor])?)
}

/// L7: for each vendor the sum over the sites of what a drop costs less what lines pay for it, where
/// that is below zero.
fn drops(model: &Model) -> Option<BTreeMap<VendorId, Billionths>> {
    let mut paid: BTreeMap<(VendorId, SiteId), Billionths> = BTreeMap::new();
    for (line, quote, price) in model.prices.drops() {
        let place = (
            model.case.quotes[quote].vendor,
            model.case.demand[line].site,
        );
        let sum = paid.entry(place).or_default();
        *sum = sum.checked_add(price)?;
    }
    let mut drops = BTreeMap::new();
    for ((vendor, site), paid) in paid {
        let left = drop_fee(model.case, vendor, site)?.checked_sub(paid)?;
        let sum: &mut Billionths = drops.entry(vendor).or_default();
        *sum = sum.checked_add(left.min(0))?;
    }
    Some(drops)
}

/// What a drop at a site costs at least over the horizon; nothing if it may be free.
fn drop_fee(case: &Case, vendor: VendorId, site: SiteId) -> Option<Billionths> {
    let delivery = &case.vendors[vendor].delivery;
    let terms = delivery.drop_in(case.sites[site].zone.as_deref());
    let fee = terms.filter(|terms| terms.free_from.is_none());
    fee.map_or(Some(0), |terms| {
        amounts::floor(terms.fee.value() * Decimal::from(case.horizon.cycles))
    })
}

/// *K*: how many vendors any plan may use, where a hard rule about all lines at once says so of all
/// vendors.
fn most_vendors(case: &Case) -> Option<usize> {
    let about_all = case.rules.values().filter(|rule| {
        let is_whole = rule.scope == RuleScope::default() && rule.each == Each::Whole;
        is_whole && rule.price.is_none()
    });
    let limits = about_all.filter_map(|rule| match &rule.kind {
        RuleKind::MostVendors { most, of: None } => usize::try_from(*most).ok(),
        RuleKind::SameVendor => Some(1),
        RuleKind::MostVendors { of: Some(_), .. }
        | RuleKind::FewestVendors { .. }
        | RuleKind::Forbid(_)
        | RuleKind::Require(_)
        | RuleKind::LargestShare { .. }
        | RuleKind::SmallestShare { .. }
        | RuleKind::KeepIncumbent
        | RuleKind::MostSwitches(_)
        | RuleKind::SwitchingCost(_)
        | RuleKind::Budget(_)
        | RuleKind::MinimumSaving(_)
        | RuleKind::NobodyAboveToday => None,
    });
    limits.min()
}
