//! Vendors' quotes.

use super::{Date, PeriodQuantity};
use crate::units::{
    BreakGroupId, Decimal, ItemId, MemberId, Money, Price, Quantity, SiteId, VendorId,
};

/// One vendor's offer of one item.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Identifier in the files.
    pub key: String,
    /// Who offers.
    pub vendor: VendorId,
    /// What is offered.
    pub item: ItemId,
    /// List price: the price below the first break.
    pub price: Price,
    /// The unit the vendor sells in.
    pub pack: Pack,
    /// Which sites may buy under this quote; empty: all.
    pub scope: Vec<Scope>,
    /// The breaks that change its price; quotes of one group count together.
    pub group: Option<BreakGroupId>,
    /// Least quantity if anything is bought under this quote.
    pub min_order: Option<PeriodQuantity>,
    /// Quantity per cycle is a whole multiple of this.
    pub lot_size: Option<Quantity>,
    /// Most that can be bought under this quote.
    pub capacity: Option<PeriodQuantity>,
    /// First and last day on which it can be accepted.
    pub valid: (Option<Date>, Option<Date>),
    /// Days from order to delivery.
    pub lead_days: Option<u32>,
    /// What must hold for the quote to be used.
    pub conditions: Vec<Condition>,
    /// Who owns pooled surplus; by default members share it by what they buy under the quote.
    pub surplus_owner: Option<MemberId>,
}

/// The vendor's unit of sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Base units in one pack; 1 if the vendor sells base units.
    pub content: Quantity,
    /// For whom a whole number of packs is bought; `None`: packs may be broken.
    pub whole: Option<PackScope>,
    /// Fee per site and cycle when the site's quantity is not a whole number of packs.
    pub broken_fee: Money,
}

/// For whom packs are bought whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackScope {
    /// Every site receives whole packs.
    Site,
    /// Every member buys whole packs and divides them among its sites.
    Member,
    /// The cooperative buys whole packs and divides them among its members.
    Pool,
}

/// Where a quote holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At this site.
    Site(SiteId),
    /// At all sites of this member.
    Member(MemberId),
    /// At all sites in this zone.
    Zone(String),
}

/// What must hold for a conditional quote to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The vendor supplies at least this share of the demand for the quote's category (of the
    /// item, where it has no category), counted in base units.
    CategoryShare(Decimal),
    /// At least this many members buy from the vendor.
    Members(u32),
    /// The cooperative committed to this term (`terms` in the case).
    Term(String),
}
