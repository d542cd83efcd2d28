//! Quotes: everything but their breaks.

use std::collections::BTreeMap;

use super::vendors::{limit_period, money};
use super::{Built, Context};
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::QuoteRecord;
use crate::input::number::Bound;
use crate::problem::{Condition, Pack, PackScope, PeriodQuantity, Quote, Scope};
use crate::units::{Decimal, Money, Price, Quantity, QuoteId, Table, VendorId, Weight};

/// Longest lead time in days.
const LEAD_DAYS_MAX: u32 = 3_650;

/// A quote whose list price may still have to come from its first break.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The quote; its price and group are not set yet.
    pub quote: Quote,
    /// List price in the vendor's currency for `quoted` base units.
    pub list: Option<Decimal>,
    /// Base units of the unit the quote is stated in.
    pub quoted: Decimal,
    /// What one unit of the vendor's currency is worth.
    pub rate: Decimal,
    /// Kilograms of one base unit, if known.
    pub weight: Option<Decimal>,
    /// Name of the break group.
    pub group: Option<String>,
    /// Whether the breaks were found to be at fault for a missing list price.
    pub is_reported: bool,
}

impl Draft {
    /// What `amount` of the vendor's money for one quoted unit is as a price.
    pub fn price(&self, amount: Decimal) -> Price {
        Price::new(Money::new(amount * self.rate), Quantity::new(self.quoted))
    }

    /// The same, with a fault in `cell` if it is too large.
    pub fn price_in(&self, cell: &Cell<'_>, amount: Decimal) -> Option<Price> {
        // Packs may hold less than one base unit.
        cell.times(amount, self.rate)?;
        cell.times(amount * self.rate, Decimal::ONE / self.quoted)?;
        Some(self.price(amount))
    }
}

/// The quotes without their breaks.
pub(super) fn drafts(context: &Context<'_>) -> Built<QuoteId, Draft> {
    let mut drafts = Built::new("a quote in quotes.csv");
    drafts.index.is_partial = context.sheets.quotes.is_partial;
    let mut group_vendors: BTreeMap<&str, VendorId> = BTreeMap::new();
    for row in context.rows(&context.sheets.quotes) {
        let id = cell!(row, id);
        let draft = draft(context, &row);
        let key = match id.text() {
            Some(_) => id.id().map(str::to_owned),
            None => Some(format!(
                "{}/{}",
                row.record.vendor.trim(),
                row.record.item.trim()
            )),
        };
        let Some(key) = key else { continue };
        if let Some((draft, group)) = draft.as_ref().zip(cell!(row, group).text()) {
            let vendor = *group_vendors.entry(group).or_insert(draft.quote.vendor);
            if vendor != draft.quote.vendor {
                let other = &context.vendors.table[vendor].key;
                let message = format!("an earlier quote of the group is {other}'s");
                let hint = "use another group name for this vendor";
                cell!(row, group).fault(Kind::GroupOfTwoVendors, message, hint);
            }
        }
        let draft = draft.map(|mut draft| {
            draft.quote.key.clone_from(&key);
            draft
        });
        if !drafts.add(&key, row.index, draft) {
            taken(id, &key);
        }
    }
    drafts
}

fn taken(id: Cell<'_>, key: &str) {
    if id.is_empty() {
        let message = format!("an earlier row is called {key} too");
        id.fault(Kind::KeyNeeded, message, "fill in id in one of the rows");
    } else {
        super::duplicate(&id);
    }
}

fn draft(context: &Context<'_>, row: &Row<'_, QuoteRecord>) -> Option<Draft> {
    let vendor = cell!(row, vendor).required();
    let vendor = vendor.and_then(|cell| cell.lookup(&context.vendors.index));
    let item = cell!(row, item).required();
    let item = item.and_then(|cell| cell.lookup(&context.items.index));
    let rate = context.rate(vendor);
    let in_packs = cell!(row, quoted_in).choice(&[("unit", false), ("pack", true)]);
    let pack = pack(row, in_packs == Some(true), rate);
    let quoted = if in_packs == Some(true) {
        pack.content.value()
    } else {
        Decimal::ONE
    };
    let limits = limits(context, row, quoted, pack);
    let list = cell!(row, price).number(Bound::NotNegative);
    let valid = validity(row);
    let surplus_owner = cell!(row, surplus_owner).lookup(&context.members.index);
    let scope = scope(context, cell!(row, scope));
    let conditions = conditions(cell!(row, conditions));
    let lead_days = cell!(row, lead_days).count(0, LEAD_DAYS_MAX);
    let group = cell!(row, group).id().map(str::to_owned);
    let draft = Draft {
        quote: Quote {
            key: String::new(),
            vendor: vendor?,
            item: item?,
            price: Price::per_unit(Money::ZERO),
            pack,
            scope,
            group: None,
            min_order: limits.min_order,
            lot_size: limits.lot_size,
            capacity: limits.capacity,
            valid,
            lead_days,
            conditions,
            surplus_owner,
        },
        list,
        quoted,
        rate,
        weight: context.items.table[item?].weight.map(Weight::value),
        group,
        is_reported: false,
    };
    if let Some(list) = list {
        draft.price_in(&cell!(row, price), list)?;
    }
    Some(draft)
}

