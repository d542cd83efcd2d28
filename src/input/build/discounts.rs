//! Spend rebates and bundles.

use std::collections::BTreeMap;

use super::Context;
use super::vendors::{PERIODS, money, period, threshold};
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::{BundleRecord, RebateRecord};
use crate::input::index::Index;
use crate::input::number::Bound;
use crate::problem::{
    BreakGroup, Bundle, BundlePart, Discount, Period, Quote, QuoteStructure, RebateTier,
    SpendRebate,
};
use crate::units::{
    BreakGroupId, BundleId, Decimal, Money, Quantity, QuoteId, RebateId, Table, VendorId,
};

/// The spend rebates.
pub(super) fn rebates(
    context: &Context<'_>,
    groups: &Table<BreakGroupId, BreakGroup>,
    quotes: &Table<QuoteId, Quote>,
) -> Table<RebateId, SpendRebate> {
    let categories = categories(context);
    let ids = context
        .rows(&context.sheets.rebates)
        .map(|row| (cell!(row, id), row));
    by_id(ids)
        .into_iter()
        .filter_map(|(key, rows)| {
            let rebate = rebate(context, &categories, key, &rows)?;
            require_whole_groups(context, &rebate, &rows[0], groups, quotes);
            Some(rebate)
        })
        .collect()
}

/// Rows by their id, in the order of their first rows.
fn by_id<'a, R>(
    rows: impl Iterator<Item = (Cell<'a>, Row<'a, R>)>,
) -> Vec<(&'a str, Vec<Row<'a, R>>)> {
    let mut groups: Vec<(&str, Vec<Row<'_, R>>)> = Vec::new();
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, row) in rows {
        let Some(key) = id.required().and_then(|id| id.id()) else {
            continue;
        };
        let position = *positions.entry(key).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[position].1.push(row);
    }
    groups
}

/// The categories that items have.
pub(super) fn categories(context: &Context<'_>) -> Index<()> {
    let mut categories = Index::new("a category in items.csv");
    categories.is_partial = context.sheets.items.is_partial;
    for record in &context.sheets.items.records {
        let category = record.category.trim();
        if !category.is_empty() {
            categories.insert(category, Some(()));
        }
    }
    categories
}

