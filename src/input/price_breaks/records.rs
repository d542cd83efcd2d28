//! Parts and demand → the records of the case.

use std::collections::BTreeSet;

use super::Options;
use super::demand::Need;
use super::finding::{Finding, FindingKind};
use super::parts::Part;
use crate::input::cell::as_id;
use crate::input::columns::{
    BreakRecord, DemandRecord, ItemRecord, MemberRecord, QuoteRecord, SettingsRecord, VendorRecord,
};
use crate::input::records::{CaseRecords, SCHEMA_VERSION};
use crate::problem::Date;
use crate::units::Decimal;

/// Ids made of names in a table, one each.
#[derive(Debug, Default)]
struct Ids {
    used: BTreeSet<String>,
}

impl Ids {
    /// An id like `name`, with `-` for characters that an id cannot have.
    fn id(&mut self, name: &str) -> String {
        let base = as_id(name);
        let mut id = base.clone();
        let mut number = 2;
        while !self.used.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }

    /// An id like `name`; a finding says so if it is another.
    fn noted_id(&mut self, name: &str, line: usize, findings: &mut Vec<Finding>) -> String {
        let id = self.id(name);
        if id != name {
            findings.push(Finding {
                kind: FindingKind::Renamed,
                line,
                what: format!("{name} becomes {id}"),
            });
        }
        id
    }
}

/// The records of the case; ids that differ from the table's names are noted.
pub(super) fn records(
    parts: &[Part],
    needs: &[Need],
    options: &Options,
    as_of: Date,
    name: String,
    findings: &mut Vec<Finding>,
) -> CaseRecords {
    let mut ids = Ids::default();
    let items: Vec<ItemRecord> = parts
        .iter()
        .map(|part| ItemRecord {
            id: ids.noted_id(&part.name, part.quotes[0].line, findings),
            name: part.title.clone(),
            unit: "piece".to_owned(),
            ..ItemRecord::default()
        })
        .collect();
    let vendors = vendors(parts, options, findings);
    let (quotes, breaks) = quotes(parts, &items, &vendors);
    let members = (0..options.n_members.get()).map(|member| MemberRecord {
        id: member_id(u64::from(member)),
        name: format!("Member {}", member + 1),
        ..MemberRecord::default()
    });
    let demand = needs.iter().map(|need| DemandRecord {
        member: member_id(need.member),
        item: items[need.part].id.clone(),
        quantity: need.quantity.to_string(),
        ..DemandRecord::default()
    });
    CaseRecords {
        schema_version: SCHEMA_VERSION,
        settings: SettingsRecord {
            name,
            currency: options.currency.code().to_owned(),
            as_of: as_of.to_string(),
            split: "yes".to_owned(),
            over_buy: "yes".to_owned(),
            ..SettingsRecord::default()
        },
        rates: Vec::new(),
        members: members.collect(),
        sites: Vec::new(),
        demand: demand.collect(),
        items,
        vendors,
        drops: Vec::new(),
        hubs: Vec::new(),
        vehicles: Vec::new(),
        travel: Vec::new(),
        quotes,
        breaks,
        rebates: Vec::new(),
        bundles: Vec::new(),
        rules: Vec::new(),
    }
}

fn member_id(member: u64) -> String {
    format!("member-{:02}", member + 1)
}

/// The vendors, in the order of the table.
fn vendors(parts: &[Part], options: &Options, findings: &mut Vec<Finding>) -> Vec<VendorRecord> {
    let mut ids = Ids::default();
    let mut vendors: Vec<VendorRecord> = Vec::new();
    for quote in parts.iter().flat_map(|part| &part.quotes) {
        if vendors.iter().any(|vendor| vendor.name == quote.vendor) {
            continue;
        }
        let delivery = if options.drop.is_some() {
            "delivered"
        } else {
            "none"
        };
        let drop = options.drop.as_ref();
        vendors.push(VendorRecord {
            id: ids.noted_id(&quote.vendor, quote.line, findings),
            name: quote.vendor.clone(),
            delivery: delivery.to_owned(),
            drop_fee: text(drop.map(|drop| drop.fee)),
            drop_free_from: text(drop.and_then(|drop| drop.free_from)),
            ..VendorRecord::default()
        });
    }
    vendors
}

fn text(value: Option<Decimal>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// One quote for each recorded one, and its breaks above the list price.
fn quotes(
    parts: &[Part],
    items: &[ItemRecord],
    vendors: &[VendorRecord],
) -> (Vec<QuoteRecord>, Vec<BreakRecord>) {
    let (mut quotes, mut breaks) = (Vec::new(), Vec::new());
    let mut ids = Ids::default();
    for (part, item) in parts.iter().zip(items) {
        for quote in &part.quotes {
            let vendor = vendors.iter().find(|vendor| vendor.name == quote.vendor);
            let vendor = &vendor.expect("every vendor has a record").id;
            let number = match quote.sku.as_str() {
                "" => &item.id,
                sku => sku,
            };
            let id = ids.id(&format!("{vendor}_{number}"));
            for (index, (from, price)) in quote.ladder.iter().enumerate().skip(1) {
                let structure = if index == 1 { "all_units" } else { "" };
                breaks.push(BreakRecord {
                    group: id.clone(),
                    structure: structure.to_owned(),
                    from: from.to_string(),
                    price: price.to_string(),
                    ..BreakRecord::default()
                });
            }
            quotes.push(QuoteRecord {
                id,
                vendor: vendor.clone(),
                item: item.id.clone(),
                price: quote.ladder[0].1.to_string(),
                min: quote.min_order.to_string(),
                capacity: text(quote.stock),
                ..QuoteRecord::default()
            });
        }
    }
    (quotes, breaks)
}
