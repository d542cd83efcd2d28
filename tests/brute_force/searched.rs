//! The exhaustive search against the verifier and against random awards.

use crate::harness::{Family, for_all_cases, n_seeds, objective_of, ruled, structures};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rochdale::plan::{Award, AwardLine, Owner, Surplus};
use rochdale::problem::{Case, PackScope};
use rochdale::testing::{plan, qty};
use rochdale::units::{Decimal, QuoteId};
use rochdale::verify::verify;

#[test]
fn the_exhaustive_optimum_verifies_at_its_cost() {
    require_verified(structures);
}

#[test]
fn the_exhaustive_optimum_under_rules_verifies_at_its_objective() {
    require_verified(ruled);
}

#[track_caller]
fn require_verified(family: Family) {
    for_all_cases(family, n_seeds(), |drawn| {
        let Some((award, objective)) = &drawn.best else {
            return Ok(());
        };
        let verified =
            verify(&drawn.case, &plan(award.clone())).map_err(|refused| refused.to_string())?;
        if verified.objective() == *objective {
            Ok(())
        } else {
            Err(format!("{} instead of {objective}", verified.objective()))
        }
    });
}

#[test]
fn no_random_award_costs_less_than_the_exhaustive_optimum() {
    require_least(structures);
}

#[test]
fn no_random_award_is_better_than_the_exhaustive_optimum_under_rules() {
    require_least(ruled);
}

#[track_caller]
fn require_least(family: Family) {
    for_all_cases(family, n_seeds(), |drawn| {
        let (case, best) = (&drawn.case, drawn.least());
        let mut rng = ChaCha8Rng::seed_from_u64(drawn.seed);
        for _ in 0..100 {
            let award = random_award(case, &mut rng);
            if let Some(objective) = objective_of(case, &award)
                && best.is_none_or(|best| objective < best)
            {
                return Err(format!("{objective} is below {best:?} with {award:?}"));
            }
        }
        Ok(())
    });
}

/// An award of random quotes and random surplus, often not allowed.
fn random_award(case: &Case, rng: &mut ChaCha8Rng) -> Award {
    let mut below = |n: usize| rng.next_u32() as usize % n;
    let mut award = Award::default();
    for (line, demand) in case.demand.iter() {
        let accepted = |quote: &QuoteId| case.factor(line, case.quotes[*quote].item).is_some();
        let quotes: Vec<QuoteId> = case.quotes.ids().filter(accepted).collect();
        if quotes.is_empty() {
            continue;
        }
        let quote = quotes[below(quotes.len())];
        award.lines.push(AwardLine {
            line,
            quote,
            covered: demand.quantity,
        });
        let owner = match case.quotes[quote].pack.whole {
            Some(PackScope::Site) => Owner::Site(demand.site),
            Some(PackScope::Member) => Owner::Member(case.member_of(line)),
            Some(PackScope::Pool) | None => Owner::Pool,
        };
        let quantity = qty(Decimal::new([0, 0, 5, 10, 15, 20, 30, 40, 80][below(9)], 1));
        let is_new = award
            .surplus
            .iter()
            .all(|other| (other.quote, other.owner) != (quote, owner));
        if !quantity.is_zero() && is_new {
            award.surplus.push(Surplus {
                quote,
                owner,
                quantity,
            });
        }
    }
    award
}
