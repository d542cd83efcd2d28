//! The demand lines because of which a charge can arise.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::plan::{Owner, Reason};
use crate::problem::Case;
use crate::units::{DemandLineId, Id, ItemId, VendorId};

/// A group of demand lines, asked whether all causes of a charge lie in it.
pub(in crate::award) struct Causes<'a> {
    case: &'a Case,
    asked: Vec<bool>,
    known: RefCell<HashMap<(VendorId, Reason), bool>>,
}

impl<'a> Causes<'a> {
    /// The question about a group.
    pub fn new(case: &'a Case, lines: &[DemandLineId]) -> Self {
        let mut asked = vec![false; case.demand.len()];
        for line in lines {
            asked[line.index()] = true;
        }
        Self {
            case,
            asked,
            known: RefCell::default(),
        }
    }

    /// Whether all causes of a vendor's charge lie in the group.
    pub fn lie_within(&self, vendor: VendorId, reason: Reason) -> bool {
        if let Reason::Goods(line, _) | Reason::Switching(line, _) = reason {
            return self.asked[line.index()];
        }
        let known = self.known.borrow().get(&(vendor, reason)).copied();
        known.unwrap_or_else(|| {
            let lines = self.case.demand.ids();
            let mut causes = lines.filter(|line| self.is_cause(*line, vendor, reason));
            let lie_within = causes.all(|line| self.asked[line.index()]);
            self.known.borrow_mut().insert((vendor, reason), lie_within);
            lie_within
        })
    }

    fn is_cause(&self, line: DemandLineId, vendor: VendorId, reason: Reason) -> bool {
        let case = self.case;
        let site = case.demand[line].site;
        let item_of = |quote| case.quotes[quote].item;
        match reason {
            Reason::Goods(own, _) | Reason::Switching(own, _) => line == own,
            Reason::Drop(at) => site == at,
            Reason::BrokenPack(quote, at) => site == at && self.accepts(line, [item_of(quote)]),
            Reason::SurplusGoods(quote, owner) | Reason::SurplusCost(quote, owner) => {
                self.accepts(line, [item_of(quote)])
                    && match owner {
                        Owner::Site(at) => site == at,
                        Owner::Member(member) => case.member_of(line) == member,
                        Owner::Pool => case.quotes[quote]
                            .surplus_owner
                            .is_none_or(|member| case.member_of(line) == member),
                    }
            }
            Reason::BreakDiscount(group) => {
                let quotes = case.groups[group].quotes.iter();
                self.accepts(line, quotes.map(|quote| item_of(*quote)))
            }
            Reason::Bundle(bundle) => {
                let parts = case.bundles[bundle].parts.iter();
                self.accepts(line, parts.map(|part| part.item))
            }
            Reason::Rebate(rebate) => {
                let category = &case.rebates[rebate].category;
                let items = case.quotes_of(vendor).map(item_of);
                let is_in =
                    |item: &ItemId| category.is_none() || case.items[*item].category == *category;
                self.accepts(line, items.filter(is_in))
            }
            Reason::FixedFee | Reason::Collection => {
                self.accepts(line, case.quotes_of(vendor).map(item_of))
            }
        }
    }

    fn accepts(&self, line: DemandLineId, items: impl IntoIterator<Item = ItemId>) -> bool {
        items
            .into_iter()
            .any(|item| self.case.factor(line, item).is_some())
    }
}
