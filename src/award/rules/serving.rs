//! Who serves which line, as sums over columns.

use std::collections::BTreeMap;

use super::Terms;
use crate::award::formulation::{Formulation, Meaning};
use crate::award::number::number;
use crate::milp::Column;
use crate::units::{DemandLineId, Id, VendorId};

/// The goods columns of every line, by vendor, with the flags made of them so far.
pub(in crate::award) struct Serving {
    columns: BTreeMap<(DemandLineId, VendorId), (f64, Vec<Column>)>,
    flags: BTreeMap<(DemandLineId, VendorId), Column>,
}

impl Serving {
    pub fn of(formulation: &Formulation) -> Self {
        let mut columns: BTreeMap<_, (f64, Vec<Column>)> = BTreeMap::new();
        for goods in formulation.goods() {
            if let Some(line) = goods.line {
                let vendor = formulation.case.quotes[goods.quote].vendor;
                let entry = columns.entry((line, vendor));
                let whole = || number(formulation.whole(line));
                let (_, columns) = entry.or_insert_with(|| (whole(), Vec::new()));
                columns.push(goods.column);
            }
        }
        Self {
            columns,
            flags: BTreeMap::new(),
        }
    }

    /// Vendors that could serve the line.
    pub fn vendors(&self, line: DemandLineId) -> Vec<VendorId> {
        let first = (line, VendorId::from_index(0));
        let pairs = self
            .columns
            .range(first..)
            .take_while(|((other, _), _)| *other == line);
        pairs.map(|((_, vendor), _)| *vendor).collect()
    }

    /// Columns that serve a line from a vendor, with the line's whole quantity in their units.
    pub fn columns(&self, line: DemandLineId, vendor: VendorId) -> Option<&(f64, Vec<Column>)> {
        self.columns.get(&(line, vendor))
    }
}

impl Formulation<'_> {
    /// A sum that is 1 if the vendor serves the line, else 0 (or anything above, for lines that
    /// may be split: no rule gains by it).
    pub(super) fn serves(
        &mut self,
        serving: &mut Serving,
        line: DemandLineId,
        vendor: VendorId,
    ) -> Terms {
        let Some((whole, columns)) = serving.columns.get(&(line, vendor)) else {
            return Vec::new();
        };
        if !self.case.items[self.case.demand[line].item].split {
            return columns.iter().map(|column| (*column, 1.0)).collect();
        }
        if let Some(flag) = serving.flags.get(&(line, vendor)) {
            return vec![(*flag, 1.0)];
        }
        let served = vec![(*whole, columns.clone())];
        let flag = self.binary(Meaning::LineServed { line, vendor });
        self.switch_on("R1 line served", flag, served);
        serving.flags.insert((line, vendor), flag);
        vec![(flag, 1.0)]
    }

    /// The sum over pairs of a line and a vendor that `is_meant` and serves it.
    pub(super) fn pairs(
        &mut self,
        serving: &mut Serving,
        lines: &[DemandLineId],
        is_meant: impl Fn(DemandLineId, VendorId) -> bool,
    ) -> Terms {
        let mut terms = Vec::new();
        for line in lines {
            for vendor in serving.vendors(*line) {
                if is_meant(*line, vendor) {
                    terms.extend(self.serves(serving, *line, vendor));
                }
            }
        }
        terms
    }
}
