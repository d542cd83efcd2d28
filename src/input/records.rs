//! The case as records: what the files say, as text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::Sheet;
use super::columns::{
    BreakRecord, BundleRecord, DemandRecord, DropRecord, HubRecord, ItemRecord, MemberRecord,
    QuoteRecord, RateRecord, RebateRecord, RuleRecord, SettingsRecord, SiteRecord, TravelRecord,
    VehicleRecord, VendorRecord,
};
use super::file::File;
use super::record::Record;
use super::settings::Settings;

/// Version of the format of `case.json`.
pub const SCHEMA_VERSION: u32 = 1;

/// A case as text, without comments, empty cells and files that are absent: `case.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseRecords {
    /// Version of this format.
    pub schema_version: u32,
    /// `case.toml` without its rates.
    pub settings: SettingsRecord,
    /// `[rates]` of `case.toml`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<RateRecord>,
    /// `members.csv`.
    pub members: Vec<MemberRecord>,
    /// `sites.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteRecord>,
    /// `items.csv`.
    pub items: Vec<ItemRecord>,
    /// `demand.csv`.
    pub demand: Vec<DemandRecord>,
    /// `vendors.csv`.
    pub vendors: Vec<VendorRecord>,
    /// `drops.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drops: Vec<DropRecord>,
    /// `hubs.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hubs: Vec<HubRecord>,
    /// `vehicles.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vehicles: Vec<VehicleRecord>,
    /// `travel.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub travel: Vec<TravelRecord>,
    /// `quotes.csv`.
    pub quotes: Vec<QuoteRecord>,
    /// `breaks.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<BreakRecord>,
    /// `rebates.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rebates: Vec<RebateRecord>,
    /// `bundles.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bundles: Vec<BundleRecord>,
    /// `rules.csv`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleRecord>,
}

/// The records with the rows they stand in.
#[derive(Clone, Debug)]
pub(super) struct Sheets {
    pub settings: Settings,
    pub members: Sheet<MemberRecord>,
    pub sites: Sheet<SiteRecord>,
    pub items: Sheet<ItemRecord>,
    pub demand: Sheet<DemandRecord>,
    pub vendors: Sheet<VendorRecord>,
    pub drops: Sheet<DropRecord>,
    pub hubs: Sheet<HubRecord>,
    pub vehicles: Sheet<VehicleRecord>,
    pub travel: Sheet<TravelRecord>,
    pub quotes: Sheet<QuoteRecord>,
    pub breaks: Sheet<BreakRecord>,
    pub rebates: Sheet<RebateRecord>,
    pub bundles: Sheet<BundleRecord>,
    pub rules: Sheet<RuleRecord>,
}

impl Sheets {
    /// The records without their rows.
    pub fn into_records(self) -> CaseRecords {
        CaseRecords {
            schema_version: SCHEMA_VERSION,
            settings: self.settings.record,
            rates: self.settings.rates.records,
            members: self.members.records,
            sites: self.sites.records,
            items: self.items.records,
            demand: self.demand.records,
            vendors: self.vendors.records,
            drops: self.drops.records,
            hubs: self.hubs.records,
            vehicles: self.vehicles.records,
            travel: self.travel.records,
            quotes: self.quotes.records,
            breaks: self.breaks.records,
            rebates: self.rebates.records,
            bundles: self.bundles.records,
            rules: self.rules.records,
        }
    }

    /// The records of a `case.json`; rows count its entries.
    pub fn from_records(records: CaseRecords) -> Self {
        Self {
            settings: Settings {
                record: records.settings,
                rates: entries(File::Case, "rates", records.rates),
                ..Settings::empty("case.json: settings")
            },
            members: entries(File::Members, "members", records.members),
            sites: entries(File::Sites, "sites", records.sites),
            items: entries(File::Items, "items", records.items),
            demand: entries(File::Demand, "demand", records.demand),
            vendors: entries(File::Vendors, "vendors", records.vendors),
            drops: entries(File::Drops, "drops", records.drops),
            hubs: entries(File::Hubs, "hubs", records.hubs),
            vehicles: entries(File::Vehicles, "vehicles", records.vehicles),
            travel: entries(File::Travel, "travel", records.travel),
            quotes: entries(File::Quotes, "quotes", records.quotes),
            breaks: entries(File::Breaks, "breaks", records.breaks),
            rebates: entries(File::Rebates, "rebates", records.rebates),
            bundles: entries(File::Bundles, "bundles", records.bundles),
            rules: entries(File::Rules, "rules", records.rules),
        }
    }
}

fn entries<R: Record>(file: File, key: &str, records: Vec<R>) -> Sheet<R> {
    Sheet {
        label: format!("case.json: {key}"),
        rows: (1..=records.len()).collect(),
        records,
        ..Sheet::empty(file)
    }
}
