//! Who offers an item, and who supplies it.

use super::offer::Offer;
use super::setting::Setting;
use crate::units::{DemandLineId, ItemId, Money, Quantity, QuoteId};

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemReason {
    /// The item.
    pub item: ItemId,
    /// Every quote for it or for a substitute that a line accepts: those in use first, then the
    /// cheapest.
    pub offers: Vec<Offer>,
    /// What one base unit of it comes to in the plan, on average; `None` if nobody asks for it.
    pub paid: Option<Money>,
    /// Who serves each line for it.
    pub lines: Vec<Served>,
}

/// Part of a line, and what is paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// The line.
    pub line: DemandLineId,
    /// The quote.
    pub quote: QuoteId,
    /// How much of it, per cycle, in the unit of the line's item.
    pub covered: Quantity,
    /// What one base unit of the line's item comes to, before rebates, bundles and fees.
    pub price: Money,
}

pub(super) fn reason(setting: &Setting, item: ItemId) -> ItemReason {
    let case = setting.case;
    let quotes = case.quotes.ids();
    let mut offers: Vec<Offer> = quotes
        .filter_map(|quote| setting.offer(item, quote))
        .collect();
    let is_unused = |offer: &Offer| offer.covered.is_zero();
    offers.sort_by_key(|offer| {
        let price = offer.price.unwrap_or(offer.lowest);
        (is_unused(offer), offer.price.is_none(), price, offer.quote)
    });
    let lines = case.demand.iter();
    let lines: Vec<DemandLineId> = lines
        .filter(|(_, line)| line.item == item)
        .map(|(id, _)| id)
        .collect();
    ItemReason {
        item,
        offers,
        paid: setting.paid_for(&lines),
        lines: lines
            .iter()
            .flat_map(|line| served(setting, *line))
            .collect(),
    }
}

/// What serves a line.
pub(super) fn served(setting: &Setting, line: DemandLineId) -> Vec<Served> {
    let parts = setting.parts(line).iter();
    parts
        .map(|part| Served {
            line,
            quote: part.quote,
            covered: part.covered,
            price: setting.paid_under(line, part.quote),
        })
        .collect()
}
