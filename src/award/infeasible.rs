//! Why no plan exists, as data; `report` puts it in words.

use super::admissible;
use super::formulation::{Coverage, Formulation};
use crate::milp::{Limits, MilpError};
use crate::problem::Case;
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
    /// It could serve the line by itself; other limits (minimum orders, drops, conditions,
    /// unsplit lines) stand in the way together.
    Together,
}

/// Covers as many lines as possible and says of the others what stands in each quote's way.
pub(super) fn explain(case: &Case, limits: &Limits) -> Result<Infeasible, MilpError> {
    let elastic = Formulation::new(case, Coverage::Elastic);
    let solved = elastic.model.solve(limits, &|_| {})?;
    let uncovered = match &solved.values {
        Some(values) => elastic.uncovered_in(values),
        None => Vec::new(),
    };
    let mut lines: Vec<UnmetLine> = uncovered
        .into_iter()
        .map(|(line, uncovered)| UnmetLine {
            line,
            uncovered,
            obstacles: obstacles(case, line, uncovered),
        })
        .collect();
    if lines.is_empty() {
        // Out of time: at least the lines that no quote may serve are known.
        lines = unservable(case);
    }
    Ok(Infeasible { lines })
}

fn unservable(case: &Case) -> Vec<UnmetLine> {
    admissible::choices(case)
        .into_iter()
        .filter(|(_, quotes)| quotes.is_empty())
        .map(|(line, _)| {
            let uncovered = case.demand[line].quantity;
            UnmetLine {
                line,
                uncovered,
                obstacles: obstacles(case, line, uncovered),
            }
        })
        .collect()
}

fn obstacles(case: &Case, line: DemandLineId, uncovered: Quantity) -> Vec<(QuoteId, Obstacle)> {
    case.quotes
        .ids()
        .filter(|quote| admissible::is_accepted(case, line, *quote))
        .map(|quote| {
            let alone = admissible::obstacle(case, line, quote);
            (
                quote,
                alone.unwrap_or_else(|| obstacle_of_size(case, line, quote, uncovered)),
            )
        })
        .collect()
}

/// What stands in the way of an admissible quote: its size, or other limits together.
fn obstacle_of_size(
    case: &Case,
    line: DemandLineId,
    quote: QuoteId,
    uncovered: Quantity,
) -> Obstacle {
    let offer = &case.quotes[quote];
    let item = &case.items[offer.item];
    let needed = case.bought(line, quote, uncovered);
    let is_above_ceiling = case.demand[line].price_ceiling.is_some_and(|ceiling| {
        let factor = case
            .factor(line, offer.item)
            .expect("the quote is accepted");
        cheapest_price(case, quote).times(factor).exceeds(ceiling)
    });
    let per = |term: crate::problem::PeriodQuantity| {
        Quantity::new(term.quantity.value() / case.horizon.counted_cycles(term.per))
    };
    let total: Quantity = case
        .demand
        .ids()
        .filter_map(|other| {
            let factor = case.factor(other, offer.item)?;
            Some(case.demand[other].quantity * factor)
        })
        .sum();
    if is_above_ceiling {
        Obstacle::PriceCeiling
    } else if offer
        .capacity
        .is_some_and(|capacity| per(capacity) < needed.max(total))
    {
        Obstacle::Capacity
    } else if !item.over_buy && offer.min_order.is_some_and(|min| total < per(min)) {
        Obstacle::MinOrder
    } else {
        Obstacle::Together
    }
}

/// The lowest price the quote has in any tier.
fn cheapest_price(case: &Case, quote: QuoteId) -> crate::units::Price {
    let mut best = case.quotes[quote].price;
    for curve in crate::pricing::lower::curves(case) {
        for tier in &curve.tiers {
            for (part, value) in curve.quotes.iter().zip(&tier.values) {
                if part.quote == quote && best.exceeds(*value) {
                    best = *value;
                }
            }
        }
    }
    best
}
