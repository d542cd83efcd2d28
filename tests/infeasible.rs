//! Why a case has no plan, checked by exhaustive search: the named conflict has no plan by itself
//! and has one without any member of it; the relaxation has a plan, and no smaller one has.
//!
//! `ROCHDALE_INFEASIBLE_CASES=1000 cargo test --release --test infeasible` tries more cases.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rochdale::award::{
    self, Change, Conflict, Element, Infeasible, Options, Outcome, Relaxation, changed, reduced,
};
use rochdale::problem::{Case, RuleKind};
use rochdale::testing::{exhaustive, exhaustive_with, is_tiny, random_ruled_case};
use rochdale::units::{Decimal, DemandLineId, Id};

/// Seeds looked through for infeasible cases.
const SEEDS_MAX: u64 = 20_000;

fn n_cases() -> usize {
    std::env::var("ROCHDALE_INFEASIBLE_CASES").map_or(200, |text| {
        text.parse()
            .expect("ROCHDALE_INFEASIBLE_CASES is a whole number")
    })
}

fn explained(case: &Case) -> Infeasible {
    let options = Options {
        time_limit: None,
        gap: 0.0,
        threads: 1,
        ..Options::default()
    };
    match award::solve(case, &options, &|_| {}) {
        Ok(Outcome::Infeasible(why)) => why,
        other => panic!("no plan exists, but {other:?}"),
    }
}

/// Whether a plan exists that covers the lines required; `None` if the case is too large to try
/// everything.
fn has_plan((case, required): &(Case, Vec<bool>)) -> Option<bool> {
    let optional: Vec<DemandLineId> = case
        .demand
        .ids()
        .filter(|line| !required[line.index()])
        .collect();
    is_tiny(case, &optional).then(|| exhaustive_with(case, &optional).is_some())
}

fn exhaustive_if_tiny(case: &Case) -> Option<bool> {
    is_tiny(case, &[]).then(|| exhaustive(case).is_some())
}

/// What is wrong with a conflict.
fn fault_of_conflict(case: &Case, conflict: &Conflict) -> Option<String> {
    if !conflict.is_smallest {
        return Some(format!("{conflict:?} is not proven to be smallest"));
    }
    let kept: BTreeSet<Element> = conflict.elements.iter().copied().collect();
    if has_plan(&reduced(case, &kept)) == Some(true) {
        return Some(format!("{conflict:?} can be kept"));
    }
    kept.iter().find_map(|left_out| {
        let mut rest = kept.clone();
        rest.remove(left_out);
        let is_needed = has_plan(&reduced(case, &rest)) != Some(false);
        (!is_needed).then(|| format!("{conflict:?} is one without {left_out:?} too"))
    })
}

/// What is wrong with a way out.
fn fault_of_relaxation(case: &Case, relaxation: &Relaxation) -> Option<String> {
    if exhaustive_if_tiny(&changed(case, relaxation)) == Some(false) {
        return Some(format!("{relaxation:?} is not enough"));
    }
    (0..relaxation.len()).find_map(|index| {
        let smaller = smaller(case, relaxation, index)?;
        if !relaxation[index].is_least {
            return Some(format!("{relaxation:?} is not proven to be least"));
        }
        let is_enough = exhaustive_if_tiny(&changed(case, &smaller)) == Some(true);
        is_enough.then(|| format!("{relaxation:?} is more than {smaller:?}"))
    })
}

/// What is wrong with the explanation of a case.
fn faults(case: &Case) -> Vec<String> {
    let why = explained(case);
    let mut faults: Vec<String> = Vec::new();
    let n_alone = why
        .conflicts
        .iter()
        .filter(|one| is_of_one_line(one))
        .count();
    let is_hopeless = n_alone == case.demand.len();
    if why.conflicts.is_empty() || why.relaxations.is_empty() != is_hopeless {
        faults.push(format!("nothing is said: {why:?}"));
    }
    let relaxations = why.relaxations.iter();
    faults.extend(relaxations.filter_map(|one| fault_of_relaxation(case, one)));
    // Lines that nobody serves are conflicts by themselves; the others are of the case without
    // these lines.
    let (alone, others): (Vec<Conflict>, Vec<Conflict>) =
        why.conflicts.into_iter().partition(is_of_one_line);
    faults.extend(alone.iter().filter_map(|one| fault_of_conflict(case, one)));
    if alone.is_empty() {
        faults.extend(others.iter().filter_map(|one| fault_of_conflict(case, one)));
        return faults;
    }
    let drops = alone.iter().map(|conflict| Change {
        element: conflict.elements[0],
        values: None,
        is_least: true,
    });
    if is_hopeless {
        return faults;
    }
    let served = changed(case, &drops.collect::<Vec<_>>());
    let is_tiny = exhaustive_if_tiny(&served);
    if is_tiny == Some(others.is_empty()) {
        faults.extend(
            (!others.is_empty())
                .then(|| self::faults(&served))
                .into_iter()
                .flatten(),
        );
    } else if is_tiny.is_some() {
        faults.push(format!("{alone:?} and {others:?} are not all"));
    }
    faults
}

fn is_of_one_line(conflict: &Conflict) -> bool {
    matches!(conflict.elements.as_slice(), [Element::Demand(_)])
}

/// The same way out with one change a little smaller; `None` if that is no change at all.
fn smaller(case: &Case, relaxation: &Relaxation, index: usize) -> Option<Relaxation> {
    let mut smaller = relaxation.clone();
    let (from, to) = relaxation[index].values?;
    let step = step(case, &relaxation[index]).min((from - to).abs());
    let less = if from > to { to + step } else { to - step };
    smaller[index].values = Some((from, less));
    (from != to).then_some(smaller)
}

/// A change that matters: one of what is counted, else far more than rounding and far less than
/// any price or quantity of a random case.
fn step(case: &Case, change: &Change) -> Decimal {
    let little = Decimal::new(1, 5);
    match change.element {
        Element::Rule(rule) => match case.rules[rule].kind {
            RuleKind::MostVendors { .. }
            | RuleKind::FewestVendors { .. }
            | RuleKind::SameVendor
            | RuleKind::MostSwitches(_) => Decimal::ONE,
            _ => little,
        },
        _ => little,
    }
}

#[test]
fn conflicts_are_smallest_and_ways_out_are_least() {
    let cases = (1..=SEEDS_MAX).map(|seed| (seed, random_ruled_case(seed)));
    let infeasible = cases.filter(|(_, case)| exhaustive(case).is_none());
    let cases: Vec<(u64, Case)> = infeasible.take(n_cases()).collect();
    assert_eq!(cases.len(), n_cases());
    let faults: Vec<String> = cases
        .par_iter()
        .flat_map_iter(|(seed, case)| {
            faults(case)
                .into_iter()
                .map(move |fault| format!("seed {seed}: {fault}"))
        })
        .collect();
    for fault in &faults {
        eprintln!("{fault}");
    }
    assert!(faults.is_empty(), "{} faults", faults.len());
}
