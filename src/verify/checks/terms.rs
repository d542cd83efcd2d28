//! A quote that asks for a term is used only if the cooperative committed to it.

use crate::problem::{Case, Condition};
use crate::units::QuoteId;
use crate::verify::Refusal;

/// Every term the quote asks for is among the case's.
pub fn terms(case: &Case, quote: QuoteId, refusals: &mut Vec<Refusal>) {
    let quote = &case.quotes[quote];
    for condition in &quote.conditions {
        match condition {
            Condition::Term(term) => {
                if !case.terms.contains(term) {
                    refusals.push(Refusal::TermNotCommitted {
                        quote: quote.key.clone(),
                        term: term.clone(),
                    });
                }
            }
            Condition::CategoryShare(_) | Condition::Members(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::fixture::small;

    #[test]
    fn a_quote_for_a_term_needs_the_commitment() {
        let mut small = small();
        small.case.quotes[small.quote].conditions = vec![Condition::Term("12-month".into())];
        small.check(&[
            "quote `mill/flour` asks for term `12-month`, to which the cooperative has not \
             committed",
        ]);
        small.case.terms = vec!["12-month".into()];
        small.check(&[]);
    }
}
