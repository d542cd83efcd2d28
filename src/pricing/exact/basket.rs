//! What is bought from one vendor.

use std::collections::BTreeMap;

use crate::plan::{Award, Owner, Surplus};
use crate::problem::Case;
use crate::units::{DemandLineId, Id, Quantity, QuoteId, SiteId, VendorId};

/// What is bought from one vendor in one order cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basket {
    /// The vendor.
    pub vendor: VendorId,
    lines: Vec<Bought>,
    surplus: Vec<Surplus>,
    /// Always the sum of the lines and surplus above.
    quantities: BTreeMap<QuoteId, Quantity>,
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
            quantities: BTreeMap::new(),
        }
    }

    /// One basket per vendor, in table order.
    pub fn by_vendor(case: &Case, award: &Award) -> Vec<Self> {
        let mut baskets: Vec<Self> = case.vendors.ids().map(Self::empty).collect();
        for entry in &award.lines {
            let quantity = case.bought(entry.line, entry.quote, entry.covered);
            let bought = Bought {
                line: entry.line,
                quote: entry.quote,
                quantity,
            };
            baskets[case.quotes[entry.quote].vendor.index()].add(bought);
        }
        for surplus in &award.surplus {
            baskets[case.quotes[surplus.quote].vendor.index()].add_surplus(*surplus);
        }
        baskets
    }

    /// Adds what is bought for a demand line.
    pub fn add(&mut self, bought: Bought) {
        *self.quantities.entry(bought.quote).or_default() += bought.quantity;
        self.lines.push(bought);
    }

    /// Adds what is bought beyond the demand.
    pub fn add_surplus(&mut self, surplus: Surplus) {
        *self.quantities.entry(surplus.quote).or_default() += surplus.quantity;
        let same =
            |other: &&mut Surplus| (other.quote, other.owner) == (surplus.quote, surplus.owner);
        match self.surplus.iter_mut().find(same) {
            Some(other) => other.quantity += surplus.quantity,
            None => self.surplus.push(surplus),
        }
    }

    /// What is bought for demand lines.
    pub fn lines(&self) -> &[Bought] {
        &self.lines
    }

    /// What is bought beyond the demand.
    pub fn surplus(&self) -> &[Surplus] {
        &self.surplus
    }

    /// Whether nothing is bought.
    pub fn is_empty(&self) -> bool {
        self.quantities.is_empty()
    }

    /// The quotes bought under, in table order, with what is bought under each, surplus included.
    pub fn quantities(&self) -> &BTreeMap<QuoteId, Quantity> {
        &self.quantities
    }

    /// Quantity bought under one quote, with surplus.
    pub fn quantity(&self, quote: QuoteId) -> Quantity {
        self.quantities.get(&quote).copied().unwrap_or_default()
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
