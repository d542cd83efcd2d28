//! What is bought from one vendor.

use crate::plan::{Award, Owner, Surplus};
use crate::problem::Case;
use crate::units::{DemandLineId, Id, Quantity, QuoteId, SiteId, VendorId};

/// What is bought from one vendor in one order cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basket {
    /// The vendor.
    pub vendor: VendorId,
    /// What is bought for demand lines.
    pub lines: Vec<Bought>,
    /// What is bought beyond the demand.
    pub surplus: Vec<Surplus>,
}

/// A quantity bought for one demand line under one quote, in the quoted item's base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    /// For which line.
    pub line: DemandLineId,
    /// Under which quote.
    pub quote: QuoteId,
    /// How much.
    pub quantity: Quantity,
}

impl Basket {
    /// A basket with nothing in it.
    pub fn empty(vendor: VendorId) -> Self {
        Self {
            vendor,
            lines: Vec::new(),
            surplus: Vec::new(),
        }
    }

    /// One basket per vendor, in table order.
    pub fn by_vendor(case: &Case, award: &Award) -> Vec<Self> {
        let mut baskets: Vec<Self> = case.vendors.ids().map(Self::empty).collect();
        for entry in &award.lines {
            let quantity = case.bought(entry.line, entry.quote, entry.covered);
            baskets[case.quotes[entry.quote].vendor.index()]
                .lines
                .push(Bought {
                    line: entry.line,
                    quote: entry.quote,
                    quantity,
                });
        }
        for surplus in &award.surplus {
            baskets[case.quotes[surplus.quote].vendor.index()]
                .surplus
                .push(*surplus);
        }
        baskets
    }

    /// Whether nothing is bought.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.surplus.is_empty()
    }

    /// Quantity bought under one quote, with surplus.
    pub fn quantity(&self, quote: QuoteId) -> Quantity {
        let lines = self.lines.iter().filter(|bought| bought.quote == quote);
        let surplus = self.surplus.iter().filter(|surplus| surplus.quote == quote);
        lines.map(|bought| bought.quantity).sum::<Quantity>()
            + surplus.map(|surplus| surplus.quantity).sum()
    }

    /// Quantity bought under one quote for one site, with the site's own surplus.
    pub fn site_quantity(&self, case: &Case, quote: QuoteId, site: SiteId) -> Quantity {
        let lines = self
            .lines
            .iter()
            .filter(|bought| bought.quote == quote && case.demand[bought.line].site == site);
        let surplus = self
            .surplus
            .iter()
            .filter(|surplus| surplus.quote == quote && surplus.owner == Owner::Site(site));
        lines.map(|bought| bought.quantity).sum::<Quantity>()
            + surplus.map(|surplus| surplus.quantity).sum()
    }

    /// Sites supplied, each once, in table order.
    pub fn sites(&self, case: &Case) -> Vec<SiteId> {
        let mut sites: Vec<SiteId> = self
            .lines
            .iter()
            .map(|bought| case.demand[bought.line].site)
            .collect();
        sites.sort_unstable();
        sites.dedup();
        sites
    }
}
