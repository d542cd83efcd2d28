//! Every statement line divided among the members it is for (S7, S8).
//!
//! What one member alone causes is its own. What several cause is divided in proportion to what it
//! counts:
//!
//! | charge | divided by |
//! |---|---|
//! | pooled surplus without an owner, and its keeping | what members buy under the quote |
//! | discount of incremental breaks | goods under the quotes of the break group |
//! | bundle | goods of the bundle's items |
//! | rebate | goods that count toward it, less break discounts |
//! | fixed fee, collection | goods with the vendor, less break discounts |
//!
//! Goods include the member's part of surplus goods. Where none of them costs anything, the vendor's
//! buyers share equally. One occurrence is divided into whole minor units, as it is invoiced, by
//! the largest remainder.

use std::collections::{BTreeMap, BTreeSet};

use super::apportion::apportioned;
use super::cost::caused_by;
use crate::plan::Reason;
use crate::problem::Case;
use crate::units::{
    BreakGroupId, BundleId, Decimal, ItemId, MemberId, Money, QuoteId, RebateId, VendorId,
};
use crate::verify::{StatementLine, VerifiedPlan};

/// One member's part of a statement line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The member.
    pub member: MemberId,
    /// Index of the line among [`VerifiedPlan::lines`].
    pub line: usize,
    /// Its part over the horizon.
    pub total: Money,
}

/// Every statement line, divided: by line, then member.
pub fn parts(case: &Case, plan: &VerifiedPlan) -> Vec<Part> {
    let mut division = Division {
        case,
        lines: plan.lines(),
        bought: bought(case, plan),
        parts: Vec::new(),
    };
    // Discounts and fees are divided by goods, rebates and fees by goods less break discounts.
    for stage in [Stage::Goods, Stage::BreakDiscounts, Stage::Rest] {
        division.divide(stage);
    }
    division.parts.sort_by_key(|part| (part.line, part.member));
    division.parts
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Goods,
    BreakDiscounts,
    Rest,
}

impl Stage {
    fn of(reason: &Reason) -> Self {
        match reason {
            Reason::Goods(..)
            | Reason::SurplusGoods(..)
            | Reason::SurplusCost(..)
            | Reason::BrokenPack(..)
            | Reason::Drop(_)
            | Reason::Switching(..) => Self::Goods,
            Reason::BreakDiscount(_) => Self::BreakDiscounts,
            Reason::Bundle(_) | Reason::Rebate(_) | Reason::FixedFee | Reason::Collection => {
                Self::Rest
            }
        }
    }
}

/// What something is divided by.
pub(super) type Weights = BTreeMap<MemberId, Decimal>;

struct Division<'a> {
    case: &'a Case,
    lines: &'a [StatementLine],
    /// What members buy under each quote in one cycle, without surplus.
    bought: BTreeMap<QuoteId, Weights>,
    parts: Vec<Part>,
}

