//! The most that a vendor could be asked for: what cannot be reached even then is an obstacle.

use std::collections::{BTreeMap, BTreeSet};

use crate::award::formulation::Formulation;
use crate::problem::{CapacityUnit, Case, Condition};
use crate::units::{Decimal, DemandLineId, Quantity, QuoteId, SiteId, VendorId, Weight};

/// The most that could be bought from a quote's vendor, if every line that may buy there did.
pub(super) struct Reach<'a> {
    pub elastic: &'a Formulation<'a>,
    pub quote: QuoteId,
}

impl Reach<'_> {
    fn case(&self) -> &Case {
        self.elastic.case
    }

    fn vendor(&self) -> VendorId {
        self.case().quotes[self.quote].vendor
    }

    /// Whether surplus could lift a sum over any minimum.
    pub fn may_buy_more(&self) -> bool {
        let case = self.case();
        let mut quotes = case.quotes_of(self.vendor());
        quotes.any(|quote| case.items[case.quotes[quote].item].over_buy)
    }

    /// The largest amount for each line that `wanted` accepts, over the vendor's quotes.
    fn sum(
        &self,
        wanted: impl Fn(DemandLineId) -> bool,
        amount: impl Fn(QuoteId, Quantity) -> Decimal,
    ) -> Decimal {
        let case = self.case();
        let mut by_line: BTreeMap<DemandLineId, Decimal> = BTreeMap::new();
        for quote in case.quotes_of(self.vendor()) {
            for line in self.elastic.lines_of(quote).iter().copied() {
                if wanted(line) {
                    let bought = case.bought(line, quote, case.demand[line].quantity);
                    let most = by_line.entry(line).or_default();
                    *most = amount(quote, bought).max(*most);
                }
            }
        }
        by_line.into_values().sum()
    }

    /// Of the quote alone, in base units.
    pub fn units_of_quote(&self) -> Decimal {
        let own = |quote, bought: Quantity| {
            if quote == self.quote {
                bought.value()
            } else {
                Decimal::ZERO
            }
        };
        self.sum(|_| true, own)
    }

    /// In a capacity's unit.
    pub fn supplied(&self, unit: CapacityUnit) -> Decimal {
        let case = self.case();
        self.sum(
            |_| true,
            |quote, bought| match unit {
                CapacityUnit::Units => bought.value(),
                CapacityUnit::Weight => {
                    let weight = case.items[case.quotes[quote].item].weight;
                    bought.value() * weight.map_or(Decimal::ZERO, Weight::value)
                }
            },
        )
    }

    /// At list price, for one cycle.
    pub fn spend(&self, wanted: impl Fn(DemandLineId) -> bool) -> Decimal {
        let case = self.case();
        self.sum(wanted, |quote, bought| {
            case.quotes[quote].price.of(bought).value()
        })
    }

    /// Whether the least value of a drop is out of reach at a site.
    pub fn breaks_least_drop(&self, site: SiteId) -> bool {
        let case = self.case();
        let zone = case.sites[site].zone.as_deref();
        let drop = case.vendors[self.vendor()].delivery.drop_in(zone);
        let least = drop.and_then(|drop| drop.value_min);
        least.is_some_and(|least| self.spend(|line| case.demand[line].site == site) < least.value())
    }

    /// Whether a condition of the quote is out of reach.
    pub fn breaks_condition(&self) -> bool {
        let case = self.case();
        let offer = &case.quotes[self.quote];
        offer.conditions.iter().any(|condition| match condition {
            Condition::CategoryShare(share) => {
                let is_in = |item| case.same_category(item, offer.item);
                let reached = self.sum(
                    |_| true,
                    |quote, bought| {
                        let counts = is_in(case.quotes[quote].item);
                        if counts {
                            bought.value()
                        } else {
                            Decimal::ZERO
                        }
                    },
                );
                let lines = case.demand.values().filter(|line| is_in(line.item));
                let demand: Decimal = lines.map(|line| line.quantity.value()).sum();
                reached < demand * *share
            }
            Condition::Members(least) => {
                let quotes = case.quotes_of(self.vendor());
                let lines = quotes.flat_map(|quote| self.elastic.lines_of(quote));
                let members: BTreeSet<_> = lines.map(|line| case.member_of(*line)).collect();
                members.len() < *least as usize
            }
            Condition::Term(_) => false,
        })
    }
}
