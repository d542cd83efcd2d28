//! R2: everything must be bought from these vendors.

use super::Terms;
use super::serving::Serving;
use super::standing::Facts;
use crate::award::formulation::Formulation;
use crate::problem::VendorChoice;
use crate::units::{Decimal, DemandLineId};

impl Formulation<'_> {
    /// Pairs of a line and a vendor other than the required that serves it.
    pub(super) fn not_required(
        &mut self,
        serving: &mut Serving,
        lines: &[DemandLineId],
        choice: &VendorChoice,
    ) -> Terms {
        let case = self.case;
        self.pairs(serving, lines, |_, vendor| !case.is_chosen(choice, vendor))
    }
}

/// The same of an award.
pub(super) fn measured(facts: &Facts, asked: &[bool], choice: &VendorChoice) -> Decimal {
    facts.pairs(asked, |_, vendor| !facts.case.is_chosen(choice, vendor))
}
