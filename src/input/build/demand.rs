//! Demand lines.

use super::{Built, Context};
use crate::input::cell::{Cell, Row, cell};
use crate::input::codes::Kind;
use crate::input::columns::DemandRecord;
use crate::input::number::Bound;
use crate::problem::{DemandLine, Substitute, Today, VendorChoice};
use crate::units::{
    DECIMALS_MAX, Decimal, DemandLineId, ItemId, MemberId, Money, Price, Quantity, SiteId,
};

/// The demand lines; those of quantity zero are left out.
pub(super) fn demand(context: &Context<'_>) -> Built<DemandLineId, DemandLine> {
    let mut demand = Built::new("a demand line in demand.csv");
    let mut n_zero = 0;
    for row in context.rows(&context.sheets.demand) {
        let site = site(context, &row);
        let item = cell!(row, item).required();
        let item = item.and_then(|cell| cell.lookup(&context.items.index));
        let key = match cell!(row, id).text() {
            Some(_) => cell!(row, id).id().map(str::to_owned),
            None => site.zip(item).map(|(site, item)| {
                let site = &context.sites.table[site].key;
                format!("{site}/{}", context.items.table[item].key)
            }),
        };
        let quantity = quantity(context, &row, item);
        let line = line(context, &row, site, item);
        if quantity == Some(Decimal::ZERO) {
            n_zero += 1;
            continue;
        }
        let Some(key) = key else { continue };
        for other in line.iter().flat_map(|line| &line.substitutes) {
            let factor = other.factor;
            quantity.and_then(|quantity| cell!(row, substitutes).times(quantity, factor));
        }
        let line = line.zip(quantity).map(|(line, quantity)| DemandLine {
            key: key.clone(),
            quantity: Quantity::new(quantity),
            ..line
        });
        if !demand.add(&key, row.index, line) {
            taken(&row, &key);
        }
    }
    if n_zero > 0 && n_zero == context.sheets.demand.records.len() {
        let row = context.sheets.demand.row(0, context.log);
        let message = "every demand line has quantity zero";
        cell!(row, quantity).fault(Kind::NoDemand, message, "fill in at least one quantity");
    }
    demand
}

fn taken(row: &Row<'_, DemandRecord>, key: &str) {
    let id = cell!(row, id);
    if id.is_empty() {
        let message = format!("an earlier row is called {key} too");
        let hint = "fill in id in one of the rows, or add the quantities up";
        id.fault(Kind::KeyNeeded, message, hint);
    } else {
        super::duplicate(&id);
    }
}

/// A line without its key and quantity.
fn line(
    context: &Context<'_>,
    row: &Row<'_, DemandRecord>,
    site: Option<SiteId>,
    item: Option<ItemId>,
) -> Option<DemandLine> {
    let price = |cell: Cell<'_>| {
        let amount = cell.number(Bound::NotNegative);
        amount.map(|amount| Price::per_unit(Money::new(amount)))
    };
    let refuse = cell!(row, refuse);
    let refuses = choices(context, refuse);
    let requires = choices(context, cell!(row, require));
    if refuses.iter().any(|choice| requires.contains(choice)) {
        let message = "an entry also stands in require";
        refuse.fault(
            Kind::RefusedAndRequired,
            message,
            "remove it from one of the cells",
        );
    }
    let needed_by = cell!(row, needed_by).date();
    if let (Some(day), Some(as_of)) = (needed_by, context.basis.as_of)
        && day < as_of
    {
        let message = format!("expected {as_of} (as_of in case.toml) or later");
        cell!(row, needed_by).fault(Kind::NeededInThePast, message, "correct the date");
    }
    let substitutes = substitutes(context, row, item);
    let price_ceiling = price(cell!(row, ceiling));
    let today_price = price(cell!(row, today_price));
    Some(DemandLine {
        key: String::new(),
        site: site?,
        item: item?,
        quantity: Quantity::ZERO,
        needed_by,
        price_ceiling,
        substitutes,
        refuses,
        requires,
        today: today(context, row, today_price),
    })
}

fn today(
    context: &Context<'_>,
    row: &Row<'_, DemandRecord>,
    price: Option<Price>,
) -> Option<Today> {
    let vendor = cell!(row, today_vendor);
    if cell!(row, today_price).is_empty() && !vendor.is_empty() {
        let message = "today_price is empty, so the entry is left out";
        vendor.fault(Kind::TodayWithoutPrice, message, "fill in today_price");
    }
    price.map(|price| Today {
        vendor: vendor.owned(),
        incumbent: vendor.text().and_then(|name| context.vendor_called(name)),
        price,
    })
}

