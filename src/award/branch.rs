//! One program, solved in up to three steps.
//!
//! Lines that may be split are counted in many grains. Whole-number columns for them make the
//! solver several times slower and are rarely needed: with the tiers and switches fixed, what is
//! left is close to a transportation problem, whose corners are whole anyway. So grains are first
//! relaxed; a relaxed optimum that is whole is the optimum. Otherwise the switches are fixed and
//! the grains decided, and only if the gap then stays open the whole program is solved with that
//! award as its start. The relaxed bound is valid throughout.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::formulation::{Formulation, Meaning};
use crate::milp::{Column, Ended, Kind, Limits, MilpError, Model, Progress, Solved};

/// Time to decide grains after a search that was stopped, so that its plan is not lost.
const GRACE_TIME: Duration = Duration::from_secs(2);

/// Work to decide grains after a search that used up its own.
const GRACE_WORK: u64 = 10_000;

/// Share of the gap that the search with relaxed grains may leave open.
const RELAXED_SHARE: f64 = 0.8;

/// Solves the formulation within the limits.
pub(super) fn solve(
    formulation: &Formulation,
    limits: &Limits,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Solved, MilpError> {
    let started = Instant::now();
    let model = &formulation.model;
    let grains = grains(formulation);
    let relaxed = if grains.is_empty() {
        model.solve(limits, on_progress)?
    } else {
        solve_relaxed(model, &grains, limits, on_progress)?
    };
    let Some(values) = &relaxed.values else {
        return Ok(relaxed);
    };
    if grains.iter().all(|grain| is_whole(values[grain.index()])) {
        return Ok(relaxed);
    }
    let short = with_grace(limits, left(limits, started, relaxed.work));
    let fixed = with_switches_fixed(model, &grains, values).solve(&short, &|_| {})?;
    let work = relaxed.work + fixed.work;
    let is_closed = fixed.values.as_ref().is_some_and(|values| {
        relaxed
            .bound
            .is_some_and(|bound| is_within(limits.gap, model.objective(values), bound))
    });
    if is_closed || relaxed.ended != Ended::Optimal {
        return Ok(Solved {
            values: fixed.values,
            work,
            ..relaxed
        });
    }
    let mut whole = model.clone();
    if let Some(values) = &fixed.values {
        whole.start_from(values.clone());
    }
    let last = whole.solve(&left(limits, started, work), on_progress)?;
    Ok(Solved {
        values: last.values.or(fixed.values),
        bound: [relaxed.bound, last.bound]
            .into_iter()
            .flatten()
            .reduce(f64::max),
        nodes: relaxed.nodes + last.nodes,
        work: work + last.work,
        ..last
    })
}

/// Whole-number columns that count more than one grain of a line.
fn grains(formulation: &Formulation) -> Vec<Column> {
    let model = &formulation.model;
    formulation
        .columns()
        .filter(|(column, meaning)| {
            matches!(meaning, Meaning::Serve { .. })
                && model.kind(*column) == Kind::Integer
                && model.upper(*column) > 1.0
        })
        .map(|(column, _)| column)
        .collect()
}

fn is_whole(value: f64) -> bool {
    /// How far a grain may be from whole and still be read as that many grains.
    const NEAR: f64 = 1e-6;
    (value - value.round()).abs() <= NEAR
}

/// Solves the program with relaxed grains to most of the gap, so that deciding them may use the
/// rest. Its answers are no awards yet, so that only its bounds are progress.
fn solve_relaxed(
    model: &Model,
    grains: &[Column],
    limits: &Limits,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Solved, MilpError> {
    let mut relaxed = model.clone();
    for grain in grains {
        relaxed.relax(*grain);
    }
    let start = model.start().map(|values| model.objective(values));
    let halved = Limits {
        gap: limits.gap * RELAXED_SHARE,
        ..limits.clone()
    };
    relaxed.solve(&halved, &|progress| {
        on_progress(Progress {
            cost: start,
            ..progress
        });
    })
}

/// The program with every yes-or-no column fixed as in `values`.
fn with_switches_fixed(model: &Model, grains: &[Column], values: &[f64]) -> Model {
    let mut fixed = model.clone();
    fixed.forget_start();
    for column in model.columns() {
        let is_switch = model.kind(column) == Kind::Integer && model.upper(column) <= 1.0;
        if is_switch && grains.binary_search(&column).is_err() {
            fixed.fix(column, values[column.index()].round());
        }
    }
    fixed
}

fn is_within(gap: f64, cost: f64, bound: f64) -> bool {
    /// Slack for sums of floats: far below a minor unit of any plan's cost, relative to it.
    const ROUNDING: f64 = 1e-9;
    cost - bound <= (gap + ROUNDING) * cost.abs()
}

/// What is left of the limits, but enough of it to decide grains.
fn with_grace(limits: &Limits, left: Limits) -> Limits {
    if limits.interrupt.load(Ordering::Relaxed) {
        return Limits {
            time: Some(GRACE_TIME),
            interrupt: Arc::default(),
            ..left
        };
    }
    Limits {
        time: left.time.map(|time| time.max(GRACE_TIME)),
        work: left.work.map(|work| work.max(GRACE_WORK)),
        ..left
    }
}

/// What earlier steps leave of the limits.
fn left(limits: &Limits, started: Instant, work: u64) -> Limits {
    Limits {
        time: limits
            .time
            .map(|time| time.saturating_sub(started.elapsed())),
        work: limits.work.map(|limit| limit.saturating_sub(work).max(1)),
        ..limits.clone()
    }
}
