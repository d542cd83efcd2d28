//! Branch and bound over whom to visit.
//!
//! In a branch some vendors are certain to be visited, some are left out, the others are free. The award
//! search is told what visiting a free one costs at least (J16); visits that are certain are paid beside. Its
//! answer is a candidate, and bounds the branch (J17). Where prices were too low for whom it visits, it is
//! asked again with better ones; then a vendor whose visit is paid too little is made certain, or left out.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::{Best, Task};
use crate::award::{Known, SearchError, Searched};
use crate::plan::Award;
use crate::pricing::exact;
use crate::problem::Case;
use crate::search::bound::VisitPrices;
use crate::search::exact_tour;
use crate::search::number::{bound_money, number};
use crate::search::plan::{Candidate, collection_cost};
use crate::search::priced::{with_fees, without};
use crate::search::roads::Roads;
use crate::search::routed::marginal_fees;
use crate::units::{Decimal, Money, Table, VendorId};

/// How often prices of one branch are improved.
const PRICINGS: u32 = 3;

/// Share of a visit by a free vendor that is not meant: enough for it to have a price too.
const ASIDE: f64 = 0.1;

/// Part of the cost below which a difference is none.
const NONE: f64 = 1e-9;

/// What is decided of a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Visit {
    Free,
    Certain,
    LeftOut,
}

/// A part of all plans.
struct Branch {
    /// None of them costs less.
    bound: f64,
    /// The how-manieth it is.
    number: u64,
    /// By node.
    visits: Vec<Visit>,
    prices: VisitPrices,
    known: Option<Known>,
}

/// What the award search says of a branch.
struct Answer {
    /// By node.
    is_visited: Vec<bool>,
    /// With routes, if any were found.
    candidate: Option<Candidate>,
}

/// Branches that are left, and what those that are done leave open.
pub(super) struct Tree<'a> {
    task: &'a Task<'a>,
    /// The roads of each type of vehicle, and those of the cheapest in everything.
    fleet: &'a [Roads],
    roads: &'a Roads,
    /// The case with what vehicles can carry as a rule.
    case: &'a Case,
    left: BinaryHeap<Branch>,
    /// Least bound of branches that are done without a proof.
    open: f64,
    n_made: u64,
}

impl<'a> Tree<'a> {
    /// The tree of all plans, with prices for whom this award visits. `None` if the time is over.
    pub fn new(
        task: &'a Task<'a>,
        (fleet, roads): (&'a [Roads], &'a Roads),
        case: &'a Case,
        (award, bound): (&Award, Money),
    ) -> Option<Self> {
        let mut tree = Self {
            task,
            fleet,
            roads,
            case,
            left: BinaryHeap::new(),
            open: f64::INFINITY,
            n_made: 0,
        };
        let visits = vec![Visit::Free; tree.roads.n_nodes()];
        let prices = tree.prices(&visits, &tree.visited(award))?;
        tree.left.push(Branch {
            bound: number(bound.value()),
            number: 0,
            visits,
            prices,
            known: None,
        });
        Some(tree)
    }

    /// What every plan costs at least; `None` if nothing is left in which one could be cheaper.
    pub fn bound(&self) -> Option<Money> {
        let left = self.left.peek().map_or(f64::INFINITY, |first| first.bound);
        let bound = left.min(self.open);
        bound.is_finite().then(|| bound_money(bound))
    }

    /// Explores the branch with the least bound; false if none is left.
    pub fn explore(&mut self, best: &mut Best) -> Result<bool, SearchError> {
        let Some(mut branch) = self.left.pop() else {
            return Ok(false);
        };
        for pricing in 0..=PRICINGS {
            let Some(answer) = self.ask(&mut branch)? else {
                break;
            };
            best.offer(answer.candidate.clone());
            if self.task.is_over(best, Some(bound_money(branch.bound))) {
                self.open = self.open.min(branch.bound);
                break;
            }
            let better = self.better_prices(&branch, &answer.is_visited);
            if let Some(prices) = better.filter(|_| pricing < PRICINGS) {
                branch.prices = prices;
            } else {
                self.split(&branch, &answer);
                break;
            }
        }
        Ok(true)
    }

    /// The best award of a branch at its prices, which bounds it (J17); `None` if there is none, or if none
    /// was found in time.
    fn ask(&mut self, branch: &mut Branch) -> Result<Option<Answer>, SearchError> {
        let priced = self.priced(branch);
        let paid = self.paid(branch);
        let found = self.task.asked(&priced, branch.known.as_ref())?;
        let raise = |branch: &mut Branch, bound: Money| {
            branch.bound = branch.bound.max(number(bound.value()) + paid);
        };
        match found {
            Searched::Impossible => Ok(None),
            Searched::NoPlan { bound, .. } => {
                if let Some(bound) = bound {
                    raise(branch, bound);
                }
                self.open = self.open.min(branch.bound);
                Ok(None)
            }
            Searched::Plan(plan) => {
                raise(branch, plan.proof.bound);
                branch.known = Some(Known {
                    award: plan.award.clone(),
                    prices: plan.prices,
                });
                Ok(Some(Answer {
                    is_visited: self.visited(&plan.award),
                    candidate: self.task.candidate(plan.award),
                }))
            }
        }
    }