fn pack(row: &Row<'_, QuoteRecord>, in_packs: bool, rate: Decimal) -> Pack {
    let content = cell!(row, pack).number(Bound::Positive);
    let whole = cell!(row, whole_packs).choice(&[
        ("site", PackScope::Site),
        ("member", PackScope::Member),
        ("pool", PackScope::Pool),
    ]);
    let fee = money(cell!(row, broken_pack_fee), rate);
    let asks_for_packs = in_packs || whole.is_some() || fee.is_some();
    if asks_for_packs && cell!(row, pack).is_empty() {
        let message = "the quote speaks of packs, but not of how many base units are in one";
        cell!(row, pack).fault(Kind::NoPack, message, "fill in pack");
    }
    Pack {
        content: Quantity::new(content.unwrap_or(Decimal::ONE)),
        whole,
        broken_fee: fee.unwrap_or_default(),
    }
}

/// Minimum, lot and capacity of a quote in base units.
struct Limits {
    min_order: Option<PeriodQuantity>,
    lot_size: Option<Quantity>,
    capacity: Option<PeriodQuantity>,
}

fn limits(
    context: &Context<'_>,
    row: &Row<'_, QuoteRecord>,
    quoted: Decimal,
    pack: Pack,
) -> Limits {
    let quantity = |cell: Cell<'_>, bound| cell.converted(bound, quoted).map(Quantity::new);
    let lot_size = quantity(cell!(row, lot), Bound::Positive);
    if let Some(lot) = lot_size
        && pack.whole.is_some()
        && !(lot.value() % pack.content.value()).is_zero()
    {
        let message = format!("expected a multiple of the pack of {}", pack.content);
        cell!(row, lot).fault(Kind::LotBreaksPacks, message, "change the lot or the pack");
    }
    let min_per = limit_period(cell!(row, min_per));
    let min_order = quantity(cell!(row, min), Bound::NotNegative).map(|quantity| PeriodQuantity {
        quantity,
        per: min_per,
    });
    let capacity_per = limit_period(cell!(row, capacity_per));
    let capacity = quantity(cell!(row, capacity), Bound::NotNegative);
    let capacity = capacity.map(|quantity| PeriodQuantity {
        quantity,
        per: capacity_per,
    });
    if let Some((min, capacity)) = min_order.zip(capacity) {
        let horizon = &context.basis.horizon;
        // Both are compared as quantities per horizon.
        let total =
            |limit: PeriodQuantity| limit.quantity * Decimal::from(horizon.occurrences(limit.per));
        if total(min) > total(capacity) {
            let message = "the minimum is above the capacity";
            cell!(row, min).fault(Kind::MinAboveCapacity, message, "correct min or capacity");
        }
    }
    Limits {
        min_order,
        lot_size,
        capacity,
    }
}

fn validity(
    row: &Row<'_, QuoteRecord>,
) -> (Option<crate::problem::Date>, Option<crate::problem::Date>) {
    let from = cell!(row, valid_from).date();
    let until = cell!(row, valid_until).date();
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        let message = format!("expected {from} (valid_from) or later");
        cell!(row, valid_until).fault(Kind::EndsBeforeItStarts, message, "correct the dates");
    }
    (from, until)
}

fn scope(context: &Context<'_>, cell: Cell<'_>) -> Vec<Scope> {
    let entries = cell
        .text
        .split_whitespace()
        .filter_map(|entry| match entry.split_once(':') {
            Some(("site", key)) => cell.lookup_in(key, &context.sites.index).map(Scope::Site),
            Some(("member", key)) => cell
                .lookup_in(key, &context.members.index)
                .map(Scope::Member),
            Some(("zone", name)) if !name.is_empty() => Some(Scope::Zone(name.to_owned())),
            _ => {
                let message = "expected entries site:ID, member:ID and zone:NAME";
                cell.fault(Kind::NotAnEntry, message, "write for instance zone:north");
                None
            }
        });
    entries.collect()
}

fn conditions(cell: Cell<'_>) -> Vec<Condition> {
    let entries = cell
        .text
        .split_whitespace()
        .filter_map(|entry| match entry.split_once(':') {
            Some(("share", share)) => cell
                .number_in(share, Bound::Share)
                .map(Condition::CategoryShare),
            Some(("members", n)) => cell.count_in(n, 1, u32::MAX).map(Condition::Members),
            Some(("term", name)) if !name.is_empty() => Some(Condition::Term(name.to_owned())),
            _ => {
                let message = "expected entries share:0.6, members:5 and term:NAME";
                cell.fault(Kind::NotAnEntry, message, "write for instance members:5");
                None
            }
        });
    entries.collect()
}

/// The quotes with their list prices.
pub(super) fn priced(
    context: &Context<'_>,
    drafts: Built<QuoteId, Draft>,
) -> Built<QuoteId, Quote> {
    let Built {
        table,
        index,
        origin,
    } = drafts;
    let quotes: Table<QuoteId, Quote> = table
        .iter()
        .map(|(id, draft)| {
            let row = context
                .sheets
                .quotes
                .row(origin[crate::units::Id::index(id)], context.log);
            let price = cell!(row, price);
            let is_known = !context.sheets.breaks.is_partial && !draft.is_reported;
            if draft.list.is_none() && price.is_empty() && is_known {
                let message = "the cell is empty, and no break in breaks.csv gives the list price";
                price.fault(Kind::NoListPrice, message, "fill in the price");
            }
            Quote {
                price: draft.price(draft.list.unwrap_or_default()),
                ..draft.quote.clone()
            }
        })
        .collect();
    Built {
        table: quotes,
        index,
        origin,
    }
}
