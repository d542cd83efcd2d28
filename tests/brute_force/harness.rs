//! Families of random cases, and how a test runs over one.

use rayon::prelude::*;
use rochdale::plan::Award;
use rochdale::problem::Case;
use rochdale::testing::{exhaustive, plan, random_case, random_ruled_case};
use rochdale::units::Money;
use rochdale::verify::verify;

/// Cases shown in full when a test fails.
const SHOWN_MAX: usize = 5;

/// A random case for every seed.
pub type Family = fn(u64) -> Case;

/// Every structure, and seldom a rule.
pub const STRUCTURES: Family = random_case;

/// Every structure with rules of every kind.
pub const RULES: Family = random_ruled_case;

/// Seeds that a test tries.
pub fn n_seeds() -> u64 {
    std::env::var("ROCHDALE_BRUTE_FORCE_SEEDS").map_or(2_000, |text| {
        text.parse()
            .expect("ROCHDALE_BRUTE_FORCE_SEEDS is a whole number")
    })
}

/// Runs `test` on the case of every seed, on two threads, and reports all that fail.
pub fn for_all_cases(
    family: Family,
    seeds: u64,
    test: impl Fn(u64, &Case) -> Result<(), String> + Sync,
) {
    let failures: Vec<(u64, String)> = map_cases(family, seeds, |seed, case| {
        Some((seed, test(seed, case).err()?))
    })
    .into_iter()
    .flatten()
    .collect();
    for (seed, reason) in &failures {
        eprintln!("seed {seed}: {reason}");
    }
    for (seed, _) in failures.iter().take(SHOWN_MAX) {
        eprintln!("case of seed {seed}: {:#?}", family(*seed));
    }
    let seeds_failed: Vec<u64> = failures.into_iter().map(|(seed, _)| seed).collect();
    assert!(seeds_failed.is_empty(), "seeds {seeds_failed:?} fail");
}

/// What `of` finds out about the case of every seed, on two threads.
pub fn map_cases<T: Send>(
    family: Family,
    seeds: u64,
    of: impl Fn(u64, &Case) -> T + Sync,
) -> Vec<T> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("two threads can be started");
    pool.install(|| {
        (1..=seeds)
            .into_par_iter()
            .map(|seed| of(seed, &family(seed)))
            .collect()
    })
}

/// The objective of the cheapest award, by exhaustive search.
pub fn least(case: &Case) -> Option<Money> {
    exhaustive(case).map(|(_, objective)| objective)
}

/// The objective of an award, if it is allowed.
pub fn objective_of(case: &Case, award: &Award) -> Option<Money> {
    let verified = verify(case, &plan(award.clone())).ok()?;
    Some(verified.objective())
}
