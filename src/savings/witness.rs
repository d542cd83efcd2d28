//! Looking for a group that surely gains, where groups are not all priced (S19).

use super::at_once::AtOnce;
use super::certificate::above_shares;
use super::groups::buyers;
use super::oracle::SharesFound;
use super::{Savings, Witness};
use crate::problem::Case;
use crate::units::{Id, MemberId, Money};

/// Parts of a member from which it counts as being in a group that is only known in parts.
const PARTS: [f64; 3] = [0.99, 0.5, 0.01];

/// Most members alone that are asked about again.
const SINGLES_MAX: usize = 3;

/// The group that surely gains most, of those that shares point to and of members alone.
pub(super) fn witness(
    case: &Case,
    savings: &Savings,
    at_once: &AtOnce,
    found: Option<&SharesFound>,
) -> Option<Witness> {
    let groups = suspected(case, savings, at_once, found);
    let priced = at_once.price(&groups).into_iter().zip(&groups);
    let gaining = priced.filter_map(|(priced, members)| {
        let cost = priced.cost.upper()?;
        let charged: Money = members.iter().map(|member| charge(savings, *member)).sum();
        let gain = charged - cost;
        (gain > Money::ZERO).then(|| Witness {
            group: members.clone(),
            gain,
            cost,
            vendors: priced.vendors,
        })
    });
    gaining.max_by_key(|witness| witness.gain)
}

/// Groups that might gain; each once, none of everybody.
fn suspected(
    case: &Case,
    savings: &Savings,
    at_once: &AtOnce,
    found: Option<&SharesFound>,
) -> Vec<Vec<MemberId>> {
    let buyers = buyers(case);
    let mut groups: Vec<Vec<MemberId>> = Vec::new();
    for part in PARTS {
        let is_inside =
            |member: &MemberId| found.is_some_and(|found| found.weights[member.index()] > part);
        groups.push(buyers.iter().copied().filter(is_inside).collect());
    }
    let mut above = above_shares(savings, &buyers, &at_once.told());
    above.sort_unstable();
    groups.push(above);
    groups.extend(
        gaining_alone(savings)
            .into_iter()
            .map(|member| vec![member]),
    );
    groups.retain(|group| !group.is_empty() && group.len() < buyers.len());
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// Members that would pay less alone than they are charged, those first that would gain most.
fn gaining_alone(savings: &Savings) -> Vec<MemberId> {
    let gains = savings.members.iter().filter_map(|member| {
        let gain = member.charge - member.alone.upper()?;
        (gain > Money::ZERO && member.n_lines > 0).then_some((gain, member.member))
    });
    let mut gains: Vec<(Money, MemberId)> = gains.collect();
    gains.sort_by_key(|(gain, member)| (std::cmp::Reverse(*gain), *member));
    gains.truncate(SINGLES_MAX);
    gains.into_iter().map(|(_, member)| member).collect()
}

fn charge(savings: &Savings, id: MemberId) -> Money {
    let mut members = savings.members.iter();
    let found = members.find(|member| member.member == id);
    found.map_or(Money::ZERO, |member| member.charge)
}
