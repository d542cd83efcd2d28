//! The optimizer against exhaustive search on random tiny cases, in unrounded decimals; and the
//! exhaustive search against itself.
//!
//! `ROCHDALE_BRUTE_FORCE_SEEDS=20000 cargo test --release --test brute_force` tries more cases.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use rochdale::award::{self, Options, Outcome};
use rochdale::plan::{Award, AwardLine, Owner, Reason, Status, Surplus, is_within_gap};
use rochdale::pricing::exact::{self, Basket};
use rochdale::problem::{BreakGroup, Case, Counted, Discount, PackScope, QuoteStructure};
use rochdale::testing::{exhaustive, plan, qty, random_case};
use rochdale::units::{Decimal, DemandLineId, Id, Money, Quantity, QuoteId};
use rochdale::verify::verify;

/// Cases shown in full when a test fails.
const SHOWN_MAX: usize = 5;

fn n_seeds() -> u64 {
    std::env::var("ROCHDALE_BRUTE_FORCE_SEEDS").map_or(2_000, |text| {
        text.parse()
            .expect("ROCHDALE_BRUTE_FORCE_SEEDS is a whole number")
    })
}

/// Runs `test` on the case of every seed, on two threads, and reports all that fail.
fn for_all_cases(seeds: u64, test: impl Fn(u64, &Case) -> Result<(), String> + Sync) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("two threads can be started");
    let failures: Vec<(u64, String)> = pool.install(|| {
        (1..=seeds)
            .into_par_iter()
            .filter_map(|seed| Some((seed, test(seed, &random_case(seed)).err()?)))
            .collect()
    });
    for (seed, reason) in &failures {
        eprintln!("seed {seed}: {reason}");
    }
    for (seed, _) in failures.iter().take(SHOWN_MAX) {
        eprintln!("case of seed {seed}: {:#?}", random_case(*seed));
    }
    let seeds_failed: Vec<u64> = failures.into_iter().map(|(seed, _)| seed).collect();
    assert!(seeds_failed.is_empty(), "seeds {seeds_failed:?} fail");
}

fn cost_of(case: &Case, award: &Award) -> Option<Money> {
    let verified = verify(case, &plan(award.clone())).ok()?;
    Some(verified.objective())
}

#[test]
fn the_solver_finds_the_exhaustive_optimum() {
    let options = Options {
        time_limit: None,
        gap: 0.0,
        threads: 1,
        ..Options::default()
    };
    for_all_cases(n_seeds(), |_, case| {
        let best = exhaustive(case).map(|(_, cost)| cost);
        let outcome = award::solve(case, &options, &|_| {}).map_err(|error| error.to_string())?;
        match (outcome, best) {
            (Outcome::Plan(found), best) => {
                let verified = verify(case, &found).map_err(|refused| refused.to_string())?;
                let cost = verified.objective();
                if Some(cost) == best {
                    Ok(())
                } else {
                    Err(format!("the solver's plan costs {cost}, the best {best:?}"))
                }
            }
            (Outcome::Infeasible(_), None) => Ok(()),
            (Outcome::Infeasible(why), Some(best)) => {
                Err(format!("a plan costs {best}, but the solver says {why:?}"))
            }
            (Outcome::NoPlan { .. }, best) => Err(format!(
                "the solver gave up without a limit; the best is {best:?}"
            )),
        }
    });
}

/// Random cases tried with little work; each with several limits.
const SEEDS_STOPPED: u64 = 300;

