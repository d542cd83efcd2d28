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

#[cfg(test)]
mod tests {
    use crate::problem::Date;
    use crate::verify::fixture::small;

    #[test]
    fn goods_that_arrive_on_the_day_are_in_time_and_a_day_later_are_not() {
        let mut small = small();
        small.case.demand[small.need].needed_by = Some(Date::constant(2026, 1, 8));
        small.check(&[]);
        small.case.quotes[small.quote].lead_days = Some(7);
        small.check(&[]);
        small.case.quotes[small.quote].lead_days = Some(8);
        small.check(&[
            "quote `mill/flour` delivers 8 days after 2026-01-01, but demand line \
             `corner/flour` needs it by 2026-01-08",
        ]);
    }
}