    /// The case in which nothing is bought from vendors left out, and free ones cost what visiting them
    /// costs at least.
    fn priced(&self, branch: &Branch) -> Case {
        let mut fees: Table<VendorId, Money> =
            self.case.vendors.values().map(|_| Money::ZERO).collect();
        let mut case = self.case.clone();
        for (node, vendor) in self.nodes() {
            match branch.visits[node] {
                Visit::Certain => {}
                Visit::LeftOut => case = without(case, vendor),
                Visit::Free => {
                    fees[vendor] = Roads::per_cycle(self.case, branch.prices.by_node[node]);
                }
            }
        }
        with_fees(&case, &fees)
    }

    /// What visits that are certain cost at least.
    fn paid(&self, branch: &Branch) -> f64 {
        let certain = self.in_state(branch, Visit::Certain);
        let priced = branch.prices.sum(certain.iter().copied());
        if !self.in_state(branch, Visit::Free).is_empty() {
            return priced;
        }
        let exact = exact_tour::least_cost(self.fleet, &certain);
        exact.map_or(priced, |exact| priced.max(exact * (1.0 - NONE)))
    }

    /// Prices that are higher for whom an answer visits, if there are any.
    fn better_prices(&self, branch: &Branch, is_visited: &[bool]) -> Option<VisitPrices> {
        let prices = self.prices(&branch.visits, is_visited)?;
        let meant = self.meant(branch, is_visited);
        let [before, after] =
            [&branch.prices, &prices].map(|prices| prices.sum(meant.iter().copied()));
        let is_better = after > before + NONE.sqrt() * after.abs();
        is_better.then(|| branch.prices.mean(&prices))
    }

    /// Prices whose sum is highest for whom is certain or visited.
    fn prices(&self, visits: &[Visit], is_visited: &[bool]) -> Option<VisitPrices> {
        let shares = visits.iter().zip(is_visited);
        let shares: Vec<f64> = shares
            .map(|(visit, is_visited)| match visit {
                Visit::Certain => 1.0,
                Visit::LeftOut => 0.0,
                Visit::Free if *is_visited => 1.0,
                Visit::Free => ASIDE,
            })
            .collect();
        VisitPrices::of(self.roads, &shares, &self.task.relaxing())
    }

    /// Two branches of one; none if nobody is free, or if prices say what the answer's routes cost.
    fn split(&mut self, branch: &Branch, answer: &Answer) {
        let Some(node) = self.to_decide(branch, answer) else {
            self.open = self.open.min(branch.bound);
            return;
        };
        for visit in [Visit::Certain, Visit::LeftOut] {
            let mut visits = branch.visits.clone();
            visits[node] = visit;
            self.n_made += 1;
            self.left.push(Branch {
                bound: branch.bound,
                number: self.n_made,
                visits,
                prices: branch.prices.clone(),
                known: branch.known.clone(),
            });
        }
    }

    /// The free vendor whose visit is paid least beside what it adds to the routes; of those not visited,
    /// the cheapest.
    fn to_decide(&self, branch: &Branch, answer: &Answer) -> Option<usize> {
        let free = |node: &usize| branch.visits[*node] == Visit::Free;
        let visited = (1..self.roads.n_nodes()).filter(|node| answer.is_visited[*node]);
        let visited: Vec<usize> = visited.filter(free).collect();
        let price = |node: usize| branch.prices.by_node[node];
        let Some(candidate) = &answer.candidate else {
            let dearest = visited
                .into_iter()
                .max_by(|a, b| price(*a).total_cmp(&price(*b)));
            return dearest.or_else(|| self.in_state(branch, Visit::Free).first().copied());
        };
        let driven = number(collection_cost(self.task.case, &candidate.routes).value());
        let priced = branch
            .prices
            .sum(self.meant(branch, &answer.is_visited).into_iter());
        if driven - priced <= NONE * driven {
            return None;
        }
        let cycles = number(Decimal::from(self.case.horizon.cycles));
        let marginal = marginal_fees(self.task.case, candidate);
        let unpaid = |node: usize| {
            number(marginal[self.roads.vendors[node - 1]].value()) * cycles - price(node)
        };
        let least_paid = visited
            .into_iter()
            .max_by(|a, b| unpaid(*a).total_cmp(&unpaid(*b)));
        let others = self.in_state(branch, Visit::Free).into_iter();
        least_paid.or_else(|| others.min_by(|a, b| price(*a).total_cmp(&price(*b))))
    }

    /// Nodes that are certain, or free and visited.
    fn meant(&self, branch: &Branch, is_visited: &[bool]) -> Vec<usize> {
        let nodes = (1..self.roads.n_nodes()).filter(|node| match branch.visits[*node] {
            Visit::Certain => true,
            Visit::Free => is_visited[*node],
            Visit::LeftOut => false,
        });
        nodes.collect()
    }

    fn in_state(&self, branch: &Branch, state: Visit) -> Vec<usize> {
        let nodes = (1..self.roads.n_nodes()).filter(|node| branch.visits[*node] == state);
        nodes.collect()
    }

    fn nodes(&self) -> impl Iterator<Item = (usize, VendorId)> {
        (1..).zip(self.roads.vendors.iter().copied())
    }

    fn visited(&self, award: &Award) -> Vec<bool> {
        let fetched = exact::collected(self.case, award);
        let mut is_visited = vec![false; self.roads.n_nodes()];
        for (node, vendor) in self.nodes() {
            is_visited[node] = fetched.iter().any(|(other, _)| *other == vendor);
        }
        is_visited
    }
}

impl Ord for Branch {
    /// The least bound is greatest, then the oldest.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bound = other.bound.total_cmp(&self.bound);
        by_bound.then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Branch {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Branch {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Branch {}
