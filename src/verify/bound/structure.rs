//! What each curve counts and charges, read from the case anew.

use crate::pricing::exact::Counting;
use crate::problem::{BreakGroup, Case, Counted, IncrementalTier, QuoteStructure};
use crate::units::{Decimal, Money, Price, Quantity, QuoteId, Table, VendorId};

/// A break group, or a quote without one.
pub(super) struct Curve<'a> {
    /// Whose quotes.
    pub vendor: VendorId,
    /// The quotes, in the group's order.
    pub quotes: Vec<QuoteId>,
    group: Option<&'a BreakGroup>,
    case: &'a Case,
}

/// Where a quote stands: which curve, and the how manieth of its quotes.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Index of the curve.
    pub curve: usize,
    /// Index among the curve's quotes.
    pub position: usize,
}

/// Every curve of a case; each quote is in one.
pub(super) struct Curves<'a> {
    /// The curves.
    pub all: Vec<Curve<'a>>,
    places: Table<QuoteId, Place>,
}

impl<'a> Curves<'a> {
    /// The curves of a case.
    pub fn of(case: &'a Case) -> Self {
        let groups = case.groups.values().map(|group| Curve {
            vendor: group.vendor,
            quotes: group.quotes.clone(),
            group: Some(group),
            case,
        });
        let alone = case.quotes.iter().filter(|(_, row)| row.group.is_none());
        let singles = alone.map(|(id, quote)| Curve {
            vendor: quote.vendor,
            quotes: vec![id],
            group: None,
            case,
        });
        let all: Vec<Curve> = groups.chain(singles).collect();
        let nowhere = Place {
            curve: 0,
            position: 0,
        };
        let mut places: Table<QuoteId, Place> = case.quotes.ids().map(|_| nowhere).collect();
        for (curve, row) in all.iter().enumerate() {
            for (position, quote) in row.quotes.iter().enumerate() {
                places[*quote] = Place { curve, position };
            }
        }
        Self { all, places }
    }

    /// Where a quote stands.
    pub fn place(&self, quote: QuoteId) -> Place {
        self.places[quote]
    }
}

impl Curve<'_> {
    /// Number of tiers, at least 1.
    pub fn n_tiers(&self) -> usize {
        match self.group.map(|group| &group.structure) {
            None => 1,
            Some(QuoteStructure::AllUnits(tiers)) => tiers.len(),
            Some(QuoteStructure::Incremental(tiers)) => tiers.len(),
        }
    }

    /// What a total must count to be in a tier; `None` beyond the last.
    pub fn start(&self, tier: usize) -> Option<Decimal> {
        match self.group.map(|group| &group.structure) {
            None => (tier == 0).then_some(Decimal::ZERO),
            Some(QuoteStructure::AllUnits(tiers)) => Some(tiers.get(tier)?.from),
            Some(QuoteStructure::Incremental(tiers)) => Some(tiers.get(tier)?.from),
        }
    }

    /// Whether base units are counted.
    pub fn counts_units(&self) -> bool {
        self.group
            .is_none_or(|group| group.counted == Counted::Units)
    }

    /// Whether its breaks are incremental.
    pub fn is_incremental(&self) -> bool {
        let structure = self.group.map(|group| &group.structure);
        matches!(structure, Some(QuoteStructure::Incremental(_)))
    }

    /// What `quantity` a cycle under one of its quotes counts over the curve's period: *n*.
    pub fn counted(&self, quote: QuoteId, quantity: Quantity) -> Decimal {
        let Some(group) = self.group else {
            return quantity.value();
        };
        let each_cycle = self.case.quotes[quote].counts(self.case, group.counted, quantity);
        each_cycle * self.case.horizon.counted_cycles(group.per)
    }

    /// What `quantity` under the quote at `position` costs in one cycle while the curve is in
    /// `tier`, without the tier's fixed part: *p b*.
    pub fn charged(&self, position: usize, tier: usize, quantity: Quantity) -> Decimal {
        let listed = self.valued(position, tier, quantity);
        let Some(group) = self.group else {
            return listed;
        };
        match &group.structure {
            QuoteStructure::AllUnits(_) => listed,
            QuoteStructure::Incremental(tiers) => {
                let quote = &self.case.quotes[self.quotes[position]];
                let counted = quote.counts(self.case, group.counted, quantity);
                listed - tiers[tier].off.value() * counted
            }
        }
    }

    /// What `quantity` under the quote at `position` is worth in one cycle where goods are valued
    /// line by line: break discounts of incremental breaks are left out.
    pub fn valued(&self, position: usize, tier: usize, quantity: Quantity) -> Decimal {
        self.price(position, tier).of(quantity).value()
    }

    /// A quantity of the quote at `position` for which neither its price nor its pack is divided.
    pub fn undivided(&self, position: usize, tier: usize) -> Quantity {
        let per = self.price(position, tier).per();
        let counts_packs = self.group.map(|group| group.counted) == Some(Counted::Packs);
        if counts_packs {
            per * self.case.quotes[self.quotes[position]].pack.content.value()
        } else {
            per
        }
    }

    /// The price at which goods are valued line by line.
    fn price(&self, position: usize, tier: usize) -> Price {
        match self.group.map(|group| &group.structure) {
            Some(QuoteStructure::AllUnits(tiers)) => tiers[tier].prices[position],
            Some(QuoteStructure::Incremental(_)) | None => {
                self.case.quotes[self.quotes[position]].price
            }
        }
    }

    /// A tier's fixed part over the horizon: *F*.
    ///
    /// Under incremental breaks a tier's reduction is charged as if it held from the first unit
    /// on; what it gives too much below the tier's start is taken back here.
    pub fn fixed(&self, tier: usize) -> Decimal {
        match self.group.map(|group| (group, &group.structure)) {
            Some((group, QuoteStructure::Incremental(tiers))) => {
                let occurrences = self.case.horizon.occurrences(group.per);
                taken_back(tiers, tier).value() * Decimal::from(occurrences)
            }
            Some((_, QuoteStructure::AllUnits(_))) | None => Decimal::ZERO,
        }
    }
}

fn taken_back(tiers: &[IncrementalTier], tier: usize) -> Money {
    let last = &tiers[tier];
    let below = tiers[..tier].iter().zip(&tiers[1..=tier]);
    let granted: Money = below
        .map(|(this, next)| this.off * (next.from - this.from))
        .sum();
    last.off * last.from - granted
}