/// The site, or the only site of the member.
fn site(context: &Context<'_>, row: &Row<'_, DemandRecord>) -> Option<SiteId> {
    let member = cell!(row, member).required();
    let member = member.and_then(|cell| cell.lookup(&context.members.index));
    let cell = cell!(row, site);
    if cell.is_empty() {
        return only_site(context, cell, member?);
    }
    let site = cell.lookup(&context.sites.index)?;
    let owner = context.sites.table[site].member;
    if member.is_some_and(|member| member != owner) {
        let owner = &context.members.table[owner].key;
        let message = format!("the site belongs to member {owner}");
        cell.fault(Kind::OtherMembersSite, message, "correct member or site");
    }
    Some(site)
}

fn only_site(context: &Context<'_>, cell: Cell<'_>, member: MemberId) -> Option<SiteId> {
    let of_member = context
        .sites
        .table
        .iter()
        .filter(|(_, site)| site.member == member);
    let sites: Vec<_> = of_member.collect();
    if sites.len() > 1 {
        let names: Vec<_> = sites.iter().map(|(_, site)| site.key.as_str()).collect();
        let names = names[..names.len().min(5)].join(", ");
        let message = format!("the member has several sites ({names})");
        cell.fault(
            Kind::NoSite,
            message,
            "fill in the site that needs the goods",
        );
        return None;
    }
    sites.first().map(|(id, _)| *id)
}

/// The quantity per cycle.
fn quantity(
    context: &Context<'_>,
    row: &Row<'_, DemandRecord>,
    item: Option<ItemId>,
) -> Option<Decimal> {
    let cell = cell!(row, quantity);
    let stated = cell.required()?.number(Bound::NotNegative);
    let per_horizon = cell!(row, per).choice(&[("cycle", false), ("horizon", true)]);
    let mut quantity = stated?;
    if quantity.is_zero() {
        cell.fault(
            Kind::ZeroDemand,
            "the row is left out",
            "remove it, or fill in a quantity",
        );
        return Some(quantity);
    }
    if per_horizon == Some(true) {
        let cycles = Decimal::from(context.basis.horizon.cycles);
        quantity = (quantity / cycles).normalize();
        if quantity.scale() > DECIMALS_MAX {
            let message = format!("divided by {cycles} cycles it has more than 6 decimals");
            let hint =
                "state the quantity per cycle, or one that cycles in case.toml divides evenly";
            cell.fault(Kind::CycleShareNotExact, message, hint);
            return None;
        }
    }
    let step = context.items.table[item?].step.value();
    if !(quantity % step).is_zero() {
        let message = format!("per cycle it must be a multiple of the item's step {step}");
        let hint = "change the quantity, or the step in items.csv";
        cell.fault(Kind::OffStep, message, hint);
    }
    Some(quantity)
}

fn substitutes(
    context: &Context<'_>,
    row: &Row<'_, DemandRecord>,
    item: Option<ItemId>,
) -> Vec<Substitute> {
    let cell = cell!(row, substitutes);
    let approved_by = cell!(row, substitutes_approved_by).owned();
    let mut substitutes: Vec<Substitute> = Vec::new();
    for entry in cell.text.split_whitespace() {
        let Some((key, factor)) = entry.split_once('=') else {
            let message = "expected entries ITEM=FACTOR such as pears=1.2";
            cell.fault(
                Kind::NotAnEntry,
                message,
                "write item and factor without blanks",
            );
            continue;
        };
        let other = cell.lookup_in(key, &context.items.index);
        let factor = cell.number_in(factor, Bound::Positive);
        let (Some(other), Some(factor)) = (other, factor) else {
            continue;
        };
        if Some(other) == item || substitutes.iter().any(|known| known.item == other) {
            let message = format!("{key} is the item itself, or is listed twice");
            cell.fault(Kind::OwnSubstitute, message, "remove the entry");
        }
        substitutes.push(Substitute {
            item: other,
            factor,
            approved_by: approved_by.clone(),
        });
    }
    substitutes
}

fn choices(context: &Context<'_>, cell: Cell<'_>) -> Vec<VendorChoice> {
    let mut choices = Vec::new();
    for entry in cell.text.split_whitespace() {
        match entry.split_once(':') {
            None => {
                let vendor = cell.lookup_in(entry, &context.vendors.index);
                choices.extend(vendor.map(VendorChoice::Vendor));
            }
            Some(("tag", tag)) if !tag.is_empty() => {
                choices.push(VendorChoice::Tag(tag.to_owned()));
            }
            Some(_) => {
                let message = "expected vendor ids and entries tag:NAME";
                cell.fault(Kind::NotAnEntry, message, "write tag:local for a tag");
            }
        }
    }
    choices
}
