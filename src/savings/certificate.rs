//! What no group gains by leaving, from shares that hold for all groups at once (S24).

use super::stability::{Complaint, MemberStability, Stability, Witness};
use super::{CoalitionCost, MemberSavings, Savings};
use crate::units::{MemberId, Money};
use crate::verify::GroupShares;

/// Whether some group would leave, as several shares prove it: of each statement the sharpest. `None`
/// without shares.
pub(super) fn stability(
    savings: &Savings,
    buyers: &[MemberId],
    known: &[GroupShares],
    witness: Option<Witness>,
) -> Option<Stability> {
    let all: Vec<Above> = known
        .iter()
        .map(|shares| Above::of(savings, buyers, shares))
        .collect();
    let sharpest = |with: Option<MemberId>| {
        let complaints = all.iter().filter_map(|above| above.largest(with));
        complaints.min_by_key(|complaint| complaint.gain_at_most)
    };
    let member = |id: &MemberId| MemberStability {
        member: *id,
        loss_alone: loss_alone(member_of(savings, *id)),
        tightest: sharpest(Some(*id)),
    };
    Some(Stability {
        n_groups: None,
        n_unknown: 0,
        most: Some(sharpest(None)?),
        witness,
        members: buyers.iter().map(member).collect(),
    })
}

/// Members whose charges are above their shares, furthest first; of the sharpest shares.
pub(super) fn above_shares(
    savings: &Savings,
    buyers: &[MemberId],
    known: &[GroupShares],
) -> Vec<MemberId> {
    let all = known
        .iter()
        .map(|shares| Above::of(savings, buyers, shares));
    let sharpest = all.min_by_key(|above| above.largest(None).map(|most| most.gain_at_most));
    let mut members = sharpest.map_or_else(Vec::new, |above| above.members);
    members.sort_by_key(|(_, above)| std::cmp::Reverse(*above));
    members.retain(|(_, above)| *above > Money::ZERO);
    members.into_iter().map(|(member, _)| member).collect()
}

fn member_of(savings: &Savings, id: MemberId) -> &MemberSavings {
    let mut members = savings.members.iter();
    let found = members.find(|member| member.member == id);
    found.expect("savings name every member")
}

fn loss_alone(member: &MemberSavings) -> Option<(Money, Money)> {
    match member.alone {
        CoalitionCost::Known { lower, upper } => {
            Some((lower - member.charge, upper - member.charge))
        }
        CoalitionCost::NotAvailable | CoalitionCost::Unknown => None,
    }
}

/// By how much every buyer is charged above its share.
struct Above {
    members: Vec<(MemberId, Money)>,
    rest: Money,
}

impl Above {
    fn of(savings: &Savings, buyers: &[MemberId], shares: &GroupShares) -> Self {
        let above = |id: &MemberId| (*id, member_of(savings, *id).charge - shares.shares[*id]);
        Self {
            members: buyers.iter().map(above).collect(),
            rest: shares.rest,
        }
    }

    /// The proper group (with a member) that could gain most: all who are charged above their shares, but
    /// one if these are all; `None` if there is no proper group.
    fn largest(&self, with: Option<MemberId>) -> Option<Complaint> {
        let is_with = |member: MemberId| with == Some(member);
        let is_inside =
            |(member, above): &&(MemberId, Money)| is_with(*member) || *above > Money::ZERO;
        let mut inside: Vec<(MemberId, Money)> =
            self.members.iter().filter(is_inside).copied().collect();
        if inside.is_empty() {
            inside.extend(self.members.iter().max_by_key(|(_, above)| *above));
        }
        if inside.len() == self.members.len() {
            let others = inside.iter().enumerate();
            let others = others.filter(|(_, (member, _))| !is_with(*member));
            let (least, _) = others.min_by_key(|(_, (_, above))| *above)?;
            inside.remove(least);
        }
        let gain: Money = inside.iter().map(|(_, above)| *above).sum();
        (!inside.is_empty()).then(|| Complaint {
            group: inside.iter().map(|(member, _)| *member).collect(),
            gain_at_most: gain + self.rest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::money;
    use crate::units::Id;

    fn check(above: &[i64], with: Option<usize>, group: &[usize], gain: i64) {
        let members = above.iter().enumerate();
        let above = Above {
            members: members
                .map(|(index, above)| (MemberId::from_index(index), money(*above)))
                .collect(),
            rest: money(1),
        };
        let found = above.largest(with.map(MemberId::from_index)).unwrap();
        let found_group: Vec<usize> = found.group.iter().map(|member| member.index()).collect();
        assert_eq!((&found_group[..], found.gain_at_most), (group, money(gain)));
    }

    #[test]
    fn the_group_that_could_gain_most_is_of_those_above_their_shares() {
        check(&[3, -2, 4, 0], None, &[0, 2], 8);
        check(&[3, -2, 4, 0], Some(1), &[0, 1, 2], 6);
    }

    #[test]
    fn everybody_does_not_leave() {
        check(&[3, 2, 4], None, &[0, 2], 8);
        check(&[3, 2, 4], Some(1), &[1, 2], 7);
        check(&[3, -2], Some(1), &[1], -1);
    }

    #[test]
    fn where_nobody_is_above_its_share_the_closest_is_one_alone() {
        check(&[-3, -2, -5], None, &[1], -1);
    }
}
