//! Minimum and capacity of a quote (A8, A9).

use super::tiers::capacity_per_cycle;
use super::{Formulation, Meaning};
use crate::award::infeasible::Element;
use crate::award::number::number;
use crate::milp::Column;
use crate::units::{Id, QuoteId};

impl Formulation<'_> {
    /// A8 minimum if used, A9 capacity.
    pub(super) fn keep_quote_limits(&mut self) {
        for quote in self.case.quotes.ids() {
            self.keep_minimum(quote);
            if let Some(capacity) = capacity_per_cycle(self.case, quote) {
                let bought = self.bought(quote);
                self.model
                    .at_most("A9 quote capacity", bought, number(capacity));
            }
        }
    }

    fn keep_minimum(&mut self, quote: QuoteId) {
        let Some(min) = self.case.quotes[quote].min_order else {
            return;
        };
        if self.left_out == Some(Element::QuoteMinimum(quote)) {
            return;
        }
        let least = min.quantity.value() / self.case.horizon.counted_cycles(min.per);
        let smallest = self.lines_by_quote[quote.index()]
            .iter()
            .map(|line| self.bought_each(*line, quote))
            .min();
        if smallest.is_none_or(|smallest| smallest >= least) {
            return;
        }
        let mut terms = self.bought(quote);
        let used = self.quote_used(quote);
        terms.extend(used.iter().map(|(column, _)| (*column, -number(least))));
        self.model.at_least("A8 minimum", terms, 0.0);
    }

    /// Columns whose sum is 1 if anything is bought under the quote: its tiers where it has its
    /// own, else one column.
    pub(super) fn quote_used(&mut self, quote: QuoteId) -> Vec<(Column, f64)> {
        if let Some(used) = self.used_by_quote.get(&quote) {
            return used.clone();
        }
        let (curve, _) = self.curve_by_quote[quote.index()];
        let own_tiers: Vec<_> = self
            .tier_columns
            .range((curve, 0)..(curve + 1, 0))
            .map(|(_, column)| (*column, 1.0))
            .collect();
        let used = if self.curves[curve].quotes.len() == 1 && !own_tiers.is_empty() {
            own_tiers
        } else {
            let flag = self.binary(Meaning::QuoteUsed { quote });
            let served = self.served_by_line([quote], |_| true);
            self.switch_on("A8 quote used", flag, served);
            vec![(flag, 1.0)]
        };
        self.used_by_quote.insert(quote, used.clone());
        used
    }
}
