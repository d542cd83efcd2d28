//! A quote serves only while it is valid.

use crate::problem::Case;
use crate::units::QuoteId;
use crate::verify::Refusal;

/// The case's day lies within the quote's first and last day.
pub fn validity(case: &Case, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[quote];
    let (from, until) = quote.valid;
    let as_of = case.as_of;
    refusals.extend(
        from.filter(|from| *from > as_of)
            .map(|from| Refusal::NotYetValid {
                quote: quote.key.clone(),
                from,
                as_of,
            }),
    );
    refusals.extend(
        until
            .filter(|until| *until < as_of)
            .map(|until| Refusal::NoLongerValid {
                quote: quote.key.clone(),
                until,
                as_of,
            }),
    );
}
