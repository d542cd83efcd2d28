//! The case and its plan, ready to be asked.

use std::collections::{BTreeMap, BTreeSet};

use super::prices::{lowest_stated, paid, per_unit, unit_prices};
use crate::award::{self, Obstacle};
use crate::plan::AwardLine;
use crate::pricing::exact::{Basket, Bought};
use crate::pricing::lower::lowest_prices;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Id, ItemId, Money, Price, QuoteId, Table, VendorId};
use crate::verify::VerifiedPlan;

/// The case and its plan.
pub(super) struct Setting<'a> {
    pub case: &'a Case,
    pub plan: &'a VerifiedPlan,
    /// What is bought from each vendor, in table order.
    pub baskets: Vec<Basket>,
    /// One base unit under every quote in use.
    paid: BTreeMap<QuoteId, Money>,
    /// The lowest price in any tier, with incremental discounts.
    lowest: Table<QuoteId, Price>,
    /// The same as ceilings see it.
    lowest_stated: Table<QuoteId, Price>,
    /// What serves each line.
    parts: Table<DemandLineId, Vec<AwardLine>>,
    /// Lines that accept each item.
    accepting: Table<ItemId, Vec<DemandLineId>>,
    /// Quotes for each item.
    offering: Table<ItemId, Vec<QuoteId>>,
}

impl<'a> Setting<'a> {
    pub fn new(case: &'a Case, plan: &'a VerifiedPlan) -> Self {
        let award = &plan.plan().award;
        let baskets = Basket::by_vendor(case, award);
        let mut parts: Table<DemandLineId, Vec<AwardLine>> =
            case.demand.values().map(|_| Vec::new()).collect();
        for part in &award.lines {
            parts[part.line].push(*part);
        }
        let mut accepting: Table<ItemId, Vec<DemandLineId>> =
            case.items.values().map(|_| Vec::new()).collect();
        for (line, demand) in case.demand.iter() {
            accepting[demand.item].push(line);
            for other in &demand.substitutes {
                accepting[other.item].push(line);
            }
        }
        let mut offering: Table<ItemId, Vec<QuoteId>> =
            case.items.values().map(|_| Vec::new()).collect();
        for (id, quote) in case.quotes.iter() {
            offering[quote.item].push(id);
        }
        Self {
            paid: paid(case, &baskets),
            baskets,
            lowest: lowest_prices(case),
            lowest_stated: lowest_stated(case),
            parts,
            accepting,
            offering,
            case,
            plan,
        }
    }

    /// What serves a line.
    pub fn parts(&self, line: DemandLineId) -> &[AwardLine] {
        &self.parts[line]
    }

    /// Lines that accept what a quote offers.
    pub fn lines_for(&self, quote: QuoteId) -> &[DemandLineId] {
        &self.accepting[self.case.quotes[quote].item]
    }

    /// Quotes for what any of these lines accepts, in table order.
    pub fn quotes_for(&self, lines: &[DemandLineId]) -> BTreeSet<QuoteId> {
        let mut items = BTreeSet::new();
        for line in lines {
            let demand = &self.case.demand[*line];
            items.insert(demand.item);
            items.extend(demand.substitutes.iter().map(|other| other.item));
        }
        let quotes = items.iter().flat_map(|item| &self.offering[*item]);
        quotes.copied().collect()
    }

    /// Whether anything is bought from a vendor.
    pub fn is_used(&self, vendor: VendorId) -> bool {
        !self.baskets[vendor.index()].is_empty()
    }

    /// What keeps a quote from serving a line at all, if anything.
    pub fn obstacle(&self, line: DemandLineId, quote: QuoteId) -> Option<Obstacle> {
        award::obstacle(self.case, line, quote).or_else(|| {
            let lowest = self.lowest_stated[quote].times(self.factor(line, quote));
            let ceiling = self.case.demand[line].price_ceiling;
            let is_above = ceiling.is_some_and(|ceiling| lowest.exceeds(ceiling));
            is_above.then_some(Obstacle::PriceCeiling)
        })
    }

    /// Base units of the quoted item for one of the line's.
    ///
    /// # Panics
    /// If the line does not accept the item.
    pub fn factor(&self, line: DemandLineId, quote: QuoteId) -> Decimal {
        let factor = self.case.factor(line, self.case.quotes[quote].item);
        factor.expect("only quotes for accepted items are asked about")
    }

    /// What one base unit of a line's item comes to under a quote in use.
    pub fn paid_under(&self, line: DemandLineId, quote: QuoteId) -> Money {
        self.paid[&quote] * self.factor(line, quote)
    }

    /// What one base unit of a line's item comes to in the plan, on average.
    pub fn paid(&self, line: DemandLineId) -> Money {
        let parts = self.parts(line).iter();
        let goods: Money = parts
            .map(|part| self.paid_under(line, part.quote) * part.covered.value())
            .sum();
        Money::new(goods.value() / self.case.demand[line].quantity.value())
    }

    /// The average of what lines pay for one base unit of their item.
    pub fn paid_for(&self, lines: &[DemandLineId]) -> Option<Money> {
        let quantity = |line: &DemandLineId| self.case.demand[*line].quantity.value();
        let goods: Money = lines
            .iter()
            .map(|line| self.paid(*line) * quantity(line))
            .sum();
        let whole: Decimal = lines.iter().map(quantity).sum();
        goods.value().checked_div(whole).map(Money::new)
    }

    /// One base unit of the quoted item at the lowest price of any tier.
    pub fn lowest(&self, quote: QuoteId) -> Money {
        per_unit(self.lowest[quote])
    }

    /// One base unit of the quoted item if these lines were served by it in full, whoever serves
    /// them now, and its vendor's other lines stayed.
    pub fn price_if(&self, quote: QuoteId, lines: &[DemandLineId]) -> Money {
        let vendor = self.case.quotes[quote].vendor;
        let moved: BTreeSet<DemandLineId> = lines.iter().copied().collect();
        let present = &self.baskets[vendor.index()];
        let mut basket = Basket::empty(vendor);
        for bought in present.lines() {
            if !moved.contains(&bought.line) {
                basket.add(*bought);
            }
        }
        for line in lines {
            basket.add(Bought {
                line: *line,
                quote,
                quantity: self
                    .case
                    .bought(*line, quote, self.case.demand[*line].quantity),
            });
        }
        unit_prices(self.case, &basket)[&quote]
    }
}
