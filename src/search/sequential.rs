//! The award first, its routes afterwards: what deciding both together is compared with.

use std::time::Instant;

use super::plan::{Candidate, plan};
use super::priced::{limited, with_fees};
use super::roads::Roads;
use super::routed;
use crate::award::{self, Known, Options, SearchError, Searched};
use crate::plan::{Plan, Status};
use crate::problem::Case;
use crate::units::{Money, Table, VendorId};

/// What an award that is made first knows of its routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardFirst {
    /// Nothing.
    ByPrice,
    /// An estimate for each vendor: half of a route to it alone, as if every route visited two.
    ByEstimate,
}

/// The best award by what it knows, and then its routes. What every plan costs at least is what the award
/// costs without routes.
///
/// # Errors
/// As the award search.
pub(super) fn solve(
    case: &Case,
    first: AwardFirst,
    options: &Options,
    known: Option<&Known>,
) -> Result<Searched, SearchError> {
    let started = Instant::now();
    let limited = limited(case);
    let half = Options {
        time_limit: options.time_limit.map(|limit| limit / 2),
        work_limit: options.work_limit.map(|limit| limit / 2),
        ..options.clone()
    };
    let search = |case: &Case| award::search(case, &half, known, &|_| {});
    let by_price = match search(&limited)? {
        Searched::Plan(plan) => plan,
        ended @ (Searched::Impossible | Searched::NoPlan { .. }) => return Ok(ended),
    };
    let bound = by_price.proof.bound;
    let (nodes, work) = (by_price.proof.nodes, by_price.proof.work);
    let award = match first {
        AwardFirst::ByPrice => Some(by_price.award),
        AwardFirst::ByEstimate => match search(&with_fees(&limited, &estimates(case)))? {
            Searched::Plan(plan) => Some(plan.award),
            Searched::Impossible | Searched::NoPlan { .. } => None,
        },
    };
    let candidate = award.and_then(|award| routed::candidate(case, award, options));
    Ok(candidate.map_or(
        Searched::NoPlan {
            status: Status::AwardFirst,
            bound: Some(bound),
        },
        |candidate| Searched::Plan(claimed(candidate, bound, options, (started, nodes, work))),
    ))
}

/// Nothing cheaper was looked for, whatever the gap.
fn claimed(
    candidate: Candidate,
    bound: Money,
    options: &Options,
    effort: (Instant, u64, u64),
) -> Plan {
    let mut plan = plan(candidate, bound, options, effort);
    if plan.proof.status != Status::Optimal {
        plan.proof.status = Status::AwardFirst;
    }
    plan
}

/// Half of what a route to each vendor alone costs at least in one order cycle, and its visit.
pub(super) fn estimates(case: &Case) -> Table<VendorId, Money> {
    let mut fees: Table<VendorId, Money> = case.vendors.values().map(|_| Money::ZERO).collect();
    if let Some(roads) = Roads::cheapest(&Roads::of_vehicles(case)) {
        for (node, vendor) in (1..).zip(roads.vendors.iter().copied()) {
            fees[vendor] = Roads::per_cycle(case, roads.estimate(node));
        }
    }
    fees
}
