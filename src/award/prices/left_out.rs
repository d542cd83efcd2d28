//! The prices that say most about given charges: L9 of `models/award.md`.
//!
//! Every member may be left out of the award, in parts, at what it is charged. The program therefore leaves
//! out whom it can serve only for more, and serves the group that is charged furthest above what it
//! would pay.

use super::blocks::Blocks;
use super::evaluate::Prices;
use super::links::{Cover, Relaxation};
use crate::milp::{Column, Kind, Limits, MilpError, Model};

/// The relaxation from which members may be left out.
pub(in crate::award) struct LeftOut<'a> {
    relaxation: Relaxation<'a>,
    columns: Vec<Column>,
}

/// What the program says.
pub(in crate::award) struct LeftOutAnswer {
    pub prices: Prices,
    /// What part of each member is in the group.
    pub weights: Vec<f64>,
}

impl<'a> LeftOut<'a> {
    /// The program of blocks in which every line has an offer.
    pub fn new(
        blocks: &'a Blocks,
        member_of: &[usize],
        n_members: usize,
    ) -> Result<Self, MilpError> {
        let mut model = Model::default();
        let columns = (0..n_members).map(|_| model.add(Kind::Continuous, 1.0));
        let columns: Vec<Column> = columns.collect();
        let cover = Cover {
            member_of,
            columns: &columns,
            factor: 1.0,
            value: 1.0,
        };
        Ok(Self {
            relaxation: Relaxation::new(blocks, model, &cover)?,
            columns,
        })
    }

    /// Prices for these charges, one for each member, and the group that is charged furthest above what it
    /// would pay; without charges everybody is in the group. `None` if no program was solved.
    pub fn answer(
        &mut self,
        charges: Option<&[f64]>,
        limits: &dyn Fn() -> Limits,
    ) -> Result<Option<LeftOutAnswer>, MilpError> {
        let upper = if charges.is_some() { 1.0 } else { 0.0 };
        for (member, column) in self.columns.iter().enumerate() {
            let charge = charges.map_or(0.0, |charges| charges[member]);
            self.relaxation.program.set_cost(*column, charge);
            self.relaxation.program.set_bounds(*column, 0.0, upper);
        }
        let solved = self.relaxation.solve(limits)?;
        Ok(solved.map(|solved| {
            let parts = self.columns.iter();
            LeftOutAnswer {
                prices: self.relaxation.prices(&solved.row_duals),
                weights: parts
                    .map(|column| 1.0 - solved.values[column.index()])
                    .collect(),
            }
        }))
    }
}
