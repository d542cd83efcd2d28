//! What is bought, line by line.

use std::collections::{BTreeMap, HashMap};

use crate::plan::{Owner, Reason};
use crate::pricing::exact::{Basket, tier_prices};
use crate::problem::Case;
use crate::units::{DemandLineId, Money, Price, Quantity, QuoteId};
use crate::verify::VerifiedPlan;

/// Part of a demand line, bought under one quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwardView {
    /// The demand line.
    pub line: DemandLineId,
    /// The quote.
    pub quote: QuoteId,
    /// Covered per cycle, in the base unit of the line's item.
    pub covered: Quantity,
    /// Bought per cycle, in the base unit of the quoted item.
    pub bought: Quantity,
    /// The price it is charged at: the reached tier's, or list price under incremental breaks.
    pub price: Price,
    /// What the goods cost per cycle, rounded as invoiced.
    pub amount: Money,
    /// The same over the horizon.
    pub total: Money,
}

/// What is bought beyond the demand under one quote for one owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurplusView {
    /// The quote.
    pub quote: QuoteId,
    /// Whose it is.
    pub owner: Owner,
    /// Per cycle, in the base unit of the quoted item.
    pub quantity: Quantity,
    /// The price it is charged at.
    pub price: Price,
    /// What it costs per cycle, rounded as invoiced; without the cost of keeping it.
    pub amount: Money,
    /// The same over the horizon.
    pub total: Money,
}

/// What is bought for each demand line, in the award's order.
pub(super) fn awards(case: &Case, plan: &VerifiedPlan) -> Vec<AwardView> {
    let prices = prices(case, plan);
    let charged = charged(plan);
    let entries = plan.plan().award.lines.iter();
    entries
        .map(|entry| {
            let reason = Reason::Goods(entry.line, entry.quote);
            let (amount, total) = charged.get(&reason).copied().unwrap_or_default();
            AwardView {
                line: entry.line,
                quote: entry.quote,
                covered: entry.covered,
                bought: case.bought(entry.line, entry.quote, entry.covered),
                price: prices[&entry.quote],
                amount,
                total,
            }
        })
        .collect()
}

/// What is bought beyond the demand, in the award's order.
pub(super) fn surplus(case: &Case, plan: &VerifiedPlan) -> Vec<SurplusView> {
    let prices = prices(case, plan);
    let charged = charged(plan);
    let entries = plan.plan().award.surplus.iter();
    entries
        .map(|entry| {
            let reason = Reason::SurplusGoods(entry.quote, entry.owner);
            let (amount, total) = charged.get(&reason).copied().unwrap_or_default();
            SurplusView {
                quote: entry.quote,
                owner: entry.owner,
                quantity: entry.quantity,
                price: prices[&entry.quote],
                amount,
                total,
            }
        })
        .collect()
}

/// The price charged under each quote in use.
pub(super) fn prices(case: &Case, plan: &VerifiedPlan) -> BTreeMap<QuoteId, Price> {
    Basket::by_vendor(case, &plan.plan().award)
        .iter()
        .flat_map(|basket| tier_prices(case, basket))
        .collect()
}

/// What each reason is charged per occurrence and over the horizon; free goods are absent.
fn charged(plan: &VerifiedPlan) -> HashMap<Reason, (Money, Money)> {
    let lines = plan.lines().iter();
    lines
        .map(|line| (line.charge.reason, (line.amount, line.total)))
        .collect()
}
