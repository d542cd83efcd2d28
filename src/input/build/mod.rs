//! Records → [`Case`]: every rule that a case keeps by construction is checked here.
//!
//! The order follows the references: whoever is referred to is built first. A row with a fault is
//! left out, but its key stays known, so that one fault raises no others. A case comes out only
//! when no error was noted.

mod all_units;
mod breaks;
mod collection;
mod demand;
mod discounts;
mod group;
mod incremental;
mod limits;
mod parties;
mod quotes;
mod rules;
mod settings;
mod vendors;

use super::cell::{Row, Sheet};
use super::codes::Kind;
use super::fault::Log;
use super::index::Index;
use super::records::Sheets;
use super::warnings;
use crate::problem::{Case, Item, Member, Site, Vendor};
use crate::units::{Decimal, Id, ItemId, MemberId, SiteId, Table, VendorId};

pub(super) use rules::share_of;
pub(super) use settings::Basis;

/// Rows of one kind with their keys.
#[derive(Debug)]
pub(super) struct Built<I, T> {
    /// The rows without faults.
    pub table: Table<I, T>,
    /// Their keys.
    pub index: Index<I>,
    /// For every row of the table, its position among the records.
    pub origin: Vec<usize>,
}

impl<I: Id, T> Built<I, T> {
    fn new(what: &'static str) -> Self {
        Self {
            table: Table::default(),
            index: Index::new(what),
            origin: Vec::new(),
        }
    }

    /// Adds the row built from a record; says whether the key was free.
    fn add(&mut self, key: &str, origin: usize, row: Option<T>) -> bool {
        let is_free = !self.index.contains(key);
        let id = row.filter(|_| is_free).map(|row| {
            self.origin.push(origin);
            self.table.push(row)
        });
        self.index.insert(key, id);
        is_free
    }
}

/// Builds rows whose key is their `id` cell.
macro_rules! build_rows {
    ($built:ident, $sheet:expr, $log:expr, $build:expr) => {
        $built.index.is_partial = $sheet.is_partial;
        for row in $sheet.iter($log) {
            let id = cell!(row, id);
            let key = id.required().and_then(|id| id.id());
            let made = $build(&row, key.unwrap_or_default());
            $built.index.is_partial |= key.is_none();
            if let Some(key) = key
                && !$built.add(key, row.index, made)
            {
                duplicate(&id);
            }
        }
    };
}
use build_rows;

fn duplicate(id: &super::cell::Cell<'_>) {
    id.fault(
        Kind::Duplicate,
        "the id stands in an earlier row",
        "remove one of the rows, or give it another id",
    );
}

/// What quotes, demand and rules refer to.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// All records.
    pub sheets: &'a Sheets,
    /// Where faults go.
    pub log: &'a Log,
    /// Currency, dates and defaults.
    pub basis: Basis,
    /// The members.
    pub members: Built<MemberId, Member>,
    /// The sites.
    pub sites: Built<SiteId, Site>,
    /// The items.
    pub items: Built<ItemId, Item>,
    /// The vendors.
    pub vendors: Built<VendorId, Vendor>,
    /// What one unit of each vendor's currency is worth.
    pub rates: Vec<Decimal>,
}

impl<'a> Context<'a> {
    fn new(sheets: &'a Sheets, log: &'a Log) -> Self {
        let basis = settings::basis(&sheets.settings, log);
        let members = parties::members(&sheets.members, log);
        let sites = parties::sites(&sheets.sites, &members, log);
        let items = parties::items(sheets, &basis, log);
        let (vendors, rates) = vendors::vendors(sheets, &basis, log);
        Self {
            sheets,
            log,
            basis,
            members,
            sites,
            items,
            vendors,
            rates,
        }
    }

    /// The rate of a vendor's currency.
    pub fn rate(&self, vendor: Option<VendorId>) -> Decimal {
        vendor.map_or(Decimal::ONE, |vendor| self.rates[vendor.index()])
    }

    /// The vendor with that id, else the first with that name.
    pub fn vendor_called(&self, name: &str) -> Option<VendorId> {
        let by = |is_meant: &dyn Fn(&Vendor) -> bool| {
            let mut vendors = self.vendors.table.iter();
            vendors
                .find(|(_, vendor)| is_meant(vendor))
                .map(|(id, _)| id)
        };
        by(&|vendor| vendor.key == name).or_else(|| by(&|vendor| vendor.name == name))
    }

    /// The rows of one sheet.
    pub fn rows<R>(&self, sheet: &'a Sheet<R>) -> impl Iterator<Item = Row<'a, R>> {
        sheet.iter(self.log)
    }
}

/// Where the rows of a case stand among the records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origins<'a> {
    /// For every quote.
    pub quotes: &'a [usize],
    /// For every demand line.
    pub demand: &'a [usize],
    /// For every rule.
    pub rules: &'a [usize],
}

/// The case that the records describe, if no error was noted.
pub(super) fn build(sheets: &Sheets, log: &Log) -> Option<Case> {
    let context = Context::new(sheets, log);
    let mut drafts = quotes::drafts(&context);
    let groups = breaks::groups(&context, &mut drafts);
    let quotes = quotes::priced(&context, drafts);
    let demand = demand::demand(&context);
    let rebates = discounts::rebates(&context, &groups, &quotes.table);
    let bundles = discounts::bundles(&context);
    let rules = rules::rules(&context);
    let resources = collection::resources(&context);
    collection::require_loads(&context, &quotes.table);
    if log.has_errors() {
        return None;
    }
    let Context {
        basis,
        members,
        sites,
        items,
        vendors,
        ..
    } = context;
    let case = Case {
        name: basis.name,
        currency: basis.currency?,
        as_of: basis.as_of?,
        horizon: basis.horizon,
        tax_included: basis.tax_included,
        terms: basis.terms,
        settlement: basis.settlement,
        members: members.table,
        sites: sites.table,
        items: items.table,
        demand: demand.table,
        vendors: vendors.table,
        quotes: quotes.table,
        groups,
        rebates,
        bundles,
        rules: rules.table,
        resources,
    };
    vendors::require_weights(&case, sheets, &vendors.origin, log);
    rules::require_weights(&case, sheets, &rules.origin, log);
    limits::require_prices_left(&case, sheets, &quotes.origin, log);
    limits::require_countable(&case, sheets, &demand.origin, log);
    let origins = Origins {
        quotes: &quotes.origin,
        demand: &demand.origin,
        rules: &rules.origin,
    };
    warnings::warn(&case, sheets, origins, log);
    (!log.has_errors()).then_some(case)
}
