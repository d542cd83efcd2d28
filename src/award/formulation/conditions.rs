//! Conditional quotes (A16).

use std::collections::BTreeSet;

use super::{Formulation, Meaning};
use crate::award::number::number;
use crate::milp::Column;
use crate::problem::Condition;
use crate::units::{Decimal, Id, MemberId, QuoteId, VendorId};

impl Formulation<'_> {
    /// A16: a conditional quote is used only where its conditions hold. Terms are looked at when
    /// columns are made.
    pub(super) fn keep_conditions(&mut self) {
        for quote in self.case.quotes.ids() {
            if self.lines_by_quote[quote.index()].is_empty() {
                continue;
            }
            for condition in &self.case.quotes[quote].conditions {
                match condition {
                    Condition::CategoryShare(share) => self.keep_share(quote, *share),
                    Condition::Members(least) => self.keep_members(quote, *least),
                    Condition::Term(_) => {}
                }
            }
        }
    }

    fn keep_share(&mut self, quote: QuoteId, share: Decimal) {
        let offer = &self.case.quotes[quote];
        let in_category = self.case.quotes_of(offer.vendor).filter(|other| {
            self.case
                .same_category(self.case.quotes[*other].item, offer.item)
        });
        let mut terms: Vec<_> = in_category.flat_map(|other| self.bought(other)).collect();
        let least = number(share * self.category_demand(quote));
        let used = self.quote_used(quote);
        terms.extend(used.iter().map(|(column, _)| (*column, -least)));
        self.model.at_least("A16 category share", terms, 0.0);
    }

    fn category_demand(&self, quote: QuoteId) -> Decimal {
        let item = self.case.quotes[quote].item;
        let lines = self
            .case
            .demand
            .values()
            .filter(|line| self.case.same_category(line.item, item));
        lines.map(|line| line.quantity.value()).sum()
    }

    /// The largest quantity that a category-share condition of the quote's vendor asks for in the
    /// quote's category.
    pub(super) fn category_share(&self, quote: QuoteId) -> Decimal {
        let offer = &self.case.quotes[quote];
        let demand = self.category_demand(quote);
        self.case
            .quotes_of(offer.vendor)
            .filter(|other| {
                self.case
                    .same_category(self.case.quotes[*other].item, offer.item)
            })
            .flat_map(|other| self.case.quotes[other].conditions.iter())
            .filter_map(|condition| match condition {
                Condition::CategoryShare(share) => Some(*share * demand),
                Condition::Members(_) | Condition::Term(_) => None,
            })
            .max()
            .unwrap_or(Decimal::ZERO)
    }

    fn keep_members(&mut self, quote: QuoteId, least: u32) {
        let mut terms = self.members_buying(self.case.quotes[quote].vendor);
        let used = self.quote_used(quote);
        terms.extend(used.iter().map(|(column, _)| (*column, -f64::from(least))));
        self.model.at_least("A16 members", terms, 0.0);
    }

    /// One column per member that can buy from the vendor, which is 1 only if the member does.
    fn members_buying(&mut self, vendor: VendorId) -> Vec<(Column, f64)> {
        if let Some(members) = self.members_by_vendor.get(&vendor) {
            return members.clone();
        }
        let quotes: Vec<QuoteId> = self.case.quotes_of(vendor).collect();
        let members: BTreeSet<MemberId> = quotes
            .iter()
            .flat_map(|quote| self.lines_by_quote[quote.index()].iter())
            .map(|line| self.case.member_of(*line))
            .collect();
        let mut columns = Vec::new();
        for member in members {
            let buys = self.binary(Meaning::MemberBuys { vendor, member });
            let mut terms: Vec<(Column, f64)> = quotes
                .iter()
                .flat_map(|quote| self.goods_of(*quote))
                .filter(|goods| {
                    goods
                        .line
                        .is_some_and(|line| self.case.member_of(line) == member)
                })
                .map(|goods| (goods.column, -1.0))
                .collect();
            terms.push((buys, 1.0));
            self.model.at_most("A16 member buys", terms, 0.0);
            columns.push((buys, 1.0));
        }
        self.members_by_vendor.insert(vendor, columns.clone());
        columns
    }
}
