//! The vendors' part: spend and volume, then where every threshold stands.

use crate::problem::{Counted, Period};
use crate::report::format::{amount, money, period_name, quantity};
use crate::report::table::{Align, TextTable};
use crate::report::view::{
    BundleView, CostKind, GroupView, MinOrderView, NextTier, RebateView, VendorView, View,
};
use crate::units::{Decimal, Money};

/// Most break groups shown per vendor; `plan.json` holds them all.
const GROUPS_MAX: usize = 12;

/// Both tables.
pub(super) fn text(view: &View) -> String {
    format!(
        "{}\n{}\n{}",
        super::heading(view, "Vendors"),
        spend(view),
        thresholds(view)
    )
}

fn spend(view: &View) -> String {
    let volume = format!("Volume per {}", view.case.horizon.cycle);
    let mut table = TextTable::new(&[
        ("Vendor", Align::Left),
        ("Members", Align::Right),
        (&volume, Align::Left),
        ("Goods", Align::Right),
        ("Fees", Align::Right),
        ("Discounts", Align::Right),
        ("Total", Align::Right),
    ]);
    for vendor in &view.vendors {
        let sum = |kinds: &[CostKind]| amount(vendor.cost.amount_of(kinds), view.case.currency);
        table.row([
            view.case.vendors[vendor.vendor].name.clone(),
            vendor.n_members.to_string(),
            volume_text(vendor),
            sum(&[CostKind::Goods, CostKind::SurplusGoods]),
            sum(&[CostKind::BrokenPack, CostKind::FixedFee, CostKind::Drop]),
            sum(&[CostKind::BreakDiscount, CostKind::Bundle, CostKind::Rebate]),
            amount(vendor.paid(), view.case.currency),
        ]);
    }
    format!("{}{}", table.render(2), keeping(view))
}

/// What stands in the cost of the plan and in no vendor's total.
fn keeping(view: &View) -> String {
    let kept = view.cost.amount(CostKind::SurplusCost);
    if kept.is_zero() {
        return String::new();
    }
    let kept = money(kept, view.case.currency);
    format!(
        "Keeping what is beyond the need ({kept}) is charged by no vendor and not counted here.\n"
    )
}

fn volume_text(vendor: &VendorView) -> String {
    let (shown, more) = vendor.volume.split_at(vendor.volume.len().min(2));
    let shown: Vec<String> = shown
        .iter()
        .map(|(unit, volume)| format!("{} {unit}", quantity(volume.value())))
        .collect();
    let more = if more.is_empty() { "" } else { ", …" };
    format!("{}{more}", shown.join(", "))
}

fn thresholds(view: &View) -> String {
    let mut table = TextTable::new(&[
        ("Price breaks and minimums", Align::Left),
        ("Bought", Align::Right),
        ("Tier", Align::Right),
        ("Starts at", Align::Right),
        ("Margin", Align::Right),
        ("Next tier", Align::Right),
        ("Missing", Align::Right),
    ]);
    let mut is_empty = true;
    for vendor in &view.vendors {
        let rows = vendor_rows(view, vendor);
        if !rows.is_empty() {
            is_empty = false;
            table.row([view.case.vendors[vendor.vendor].name.clone()]);
        }
        for row in rows {
            table.row(row);
        }
    }
    if is_empty {
        return "No vendor in use has price breaks, rebates or a minimum order.\n".to_owned();
    }
    format!(
        "{}Margin: how much less could be bought before the tier or minimum is lost.\n",
        table.render(0)
    )
}

fn vendor_rows(view: &View, vendor: &VendorView) -> Vec<Vec<String>> {
    let (shown, more) = vendor.groups.split_at(vendor.groups.len().min(GROUPS_MAX));
    let mut rows: Vec<Vec<String>> = shown.iter().map(|group| group_row(view, group)).collect();
    if !more.is_empty() {
        rows.push(vec![format!("  … {} more: plan.json", more.len())]);
    }
    rows.extend(vendor.rebates.iter().map(|rebate| rebate_row(view, rebate)));
    rows.extend(vendor.bundles.iter().map(|bundle| bundle_row(view, bundle)));
    rows.extend(vendor.min_order.iter().map(|min| min_row(view, min)));
    rows
}

fn group_row(view: &View, group: &GroupView) -> Vec<String> {
    let figure = |value: Decimal| match group.counted_as {
        Counted::Spend => amount(Money::new(value), view.case.currency),
        Counted::Units | Counted::Packs | Counted::Weight => quantity(value),
    };
    let mut row = vec![
        format!("  {}", group_name(view, group)),
        bought(view, &figure(group.counted), &group.unit, group.per),
        format!("{} of {}", group.tier, group.n_tiers),
        below_first(group.tier == 1, figure(group.from)),
        below_first(group.tier == 1, figure(group.margin)),
    ];
    row.extend(next(group.next, figure));
    row
}

/// In the first tier there is nothing to lose.
fn below_first(is_first: bool, figure: String) -> String {
    if is_first { String::new() } else { figure }
}

/// A group of one quote is called by its item, others by their own name.
fn group_name(view: &View, group: &GroupView) -> String {
    let case = view.case;
    let definition = &case.groups[group.group];
    match definition.quotes[..] {
        [quote] => case.items[case.quotes[quote].item].name.clone(),
        _ => definition.key.clone(),
    }
}

fn rebate_row(view: &View, rebate: &RebateView) -> Vec<String> {
    let figure = |value: Decimal| amount(Money::new(value), view.case.currency);
    let key = &view.case.rebates[rebate.rebate].key;
    let unit = view.case.currency.code();
    let start = rebate.margin.map(|margin| rebate.spend - margin);
    let mut row = vec![
        format!("  rebate {key}"),
        bought(view, &figure(rebate.spend.value()), unit, rebate.per),
        format!("{} of {}", rebate.level, rebate.n_levels),
        start.map_or(String::new(), |start| figure(start.value())),
        rebate
            .margin
            .map_or(String::new(), |margin| figure(margin.value())),
    ];
    row.extend(next(rebate.next, figure));
    row
}

fn bundle_row(view: &View, bundle: &BundleView) -> Vec<String> {
    let key = &view.case.bundles[bundle.bundle].key;
    let state = if bundle.granted.is_zero() {
        "not reached"
    } else {
        "reached"
    };
    vec![format!("  bundle {key}"), state.to_owned()]
}

fn min_row(view: &View, min: &MinOrderView) -> Vec<String> {
    let figure = |value: Money| amount(value, view.case.currency);
    let unit = view.case.currency.code();
    vec![
        "  minimum order".to_owned(),
        bought(view, &figure(min.spend), unit, min.per),
        "met".to_owned(),
        figure(min.min),
        figure(min.margin),
    ]
}

fn bought(view: &View, figure: &str, unit: &str, per: Period) -> String {
    let unit = if figure == "1" && unit == "packs" {
        "pack"
    } else {
        unit
    };
    format!("{figure} {unit}/{}", period_name(&view.case.horizon, per))
}

fn next(next: Option<NextTier>, figure: impl Fn(Decimal) -> String) -> [String; 2] {
    next.map_or_else(
        || ["none".to_owned(), String::new()],
        |next| [figure(next.from), figure(next.missing)],
    )
}
