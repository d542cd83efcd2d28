//! Why no plan exists, as data; `report` puts it in words.

use crate::units::{DemandLineId, Quantity, QuoteId, RuleId};

/// No award covers all demand within the quotes' limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Infeasible {
    /// The lines that cannot be met together with the rest; never empty.
    pub lines: Vec<UnmetLine>,
}

/// A demand line that cannot be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmetLine {
    /// The line.
    pub line: DemandLineId,
    /// How much of it stays uncovered in the award that covers most.
    pub uncovered: Quantity,
    /// Every quote for an item the line accepts, with what stands in its way.
    pub obstacles: Vec<(QuoteId, Obstacle)>,
}

/// What keeps a quote from serving a demand line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The member refuses the vendor, or requires others.
    MemberChoice,
    /// A rule forbids the vendor, or requires others.
    Rule(RuleId),
    /// The quote does not hold at the line's site.
    Scope,
    /// The vendor does not serve the site's zone.
    ServiceArea,
    /// The vendor lacks a certificate that the item requires.
    Certificate,
    /// The quote is no longer, or not yet, valid on the case's day.
    Validity,
    /// It would be delivered after the line needs it.
    LeadTime,
    /// Even its lowest price is above the line's ceiling.
    PriceCeiling,
    /// The cooperative has not committed to the term it asks for.
    Term,
    /// Its minimum cannot be reached.
    MinOrder,
    /// Its capacity, or its vendor's, is too small for the line or used up by others.
    Capacity,
    /// Its lot size or whole packs leave a remainder that may not be bought.
    Packs,
    /// It could serve the line by itself; other limits (minimum orders, drops, conditions,
    /// unsplit lines) stand in the way together.
    Together,
}
