//! Exhaustive search without any shortcut: every quote for every line, every amount of surplus in
//! halves for every owner up to a limit beyond every threshold; only where that is few.

use crate::harness::{Family, objective_of, ruled, structures};
use rochdale::plan::{Award, AwardLine, Owner, Surplus};
use rochdale::problem::{Case, PackScope, RuleUnit};
use rochdale::testing::{exhaustive_with, is_tiny, plan, qty};
use rochdale::units::{Decimal, DemandLineId, Id, Money, Quantity, QuoteId};
use rochdale::verify::{Refusal, verify};

#[test]
fn shortcuts_of_exhaustive_search_lose_nothing() {
    require_same(structures, 6_000, 150, |_| true);
}

#[test]
fn shortcuts_of_exhaustive_search_under_rules_lose_nothing() {
    require_same(ruled, 6_000, 200, |case| !case.rules.is_empty());
}

#[test]
fn all_fillings_are_tried_where_a_rule_looks_at_money() {
    require_same(ruled, 40_000, 40, |case| {
        let over_buys = case.items.values().any(|item| item.over_buy);
        let mut rules = case.rules.values();
        over_buys && rules.any(|rule| rule.kind.unit() == RuleUnit::Money)
    });
}

/// Compares both searches on the first `n` wanted cases with at most `n_awards_max` awards.
#[track_caller]
fn require_same(family: Family, n_awards_max: u64, n: usize, is_wanted: impl Fn(&Case) -> bool) {
    let mut n_checked = 0;
    for drawn in family() {
        let case = &drawn.case;
        if n_checked < n && is_wanted(case) && n_plain_awards(case, &[]) <= n_awards_max {
            let found = plain(case, &[], &|award| objective_of(case, award));
            assert_eq!(found, drawn.least(), "seed {}: {case:#?}", drawn.seed);
            n_checked += 1;
        }
    }
    assert!(
        n_checked >= n * 2 / 3,
        "only {n_checked} cases are small enough"
    );
}

#[test]
fn what_is_allowed_with_optional_lines_is_found() {
    let (mut n_checked, mut n_freed) = (0, 0);
    for drawn in ruled() {
        let (case, seed) = (&drawn.case, drawn.seed);
        let optional: Vec<DemandLineId> = case
            .demand
            .ids()
            .filter(|line| (seed >> line.index()) & 1 == 1)
            .collect();
        if n_checked == 200 || n_plain_awards(case, &optional) > 6_000 || !is_tiny(case, &optional)
        {
            continue;
        }
        let keys: Vec<&str> = optional
            .iter()
            .map(|line| case.demand[*line].key.as_str())
            .collect();
        let judge = |award: &Award| keeps_all_but(case, award, &keys).then_some(Money::ZERO);
        let is_allowed = plain(case, &optional, &judge).is_some();
        let found = exhaustive_with(case, &optional);
        assert_eq!(found.is_some(), is_allowed, "seed {seed}: {case:#?}");
        n_checked += 1;
        n_freed += usize::from(is_allowed && drawn.best.is_none());
    }
    assert!(n_checked >= 100, "only {n_checked} cases are small enough");
    assert!(n_freed >= 10, "only {n_freed} cases become feasible");
}

/// Whether nothing is said against an award but that optional lines are not covered.
fn keeps_all_but(case: &Case, award: &Award, optional: &[&str]) -> bool {
    let Err(refused) = verify(case, &plan(award.clone())) else {
        return true;
    };
    refused.refusals.iter().all(|refusal| match refusal {
        Refusal::NotCovered { line, .. } => optional.contains(&line.as_str()),
        _ => false,
    })
}

/// An upper limit on the awards that the plain search tries.
fn n_plain_awards(case: &Case, optional: &[DemandLineId]) -> u64 {
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
        let nothing = u64::from(optional.contains(&line));
        n = n.saturating_mul(ways.fold(nothing, u64::saturating_add));
    }
    n
}

/// Surplus that the plain search tries in one slot.
fn amounts(case: &Case, quote: QuoteId) -> impl Iterator<Item = Quantity> + use<> {
    let quote = &case.quotes[quote];
    let lot = quote.lot_size.unwrap_or_default();
    let halves = if case.items[quote.item].over_buy {
        60
    } else if lot > qty(5) {
        30
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

/// The least that `judge` says of any award; optional lines may stay uncovered.
fn plain(
    case: &Case,
    optional: &[DemandLineId],
    judge: &dyn Fn(&Award) -> Option<Money>,
) -> Option<Money> {
    let mut search = PlainSearch {
        case,
        optional,
        judge,
        award: Award::default(),
        best: None,
    };
    search.line(0);
    search.best
}

struct PlainSearch<'a> {
    case: &'a Case,
    optional: &'a [DemandLineId],
    judge: &'a dyn Fn(&Award) -> Option<Money>,
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
        if self.optional.contains(&line) {
            self.line(index + 1);
        }
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
            let objective = (self.judge)(&self.award);
            self.best = [self.best, objective].into_iter().flatten().min();
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
