//! Solving a model: options, start, callback, and what came out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use good_lp::solvers::highs::highs as to_highs;
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, variable};
use highs::{HighsModelStatus, HighsSolutionStatus, SolvedModel};

use super::callback::{Watch, connect, finite};
use super::{Kind, Model};

/// Limits of one solve.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Wall-clock limit.
    pub time: Option<Duration>,
    /// Deterministic limit, in simplex iterations.
    pub work: Option<u64>,
    /// Relative gap at which to stop.
    pub gap: f64,
    /// Seed.
    pub seed: u64,
    /// Threads; 0 lets the solver choose.
    pub threads: usize,
    /// Set from outside to stop.
    pub interrupt: Arc<AtomicBool>,
}

/// State of a running solve.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Seconds since the solver started.
    pub seconds: f64,
    /// Objective of the best solution so far.
    pub cost: Option<f64>,
    /// Best bound so far.
    pub bound: Option<f64>,
    /// Branch-and-bound nodes so far.
    pub nodes: u64,
}

/// Why the solver stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The gap was closed.
    Optimal,
    /// Proven to have no solution.
    Infeasible,
    /// The time limit.
    TimeLimit,
    /// The work limit.
    WorkLimit,
    /// Interrupted from outside.
    Interrupted,
    /// Its floating-point arithmetic failed it.
    Imprecise,
}

/// What a solve found out.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Why it stopped.
    pub ended: Ended,
    /// Best values found, one per column, if any.
    pub values: Option<Vec<f64>>,
    /// By how much the objective rises for each unit by which the row's limits rise, one per row in the
    /// order they were added; of a program without whole-number columns that was solved to the end.
    pub row_duals: Option<Vec<f64>>,
    /// No solution has a lower objective, if anything was proven.
    pub bound: Option<f64>,
    /// Branch-and-bound nodes.
    pub nodes: u64,
    /// Simplex iterations.
    pub work: u64,
}

impl Solved {
    /// Nothing found and nothing proven.
    pub fn nothing(ended: Ended) -> Self {
        Self {
            ended,
            values: None,
            row_duals: None,
            bound: None,
            nodes: 0,
            work: 0,
        }
    }
}

/// The solver failed in a way that no limit explains.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MilpError {
    /// It refused the model or an option.
    #[error("the solver refused the model: {0}")]
    Refused(String),
    /// It stopped in a state that has no meaning here.
    #[error("the solver stopped with status {0}")]
    Status(String),
}

/// Absolute gap, in money, below which two objectives count as equal: far below a minor unit.
const ABSOLUTE_GAP: f64 = 1e-7;

/// The solver deletes smaller coefficients without a word; its own 1e-9 would delete one grain of
/// ten million beside a whole line.
const SMALLEST_COEFFICIENT: f64 = 1e-12;

