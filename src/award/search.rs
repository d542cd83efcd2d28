//! The search for the cheapest award: start, prices, program.

mod kernel;

use std::sync::atomic::Ordering;
use std::time::Instant;

use super::formulation::{Coverage, Formulation};
use super::merge::Merged;
use super::number::{bound_money, number};
use super::priced::{self, Begin, Priced};
use super::rules::Rules;
use super::told::Told;
use super::{
    Known, Options, Progress, SearchError, Searched, admissible, basket, branch, greedy, limits,
};
use crate::milp::{Ended, Solved};
use crate::plan::{Award, BoundSource, Plan, Proof, RoutePlan, Status, is_within_gap};
use crate::pricing::exact::{self, Basket};
use crate::problem::Case;
use crate::units::Money;

/// The cheapest award of a case, within the limits of `options`, but not why there is none.
///
/// The search begins from what is `known`.
///
/// # Errors
/// [`SearchError`] if the solver failed in a way that no limit explains and no plan was known.
pub fn search(
    case: &Case,
    options: &Options,
    known: Option<&Known>,
    on_progress: &(dyn Fn(Progress) + Sync),
) -> Result<Searched, SearchError> {
    let merged = Merged::new(case);
    let started = Instant::now();
    let told = Told::new(started, on_progress);
    let task = Task {
        case: &merged.case,
        rules: Rules::new(&merged.case),
        options,
        started,
        told: &told,
    };
    let (priced, best) = task.before_program(&merged, known);
    let proven = task.program(best.as_ref(), priced.as_ref())?;
    if proven.ended == Ended::Infeasible {
        return Ok(Searched::Impossible);
    }
    let best = task.cheapest(proven.award.clone().into_iter().chain(best));
    let (bound, bound_source) = proven.best_bound(priced.as_ref());
    let status = match (status(proven.ended), &best) {
        (Status::Optimal, None) => Status::Imprecise,
        (status, _) => status,
    };
    let Some(award) = best else {
        let bound = bound.map(bound_money);
        return Ok(Searched::NoPlan { status, bound });
    };
    let award = merged.divide(case, &award);
    let cost = objective(case, &Rules::new(case), &award);
    let bound = bound_money(bound.unwrap_or(proven.floor));
    let is_borne_out = status != Status::Optimal || is_within_gap(cost, bound, options.gap);
    let proof = Proof {
        status: if is_borne_out {
            status
        } else {
            Status::Imprecise
        },
        // The solver's objective is a float, so its bound may lie a hair above the exact
        // cost of an optimal plan; a bound above a plan's cost says nothing more.
        bound: bound.min(cost),
        bound_source,
        nodes: proven.nodes,
        work: proven.work,
        seconds: task.started.elapsed().as_secs_f64(),
    };
    let certifying = priced.filter(|priced| priced.certified.is_finite());
    let certificate = certifying.map(|found| found.published(case, &merged));
    Ok(Searched::Plan(Plan {
        award,
        routes: RoutePlan::default(),
        award_first: None,
        proof,
        prices: certificate,
    }))
}

/// Share of the time after which the greedy start of a large case is left to annealing.
const GREEDY_SHARE: f64 = 0.05;

/// One search of a merged case.
struct Task<'a> {
    case: &'a Case,
    rules: Rules<'a>,
    options: &'a Options,
    started: Instant,
    told: &'a Told<'a>,
}

/// What the program found and proved.
struct Proven {
    ended: Ended,
    award: Option<Award>,
    bound: Option<f64>,
    /// What every plan costs at least, without any search.
    floor: f64,
    nodes: u64,
    work: u64,
}

