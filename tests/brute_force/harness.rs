//! Families of random cases, each solved exhaustively once, and how a test runs over one.

use std::sync::OnceLock;

use rayon::prelude::*;
use rochdale::plan::Award;
use rochdale::problem::Case;
use rochdale::testing::{exhaustive, plan, random_case, random_ruled_case};
use rochdale::units::Money;
use rochdale::verify::verify;

/// Cases shown in full when a test fails.
const SHOWN_MAX: usize = 5;

/// Cases of which shares are measured, however many a test tries.
pub const SEEDS_MIXED: usize = 500;

/// The case of a seed, with its cheapest award and the objective by exhaustive search.
pub struct Drawn {
    pub seed: u64,
    pub case: Case,
    pub best: Option<(Award, Money)>,
}

impl Drawn {
    fn new(seed: u64, case: Case) -> Self {
        let best = exhaustive(&case);
        Self { seed, case, best }
    }

    /// The objective of the cheapest award.
    pub fn least(&self) -> Option<Money> {
        self.best.as_ref().map(|(_, objective)| *objective)
    }
}

/// Seeds that a test tries.
pub fn n_seeds() -> usize {
    std::env::var("ROCHDALE_BRUTE_FORCE_SEEDS").map_or(2_000, |text| {
        text.parse()
            .expect("ROCHDALE_BRUTE_FORCE_SEEDS is a whole number")
    })
}

/// A case for every seed.
pub type Family = fn() -> &'static [Drawn];

/// Every structure, and seldom a rule.
pub fn structures() -> &'static [Drawn] {
    static CASES: OnceLock<Vec<Drawn>> = OnceLock::new();
    CASES.get_or_init(|| drawn(random_case))
}

/// Every structure, with rules of every kind.
pub fn ruled() -> &'static [Drawn] {
    static CASES: OnceLock<Vec<Drawn>> = OnceLock::new();
    CASES.get_or_init(|| drawn(random_ruled_case))
}

fn drawn(case: fn(u64) -> Case) -> Vec<Drawn> {
    let seeds = 1..=n_seeds().max(SEEDS_MIXED) as u64;
    let draw = |seed| Drawn::new(seed, case(seed));
    on_two_threads(|| seeds.into_par_iter().map(draw).collect())
}

fn on_two_threads<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("two threads can be started");
    pool.install(run)
}

/// What `of` finds out about each of the first `n` cases.
pub fn map_cases<T: Send>(
    family: Family,
    n: usize,
    of: impl Fn(&'static Drawn) -> T + Send + Sync,
) -> Vec<T> {
    let cases = &family()[..n];
    on_two_threads(|| cases.par_iter().map(of).collect())
}

/// Runs `test` on the first `n` cases and reports all that fail.
pub fn for_all_cases(family: Family, n: usize, test: impl Fn(&Drawn) -> Result<(), String> + Sync) {
    let failures = map_cases(family, n, |drawn| Some((drawn, test(drawn).err()?)));
    let failures: Vec<_> = failures.into_iter().flatten().collect();
    for (drawn, reason) in &failures {
        eprintln!("seed {}: {reason}", drawn.seed);
    }
    for (drawn, _) in failures.iter().take(SHOWN_MAX) {
        eprintln!("case of seed {}: {:#?}", drawn.seed, drawn.case);
    }
    let seeds: Vec<u64> = failures.iter().map(|(drawn, _)| drawn.seed).collect();
    assert!(seeds.is_empty(), "seeds {seeds:?} fail");
}

/// The objective of an award, if it is allowed.
pub fn objective_of(case: &Case, award: &Award) -> Option<Money> {
    let verified = verify(case, &plan(award.clone())).ok()?;
    Some(verified.objective())
}