impl Model {
    /// Minimizes within the limits. `on_progress` is told of new solutions and bounds.
    ///
    /// # Errors
    /// [`MilpError`] if the solver fails in a way that no limit explains.
    pub fn solve(
        &self,
        limits: &Limits,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Solved, MilpError> {
        if self.columns.is_empty() {
            return Ok(self.solved_without_columns());
        }
        let solved = self.solve_once(limits, on_progress, Presolve::On)?;
        if solved.ended != Ended::Infeasible {
            return Ok(solved);
        }
        // The solver's presolve has called programs infeasible that have a solution.
        let again = self.solve_once(limits, on_progress, Presolve::Off)?;
        Ok(Solved {
            work: solved.work + again.work,
            ..again
        })
    }

    fn solve_once(
        &self,
        limits: &Limits,
        on_progress: &(dyn Fn(Progress) + Sync),
        presolve: Presolve,
    ) -> Result<Solved, MilpError> {
        let mut highs = self
            .to_good_lp()
            .try_into_inner()
            .map_err(|error| MilpError::Refused(error.to_string()))?;
        set_options(&mut highs, limits, presolve)?;
        if let Some(start) = &self.start {
            highs
                .try_set_solution(Some(start), None, None, None)
                .map_err(|status| MilpError::Refused(format!("start: {status:?}")))?;
        }
        let mut watch = Watch {
            limits,
            on_progress,
            out_of_work: false,
        };
        // SAFETY: `highs` is live and `watch` stays in place until `try_solve` returns.
        unsafe { connect(highs.as_mut_ptr(), &raw mut watch) };
        let solved = highs
            .try_solve()
            .map_err(|status| MilpError::Status(format!("{status:?}")))?;
        self.read_back(&solved, limits, watch.out_of_work)
    }

    fn to_good_lp(&self) -> good_lp::solvers::highs::HighsProblem {
        let mut variables = ProblemVariables::new();
        let columns: Vec<Variable> = self
            .columns
            .iter()
            .map(|column| {
                let definition = variable().min(column.lower).max(column.upper);
                variables.add(match column.kind {
                    Kind::Continuous => definition,
                    Kind::Integer => definition.integer(),
                })
            })
            .collect();
        let mut objective = Expression::with_capacity(columns.len());
        for (column, data) in columns.iter().zip(&self.columns) {
            objective.add_mul(data.cost, *column);
        }
        let mut problem = variables.minimise(objective).using(to_highs);
        for row in &self.rows {
            let mut sum = Expression::with_capacity(row.terms.len());
            for (column, factor) in &row.terms {
                sum.add_mul(*factor, columns[column.index()]);
            }
            #[allow(
                clippy::float_cmp,
                reason = "an equation has one value, not two near ones"
            )]
            if row.lower == row.upper {
                problem.add_constraint(sum.eq(row.lower));
            } else if row.upper.is_finite() {
                problem.add_constraint(sum.leq(row.upper));
            } else {
                problem.add_constraint(sum.geq(row.lower));
            }
        }
        problem
    }

    fn read_back(
        &self,
        solved: &SolvedModel,
        limits: &Limits,
        out_of_work: bool,
    ) -> Result<Solved, MilpError> {
        let ended = match solved.status() {
            HighsModelStatus::Optimal => Ended::Optimal,
            HighsModelStatus::Infeasible => Ended::Infeasible,
            HighsModelStatus::ReachedTimeLimit => Ended::TimeLimit,
            HighsModelStatus::ReachedInterrupt if out_of_work => Ended::WorkLimit,
            HighsModelStatus::ReachedInterrupt if limits.interrupt.load(Ordering::Relaxed) => {
                Ended::Interrupted
            }
            other => return Err(MilpError::Status(format!("{other:?}"))),
        };
        let has_values = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
        let info = |name| solved.double_info_value(name).ok().and_then(finite);
        let is_linear = self
            .columns
            .iter()
            .all(|column| column.kind == Kind::Continuous);
        let bound = if is_linear {
            (ended == Ended::Optimal).then(|| solved.objective_value())
        } else {
            info(c"mip_dual_bound")
        };
        let solution = solved.get_solution();
        let duals = self.rows.iter().zip(solution.dual_rows());
        let duals = duals.map(|(row, dual)| dual * row.scale);
        let count = |name| {
            solved
                .int_info_value(name)
                .ok()
                .and_then(|n| u64::try_from(n).ok())
        };
        Ok(Solved {
            ended,
            values: has_values.then(|| solution.columns().to_vec()),
            row_duals: (is_linear && ended == Ended::Optimal).then(|| duals.collect()),
            bound,
            nodes: count(c"mip_node_count").unwrap_or(0),
            work: u64::try_from(solved.simplex_iteration_count()).unwrap_or(0),
        })
    }

    /// A model without columns: its rows hold or they do not.
    fn solved_without_columns(&self) -> Solved {
        let holds = self.violations(&[], 0.0).is_empty();
        Solved {
            ended: if holds {
                Ended::Optimal
            } else {
                Ended::Infeasible
            },
            values: holds.then(Vec::new),
            row_duals: None,
            bound: holds.then_some(0.0),
            nodes: 0,
            work: 0,
        }
    }
}

/// Whether the solver simplifies a program before it searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presolve {
    On,
    Off,
}

pub(super) fn set_options(
    highs: &mut highs::Model,
    limits: &Limits,
    presolve: Presolve,
) -> Result<(), MilpError> {
    let refused = |name: &str| MilpError::Refused(format!("option {name}"));
    let mut float = |name: &'static str, value: f64| {
        highs.try_set_option(name, value).map_err(|_| refused(name))
    };
    float("mip_rel_gap", limits.gap)?;
    float("mip_abs_gap", ABSOLUTE_GAP)?;
    float("small_matrix_value", SMALLEST_COEFFICIENT)?;
    if let Some(time) = limits.time {
        float("time_limit", time.as_secs_f64())?;
    }
    if presolve == Presolve::Off {
        highs
            .try_set_option("presolve", "off")
            .map_err(|_| refused("presolve"))?;
    }
    let seed = i32::try_from(limits.seed % (1 << 31)).expect("reduced below 2^31");
    highs
        .try_set_option("random_seed", seed)
        .map_err(|_| refused("random_seed"))?;
    if limits.threads > 0 {
        let threads = i32::try_from(limits.threads).map_err(|_| refused("threads"))?;
        highs
            .try_set_option("threads", threads)
            .map_err(|_| refused("threads"))?;
    }
    Ok(())
}
