//! What rules measure: who serves which line, and what is charged because of which lines.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::causes::Causes;
use crate::plan::{Award, Charge, Reason};
use crate::pricing::exact::over_horizon;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Money, Quantity, Table, VendorId};

/// An award and its charges, by demand line.
pub(super) struct Facts<'a> {
    pub case: &'a Case,
    served: Table<DemandLineId, BTreeMap<VendorId, Served>>,
    charges: &'a [Charge],
    /// Every charge over the horizon with its causes; found out only if a rule asks.
    caused: OnceCell<Vec<(Vec<DemandLineId>, Money)>>,
}

/// What one vendor does for one demand line, over the horizon.
#[derive(Clone, Copy, Default)]
pub(super) struct Served {
    /// How much it covers, in the line's own item's unit.
    pub covered: Quantity,
    /// What the goods for the line are charged at.
    pub goods: Money,
}

impl<'a> Facts<'a> {
    /// The facts of an award with these charges.
    pub fn new(case: &'a Case, award: &Award, charges: &'a [Charge]) -> Self {
        let mut served: Table<DemandLineId, BTreeMap<VendorId, Served>> =
            case.demand.ids().map(|_| BTreeMap::new()).collect();
        for entry in &award.lines {
            let vendor = case.quotes[entry.quote].vendor;
            let by_vendor = served[entry.line].entry(vendor).or_default();
            by_vendor.covered += entry.covered * Decimal::from(case.horizon.cycles);
        }
        for charge in charges {
            if let Reason::Goods(line, _) = charge.reason {
                let by_vendor = served[line].entry(charge.vendor).or_default();
                by_vendor.goods += over_horizon(case, charge);
            }
        }
        Self {
            case,
            served,
            charges,
            caused: OnceCell::new(),
        }
    }

    /// Every (line, vendor) of these lines where the vendor serves the line, with what it does.
    pub fn pairs(
        &self,
        lines: &[DemandLineId],
    ) -> impl Iterator<Item = (DemandLineId, VendorId, Served)> {
        lines.iter().flat_map(|line| {
            let by_vendor = self.served[*line].iter();
            by_vendor.map(|(vendor, served)| (*line, *vendor, *served))
        })
    }

    /// The vendors that serve one of these lines, each once.
    pub fn vendors(&self, lines: &[DemandLineId]) -> Vec<VendorId> {
        let mut vendors: Vec<VendorId> = self.pairs(lines).map(|(_, vendor, _)| vendor).collect();
        vendors.sort_unstable();
        vendors.dedup();
        vendors
    }

    /// Charges over the horizon whose causes all are among these lines, which ascend.
    pub fn cost(&self, lines: &[DemandLineId]) -> Money {
        let caused = self.caused.get_or_init(|| {
            let causes = Causes::new(self.case);
            let of = |charge| (causes.of(charge), over_horizon(self.case, charge));
            self.charges.iter().map(of).collect()
        });
        let is_among = |line: &DemandLineId| lines.binary_search(line).is_ok();
        caused
            .iter()
            .filter(|(causes, _)| causes.iter().all(is_among))
            .map(|(_, amount)| *amount)
            .sum()
    }
}
