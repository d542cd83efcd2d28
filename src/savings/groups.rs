//! What groups of members would pay by themselves, group by group.

use super::CoalitionCost;
use crate::game::Coalition;
use crate::problem::Case;
use crate::units::{MemberId, Money, VendorId};

/// What one group would pay by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its cost, over the horizon.
    pub cost: CoalitionCost,
    /// From whom its own plan buys, and for how much over the horizon; empty without a plan.
    pub vendors: Vec<(VendorId, Money)>,
}

impl Group {
    /// A group of which nothing is known.
    pub const UNKNOWN: Self = Self {
        cost: CoalitionCost::Unknown,
        vendors: Vec::new(),
    };
}

/// What every group of the members that buy would pay by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCosts {
    members: Vec<MemberId>,
    /// By [`Coalition::index`]; nothing is known of nobody and of everybody.
    groups: Vec<Group>,
}

impl GroupCosts {
    /// Most members that buy: 2^12 − 2 = 4,094 groups are priced one by one.
    pub const MEMBERS_MAX: usize = 12;

    /// The members that buy, if they are few enough for their groups to be priced one by one, but more
    /// than one.
    pub fn members_of(case: &Case) -> Option<Vec<MemberId>> {
        let buyers = buyers(case);
        (2..=Self::MEMBERS_MAX)
            .contains(&buyers.len())
            .then_some(buyers)
    }

    /// Asks for every group of these members; `price` is given each list of groups to answer in order.
    ///
    /// # Panics
    /// If the answers are not as many as the groups.
    pub fn ask(members: Vec<MemberId>, price: impl FnOnce(&[Vec<MemberId>]) -> Vec<Group>) -> Self {
        let coalitions = Coalition::proper(members.len());
        let asked: Vec<Vec<MemberId>> = coalitions
            .map(|coalition| coalition.members().map(|index| members[index]).collect())
            .collect();
        let answers = price(&asked);
        assert_eq!(answers.len(), asked.len(), "every group is answered");
        let mut groups = vec![Group::UNKNOWN];
        groups.extend(answers);
        groups.push(Group::UNKNOWN);
        Self { members, groups }
    }

    /// The members that buy, in the case's order.
    pub fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// How many groups there are.
    pub fn n_groups(&self) -> usize {
        self.groups.len() - 2
    }

    /// Of how many groups nothing is known.
    pub fn n_unknown(&self) -> usize {
        let unknown = |(_, group): &(Coalition, &Group)| group.cost == CoalitionCost::Unknown;
        self.iter().filter(unknown).count()
    }

    /// What these members would pay by themselves.
    pub(super) fn cost(&self, members: impl Iterator<Item = MemberId>) -> CoalitionCost {
        let place = |member| self.members.binary_search(&member).ok();
        let coalition: Option<Coalition> = members.map(place).collect();
        coalition.map_or(CoalitionCost::Unknown, |coalition| {
            self.groups[coalition.index()].cost
        })
    }

    /// Every group with its members.
    pub fn all(&self) -> impl Iterator<Item = (Vec<MemberId>, &Group)> {
        self.iter()
            .map(|(coalition, group)| (self.named(coalition), group))
    }

    /// Every group, as a coalition of [`members`](Self::members).
    pub(super) fn iter(&self) -> impl Iterator<Item = (Coalition, &Group)> {
        let coalitions = Coalition::proper(self.members.len());
        coalitions.map(|coalition| (coalition, &self.groups[coalition.index()]))
    }

    /// A group.
    pub(super) fn group(&self, coalition: Coalition) -> &Group {
        &self.groups[coalition.index()]
    }

    /// The members of a coalition.
    pub(super) fn named(&self, coalition: Coalition) -> Vec<MemberId> {
        coalition
            .members()
            .map(|index| self.members[index])
            .collect()
    }
}

/// The members with demand lines, in the case's order.
pub fn buyers(case: &Case) -> Vec<MemberId> {
    let mut buyers: Vec<MemberId> = case.demand.ids().map(|line| case.member_of(line)).collect();
    buyers.sort_unstable();
    buyers.dedup();
    buyers
}
