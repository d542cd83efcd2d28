//! R5: the share of a group of lines that vendors cover.

use super::instance::Instance;
use super::standing::Facts;
use super::{Compared, Terms};
use crate::award::formulation::Formulation;
use crate::award::number::number;
use crate::plan::Reason;
use crate::pricing::exact::over_horizon;
use crate::problem::{Case, ShareOf, VendorChoice};
use crate::units::{Decimal, DemandLineId, Id, Quantity, VendorId};

impl Formulation<'_> {
    /// What the vendors cover of the lines, and what all do.
    pub(super) fn share(
        &self,
        instance: &Instance,
        of: Option<&VendorChoice>,
        counted: ShareOf,
    ) -> Compared {
        let case = self.case;
        let asked = instance.is_asked(case);
        let cycles = number(Decimal::from(case.horizon.cycles));
        let (mut over, mut whole): (Terms, Terms) = (Vec::new(), Vec::new());
        for goods in self.goods() {
            let Some(line) = goods.line.filter(|line| asked[line.index()]) else {
                continue;
            };
            let each = match counted {
                ShareOf::Units | ShareOf::Weight => {
                    number(counts(case, counted, line, Quantity::new(self.grain(line))))
                }
                ShareOf::Spend => self.value_of(goods),
            };
            let term = (goods.column, each * cycles);
            whole.push(term);
            if is_meant(case, instance.vendor, of, case.quotes[goods.quote].vendor) {
                over.push(term);
            }
        }
        Compared {
            over,
            of: Some(whole),
        }
    }
}

/// What covering a quantity of a line counts in one cycle.
fn counts(case: &Case, counted: ShareOf, line: DemandLineId, covered: Quantity) -> Decimal {
    match counted {
        ShareOf::Weight => {
            let weight = case.items[case.demand[line].item].weight;
            covered.value() * weight.expect("a share of weight needs weights").value()
        }
        ShareOf::Units | ShareOf::Spend => covered.value(),
    }
}

fn is_meant(
    case: &Case,
    one: Option<VendorId>,
    of: Option<&VendorChoice>,
    vendor: VendorId,
) -> bool {
    one.map_or_else(
        || of.is_some_and(|of| case.is_chosen(of, vendor)),
        |one| one == vendor,
    )
}

/// The same of an award.
pub(super) fn measured(
    facts: &Facts,
    asked: &[bool],
    one: Option<VendorId>,
    of: Option<&VendorChoice>,
    counted: ShareOf,
) -> (Decimal, Decimal) {
    let case = facts.case;
    let (mut over, mut whole) = (Decimal::ZERO, Decimal::ZERO);
    let mut add = |vendor, amount| {
        whole += amount;
        if is_meant(case, one, of, vendor) {
            over += amount;
        }
    };
    match counted {
        ShareOf::Units | ShareOf::Weight => {
            let cycles = Decimal::from(case.horizon.cycles);
            for (line, vendor, covered) in facts.serving(asked) {
                add(vendor, counts(case, counted, line, covered) * cycles);
            }
        }
        ShareOf::Spend => {
            for charge in facts.charges() {
                if let Reason::Goods(line, _) = charge.reason
                    && asked[line.index()]
                {
                    add(charge.vendor, over_horizon(case, charge).value());
                }
            }
        }
    }
    (over, whole)
}
