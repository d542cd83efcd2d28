//! What is bought under one quote, and for whom.

use std::collections::BTreeMap;

use crate::plan::Owner;
use crate::pricing::exact::Basket;
use crate::problem::{Case, Period};
use crate::units::{MemberId, Quantity, QuoteId, SiteId};

/// What is bought under one quote in one order cycle, in the quoted item's base unit.
pub(super) struct Purchase {
    /// The quote.
    pub quote: QuoteId,
    /// For demand lines, by site.
    pub by_site: BTreeMap<SiteId, Quantity>,
    /// Beyond the demand, by owner.
    pub surplus: BTreeMap<Owner, Quantity>,
}

/// Everything bought from one vendor, quote by quote.
pub(super) fn purchases(case: &Case, basket: &Basket) -> Vec<Purchase> {
    let mut by_quote: BTreeMap<QuoteId, Purchase> = BTreeMap::new();
    for bought in basket.lines() {
        let site = case.demand[bought.line].site;
        let purchase = entry(&mut by_quote, bought.quote);
        *purchase.by_site.entry(site).or_default() += bought.quantity;
    }
    for surplus in basket.surplus() {
        let purchase = entry(&mut by_quote, surplus.quote);
        *purchase.surplus.entry(surplus.owner).or_default() += surplus.quantity;
    }
    by_quote.into_values().collect()
}

fn entry(by_quote: &mut BTreeMap<QuoteId, Purchase>, quote: QuoteId) -> &mut Purchase {
    by_quote.entry(quote).or_insert_with(|| Purchase {
        quote,
        by_site: BTreeMap::new(),
        surplus: BTreeMap::new(),
    })
}

impl Purchase {
    /// All of it in one order cycle, with surplus.
    pub fn total(&self) -> Quantity {
        let surplus: Quantity = self.surplus.values().copied().sum();
        self.by_site.values().copied().sum::<Quantity>() + surplus
    }

    /// All of it over a period.
    pub fn total_per(&self, case: &Case, period: Period) -> Quantity {
        self.total() * case.horizon.counted_cycles(period)
    }

    /// Members that buy, with what they buy, without surplus.
    pub fn by_member(&self, case: &Case) -> BTreeMap<MemberId, Quantity> {
        let mut by_member = BTreeMap::new();
        for (site, quantity) in &self.by_site {
            let member = case.sites[*site].member;
            *by_member.entry(member).or_insert(Quantity::ZERO) += *quantity;
        }
        by_member
    }

    /// Surplus of one owner.
    pub fn surplus_of(&self, owner: Owner) -> Quantity {
        self.surplus.get(&owner).copied().unwrap_or_default()
    }

    /// Whether a demand line is served there.
    pub fn serves(&self, case: &Case, owner: Owner) -> bool {
        match owner {
            Owner::Site(site) => self.by_site.contains_key(&site),
            Owner::Member(member) => self
                .by_site
                .keys()
                .any(|site| case.sites[*site].member == member),
            Owner::Pool => !self.by_site.is_empty(),
        }
    }
}
