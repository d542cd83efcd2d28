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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::formulation::Coverage;
    use crate::plan::Award;
    use crate::problem::{Capacity, CapacityUnit, Case, Fee, Period};
    use crate::testing::{TestCase, money, plan};
    use crate::units::{Decimal, Id, Money, Weight};
    use crate::verify::verify;
    use std::sync::atomic::AtomicBool;

    /// Split items of 3 kg a unit, from vendors that can carry a weight which is no whole number of
    /// units: corners of the relaxed program fill it with a part of a unit.
    fn carried(n_items: u32, n_vendors: u32) -> TestCase {
        let mut case = TestCase::new();
        let shop = case.shop("shop");
        for number in 0..n_items {
            let item = case.item(&format!("i{number}"));
            case.items[item].split = true;
            case.items[item].weight = Some(Weight::new(3.into()));
            case.demand(shop, item, 10 + 7 * number % 5);
        }
        let items: Vec<_> = case.items.ids().collect();
        for number in 0..n_vendors {
            let vendor = case.vendor(&format!("v{number}"));
            let is_last = number + 1 == n_vendors;
            if !is_last {
                case.vendors[vendor].fixed_fee = Some(Fee {
                    amount: money(3 + number),
                    per: Period::Once,
                });
                case.vendors[vendor].capacity = Some(Capacity {
                    amount: Decimal::from(11 * n_items + number),
                    unit: CapacityUnit::Weight,
                    per: Period::Cycle,
                });
            }
            for item in &items {
                let spread = (number * 13 + u32::try_from(item.index()).unwrap() * 29) % 17;
                let cents = if is_last { 400 } else { 200 + spread };
                let quote = case.quote(vendor, *item, Decimal::new(cents.into(), 2));
                if !is_last {
                    let less = Decimal::new((cents - 15).into(), 2);
                    case.all_units(&[quote], &[(8, less)]);
                }
            }
        }
        case
    }

    fn limits(gap: f64) -> Limits {
        Limits {
            time: None,
            work: None,
            gap,
            seed: 1,
            threads: 1,
            interrupt: Arc::default(),
        }
    }

    /// What the award that was found costs; it verifies.
    #[track_caller]
    fn cost_of(case: &Case, formulation: &Formulation, solved: &Solved) -> Money {
        let values = solved.values.as_ref().expect("an award was found");
        let award: Award = formulation.award_of(values);
        verify(case, &plan(award)).unwrap().objective()
    }

    /// The first two steps by themselves.
    fn steps(formulation: &Formulation, limits: &Limits) -> (Solved, Solved) {
        let grains = grains(formulation);
        let relaxed = solve_relaxed(&formulation.model, &grains, limits, &|_| {}).unwrap();
        let values = relaxed.values.as_ref().unwrap();
        let fixed = with_switches_fixed(&formulation.model, &grains, values);
        let fixed = fixed.solve(limits, &|_| {}).unwrap();
        (relaxed, fixed)
    }

    fn has_whole_grains(formulation: &Formulation, solved: &Solved) -> bool {
        let values = solved.values.as_ref().unwrap();
        let mut grains = grains(formulation).into_iter();
        grains.all(|grain| is_whole(values[grain.index()]))
    }

    #[test]
    fn a_relaxed_answer_that_is_whole_is_the_answer() {
        let mut case = carried(4, 3);
        for vendor in case.vendors.ids() {
            case.vendors[vendor].capacity = None;
        }
        let formulation = Formulation::new(&case, Coverage::Required);
        let limits = limits(0.0);
        let (relaxed, _) = steps(&formulation, &limits);
        assert!(has_whole_grains(&formulation, &relaxed));
        let solved = solve(&formulation, &limits, &|_| {}).unwrap();
        assert_eq!(solved.values, relaxed.values);
        assert_eq!(
            (solved.bound, solved.work, solved.ended),
            (relaxed.bound, relaxed.work, Ended::Optimal)
        );
    }

    #[test]
    fn grains_decided_with_fixed_switches_close_a_wide_gap() {
        let case = carried(4, 3);
        let formulation = Formulation::new(&case, Coverage::Required);
        let limits = limits(0.2);
        let (relaxed, fixed) = steps(&formulation, &limits);
        assert!(!has_whole_grains(&formulation, &relaxed));
        let solved = solve(&formulation, &limits, &|_| {}).unwrap();
        assert_eq!(solved.values, fixed.values);
        assert_eq!(
            (solved.bound, solved.work, solved.ended),
            (relaxed.bound, relaxed.work + fixed.work, Ended::Optimal)
        );
        cost_of(&case, &formulation, &solved);
    }

    #[test]
    fn the_whole_program_is_solved_where_the_gap_stays_open() {
        let case = carried(4, 3);
        let formulation = Formulation::new(&case, Coverage::Required);
        let limits = limits(0.0);
        let (relaxed, fixed) = steps(&formulation, &limits);
        let directly = formulation.model.solve(&limits, &|_| {}).unwrap();
        let best = cost_of(&case, &formulation, &directly);
        assert!(!has_whole_grains(&formulation, &relaxed));
        let solved = solve(&formulation, &limits, &|_| {}).unwrap();
        assert_eq!(solved.ended, Ended::Optimal);
        assert_eq!(cost_of(&case, &formulation, &solved), best);
        assert!(solved.bound > relaxed.bound, "{solved:?}");
        assert!(solved.work > relaxed.work + fixed.work, "{solved:?}");
    }

    /// Requires that a search stopped before its end keeps an award, though the relaxed answer that
    /// it had is none.
    #[track_caller]
    fn check_stopped(limits: &Limits, interrupt: Option<&AtomicBool>, ended: Ended) {
        let case = carried(12, 6);
        let formulation = Formulation::new(&case, Coverage::Required);
        let stop = |progress: Progress| {
            if let Some(interrupt) = interrupt
                && progress.bound.is_some()
            {
                interrupt.store(true, Ordering::Relaxed);
            }
        };
        let grains = grains(&formulation);
        let relaxed = solve_relaxed(&formulation.model, &grains, limits, &stop).unwrap();
        assert!(!has_whole_grains(&formulation, &relaxed));
        assert_eq!(relaxed.ended, ended);
        if let Some(interrupt) = interrupt {
            interrupt.store(false, Ordering::Relaxed);
        }
        let solved = solve(&formulation, limits, &stop).unwrap();
        assert_eq!(solved.ended, ended);
        assert_eq!(solved.bound, relaxed.bound);
        cost_of(&case, &formulation, &solved);
    }

    #[test]
    fn an_interrupted_search_keeps_its_plan_though_grains_are_undecided() {
        let limits = limits(0.0);
        check_stopped(&limits, Some(&limits.interrupt), Ended::Interrupted);
    }

    #[test]
    fn a_search_out_of_work_keeps_its_plan_though_grains_are_undecided() {
        let work = Some(200);
        check_stopped(
            &Limits {
                work,
                ..limits(0.0)
            },
            None,
            Ended::WorkLimit,
        );
    }
}
