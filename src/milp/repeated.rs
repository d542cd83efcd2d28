//! A linear program that is solved again and again: rows and columns come and costs change in between, and
//! the solver goes on from its last basis.

use std::ops::Bound;

use highs::{Col, HighsModelStatus, Row, RowProblem, Sense};

use super::callback::{Watch, connect};
use super::solve::{Presolve, set_options};
use super::{Column, Ended, Limits, MilpError, Model, Solved};

/// A linear program inside the solver.
pub struct Repeated {
    /// `None` once the solver has failed.
    highs: Option<highs::Model>,
    columns: Vec<Col>,
    rows: Vec<Row>,
    /// By what each row was multiplied when it was added.
    scales: Vec<f64>,
}

impl Repeated {
    /// The program of a model; whole-number columns may take any value between their bounds.
    ///
    /// # Errors
    /// [`MilpError::Refused`].
    pub fn new(model: &Model) -> Result<Self, MilpError> {
        let mut problem = RowProblem::default();
        let columns: Vec<Col> = model
            .columns
            .iter()
            .map(|column| problem.add_column(column.cost, column.lower..=column.upper))
            .collect();
        let highs = problem
            .try_optimise(Sense::Minimise)
            .map_err(|status| MilpError::Refused(format!("{status:?}")))?;
        let mut repeated = Self {
            highs: Some(highs),
            columns,
            rows: Vec::new(),
            scales: Vec::new(),
        };
        for row in &model.rows {
            let bounds = (Bound::Included(row.lower), Bound::Included(row.upper));
            repeated.add_row(bounds, &row.terms, row.scale)?;
        }
        Ok(repeated)
    }

    /// Sets what a column adds to the objective.
    pub fn set_cost(&mut self, column: Column, cost: f64) {
        if let Some(highs) = &mut self.highs {
            highs.change_column_cost(self.columns[column.index()], cost);
        }
    }

    /// Sets the least and the greatest value of a column.
    pub fn set_bounds(&mut self, column: Column, lower: f64, upper: f64) {
        if let Some(highs) = &mut self.highs {
            highs.change_column_bounds(self.columns[column.index()], lower..=upper);
        }
    }

    /// Adds a row: `Σ terms ≤ most`. Its dual follows those before it.
    ///
    /// # Errors
    /// [`MilpError::Refused`].
    pub fn at_most(&mut self, terms: &[(Column, f64)], most: f64) -> Result<(), MilpError> {
        self.add_row((Bound::Unbounded, Bound::Included(most)), terms, 1.0)
    }

    /// Adds a row: `Σ terms ≥ least`. Its dual follows those before it.
    ///
    /// # Errors
    /// [`MilpError::Refused`].
    pub fn at_least(&mut self, terms: &[(Column, f64)], least: f64) -> Result<(), MilpError> {
        self.add_row((Bound::Included(least), Bound::Unbounded), terms, 1.0)
    }

    fn add_row(
        &mut self,
        bounds: (Bound<f64>, Bound<f64>),
        terms: &[(Column, f64)],
        scale: f64,
    ) -> Result<(), MilpError> {
        let terms = terms.iter();
        let terms = terms.map(|(column, factor)| (self.columns[column.index()], *factor));
        let terms: Vec<(Col, f64)> = terms.collect();
        if let Some(highs) = &mut self.highs {
            let row = highs
                .try_add_row(bounds, terms)
                .map_err(|status| MilpError::Refused(format!("row: {status:?}")))?;
            self.rows.push(row);
            self.scales.push(scale);
        }
        Ok(())
    }

    /// Adds a column from 0 to `upper` with its factors in rows, by their number. Its value follows those
    /// before it.
    ///
    /// # Errors
    /// [`MilpError::Refused`].
    pub fn add_column(
        &mut self,
        cost: f64,
        upper: f64,
        factors: &[(usize, f64)],
    ) -> Result<Column, MilpError> {
        let factors = factors.iter();
        let factors = factors.map(|(row, factor)| (self.rows[*row], factor * self.scales[*row]));
        let factors: Vec<(Row, f64)> = factors.collect();
        if let Some(highs) = &mut self.highs {
            let column = highs
                .try_add_column(cost, 0.0..=upper, factors)
                .map_err(|status| MilpError::Refused(format!("column: {status:?}")))?;
            self.columns.push(column);
        }
        Ok(Column::at(self.columns.len() - 1))
    }

