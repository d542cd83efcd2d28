//! R3 and R4: how many vendors serve a group of lines.

use super::Terms;
use super::serving::Serving;
use super::standing::Facts;
use crate::award::formulation::{Formulation, Meaning};
use crate::problem::VendorChoice;
use crate::units::{Decimal, DemandLineId};

impl Formulation<'_> {
    /// Vendors that serve a line of the group: one flag each. A flag is on if its vendor serves;
    /// where more flags help (`at_least`), it is on only if it does.
    pub(super) fn vendors(
        &mut self,
        serving: &Serving,
        lines: &[DemandLineId],
        of: Option<&VendorChoice>,
        at_least: bool,
    ) -> Terms {
        let case = self.case;
        let mut flags = Vec::new();
        for vendor in case.vendors.ids() {
            if of.is_some_and(|of| !case.is_chosen(of, vendor)) {
                continue;
            }
            let served = lines
                .iter()
                .filter_map(|line| serving.columns(*line, vendor).cloned());
            let served: Vec<_> = served.collect();
            if served.is_empty() {
                continue;
            }
            let instance = self.instances.len() - 1;
            let flag = self.binary(Meaning::VendorServes { instance, vendor });
            if at_least {
                let columns = served.iter().flat_map(|(_, columns)| columns);
                let mut terms: Terms = columns.map(|column| (*column, -1.0)).collect();
                terms.push((flag, 1.0));
                self.model.at_most("R3 vendor serves", terms, 0.0);
            } else {
                self.switch_on("R3 vendor serves", flag, served);
            }
            flags.push((flag, 1.0));
        }
        flags
    }
}

/// The same of an award.
pub(super) fn measured(facts: &Facts, asked: &[bool], of: Option<&VendorChoice>) -> Decimal {
    let case = facts.case;
    let vendors = facts.serving(asked).map(|(_, vendor, _)| vendor);
    let mut meant: Vec<_> = vendors
        .filter(|vendor| of.is_none_or(|of| case.is_chosen(of, *vendor)))
        .collect();
    meant.sort_unstable();
    meant.dedup();
    Decimal::from(meant.len())
}
