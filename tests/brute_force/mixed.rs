//! The random cases meet everything that a case can hold.

use crate::harness::{Drawn, SEEDS_MIXED, structures};
use rochdale::plan::{Award, Reason};
use rochdale::pricing::exact::{self, Basket};
use rochdale::problem::{BreakGroup, Case, Counted, Discount, QuoteStructure};
use rochdale::units::{Decimal, QuoteId};

#[test]
fn random_cases_are_mixed() {
    let cases = &structures()[..SEEDS_MIXED];
    let share = |holds: &dyn Fn(&Drawn) -> bool| {
        let n = cases.iter().filter(|drawn| holds(drawn)).count();
        Decimal::from(n) / Decimal::from(cases.len())
    };
    let at_least = |least: i64, holds: &dyn Fn(&Drawn) -> bool| {
        let share = share(holds);
        assert!(share >= Decimal::new(least, 2), "{share}");
    };
    at_least(55, &|drawn| drawn.best.is_some());
    at_least(15, &|drawn| drawn.best.is_none());
    at_least(10, &|drawn| {
        let best = drawn.best.as_ref();
        best.is_some_and(|(award, _)| !award.surplus.is_empty())
    });
    at_least(2, &|drawn| {
        let best = drawn.best.as_ref();
        best.is_some_and(|(award, _)| award.lines.len() > drawn.case.demand.len())
    });
    at_least(30, &|drawn| {
        drawn.case.items.values().any(|item| item.over_buy)
    });
    at_least(20, &|drawn| {
        drawn.case.items.values().any(|item| item.split)
    });
}

/// Requires that a random case's cheapest award meets something in at least `least` of 500 cases.
#[track_caller]
fn require_met(
    best: &[(&Case, &Award)],
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
    let cases = structures()[..SEEDS_MIXED].iter();
    let best: Vec<(&Case, &Award)> = cases
        .filter_map(|drawn| Some((&drawn.case, &drawn.best.as_ref()?.0)))
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
