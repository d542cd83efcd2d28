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

#[cfg(test)]
mod tests {
    use crate::problem::Date;
    use crate::verify::fixture::small;

    #[test]
    fn a_quote_serves_from_its_first_to_its_last_day() {
        let (before, today) = (Date::constant(2025, 12, 31), Date::constant(2026, 1, 1));
        let after = Date::constant(2026, 1, 2);
        let check = |valid, expected: &[&str]| {
            let mut small = small();
            small.case.quotes[small.quote].valid = valid;
            small.check(expected);
        };
        check((Some(today), Some(today)), &[]);
        check(
            (Some(after), None),
            &["quote `mill/flour` is valid from 2026-01-02, but the case is of 2026-01-01"],
        );
        check(
            (None, Some(before)),
            &["quote `mill/flour` was valid until 2025-12-31, but the case is of 2026-01-01"],
        );
    }
}
