//! Vendors of `plan.json`.

use crate::plan::Reason;
use crate::problem::Case;
use crate::report::view::{CostKind, GroupView, NextTier, RebateView, VendorView, View};
use crate::verify::StatementLine;

use super::figures::{costs, kind, owner, period, price};
use super::{
    BundleEntry, DecimalText, GroupEntry, MinOrderEntry, NextEntry, QuoteEntry, RebateEntry,
    StatementEntry, VendorEntry, VolumeEntry,
};

pub(super) fn vendors(view: &View) -> Vec<VendorEntry> {
    view.vendors
        .iter()
        .map(|vendor| entry(view.case, vendor))
        .collect()
}

fn entry(case: &Case, view: &VendorView) -> VendorEntry {
    let vendor = &case.vendors[view.vendor];
    VendorEntry {
        vendor: vendor.key.clone(),
        name: vendor.name.clone(),
        members: view.n_members,
        sites: view.n_sites,
        spend: view.spend.into(),
        invoiced: view.invoiced().into(),
        total: view.cost.total().into(),
        cost_by_kind: costs(&view.cost),
        volume: volume(view),
        quotes: quotes(case, view),
        breaks: view
            .groups
            .iter()
            .map(|group| group_entry(case, group))
            .collect(),
        rebates: view
            .rebates
            .iter()
            .map(|rebate| rebate_entry(case, rebate))
            .collect(),
        bundles: bundles(case, view),
        min_order: view.min_order.as_ref().map(|min| MinOrderEntry {
            per: period(min.per),
            min: DecimalText::exact(min.min.value()),
            spend: DecimalText::exact(min.spend.value()),
            margin: DecimalText::exact(min.margin.value()),
        }),
        statement: view
            .statement
            .iter()
            .map(|line| charge(case, line))
            .collect(),
    }
}

fn volume(view: &VendorView) -> Vec<VolumeEntry> {
    let volume = view.volume.iter();
    volume
        .map(|(unit, quantity)| VolumeEntry {
            unit: (*unit).to_owned(),
            quantity: (*quantity).into(),
        })
        .collect()
}

fn quotes(case: &Case, view: &VendorView) -> Vec<QuoteEntry> {
    let quotes = view.quotes.iter();
    quotes
        .map(|used| {
            let quote = &case.quotes[used.quote];
            QuoteEntry {
                quote: quote.key.clone(),
                item: case.items[quote.item].key.clone(),
                quantity: used.quantity.into(),
                price: price(case, used.quote, used.price),
            }
        })
        .collect()
}

fn group_entry(case: &Case, view: &GroupView) -> GroupEntry {
    GroupEntry {
        group: case.groups[view.group].key.clone(),
        unit: view.unit.clone(),
        per: period(view.per),
        counted: DecimalText::exact(view.counted),
        tier: view.tier,
        tiers: view.n_tiers,
        from: DecimalText::exact(view.from),
        margin: DecimalText::exact(view.margin),
        next: view.next.map(next),
    }
}

fn rebate_entry(case: &Case, view: &RebateView) -> RebateEntry {
    RebateEntry {
        rebate: case.rebates[view.rebate].key.clone(),
        per: period(view.per),
        spend: DecimalText::exact(view.spend.value()),
        level: view.level,
        levels: view.n_levels,
        margin: view.margin.map(|margin| DecimalText::exact(margin.value())),
        granted: view.granted.into(),
        next: view.next.map(next),
    }
}

fn bundles(case: &Case, view: &VendorView) -> Vec<BundleEntry> {
    let bundles = view.bundles.iter();
    bundles
        .map(|bundle| BundleEntry {
            bundle: case.bundles[bundle.bundle].key.clone(),
            granted: bundle.granted.into(),
        })
        .collect()
}

fn next(next: NextTier) -> NextEntry {
    NextEntry {
        from: DecimalText::exact(next.from),
        missing: DecimalText::exact(next.missing),
    }
}

fn charge(case: &Case, line: &StatementLine) -> StatementEntry {
    let plain = StatementEntry {
        kind: kind(CostKind::of(&line.charge.reason)),
        amount: line.amount.into(),
        per: period(line.charge.per),
        occurrences: line.occurrences,
        total: line.total.into(),
        ..StatementEntry::default()
    };
    match line.charge.reason {
        Reason::Goods(demand, quote) => StatementEntry {
            line: Some(case.demand[demand].key.clone()),
            quote: Some(case.quotes[quote].key.clone()),
            ..plain
        },
        Reason::SurplusGoods(quote, of) | Reason::SurplusCost(quote, of) => StatementEntry {
            quote: Some(case.quotes[quote].key.clone()),
            owner: Some(owner(case, of)),
            ..plain
        },
        Reason::BrokenPack(quote, site) => StatementEntry {
            quote: Some(case.quotes[quote].key.clone()),
            site: Some(case.sites[site].key.clone()),
            ..plain
        },
        Reason::Drop(site) => StatementEntry {
            site: Some(case.sites[site].key.clone()),
            ..plain
        },
        Reason::BreakDiscount(group) => StatementEntry {
            term: Some(case.groups[group].key.clone()),
            ..plain
        },
        Reason::Bundle(bundle) => StatementEntry {
            term: Some(case.bundles[bundle].key.clone()),
            ..plain
        },
        Reason::Rebate(rebate) => StatementEntry {
            term: Some(case.rebates[rebate].key.clone()),
            ..plain
        },
        Reason::Switching(demand, rule) => StatementEntry {
            line: Some(case.demand[demand].key.clone()),
            term: Some(case.rules[rule].key.clone()),
            ..plain
        },
        Reason::FixedFee | Reason::Collection => plain,
    }
}
