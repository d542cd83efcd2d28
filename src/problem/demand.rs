//! What the members need.

use super::Date;
use crate::units::{Decimal, ItemId, Price, Quantity, SiteId, VendorId};

/// One member needs a quantity of one item at one site every order cycle.
#[derive(Clone, Debug)]
pub struct DemandLine {
    /// Identifier in the files.
    pub key: String,
    /// Where it is needed.
    pub site: SiteId,
    /// What is needed.
    pub item: ItemId,
    /// How much, per order cycle, in the item's base unit; above zero.
    pub quantity: Quantity,
    /// Latest day of the first delivery.
    pub needed_by: Option<Date>,
    /// Highest price per base unit of the line's item that the member accepts.
    pub price_ceiling: Option<Price>,
    /// Other items the member accepts instead.
    pub substitutes: Vec<Substitute>,
    /// Vendors the member refuses.
    pub refuses: Vec<VendorChoice>,
    /// If not empty: the only vendors the member accepts.
    pub requires: Vec<VendorChoice>,
    /// What the member pays today.
    pub today: Option<Today>,
}

/// An item accepted instead of the one asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// The accepted item.
    pub item: ItemId,
    /// Base units of it that replace one base unit of the line's item; above zero.
    pub factor: Decimal,
    /// Who approved it.
    pub approved_by: Option<String>,
}

/// One vendor, or all with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VendorChoice {
    /// This vendor.
    Vendor(VendorId),
    /// Every vendor with this tag.
    Tag(String),
}

/// What a member pays today for one demand line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// The incumbent's name, which need not be among the case's vendors.
    pub vendor: Option<String>,
    /// The case's vendor with that id or name, if there is one.
    pub incumbent: Option<VendorId>,
    /// Price per base unit, delivered.
    pub price: Price,
}