impl Task<'_> {
    /// What internal prices say, and the cheapest award met on the way.
    fn before_program(
        &self,
        merged: &Merged,
        known: Option<&Known>,
    ) -> (Option<Priced>, Option<Award>) {
        let award = known.map(|known| merged.merge(&known.award));
        let earlier = known.and_then(|known| known.prices.as_ref());
        let start = self.start(award.as_ref());
        let priced = self.priced(&Begin {
            award: start.as_ref().or(award.as_ref()),
            cost: start.as_ref().map(|award| self.told_cost(award)),
            prices: earlier.map(|prices| (merged, prices)),
        });
        let met = priced.iter().flat_map(|priced| priced.awards.clone());
        let best = match self.cheapest(met.chain(start)) {
            // What annealing made of a large case may break limits that it does not know.
            None if priced::is_large(self.case) => self.moved(award.as_ref(), 1.0),
            best => best,
        };
        let best = match &priced {
            Some(priced) if priced.has_kernel_first() => self.by_kernel(priced, best),
            _ => best,
        };
        (priced, best)
    }

    /// An award to begin from: what the greedy search makes of the known one, or the known one
    /// itself if that is possible and cheaper; without it, or if it leads nowhere, what the greedy
    /// search finds. In a large case a known one is left to annealing, and the greedy search has little
    /// time.
    fn start(&self, known: Option<&Award>) -> Option<Award> {
        let possible = known.filter(|award| self.is_possible(award)).cloned();
        if priced::is_large(self.case) {
            return match known {
                Some(_) => possible,
                None => self.moved(None, GREEDY_SHARE),
            };
        }
        let made = known.and_then(|known| self.moved(Some(known), 1.0));
        self.cheapest(possible.into_iter().chain(made))
            .or_else(|| self.moved(None, 1.0))
    }

    /// What the greedy search makes of a known award or of nothing, until that share of the time is gone.
    fn moved(&self, known: Option<&Award>, share: f64) -> Option<Award> {
        let is_over = || self.options.share_gone(self.started) >= share;
        greedy::start(self.case, known, self.options.seed, &is_over)
    }

    fn is_possible(&self, award: &Award) -> bool {
        admissible::covers(self.case, award) && self.keeps_limits(award)
    }

    fn keeps_limits(&self, award: &Award) -> bool {
        keeps_limits(self.case, &self.rules, award)
    }

    /// The cheapest of the awards that keep every limit.
    fn cheapest(&self, awards: impl IntoIterator<Item = Award>) -> Option<Award> {
        awards
            .into_iter()
            .filter(|award| self.keeps_limits(award))
            .min_by_key(|award| self.cost(award))
    }

    fn cost(&self, award: &Award) -> Money {
        objective(self.case, &self.rules, award)
    }

    /// What a known plan costs, once it is told.
    fn told_cost(&self, award: &Award) -> f64 {
        let cost = number(self.cost(award).value());
        self.told.cost(cost);
        cost
    }

    /// What internal prices say, where they are wanted or the case is large.
    fn priced(&self, begin: &Begin) -> Option<Priced> {
        if !self.options.certify && !priced::is_large(self.case) {
            return None;
        }
        let (case, told, limits) = (self.case, self.told, (self.options, self.started));
        let worth = |award: &Award| {
            let rules = Rules::new(case);
            let is_possible = keeps_limits(case, &rules, award);
            is_possible.then(|| number(objective(case, &rules, award).value()))
        };
        let search = || priced::search(case, begin, limits, told, &worth);
        Some(in_threads(self.options.threads, search))
    }

    /// The program without what no better plan than `best` can hold; left out where prices close
    /// the gap, or where there is no time for one so large.
    fn program(
        &self,
        best: Option<&Award>,
        priced: Option<&Priced>,
    ) -> Result<Proven, SearchError> {
        if let (Some(best), Some(priced)) = (best, priced)
            && let Some(ended) = self.without_program(best, priced)
        {
            return Ok(Proven::nothing(ended));
        }
        let mut formulation = Formulation::new(self.case, Coverage::Required);
        let mut n_fixed = 0;
        if let Some(best) = best {
            formulation.model.start_from(formulation.values_of(best));
            if let Some(priced) = priced {
                let cost = number(self.cost(best).value());
                n_fixed = formulation.leave_out(&priced.hopeless(self.case, cost));
            }
        }
        let floor = formulation.model.floor();
        let limits = limits(self.options, self.started);
        let solved = match branch::solve(&formulation, &limits, &|progress| {
            self.told.solver(&progress);
        }) {
            Err(SearchError::Status(_)) if best.is_some() => Solved::nothing(Ended::Imprecise),
            solved => solved?,
        };
        let award = solved.values.as_ref();
        let award = award.map(|values| formulation.award_of(values));
        Ok(Proven {
            award,
            floor,
            bound: Some(solved.bound.map_or(floor, |bound| bound.max(floor))),
            ended: match (solved.ended, best) {
                // Nothing is better than what is known.
                (Ended::Infeasible, Some(_)) if n_fixed > 0 => Ended::Imprecise,
                (ended, _) => ended,
            },
            nodes: solved.nodes,
            work: solved.work,
        })
    }

    /// Whether prices prove that no award is cheaper by more than the gap.
    fn is_closed(&self, best: &Award, priced: &Priced) -> bool {
        let bound = priced.bound;
        let gap = self.options.gap;
        bound.is_finite() && is_within_gap(self.cost(best), bound_money(bound), gap)
    }

    /// How the search ends if the program is left out.
    fn without_program(&self, best: &Award, priced: &Priced) -> Option<Ended> {
        if self.is_closed(best, priced) {
            return Some(Ended::Optimal);
        }
        let is_limited = self.options.time_limit.is_some() || self.options.work_limit.is_some();
        if !is_limited || !priced.leaves_program() {
            return None;
        }
        Some(if self.options.interrupt.load(Ordering::Relaxed) {
            Ended::Interrupted
        } else if self.options.work_limit.is_some() {
            Ended::WorkLimit
        } else {
            Ended::TimeLimit
        })
    }
}

impl Proven {
    fn nothing(ended: Ended) -> Self {
        Self {
            ended,
            award: None,
            bound: None,
            floor: 0.0,
            nodes: 0,
            work: 0,
        }
    }

