//! Why no plan exists, as data; `report` puts it in words.

use super::admissible;
use super::formulation::{Coverage, Formulation};
use crate::milp::{Ended, Limits, MilpError};
use crate::plan::Award;
use crate::problem::Case;
use crate::units::{DemandLineId, Quantity, QuoteId, RuleId};

/// No award covers all demand within the quotes' limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Infeasible {
    /// The lines that cannot be met together with the rest; never empty.
    pub lines: Vec<UnmetLine>,
    /// Whether no award leaves less uncovered; `false` if a limit was reached before that was
    /// proven, so that fewer lines may be in the way.
    pub is_least: bool,
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
    let mut elastic = Formulation::new(case, Coverage::Elastic);
    // Nothing bought keeps every limit: so there is always something to say.
    elastic
        .model
        .start_from(elastic.values_of(&Award::default()));
    let solved = elastic.model.solve(limits, &|_| {})?;
    let uncovered = solved.values.as_ref().map_or_else(
        || nothing_covered(case),
        |values| elastic.uncovered_in(values),
    );
    let lines = uncovered
        .into_iter()
        .map(|(line, uncovered)| UnmetLine {
            line,
            uncovered,
            obstacles: obstacles(&elastic, line, uncovered),
        })
        .collect();
    Ok(Infeasible {
        lines,
        is_least: solved.ended == Ended::Optimal,
    })
}

fn nothing_covered(case: &Case) -> Vec<(DemandLineId, Quantity)> {
    let lines = case.demand.iter();
    lines.map(|(id, line)| (id, line.quantity)).collect()
}

fn obstacles(
    elastic: &Formulation,
    line: DemandLineId,
    uncovered: Quantity,
) -> Vec<(QuoteId, Obstacle)> {
    let case = elastic.case;
    case.quotes
        .ids()
        .filter(|quote| admissible::is_accepted(case, line, *quote))
        .map(|quote| {
            let alone = admissible::obstacle(case, line, quote);
            (
                quote,
                alone.unwrap_or_else(|| obstacle_of_size(elastic, line, quote, uncovered)),
            )
        })
        .collect()
}

/// What stands in the way of an admissible quote: its size, or other limits together.
fn obstacle_of_size(
    elastic: &Formulation,
    line: DemandLineId,
    quote: QuoteId,
    uncovered: Quantity,
) -> Obstacle {
    let case = elastic.case;
    let offer = &case.quotes[quote];
    let item = &case.items[offer.item];
    let needed = case.bought(line, quote, uncovered);
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
    if !elastic.may_keep_ceiling(line, quote) {
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
