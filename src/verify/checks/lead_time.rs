//! Goods arrive by the day they are needed.

use crate::problem::Case;
use crate::units::{DemandLineId, QuoteId};
use crate::verify::Refusal;

/// The case's day plus the quote's lead time is not after the day the line needs the goods.
/// A quote without a lead time, or a line without a day, is not held to anything.
pub fn lead_time(case: &Case, line: DemandLineId, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let (line, quote) = (&case.demand[line], &case.quotes[quote]);
    let (Some(needed_by), Some(lead_days)) = (line.needed_by, quote.lead_days) else {
        return;
    };
    let days_left = case.as_of.duration_until(needed_by).as_hours() / 24;
    if days_left < i64::from(lead_days) {
        refusals.push(Refusal::TooLate {
            quote: quote.key.clone(),
            line: line.key.clone(),
            lead_days,
            as_of: case.as_of,
            needed_by,
        });
    }
}
