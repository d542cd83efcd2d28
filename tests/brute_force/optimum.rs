//! The solver's plans against the exhaustive optimum.

use crate::harness::{Family, for_all_cases, n_seeds, ruled, structures};
use rochdale::award::{self, Options, Outcome};
use rochdale::plan::{Status, is_within_gap};
use rochdale::problem::Case;
use rochdale::units::Money;
use rochdale::verify::verify;

#[test]
fn the_solver_finds_the_exhaustive_optimum() {
    require_optimal(structures);
}

#[test]
fn the_solver_finds_the_exhaustive_optimum_under_rules() {
    require_optimal(ruled);
}

#[track_caller]
fn require_optimal(family: Family) {
    let options = Options {
        time_limit: None,
        gap: 0.0,
        threads: 1,
        ..Options::default()
    };
    for_all_cases(family, n_seeds(), |drawn| {
        let (case, best) = (&drawn.case, drawn.least());
        let outcome = award::solve(case, &options, &|_| {}).map_err(|error| error.to_string())?;
        match (outcome, best) {
            (Outcome::Plan(found), best) => {
                let verified = verify(case, &found).map_err(|refused| refused.to_string())?;
                let objective = verified.objective();
                if Some(objective) == best {
                    Ok(())
                } else {
                    Err(format!(
                        "the solver's plan has objective {objective}, the best {best:?}"
                    ))
                }
            }
            (Outcome::Infeasible(_), None) => Ok(()),
            (Outcome::Infeasible(why), Some(best)) => Err(format!(
                "a plan has objective {best}, but the solver says {why:?}"
            )),
            (Outcome::NoPlan { .. }, best) => Err(format!(
                "the solver gave up without a limit; the best is {best:?}"
            )),
        }
    });
}

/// Random cases tried with little work; each with several limits.
const SEEDS_STOPPED: usize = 300;

#[test]
fn whatever_a_stopped_search_returns_verifies_and_its_bound_is_true() {
    require_true_when_stopped(structures);
}

#[test]
fn whatever_a_stopped_search_returns_under_rules_verifies_and_its_bound_is_true() {
    require_true_when_stopped(ruled);
}

#[track_caller]
fn require_true_when_stopped(family: Family) {
    for_all_cases(family, SEEDS_STOPPED, |drawn| {
        let (case, best, seed) = (&drawn.case, drawn.least(), drawn.seed);
        for (work, gap) in [(0, 0.0), (1, 0.0), (5, 0.01), (20, 0.1), (60, 0.0)] {
            let options = Options {
                time_limit: None,
                work_limit: Some(work),
                gap,
                seed,
                threads: 1,
                ..Options::default()
            };
            let outcome = award::solve(case, &options, &|_| {});
            let outcome = outcome.map_err(|error| error.to_string())?;
            require_true(case, &outcome, best, gap)?;
        }
        Ok(())
    });
}

/// Whether an outcome says nothing that the exhaustive optimum disproves.
fn require_true(
    case: &Case,
    outcome: &Outcome,
    best: Option<Money>,
    gap: f64,
) -> Result<(), String> {
    let bound = match outcome {
        Outcome::Plan(found) => {
            let verified = verify(case, found).map_err(|refused| refused.to_string())?;
            let (cost, proof) = (verified.objective(), &found.proof);
            if proof.status == Status::Optimal && !is_within_gap(cost, proof.bound, gap) {
                return Err(format!("{cost} is called optimal with {proof:?}"));
            }
            Some(proof.bound)
        }
        Outcome::NoPlan { bound, .. } => *bound,
        Outcome::Infeasible(_) if best.is_none() => None,
        Outcome::Infeasible(why) => return Err(format!("a plan costs {best:?}, but {why:?}")),
    };
    match (bound, best) {
        (Some(bound), Some(best)) if bound > best => {
            Err(format!("the bound {bound} is above the best cost {best}"))
        }
        _ => Ok(()),
    }
}
