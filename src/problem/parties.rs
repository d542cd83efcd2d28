//! Members, their sites, the items they need and the vendors that sell them.

use super::{Fee, Period, PeriodSpend};
use crate::units::{Decimal, MemberId, Money, Quantity, Weight};

/// An organisation that buys through the cooperative.
#[derive(Clone, Debug)]
pub struct Member {
    /// Identifier in the files.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Free labels that rules refer to.
    pub tags: Vec<String>,
    /// Whether the member pays no sales tax.
    pub tax_exempt: bool,
    /// Where and when the member's prices of today were recorded.
    pub today_source: Option<String>,
}

/// A place where a member receives goods or services.
#[derive(Clone, Debug)]
pub struct Site {
    /// Identifier in the files.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Whose place it is.
    pub member: MemberId,
    /// Delivery zone, referred to by vendors' service areas and drop terms.
    pub zone: Option<String>,
    /// Latitude and longitude in degrees.
    pub location: Option<(Decimal, Decimal)>,
}

/// A thing bought, with one base unit.
#[derive(Clone, Debug)]
pub struct Item {
    /// Identifier in the files.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Name of the base unit, for instance `lb`.
    pub unit: String,
    /// Category that breaks, rebates and rules refer to.
    pub category: Option<String>,
    /// Weight of one base unit, if declared.
    pub weight: Option<Weight>,
    /// Litres of one base unit, if declared.
    pub volume: Option<Decimal>,
    /// How it must be kept.
    pub storage: StorageClass,
    /// What one surplus base unit costs (storage, waste), on top of its price.
    pub surplus_cost: Money,
    /// Smallest quantity the item is divided into; every decided quantity is a multiple.
    pub step: Quantity,
    /// May one demand line of this item be served by several quotes?
    pub split: bool,
    /// May more than the demand be bought to reach a break or a minimum?
    pub over_buy: bool,
    /// Certificates a vendor must hold to sell it to this cooperative.
    pub certificates: Vec<String>,
}

/// How goods must be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StorageClass {
    /// No cooling.
    #[default]
    Ambient,
    /// Cooled.
    Chilled,
    /// Deep-frozen.
    Frozen,
}

/// A firm that offers items.
#[derive(Clone, Debug)]
pub struct Vendor {
    /// Identifier in the files.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Labels (`local`, `minority-owned`, …) that demand lines and rules refer to.
    pub tags: Vec<String>,
    /// Certificates held.
    pub certificates: Vec<String>,
    /// Zones served; empty: everywhere.
    pub zones: Vec<String>,
    /// Least spend if anything is bought.
    pub min_order: Option<PeriodSpend>,
    /// Fee if anything is bought.
    pub fixed_fee: Option<Fee>,
    /// Most the vendor can supply in all.
    pub capacity: Option<Capacity>,
    /// How goods reach the sites.
    pub delivery: DeliveryTerms,
    /// Latitude and longitude in degrees.
    pub location: Option<(Decimal, Decimal)>,
}

/// Most a vendor can supply over all its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// How much, in `unit`.
    pub amount: Decimal,
    /// What is counted.
    pub unit: CapacityUnit,
    /// Counted over what.
    pub per: Period,
}

/// What a vendor's capacity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapacityUnit {
    /// Base units of all items together.
    Units,
    /// Kilograms.
    Weight,
}

/// How goods get from a vendor to the sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryTerms {
    /// The vendor brings them to each site, once per order cycle.
    Delivered {
        /// Terms by zone of the site.
        by_zone: Vec<(String, Drop)>,
        /// Terms for every other site.
        otherwise: Drop,
    },
    /// The cooperative's vehicles fetch them and bring them to the hub, once per order cycle.
    Collect {
        /// How long one visit takes, in seconds.
        loading_seconds: i64,
    },
    /// A service or digital item; nothing moves.
    None,
}

/// What one drop at one site costs and requires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drop {
    /// Fee of one drop.
    pub fee: Money,
    /// The drop is free from this value of goods on.
    pub free_from: Option<Money>,
    /// Least value of goods in one drop.
    pub value_min: Option<Money>,
}

impl DeliveryTerms {
    /// The terms of every kind of drop; none if the vendor brings nothing.
    pub fn drops(&self) -> impl Iterator<Item = &Drop> {
        let (by_zone, otherwise): (&[(String, Drop)], _) = match self {
            Self::Delivered { by_zone, otherwise } => (by_zone, Some(otherwise)),
            Self::Collect { .. } | Self::None => (&[], None),
        };
        by_zone.iter().map(|(_, drop)| drop).chain(otherwise)
    }

    /// The same, to be changed.
    pub fn drops_mut(&mut self) -> impl Iterator<Item = &mut Drop> {
        let (by_zone, otherwise): (&mut [(String, Drop)], _) = match self {
            Self::Delivered { by_zone, otherwise } => (by_zone, Some(otherwise)),
            Self::Collect { .. } | Self::None => (&mut [], None),
        };
        by_zone.iter_mut().map(|(_, drop)| drop).chain(otherwise)
    }

    /// What a drop at a site in `zone` costs and requires; `None` if the vendor brings nothing.
    pub fn drop_in(&self, zone: Option<&str>) -> Option<&Drop> {
        match self {
            Self::Delivered { by_zone, otherwise } => Some(
                by_zone
                    .iter()
                    .find(|(name, _)| Some(name.as_str()) == zone)
                    .map_or(otherwise, |(_, drop)| drop),
            ),
            Self::Collect { .. } | Self::None => None,
        }
    }
}
