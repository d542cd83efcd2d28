//! The award program of a case, for a search that adds columns and rows of its own.

use super::formulation::{Coverage, Formulation, Meaning};
use super::merge::Merged;
use super::rules::Rules;
use super::search::keeps_limits;
use super::{SearchError, branch};
use crate::milp::{Column, Kind, Limits, Model, Solved};
use crate::plan::Award;
use crate::problem::Case;
use crate::units::{Decimal, QuoteId, VendorId};

/// The award program of a case (A1 to A16 and the rules), and what was added to it.
pub(crate) struct Program<'a> {
    original: &'a Case,
    merged: &'a Merged,
    formulation: Formulation<'a>,
}

impl<'a> Program<'a> {
    /// The program of a case; `merged` is the case with interchangeable lines merged.
    pub fn new(original: &'a Case, merged: &'a Merged) -> Self {
        Self {
            original,
            merged,
            formulation: Formulation::new(&merged.case, Coverage::Required),
        }
    }

    /// Number of columns of the award alone.
    pub fn n_award_columns(&self) -> usize {
        self.formulation.meanings.len()
    }

    /// Number of all columns.
    pub fn n_columns(&self) -> usize {
        self.formulation.model.columns().count()
    }

    /// The column that says whether anything is bought from a vendor; there is one if it has a fixed fee or
    /// a minimum order.
    pub fn used(&self, vendor: VendorId) -> Option<Column> {
        let meant = Meaning::VendorUsed { vendor };
        let mut columns = self.formulation.columns();
        columns.find_map(|(column, meaning)| (meaning == meant).then_some(column))
    }

    /// Every column that buys something: the quote, and how many base units one unit of the column buys in
    /// an order cycle.
    pub fn goods(&self) -> impl Iterator<Item = (Column, QuoteId, Decimal)> {
        let goods = self.formulation.goods();
        goods.map(|goods| (goods.column, goods.quote, goods.bought))
    }

    /// Adds a column from 0 to `upper`.
    pub fn add(&mut self, kind: Kind, upper: f64, cost: f64) -> Column {
        let column = self.formulation.model.add(kind, upper);
        self.formulation.model.charge(column, cost);
        column
    }

    /// The program itself, for rows.
    pub fn model(&mut self) -> &mut Model {
        &mut self.formulation.model
    }

    /// Begins from an award, and from these values of the columns that were added.
    pub fn start_from(&mut self, award: &Award, added: &[f64]) {
        let mut values = self.formulation.values_of(&self.merged.merge(award));
        values.extend(added);
        self.formulation.model.start_from(values);
    }

    /// Solves it within the limits.
    ///
    /// # Errors
    /// [`SearchError`] if the solver fails in a way that no limit explains.
    pub fn solve(&self, limits: &Limits) -> Result<Solved, SearchError> {
        branch::solve(&self.formulation, limits, &|_| {})
    }

    /// The award that values mean; `None` if it breaks a limit by what the solver tolerates.
    pub fn award_of(&self, values: &[f64]) -> Option<Award> {
        let award = self.formulation.award_of(values);
        let award = self.merged.divide(self.original, &award);
        keeps_limits(self.original, &Rules::new(self.original), &award).then_some(award)
    }
}