fn rebate(
    context: &Context<'_>,
    categories: &Index<()>,
    key: &str,
    rows: &[Row<'_, RebateRecord>],
) -> Option<SpendRebate> {
    let first = &rows[0];
    let mut vendor = None;
    let mut tiers: Vec<RebateTier> = Vec::new();
    for row in rows {
        let cell = cell!(row, vendor).required();
        vendor = vendor.or(cell.and_then(|cell| cell.lookup(&context.vendors.index)));
        cell!(row, category).lookup(categories);
        require_agreement(key, row, first);
        let rate = context.rate(vendor);
        let from = cell!(row, from).required();
        let from = from.and_then(|cell| threshold(cell, rate));
        let discount = discount(row, cell!(row, percent), cell!(row, amount), rate);
        if let Some((from, discount)) = from.zip(discount) {
            if tiers.last().is_some_and(|last| from <= last.from) {
                let message = "expected more than where the level before starts";
                cell!(row, from).fault(Kind::LevelsOverlap, message, "put the rows in order");
            }
            let before = tiers.last().map(|last| given(last.discount, from));
            if before.is_some_and(|before| given(discount, from) < before) {
                let message = "at this spend the level before gives more back";
                let hint = "correct the level, or leave it out";
                cell!(row, from).fault(Kind::RebateFalls, message, hint);
            }
            tiers.push(RebateTier { from, discount });
        }
    }
    Some(SpendRebate {
        key: key.to_owned(),
        vendor: vendor?,
        category: cell!(first, category).owned(),
        per: period(cell!(first, per)),
        tiers,
    })
}

/// Notes a fault where a row of a rebate states something else than the first.
fn require_agreement(key: &str, row: &Row<'_, RebateRecord>, first: &Row<'_, RebateRecord>) {
    // A word that is no period has its own fault.
    let is_period = |per: Cell<'_>| per.is_empty() || per.choice(&PERIODS).is_some();
    let per = cell!(row, per);
    let per = (is_period(per) && is_period(cell!(first, per))).then_some((per, &first.record.per));
    let stated = [
        Some((cell!(row, vendor), &first.record.vendor)),
        Some((cell!(row, category), &first.record.category)),
        per,
    ];
    for (cell, stated) in stated.into_iter().flatten() {
        if cell.text != stated.trim() {
            let message = format!("the first row of {key} states \"{}\"", stated.trim());
            let hint = "state the same in every row, or use another id";
            cell.fault(Kind::RebateDisagrees, message, hint);
        }
    }
}

/// What a level gives back for a spend.
fn given(discount: Discount, spend: Money) -> Money {
    match discount {
        Discount::Share(share) => spend * share,
        Discount::Lump(lump) => lump,
    }
}

fn discount<R>(
    row: &Row<'_, R>,
    percent: Cell<'_>,
    amount: Cell<'_>,
    rate: Decimal,
) -> Option<Discount> {
    if percent.is_empty() == amount.is_empty() {
        let message = "expected exactly one of percent and amount";
        row.fault(Kind::NotOneDiscount, message, "fill one of the two cells");
        return None;
    }
    let share = percent.number(Bound::Percent);
    let share = share.map(|percent| Discount::Share(percent / Decimal::ONE_HUNDRED));
    share.or(money(amount, rate).map(Discount::Lump))
}

/// Notes a fault if a category rebate covers only a part of an incremental group: the group's
/// reduction could not be divided.
fn require_whole_groups(
    context: &Context<'_>,
    rebate: &SpendRebate,
    row: &Row<'_, RebateRecord>,
    groups: &Table<BreakGroupId, BreakGroup>,
    quotes: &Table<QuoteId, Quote>,
) {
    if rebate.category.is_none() {
        return;
    }
    let is_in = |quote: &QuoteId| {
        let item = &context.items.table[quotes[*quote].item];
        item.category == rebate.category
    };
    for group in groups.values() {
        let is_incremental = matches!(group.structure, QuoteStructure::Incremental(_));
        let is_cut = group.quotes.iter().any(is_in) && !group.quotes.iter().all(is_in);
        if group.vendor == rebate.vendor && is_incremental && is_cut {
            let message = format!(
                "only a part of the incremental group {} is in it",
                group.key
            );
            let hint = "let the rebate count all spend, or split the group by category";
            cell!(row, category).fault(Kind::RebateCutsGroup, message, hint);
        }
    }
}

/// The bundles.
pub(super) fn bundles(context: &Context<'_>) -> Table<BundleId, Bundle> {
    let ids = context
        .rows(&context.sheets.bundles)
        .map(|row| (cell!(row, id), row));
    by_id(ids)
        .into_iter()
        .filter_map(|(key, rows)| bundle(context, key, &rows))
        .collect()
}

fn bundle(context: &Context<'_>, key: &str, rows: &[Row<'_, BundleRecord>]) -> Option<Bundle> {
    let first = &rows[0];
    let mut vendor: Option<VendorId> = None;
    let mut parts: Vec<BundlePart> = Vec::new();
    for row in rows {
        let cell = cell!(row, vendor).required();
        vendor = vendor.or(cell.and_then(|cell| cell.lookup(&context.vendors.index)));
        if cell!(row, vendor).text != first.record.vendor.trim() {
            disagrees(
                cell!(row, vendor),
                "an earlier row of the bundle names another vendor",
            );
        }
        let item = cell!(row, item).required();
        let item = item.and_then(|cell| cell.lookup(&context.items.index));
        let min = cell!(row, min).required();
        let min = min.and_then(|cell| cell.number(Bound::Positive));
        let Some((item, min)) = item.zip(min) else {
            continue;
        };
        if parts.iter().any(|part| part.item == item) {
            let message = "the item is already in the bundle";
            cell!(row, item).fault(Kind::Duplicate, message, "remove one of the rows");
        }
        parts.push(BundlePart {
            item,
            quantity_min: Quantity::new(min),
        });
    }
    let per = bundle_period(rows);
    let discount = bundle_discount(rows, context.rate(vendor));
    Some(Bundle {
        key: key.to_owned(),
        vendor: vendor?,
        parts,
        per,
        discount: discount?,
    })
}

fn disagrees(cell: Cell<'_>, message: &str) {
    cell.fault(
        Kind::BundleDisagrees,
        message,
        "state it once, and leave the cell empty",
    );
}

fn bundle_period(rows: &[Row<'_, BundleRecord>]) -> Period {
    let mut stated = None;
    for cell in rows.iter().map(|row| cell!(row, per)) {
        if let Some(per) = cell.choice(&PERIODS)
            && *stated.get_or_insert(per) != per
        {
            disagrees(cell, "an earlier row of the bundle states another period");
        }
    }
    stated.unwrap_or(Period::Cycle)
}

/// The discount, from the one row that states it.
fn bundle_discount(rows: &[Row<'_, BundleRecord>], rate: Decimal) -> Option<Discount> {
    let states = |row: &&Row<'_, BundleRecord>| {
        !cell!(row, percent).is_empty() || !cell!(row, amount).is_empty()
    };
    let mut stating = rows.iter().filter(states);
    let row = stating.next().unwrap_or(&rows[0]);
    for other in stating {
        for (cell, first) in [
            (cell!(other, percent), cell!(row, percent)),
            (cell!(other, amount), cell!(row, amount)),
        ] {
            if cell.text != first.text {
                disagrees(cell, "an earlier row of the bundle states another discount");
            }
        }
    }
    discount(row, cell!(row, percent), cell!(row, amount), rate)
}
