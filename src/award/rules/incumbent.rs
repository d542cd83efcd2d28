//! R6: lines that would begin to buy from another vendor than today's.

use super::Terms;
use super::serving::Serving;
use super::standing::Facts;
use crate::award::formulation::Formulation;
use crate::units::{Decimal, DemandLineId};

impl Formulation<'_> {
    /// Pairs of a line and a vendor new to it that serves it.
    pub(super) fn switches(&mut self, serving: &mut Serving, lines: &[DemandLineId]) -> Terms {
        let case = self.case;
        self.pairs(serving, lines, |line, vendor| case.is_switch(line, vendor))
    }
}

/// The same of an award.
pub(super) fn measured(facts: &Facts, asked: &[bool]) -> Decimal {
    facts.pairs(asked, |line, vendor| facts.case.is_switch(line, vendor))
}