    /// Minimizes within the limits.
    ///
    /// # Errors
    /// [`MilpError`] if the solver fails in a way that no limit explains, now or before.
    pub fn solve(&mut self, limits: &Limits) -> Result<Solved, MilpError> {
        let Some(mut highs) = self.highs.take() else {
            return Err(MilpError::Status("failed before".into()));
        };
        set_options(&mut highs, limits, Presolve::On)?;
        let mut watch = Watch {
            limits,
            on_progress: &|_| {},
            out_of_work: false,
        };
        // SAFETY: `highs` is live, and `watch` stays in place until `try_solve` returns; the next solve
        // connects another one before it runs. The time limit counts from here.
        unsafe {
            highs_sys::Highs_zeroAllClocks(highs.as_ptr());
            connect(highs.as_mut_ptr(), &raw mut watch);
        }
        let solved = highs
            .try_solve()
            .map_err(|status| MilpError::Status(format!("{status:?}")))?;
        let found = self.read_back(&solved, watch.out_of_work);
        self.highs = Some(solved.into());
        found
    }

    fn read_back(
        &self,
        solved: &highs::SolvedModel,
        out_of_work: bool,
    ) -> Result<Solved, MilpError> {
        let ended = match solved.status() {
            HighsModelStatus::Optimal => Ended::Optimal,
            HighsModelStatus::Infeasible => Ended::Infeasible,
            HighsModelStatus::ReachedTimeLimit => Ended::TimeLimit,
            HighsModelStatus::ReachedInterrupt if out_of_work => Ended::WorkLimit,
            HighsModelStatus::ReachedInterrupt => Ended::Interrupted,
            other => return Err(MilpError::Status(format!("{other:?}"))),
        };
        if ended != Ended::Optimal {
            return Ok(Solved::nothing(ended));
        }
        let solution = solved.get_solution();
        let duals = self.scales.iter().zip(solution.dual_rows());
        Ok(Solved {
            values: Some(solution.columns().to_vec()),
            row_duals: Some(duals.map(|(scale, dual)| scale * dual).collect()),
            bound: Some(solved.objective_value()),
            work: u64::try_from(solved.simplex_iteration_count()).unwrap_or(0),
            ..Solved::nothing(ended)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::milp::Kind;

    fn limits() -> Limits {
        Limits {
            time: None,
            work: None,
            gap: 0.0,
            seed: 1,
            threads: 1,
            interrupt: std::sync::Arc::default(),
        }
    }

    /// 3 x + 2 y with x + y ≥ 4: y alone, until it may be 1 at most or costs more.
    #[test]
    fn rows_and_costs_change_between_solves() {
        let mut model = Model::default();
        let [x, y] = [0, 1].map(|_| model.add(Kind::Continuous, f64::INFINITY));
        model.charge(x, 3.0);
        model.charge(y, 2.0);
        model.at_least("need", vec![(x, 1.0), (y, 1.0)], 4.0);
        let mut program = Repeated::new(&model).unwrap();
        let check = |program: &mut Repeated, values: [f64; 2], duals: &[f64]| {
            let solved = program.solve(&limits()).unwrap();
            let near = |one: &[f64], other: &[f64]| {
                one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-9)
            };
            assert!(near(&solved.values.unwrap(), &values));
            assert!(near(&solved.row_duals.unwrap(), duals));
        };
        check(&mut program, [0.0, 4.0], &[2.0]);
        program.at_most(&[(y, 1.0)], 1.0).unwrap();
        check(&mut program, [3.0, 1.0], &[3.0, -1.0]);
        program.set_cost(y, 7.0);
        check(&mut program, [4.0, 0.0], &[3.0, 0.0]);
    }

    /// 3 x ≥ 12, until a column comes that is cheaper.
    #[test]
    fn columns_come_between_solves() {
        let mut model = Model::default();
        let x = model.add(Kind::Continuous, f64::INFINITY);
        model.charge(x, 6.0);
        let mut program = Repeated::new(&model).unwrap();
        program.at_least(&[(x, 3.0)], 12.0).unwrap();
        let solved = program.solve(&limits()).unwrap();
        assert_eq!(solved.values, Some(vec![4.0]));
        program.add_column(1.0, 5.0, &[(0, 2.0)]).unwrap();
        let solved = program.solve(&limits()).unwrap();
        let values = solved.values.unwrap();
        assert!((values[0] - 2.0 / 3.0).abs() < 1e-9 && (values[1] - 5.0).abs() < 1e-9);
        assert!((solved.bound.unwrap() - 9.0).abs() < 1e-9);
    }
}