#[test]
fn whatever_a_stopped_search_returns_verifies_and_its_bound_is_true() {
    for_all_cases(SEEDS_STOPPED, |seed, case| {
        let best = exhaustive(case).map(|(_, cost)| cost);
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

#[test]
fn the_exhaustive_optimum_verifies_at_its_cost() {
    for_all_cases(n_seeds(), |_, case| {
        let Some((award, cost)) = exhaustive(case) else {
            return Ok(());
        };
        let verified = verify(case, &plan(award)).map_err(|refused| refused.to_string())?;
        if verified.objective() == cost {
            Ok(())
        } else {
            Err(format!("{} instead of {cost}", verified.objective()))
        }
    });
}

#[test]
fn random_cases_are_mixed() {
    let cases: Vec<Case> = (1..=500).map(random_case).collect();
    let share = |holds: &dyn Fn(&Case) -> bool| {
        let n = cases.iter().filter(|case| holds(case)).count();
        Decimal::from(n) / Decimal::from(cases.len())
    };
    let at_least = |least: i64, holds: &dyn Fn(&Case) -> bool| {
        let share = share(holds);
        assert!(share >= Decimal::new(least, 2), "{share}");
    };
    at_least(55, &|case| exhaustive(case).is_some());
    at_least(15, &|case| exhaustive(case).is_none());
    at_least(10, &|case| {
        exhaustive(case).is_some_and(|(award, _)| !award.surplus.is_empty())
    });
    at_least(2, &|case| {
        exhaustive(case).is_some_and(|(award, _)| award.lines.len() > case.demand.len())
    });
    at_least(30, &|case| case.items.values().any(|item| item.over_buy));
    at_least(20, &|case| case.items.values().any(|item| item.split));
}

/// Requires that a random case's cheapest award meets something in at least `least` of 500 cases.
#[track_caller]
fn require_met(
    best: &[(Case, Award)],
    least: usize,
    what: &str,
    meets: impl Fn(&Case, &Award) -> bool,
) {
    let n = best
        .iter()
        .filter(|(case, award)| meets(case, award))
        .count();
    assert!(n >= least, "{what}: {n} cases");
}

/// The quotes that an award buys under, once for each line.
fn bought(award: &Award) -> impl Iterator<Item = QuoteId> + '_ {
    award.lines.iter().map(|entry| entry.quote)
}

/// Whether an award is in a tier above the first, and with which structure and count.
fn stands_above(case: &Case, award: &Award, wanted: impl Fn(&BreakGroup) -> bool) -> bool {
    Basket::by_vendor(case, award).iter().any(|basket| {
        let groups = case.groups.iter();
        let mut groups = groups.filter(|(_, group)| group.vendor == basket.vendor && wanted(group));
        groups.any(|(_, group)| {
            let starts: Vec<Decimal> = match &group.structure {
                QuoteStructure::AllUnits(tiers) => tiers.iter().map(|tier| tier.from).collect(),
                QuoteStructure::Incremental(tiers) => tiers.iter().map(|tier| tier.from).collect(),
            };
            let counted = exact::counted(case, group, basket);
            starts.get(1).is_some_and(|from| *from <= counted)
        })
    })
}

#[test]
fn cheapest_awards_meet_everything_that_changes_a_price_or_forbids_one() {
    let cases = (1..=500).map(random_case);
    let best: Vec<(Case, Award)> = cases
        .filter_map(|case| exhaustive(&case).map(|(award, _)| (case, award)))
        .collect();
    let grants = |case: &Case, award: &Award, wanted: &dyn Fn(Reason) -> bool| {
        let charges = exact::charges(case, award);
        charges.iter().any(|charge| wanted(charge.reason))
    };
    for is_lump in [false, true] {
        let same = |discount| matches!(discount, Discount::Lump(_)) == is_lump;
        require_met(&best, LEAST, "bundle", |case, award| {
            grants(
                case,
                award,
                &|reason| matches!(reason, Reason::Bundle(id) if same(case.bundles[id].discount)),
            )
        });
        require_met(&best, LEAST, "rebate", |case, award| {
            grants(
                case,
                award,
                &|reason| matches!(reason, Reason::Rebate(id) if same(case.rebates[id].tiers[0].discount)),
            )
        });
    }
    require_met(&best, LEAST, "all-units", |case, award| {
        let is_wanted = |one: &BreakGroup| matches!(one.structure, QuoteStructure::AllUnits(_));
        stands_above(case, award, is_wanted)
    });
    require_met(&best, LEAST, "incremental", |case, award| {
        let is_wanted = |one: &BreakGroup| matches!(one.structure, QuoteStructure::Incremental(_));
        stands_above(case, award, is_wanted)
    });
    let all = [
        Counted::Units,
        Counted::Packs,
        Counted::Weight,
        Counted::Spend,
    ];
    for counted in all {
        require_met(&best, LEAST, &format!("{counted:?}"), |case, award| {
            stands_above(case, award, |one| one.counted == counted)
        });
    }
    require_met(&best, LEAST, "condition", |case, award| {
        bought(award).any(|quote| !case.quotes[quote].conditions.is_empty())
    });
    require_met(&best, LEAST, "scope", |case, award| {
        bought(award).any(|quote| !case.quotes[quote].scope.is_empty())
    });
    require_met(&best, LEAST, "substitute", |case, award| {
        let mut lines = award.lines.iter();
        lines.any(|entry| case.quotes[entry.quote].item != case.demand[entry.line].item)
    });
    require_met(&best, LEAST, "packs", |case, award| {
        bought(award).any(|quote| case.quotes[quote].pack.whole.is_some())
    });
    require_met(&best, LEAST, "lots", |case, award| {
        bought(award).any(|quote| case.quotes[quote].lot_size.is_some())
    });
}

/// Of 500 random cases, so many at least meet each thing at their optimum.
const LEAST: usize = 10;

#[test]
fn no_random_award_costs_less_than_the_exhaustive_optimum() {
    for_all_cases(n_seeds(), |seed, case| {
        let best = exhaustive(case).map(|(_, cost)| cost);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        for _ in 0..100 {
            let award = random_award(case, &mut rng);
            if let Some(cost) = cost_of(case, &award)
                && best.is_none_or(|best| cost < best)
            {
                return Err(format!("{cost} is below {best:?} with {award:?}"));
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

/// Exhaustive search without any shortcut: every quote for every line, every amount of surplus in
/// halves for every owner up to a limit beyond every threshold; only where that is few.
#[test]
fn shortcuts_of_exhaustive_search_lose_nothing() {
    let mut n_checked = 0;
    for seed in 1..=n_seeds() {
        let case = random_case(seed);
        if n_checked < 150 && n_plain_awards(&case) <= 6_000 {
            let mut plain = PlainSearch {
                case: &case,
                award: Award::default(),
                best: None,
            };
            plain.line(0);
            let best = exhaustive(&case).map(|(_, cost)| cost);
            assert_eq!(plain.best, best, "seed {seed}: {case:#?}");
            n_checked += 1;
        }
    }
    assert!(n_checked >= 100, "only {n_checked} cases are small enough");
}

/// An upper limit on the awards that the plain search tries.
fn n_plain_awards(case: &Case) -> u64 {
    if case.items.values().any(|item| item.split) {
        return u64::MAX;
    }
    let mut n = 1_u64;
    for (line, _) in case.demand.iter() {
        let ways = case.quotes.iter().map(|(id, quote)| {
            let amounts = amounts(case, id).count() as u64 + 1;
            match case.factor(line, quote.item) {
                Some(_) => owners(case, line, id).fold(1, |n: u64, _| n.saturating_mul(amounts)),
                None => 0,
            }
        });
        n = n.saturating_mul(ways.fold(0, u64::saturating_add));
    }
    n
}

/// Surplus that the plain search tries in one slot.
fn amounts(case: &Case, quote: QuoteId) -> impl Iterator<Item = Quantity> + use<> {
    let halves = if case.items[case.quotes[quote].item].over_buy {
        60
    } else {
        10
    };
    (1..=halves).map(|halves| qty(Decimal::new(halves * 5, 1)))
}

/// Owners that `verify` does not refuse outright; all else is left to it.
fn owners(case: &Case, line: DemandLineId, quote: QuoteId) -> impl Iterator<Item = Owner> + use<> {
    let quote = &case.quotes[quote];
    let may_pool = quote.lot_size.is_some()
        || quote.pack.whole == Some(PackScope::Pool)
        || case.items[quote.item].over_buy;
    let owner = match quote.pack.whole {
        Some(PackScope::Site) => Some(Owner::Site(case.demand[line].site)),
        Some(PackScope::Member) => Some(Owner::Member(case.member_of(line))),
        Some(PackScope::Pool) | None => None,
    };
    owner.into_iter().chain(may_pool.then_some(Owner::Pool))
}

struct PlainSearch<'a> {
    case: &'a Case,
    award: Award,
    best: Option<Money>,
}

impl PlainSearch<'_> {
    fn line(&mut self, index: usize) {
        if index == self.case.demand.len() {
            let entries = self.award.lines.iter();
            let mut slots: Vec<(QuoteId, Owner)> = entries
                .flat_map(|entry| {
                    owners(self.case, entry.line, entry.quote).map(|owner| (entry.quote, owner))
                })
                .collect();
            slots.sort_unstable();
            slots.dedup();
            self.surplus(&slots);
            return;
        }
        let line = DemandLineId::from_index(index);
        for (quote, offer) in self.case.quotes.iter() {
            if self.case.factor(line, offer.item).is_some() {
                self.award.lines.push(AwardLine {
                    line,
                    quote,
                    covered: self.case.demand[line].quantity,
                });
                self.line(index + 1);
                self.award.lines.pop();
            }
        }
    }

    fn surplus(&mut self, slots: &[(QuoteId, Owner)]) {
        let Some(((quote, owner), rest)) = slots.split_first() else {
            let cost = cost_of(self.case, &self.award);
            self.best = [self.best, cost].into_iter().flatten().min();
            return;
        };
        self.surplus(rest);
        for quantity in amounts(self.case, *quote) {
            self.award.surplus.push(Surplus {
                quote: *quote,
                owner: *owner,
                quantity,
            });
            self.surplus(rest);
            self.award.surplus.pop();
        }
    }
}
