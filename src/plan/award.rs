//! Quantities given to quotes.

use crate::units::{DemandLineId, MemberId, Quantity, QuoteId, SiteId};

/// What is bought in every order cycle, by demand line and quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Award {
    /// One entry per demand line and quote that serves it, ordered by line, then quote.
    pub lines: Vec<AwardLine>,
    /// What is bought beyond the demand, ordered by quote, then owner; quantities above zero.
    pub surplus: Vec<Surplus>,
}

/// Part of one demand line, covered under one quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwardLine {
    /// The demand line.
    pub line: DemandLineId,
    /// The quote.
    pub quote: QuoteId,
    /// How much of the line is covered, in the base unit of the line's own item; above zero.
    /// What is bought for it is `Case::bought`.
    pub covered: Quantity,
}

/// Units bought beyond the demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surplus {
    /// The quote they are bought under.
    pub quote: QuoteId,
    /// Whose they are.
    pub owner: Owner,
    /// How much, in the quoted item's base unit; above zero.
    pub quantity: Quantity,
}

/// Whose surplus it is.
///
/// Whole packs per site leave surplus at the site, whole packs per member with the member; all
/// other surplus is pooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// Delivered to one site.
    Site(SiteId),
    /// Owned by one member.
    Member(MemberId),
    /// Owned by the quote's declared owner, else by its buyers in proportion.
    Pool,
}

impl Award {
    /// Puts entries into their order, so that equal awards compare equal.
    pub fn sort(&mut self) {
        self.lines.sort_by_key(|entry| (entry.line, entry.quote));
        self.surplus
            .sort_by_key(|surplus| (surplus.quote, surplus.owner));
    }
}
