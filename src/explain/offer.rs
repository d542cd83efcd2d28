//! Quotes beside each other, for the same lines. Prices are of one base unit of the item asked for,
//! before rebates, bundles and fees.

use super::setting::Setting;
use crate::award::Obstacle;
use crate::units::{Decimal, DemandLineId, Id, ItemId, Money, Quantity, QuoteId, VendorId};

/// What a quote offers to the lines that want an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The item that the lines ask for.
    pub item: ItemId,
    /// The quote, which may be for an accepted substitute.
    pub quote: QuoteId,
    /// Lines that want the item and accept what is quoted.
    pub n_lines: usize,
    /// Those of them that it may serve.
    pub open: Vec<DemandLineId>,
    /// How much of them it covers, per cycle, in the unit of the item asked for.
    pub covered: Quantity,
    /// List price.
    pub list: Money,
    /// What is paid where it covers anything, else what would be if it served every line that it
    /// may; `None` if it may serve none.
    pub price: Option<Money>,
    /// The lowest price of any of its tiers.
    pub lowest: Money,
    /// What stands in the way at the other lines.
    pub barred: Vec<Barred>,
}

/// One reason why a quote may not serve lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The reason.
    pub obstacle: Obstacle,
    /// The lines; never empty.
    pub lines: Vec<DemandLineId>,
}

/// The best quote of another vendor for lines that a quote serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    /// The quote.
    pub quote: QuoteId,
    /// What it would charge if it served those of the lines that it may.
    pub price: Money,
    /// What the same lines pay now, on average.
    pub paid: Money,
    /// How many of the lines it may serve.
    pub n_lines: usize,
}

impl Setting<'_> {
    /// What a quote offers to the lines for an item; `None` if none of them accepts it.
    pub fn offer(&self, item: ItemId, quote: QuoteId) -> Option<Offer> {
        let case = self.case;
        let lines = self.lines_for(quote).iter().copied();
        let lines: Vec<_> = lines
            .filter(|line| case.demand[*line].item == item)
            .collect();
        if lines.is_empty() {
            return None;
        }
        let mut open = Vec::new();
        let mut barred: Vec<Barred> = Vec::new();
        for line in &lines {
            match self.obstacle(*line, quote) {
                None => open.push(*line),
                Some(obstacle) => note(&mut barred, obstacle, *line),
            }
        }
        let own = lines.iter().flat_map(|line| self.parts(*line));
        let covered: Quantity = own
            .filter(|part| part.quote == quote)
            .map(|part| part.covered)
            .sum();
        let factor = self.mean_factor(if open.is_empty() { &lines } else { &open }, quote);
        let price = if covered.is_zero() {
            (!open.is_empty()).then(|| self.price_if(quote, &open) * factor)
        } else {
            Some(self.paid_by(&lines, quote))
        };
        Some(Offer {
            item,
            quote,
            n_lines: lines.len(),
            covered,
            list: super::prices::per_unit(case.quotes[quote].price) * factor,
            price,
            lowest: self.lowest(quote) * factor,
            open,
            barred,
        })
    }

    /// The lines that a quote serves.
    pub fn served(&self, item: ItemId, quote: QuoteId) -> Vec<DemandLineId> {
        let lines = self.lines_for(quote).iter().copied();
        lines
            .filter(|line| self.case.demand[*line].item == item)
            .filter(|line| self.parts(*line).iter().any(|part| part.quote == quote))
            .collect()
    }

    /// The best quote of a vendor that serves none of these lines: of those that may serve most of
    /// them, the cheapest.
    pub fn rival(&self, lines: &[DemandLineId]) -> Option<Rival> {
        let others = self.quotes_of_others(lines);
        let rivals = others.filter_map(|quote| self.rival_of(lines, quote));
        rivals.min_by_key(|rival| (lines.len() - rival.n_lines, rival.price - rival.paid))
    }

    /// Whether a vendor that does not serve the line may.
    pub fn has_rival(&self, line: DemandLineId) -> bool {
        self.quotes_of_others(&[line]).any(|quote| {
            let item = self.case.quotes[quote].item;
            self.case.factor(line, item).is_some() && self.obstacle(line, quote).is_none()
        })
    }

    /// Quotes, for what these lines accept, of vendors that serve none of them.
    fn quotes_of_others(&self, lines: &[DemandLineId]) -> impl Iterator<Item = QuoteId> {
        let vendor = |quote: QuoteId| self.case.quotes[quote].vendor;
        let parts = lines.iter().flat_map(|line| self.parts(*line));
        let vendors: Vec<VendorId> = parts.map(|part| vendor(part.quote)).collect();
        let quotes = self.quotes_for(lines).into_iter();
        quotes.filter(move |quote| !vendors.contains(&vendor(*quote)))
    }

    fn rival_of(&self, lines: &[DemandLineId], quote: QuoteId) -> Option<Rival> {
        let item = self.case.quotes[quote].item;
        let accepts = |line: &&DemandLineId| self.case.factor(**line, item).is_some();
        let accepting = lines.iter().filter(accepts).copied();
        let open: Vec<_> = accepting
            .filter(|line| self.obstacle(*line, quote).is_none())
            .collect();
        let paid = self.paid_for(&open)?;
        Some(Rival {
            quote,
            price: self.price_if(quote, &open) * self.mean_factor(&open, quote),
            paid,
            n_lines: open.len(),
        })
    }

    /// Base units of the quoted item for one of the item asked for, on average.
    fn mean_factor(&self, lines: &[DemandLineId], quote: QuoteId) -> Decimal {
        let quantity = |line: &DemandLineId| self.case.demand[*line].quantity;
        let bought: Quantity = lines
            .iter()
            .map(|line| self.case.bought(*line, quote, quantity(line)))
            .sum();
        let asked: Quantity = lines.iter().map(quantity).sum();
        let mean = bought.value().checked_div(asked.value());
        mean.unwrap_or(Decimal::ONE)
    }

    /// What one base unit of the item asked for comes to under a quote that serves some of it.
    fn paid_by(&self, lines: &[DemandLineId], quote: QuoteId) -> Money {
        let parts = lines.iter().flat_map(|line| self.parts(*line));
        let parts: Vec<_> = parts.filter(|part| part.quote == quote).collect();
        let goods: Money = parts
            .iter()
            .map(|part| self.paid_under(part.line, quote) * part.covered.value())
            .sum();
        let covered: Quantity = parts.iter().map(|part| part.covered).sum();
        Money::new(goods.value() / covered.value())
    }
}

fn note(barred: &mut Vec<Barred>, obstacle: Obstacle, line: DemandLineId) {
    match barred.iter_mut().find(|other| other.obstacle == obstacle) {
        Some(other) => other.lines.push(line),
        None => barred.push(Barred {
            obstacle,
            lines: vec![line],
        }),
    }
}

/// The items that lines which accept a quote's item ask for, each once, in table order.
pub(super) fn items_asked(setting: &Setting, quote: QuoteId) -> Vec<ItemId> {
    let lines = setting.lines_for(quote).iter();
    let mut items: Vec<ItemId> = lines.map(|line| setting.case.demand[*line].item).collect();
    items.sort_unstable_by_key(|item| item.index());
    items.dedup();
    items
}