impl Division<'_> {
    fn divide(&mut self, stage: Stage) {
        let mut parts = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if Stage::of(&line.charge.reason) != stage {
                continue;
            }
            let weights = match caused_by(self.case, &line.charge) {
                Some(member) => Weights::from([(member, Decimal::ONE)]),
                None => self.weights(line),
            };
            let values: Vec<Decimal> = weights.values().copied().collect();
            let amounts = apportioned(line.amount, &values, self.case.currency);
            parts.extend(weights.keys().zip(amounts).map(|(member, amount)| Part {
                member: *member,
                line: index,
                total: amount * Decimal::from(line.occurrences),
            }));
        }
        self.parts.extend(parts);
    }

    /// What a charge that nobody causes alone is divided by: at least one weight is above zero.
    fn weights(&self, line: &StatementLine) -> Weights {
        let vendor = line.charge.vendor;
        let weights = match line.charge.reason {
            Reason::SurplusGoods(quote, _) | Reason::SurplusCost(quote, _) => {
                self.bought.get(&quote).cloned().unwrap_or_default()
            }
            Reason::BreakDiscount(group) => self.goods(|reason| self.is_in_group(group, reason)),
            Reason::Bundle(bundle) => self.goods(|reason| self.is_in_bundle(bundle, reason)),
            Reason::Rebate(rebate) => {
                self.goods_of(vendor, |reason| self.is_in_rebate(rebate, reason))
            }
            Reason::FixedFee
            | Reason::Collection
            | Reason::Goods(..)
            | Reason::BrokenPack(..)
            | Reason::Drop(_)
            | Reason::Switching(..) => self.goods_of(vendor, is_spend),
        };
        if weights.values().any(|weight| *weight > Decimal::ZERO) {
            weights
        } else {
            self.buyers(vendor)
        }
    }

    /// Every buyer of a vendor, with the same weight.
    fn buyers(&self, vendor: VendorId) -> Weights {
        let quotes = self.bought.iter();
        let of_vendor = quotes.filter(|(quote, _)| self.case.quotes[**quote].vendor == vendor);
        let members: BTreeSet<MemberId> = of_vendor
            .flat_map(|(_, weights)| weights.keys().copied())
            .collect();
        members
            .into_iter()
            .map(|member| (member, Decimal::ONE))
            .collect()
    }

    fn goods_of(&self, vendor: VendorId, counts: impl Fn(&Reason) -> bool) -> Weights {
        self.weigh(|line| line.charge.vendor == vendor && counts(&line.charge.reason))
    }

    fn goods(&self, counts: impl Fn(&Reason) -> bool) -> Weights {
        self.weigh(|line| counts(&line.charge.reason))
    }

    /// The members' parts of the lines that count, so far; none below zero.
    fn weigh(&self, counts: impl Fn(&StatementLine) -> bool) -> Weights {
        let mut weights = Weights::new();
        for part in &self.parts {
            if counts(&self.lines[part.line]) {
                *weights.entry(part.member).or_default() += part.total.value();
            }
        }
        weights.retain(|_, weight| *weight > Decimal::ZERO);
        weights
    }

    fn is_in_group(&self, group: BreakGroupId, reason: &Reason) -> bool {
        goods_quote(reason).is_some_and(|quote| self.case.quotes[quote].group == Some(group))
    }

    fn is_in_bundle(&self, bundle: BundleId, reason: &Reason) -> bool {
        let bundle = &self.case.bundles[bundle];
        goods_quote(reason).is_some_and(|quote| {
            let quote = &self.case.quotes[quote];
            let is_part = |item: ItemId| bundle.parts.iter().any(|part| part.item == item);
            quote.vendor == bundle.vendor && is_part(quote.item)
        })
    }

    fn is_in_rebate(&self, rebate: RebateId, reason: &Reason) -> bool {
        let quote = if let Reason::BreakDiscount(group) = reason {
            Some(self.case.groups[*group].quotes[0])
        } else {
            goods_quote(reason)
        };
        let category = &self.case.rebates[rebate].category;
        quote.is_some_and(|quote| {
            let item = self.case.quotes[quote].item;
            category.is_none() || self.case.items[item].category == *category
        })
    }
}

fn goods_quote(reason: &Reason) -> Option<QuoteId> {
    match reason {
        Reason::Goods(_, quote) | Reason::SurplusGoods(quote, _) => Some(*quote),
        Reason::SurplusCost(..)
        | Reason::BreakDiscount(_)
        | Reason::BrokenPack(..)
        | Reason::Bundle(_)
        | Reason::Rebate(_)
        | Reason::FixedFee
        | Reason::Collection
        | Reason::Drop(_)
        | Reason::Switching(..) => None,
    }
}

fn is_spend(reason: &Reason) -> bool {
    goods_quote(reason).is_some() || matches!(reason, Reason::BreakDiscount(_))
}

/// What members buy under each quote in one cycle, without surplus, in the quoted item's unit.
pub(super) fn bought(case: &Case, plan: &VerifiedPlan) -> BTreeMap<QuoteId, Weights> {
    let mut bought: BTreeMap<QuoteId, Weights> = BTreeMap::new();
    for entry in &plan.plan().award.lines {
        let quantity = case.bought(entry.line, entry.quote, entry.covered);
        let members = bought.entry(entry.quote).or_default();
        *members.entry(case.member_of(entry.line)).or_default() += quantity.value();
    }
    bought
}