    /// The better of the program's bound and the prices', and whose it is.
    fn best_bound(&self, priced: Option<&Priced>) -> (Option<f64>, BoundSource) {
        let by_prices = priced.filter(|priced| priced.bound.is_finite());
        match (self.bound, by_prices) {
            (Some(bound), Some(priced)) if bound >= priced.bound => {
                (Some(bound), BoundSource::Milp)
            }
            (_, Some(priced)) if priced.bound > priced.certified => {
                (Some(priced.bound), BoundSource::Vendors)
            }
            (_, Some(priced)) => (Some(priced.certified), BoundSource::Prices),
            (bound, None) => (bound, BoundSource::Milp),
        }
    }
}

/// What `search` answers in so many threads of its own.
///
/// A thread of another pool that waited inside the new one would begin other work of its own pool
/// meanwhile, search within search; so that the caller waits outside of both.
fn in_threads<T: Send>(threads: usize, search: impl FnOnce() -> T + Send) -> T {
    let search = || match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(search),
        Err(_) => search(),
    };
    std::thread::scope(|scope| match scope.spawn(search).join() {
        Ok(answer) => answer,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// Whether an award keeps every limit exactly. The solver's may break one by its tolerance.
pub(super) fn keeps_limits(case: &Case, rules: &Rules, award: &Award) -> bool {
    let baskets = Basket::by_vendor(case, award);
    let mut baskets = baskets.iter();
    baskets.all(|basket| basket::excess(case, basket).is_zero())
        && rules.standing_of(award).excess.is_zero()
}

/// Whether an award covers all demand by quotes that may serve it, and keeps every limit.
pub fn is_possible(case: &Case, award: &Award) -> bool {
    admissible::covers(case, award) && keeps_limits(case, &Rules::new(case), award)
}

/// What the rules that an award breaks cost over the horizon, unrounded.
pub fn penalty(case: &Case, award: &Award) -> Money {
    Rules::new(case).standing_of(award).penalty
}

/// Landed cost and penalties over the horizon, unrounded.
fn objective(case: &Case, rules: &Rules, award: &Award) -> Money {
    exact::cost(case, &exact::charges(case, award)) + rules.standing_of(award).penalty
}

fn status(ended: Ended) -> Status {
    match ended {
        Ended::Optimal => Status::Optimal,
        Ended::TimeLimit => Status::TimeLimit,
        Ended::WorkLimit => Status::WorkLimit,
        Ended::Interrupted => Status::Interrupted,
        Ended::Infeasible | Ended::Imprecise => Status::Imprecise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{RuleKind, VendorChoice};
    use crate::testing::{TestCase, award, money};

    /// Two shops need 3 and 4 of an item that may be split, which two vendors sell at 2 and 3.
    fn two_shops() -> (TestCase, Award) {
        let mut case = TestCase::new();
        let item = case.item("item");
        case.items[item].split = true;
        let lines = [("a", 3), ("b", 4)].map(|(key, needed)| {
            let shop = case.shop(key);
            case.demand(shop, item, needed)
        });
        let quotes = [("near", 2), ("far", 3)].map(|(key, price)| {
            let vendor = case.vendor(key);
            case.quote(vendor, item, price)
        });
        let dear = award(&[(lines[0], quotes[1], 3), (lines[1], quotes[1], 4)]);
        (case, dear)
    }

    /// What the search begins from, as an award for the original lines.
    fn begun(case: &Case, known: &Award) -> Option<Award> {
        let merged = Merged::new(case);
        let options = Options {
            // Nothing is improved.
            time_limit: Some(std::time::Duration::ZERO),
            ..Options::default()
        };
        let task = Task {
            case: &merged.case,
            rules: Rules::new(&merged.case),
            options: &options,
            started: Instant::now(),
            told: &Told::new(Instant::now(), &|_| {}),
        };
        let begun = task.start(Some(&merged.merge(known)))?;
        Some(merged.divide(case, &begun))
    }

    #[test]
    fn a_search_may_begin_from_a_known_award() {
        let (case, dear) = two_shops();
        assert_eq!(begun(&case, &dear), Some(dear.clone()));
        let known = Known {
            award: dear,
            prices: None,
        };
        let found = search(&case, &Options::default(), Some(&known), &|_| {}).unwrap();
        let Searched::Plan(plan) = found else {
            panic!("{found:?}");
        };
        let cost = exact::cost(&case, &exact::charges(&case, &plan.award));
        assert_eq!(cost, money(14));
    }

    #[test]
    fn a_known_award_that_breaks_a_limit_or_a_rule_is_not_begun_from() {
        let (mut case, dear) = two_shops();
        let mut short = dear.clone();
        short.lines.pop();
        assert_ne!(begun(&case, &short), Some(short));
        let far = case.quotes[dear.lines[0].quote].vendor;
        let rule = case.rule(RuleKind::Forbid(VendorChoice::Vendor(far)));
        let cheap = begun(&case, &dear).expect("the other vendor may serve both");
        assert!(
            cheap
                .lines
                .iter()
                .all(|part| part.quote != dear.lines[0].quote)
        );
        let both = RuleKind::FewestVendors {
            fewest: 2,
            of: None,
        };
        case.rules[rule].kind = both;
        assert_ne!(begun(&case, &dear), Some(dear));
    }
}
