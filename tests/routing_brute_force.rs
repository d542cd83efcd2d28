//! The routing engine against the exhaustive search, on random tiny problems.
//!
//! `ROCHDALE_ROUTING_CASES` sets how many: 1,000 unless set; 10,000 before a release.

use std::env;

use rayon::prelude::*;
use rochdale::routing::{Options, route};
use rochdale::testing::routing::{best_routes, features, random_delivery_problem};
use rochdale::verify::verify_routes;

/// Iterations of the engine for each problem.
const ITERATIONS: u64 = 20_000;

/// Problems unless the environment says otherwise.
const CASES: u64 = 1_000;

#[test]
fn the_engine_finds_the_best_routes() {
    let n_cases = match env::var("ROCHDALE_ROUTING_CASES") {
        Ok(cases) => cases.parse().expect("ROCHDALE_ROUTING_CASES is a number"),
        Err(_) => CASES,
    };
    let faults: Vec<String> = (0..n_cases).into_par_iter().filter_map(fault).collect();
    assert!(
        faults.is_empty(),
        "{} of {n_cases} seeds fail:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// What is wrong with the engine's plan of a seed.
fn fault(seed: u64) -> Option<String> {
    let problem = random_delivery_problem(seed);
    let options = Options {
        iterations: Some(ITERATIONS),
        ..Options::default()
    };
    let routed = route(&problem, &options, &|_| {});
    let wrong = match verify_routes(&problem, &routed.plan) {
        Err(refused) => format!("refused: {refused}"),
        Ok(verified) => {
            let best = best_routes(&problem);
            let found = (verified.unserved_required().len(), verified.cost());
            let expected = (best.n_unserved_required, best.cost);
            if found == expected {
                return None;
            }
            format!("found {found:?}, best (required unserved, cost) is {expected:?}")
        }
    };
    Some(format!("seed {seed} ({}): {wrong}", features(&problem)))
}
