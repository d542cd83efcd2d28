//! Whether some group would do better by leaving, and by how much (S17–S19).
//!
//! What a group would pay by itself is an interval. That **no** group gains more than some amount is said
//! of the lower ends, and holds whatever lies between; that a group **does** gain is said of an upper end,
//! which its own verified plan costs. Here the groups are all priced one by one; where they are too many,
//! [`certificate`](super::certificate) proves the same for all at once.

use super::groups::GroupCosts;
use super::{CoalitionCost, Savings};
use crate::game::Coalition;
use crate::units::{MemberId, Money, VendorId};

/// What groups could gain by leaving, under given charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stability {
    /// Groups that were priced one by one: all but nobody and everybody; `None` where shares of all groups
    /// at once prove what is said.
    pub n_groups: Option<usize>,
    /// Groups of which nothing is known; what is said below is not said of these.
    pub n_unknown: usize,
    /// The group that could gain most, and that no group gains more; `None` if nothing is known of any.
    pub most: Option<Complaint>,
    /// The group that surely gains most, if one surely gains.
    pub witness: Option<Witness>,
    /// For every member that buys, in the case's order.
    pub members: Vec<MemberStability>,
}

/// A group and what it could gain by leaving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Its members.
    pub group: Vec<MemberId>,
    /// Its charges, less what it would pay by itself at the least; below zero, it loses at least so much.
    pub gain_at_most: Money,
}

/// A group that would gain by leaving, with its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Its members.
    pub group: Vec<MemberId>,
    /// Its charges, less what its own plan costs; above zero.
    pub gain: Money,
    /// What its own plan costs, unrounded.
    pub cost: Money,
    /// From whom that plan buys, and for how much.
    pub vendors: Vec<(VendorId, Money)>,
}

/// What a member has to do with groups that might leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberStability {
    /// The member.
    pub member: MemberId,
    /// What it would lose by leaving alone: at least, and at most; below zero it would gain. `None` if
    /// it cannot buy by itself, or that is not known.
    pub loss_alone: Option<(Money, Money)>,
    /// The group with it that could gain most, if anything is known of one.
    pub tightest: Option<Complaint>,
}

impl Stability {
    /// Of these charges, over all groups.
    pub fn of(savings: &Savings, groups: &GroupCosts) -> Self {
        let charges = Charges::of(savings, groups);
        let tightest = |member: usize| {
            let with = move |coalition: Coalition| coalition.contains(member);
            charges.largest_complaint(with)
        };
        let members = groups.members().iter().enumerate();
        Self {
            n_groups: Some(groups.n_groups()),
            n_unknown: groups.n_unknown(),
            most: charges.largest_complaint(|_| true),
            witness: charges.witness(),
            members: members
                .map(|(index, member)| MemberStability {
                    member: *member,
                    loss_alone: charges.loss_alone(index),
                    tightest: tightest(index),
                })
                .collect(),
        }
    }

    /// Whether it is proven that no group gains.
    pub fn is_stable(&self) -> bool {
        let is_kept = |most: &Complaint| most.gain_at_most <= Money::ZERO;
        self.n_unknown == 0 && self.most.as_ref().is_none_or(is_kept)
    }
}

/// What every group is charged.
struct Charges<'a> {
    groups: &'a GroupCosts,
    /// By [`Coalition::index`].
    sums: Vec<Money>,
}

impl<'a> Charges<'a> {
    fn of(savings: &Savings, groups: &'a GroupCosts) -> Self {
        let charge = |member: MemberId| {
            let of = savings.members.iter().find(|of| of.member == member);
            of.map_or(Money::ZERO, |of| of.charge)
        };
        let charges: Vec<Money> = groups
            .members()
            .iter()
            .map(|member| charge(*member))
            .collect();
        let mut sums = vec![Money::ZERO];
        for charge in charges {
            let with: Vec<Money> = sums.iter().map(|sum| *sum + charge).collect();
            sums.extend(with);
        }
        Self { groups, sums }
    }

    fn largest_complaint(&self, is_meant: impl Fn(Coalition) -> bool) -> Option<Complaint> {
        let complaints = self.groups.iter().filter_map(|(coalition, group)| {
            let lower = group.cost.lower().filter(|_| is_meant(coalition))?;
            Some((self.sums[coalition.index()] - lower, coalition))
        });
        let (gain_at_most, coalition) = first_largest(complaints)?;
        Some(Complaint {
            group: self.groups.named(coalition),
            gain_at_most,
        })
    }

    fn witness(&self) -> Option<Witness> {
        let gains = self.groups.iter().filter_map(|(coalition, group)| {
            let gain = self.sums[coalition.index()] - group.cost.upper()?;
            (gain > Money::ZERO).then_some((gain, coalition))
        });
        let (gain, coalition) = first_largest(gains)?;
        Some(Witness {
            group: self.groups.named(coalition),
            gain,
            cost: self.sums[coalition.index()] - gain,
            vendors: self.groups.group(coalition).vendors.clone(),
        })
    }

    fn loss_alone(&self, member: usize) -> Option<(Money, Money)> {
        let alone = Coalition::of(member);
        let charge = self.sums[alone.index()];
        match self.groups.group(alone).cost {
            CoalitionCost::Known { lower, upper } => Some((lower - charge, upper - charge)),
            CoalitionCost::NotAvailable | CoalitionCost::Unknown => None,
        }
    }
}

/// The largest gain with its group; of equal ones the group that comes first.
fn first_largest(gains: impl Iterator<Item = (Money, Coalition)>) -> Option<(Money, Coalition)> {
    gains.reduce(|best, next| if next.0 > best.0 { next } else { best })
}
