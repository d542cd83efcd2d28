//! The sharing rules, one file each (S6, S12–S16).

mod alternative_cost_avoided;
mod at_once;
mod equal_percentage;
mod equal_price;
mod fill;
mod nucleolus;
mod played;
mod shapley;
mod stable_equal_saving;

use super::apportion::{from_minor_units, in_minor_units, rounded};
use super::at_once::Groups;
use super::division::Part;
use super::groups::GroupCosts;
use super::{Base, CoalitionCost, MemberSavings};
use crate::game::{Coalition, GameError};
use crate::problem::Case;
use crate::units::{Decimal, Id, MemberId, Money};
use crate::verify::VerifiedPlan;
use fill::{Filled, leveled};
pub(super) use played::{OwnCost, Played};
use stable_equal_saving::{GroupLimit, Shared};

/// By which rule charges are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharingRule {
    /// Everybody pays its own invoices; members pay each other nothing.
    Invoices,
    /// Everybody pays the same price for the same item, and the deliveries it causes.
    EqualPrice,
    /// Everybody saves the same percentage of its base, and nobody is charged above its cap.
    EqualPercentage,
    /// Everybody saves the same percentage of its base, except that no group is charged more than it
    /// would pay by itself.
    StableEqualSaving,
    /// Everybody pays what it adds to the cost of all others, and a part of the rest by what it would
    /// otherwise pay more.
    AlternativeCostAvoided,
    /// Everybody pays what it adds to the cost of those before it, on average over all orders.
    Shapley,
    /// The charges whose largest complaint of any group is the least, then the second, and so on.
    Nucleolus,
}

impl SharingRule {
    /// Every rule, in the order in which reports show them.
    pub const ALL: [Self; 7] = [
        Self::Invoices,
        Self::EqualPrice,
        Self::EqualPercentage,
        Self::StableEqualSaving,
        Self::AlternativeCostAvoided,
        Self::Shapley,
        Self::Nucleolus,
    ];

    /// The rule of a case: equal percentage, or own invoices where members pay each other nothing.
    pub fn of(case: &Case) -> Self {
        if case.settlement.transfers {
            Self::EqualPercentage
        } else {
            Self::Invoices
        }
    }

    /// What files call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Invoices => "invoices",
            Self::EqualPrice => "equal_price",
            Self::EqualPercentage => "equal_percentage",
            Self::StableEqualSaving => "stable_equal_saving",
            Self::AlternativeCostAvoided => "alternative_cost_avoided",
            Self::Shapley => "shapley",
            Self::Nucleolus => "nucleolus",
        }
    }

    /// Whether members pay each other what it takes.
    pub fn has_transfers(self) -> bool {
        match self {
            Self::Invoices => false,
            Self::EqualPrice
            | Self::EqualPercentage
            | Self::StableEqualSaving
            | Self::AlternativeCostAvoided
            | Self::Shapley
            | Self::Nucleolus => true,
        }
    }

    /// Whether it asks what groups of members would pay by themselves.
    pub fn asks_for_groups(self) -> bool {
        match self {
            Self::Invoices | Self::EqualPrice | Self::EqualPercentage => false,
            Self::StableEqualSaving
            | Self::AlternativeCostAvoided
            | Self::Shapley
            | Self::Nucleolus => true,
        }
    }
}

/// Why a rule does not say what members are charged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoShares {
    /// The rule asks for the cost of groups, which were not priced one by one.
    #[error("the rule asks what groups of members would pay, and these were not priced")]
    WithoutGroups,
    /// A limit was reached before anything was proven of all groups at once.
    #[error("nothing is known of groups of members")]
    NothingProven,
    /// Of some groups nothing is proven.
    #[error("of {0} groups it is not known what they would pay by themselves")]
    Unknown(usize),
    /// Each for itself, members would pay less than they pay together: no charges are at most that for
    /// everybody.
    #[error("members would pay less if each bought by itself")]
    NoneRational,
    /// The game has no answer.
    #[error(transparent)]
    Game(#[from] GameError),
}

/// What is shared, and among whom.
pub(super) struct Sharing<'a> {
    pub case: &'a Case,
    pub plan: &'a VerifiedPlan,
    pub parts: &'a [Part],
    pub groups: Groups<'a>,
    /// What every member owes, in the case's order.
    pub owed: &'a [Money],
}

impl Sharing<'_> {
    /// Charges members by a rule, and returns what everybody below its cap saves as a share of its
    /// base, under equal percentages. Who is outside the sharing keeps paying what it owes.
    pub fn charge(
        &self,
        rule: SharingRule,
        members: &mut [MemberSavings],
    ) -> Result<Option<Decimal>, NoShares> {
        if rule == SharingRule::Invoices {
            return Ok(None);
        }
        self.require_groups(rule)?;
        let is_sharer = |member: &&mut MemberSavings| takes_part(rule, member);
        let mut sharing: Vec<&mut MemberSavings> = members.iter_mut().filter(is_sharer).collect();
        if sharing.is_empty() {
            return Ok(None);
        }
        let currency = self.case.currency;
        let units = |amount| in_minor_units(amount, currency);
        let total = units(sharing.iter().map(|member| member.account.own()).sum());
        let caps: Vec<Option<Decimal>> = sharing
            .iter()
            .map(|member| member.cap.map(|cap| units(cap.amount)))
            .collect();
        let filled = self.filled(rule, total, &sharing, &caps)?;
        let limits = if filled.is_over {
            vec![None; caps.len()]
        } else {
            caps
        };
        let charges = rounded(&filled.shares, total, &limits);
        for (member, units) in sharing.iter_mut().zip(charges) {
            member.charge = from_minor_units(units, currency);
            member.transfer = member.charge - member.account.own();
        }
        Ok(filled.charged_share.map(|share| Decimal::ONE - share))
    }

    fn filled(
        &self,
        rule: SharingRule,
        total: Decimal,
        sharing: &[&mut MemberSavings],
        caps: &[Option<Decimal>],
    ) -> Result<Filled, NoShares> {
        let bases: Vec<Decimal> = sharing
            .iter()
            .map(|member| {
                in_minor_units(member.base.amount().unwrap_or_default(), self.case.currency)
            })
            .collect();
        let sharers: Vec<MemberId> = sharing.iter().map(|member| member.member).collect();
        let played = || {
            let groups = self.each()?;
            Played::build(sharers.len(), |coalition| {
                self.own_cost(groups, coalition, (&sharers, &bases, total))
            })
        };
        let targets = match rule {
            SharingRule::Invoices | SharingRule::EqualPercentage => {
                return Ok(equal_percentage::equal_percentage(total, &bases, caps));
            }
            SharingRule::StableEqualSaving => {
                let shared = Shared {
                    total,
                    bases: &bases,
                    caps,
                };
                return self.stable_equal_saving(&shared, &sharers);
            }
            SharingRule::EqualPrice => {
                let own: Vec<Money> = sharing
                    .iter()
                    .map(|member| member.account.admin_fee)
                    .collect();
                equal_price::targets(self, &sharers, &own)
            }
            SharingRule::AlternativeCostAvoided => alternative_cost_avoided::targets(&played()?),
            SharingRule::Shapley => shapley::targets(&played()?)?,
            SharingRule::Nucleolus => nucleolus::targets(&played()?)?,
        };
        Ok(leveled(total, &targets, caps))
    }

    /// What a rule asks of groups is known, or whoever knows it is there.
    fn require_groups(&self, rule: SharingRule) -> Result<(), NoShares> {
        let asks = rule.asks_for_groups();
        let is_known = match self.groups {
            Groups::Each(_) => true,
            Groups::AtOnce(_) => !asks || rule == SharingRule::StableEqualSaving,
            Groups::Unknown => !asks,
        };
        is_known.then_some(()).ok_or(NoShares::WithoutGroups)
    }

    /// What every group would pay, of each by itself.
    fn each(&self) -> Result<&GroupCosts, NoShares> {
        match self.groups {
            Groups::Each(groups) => Ok(groups),
            Groups::Unknown | Groups::AtOnce(_) => Err(NoShares::WithoutGroups),
        }
    }

    fn stable_equal_saving(
        &self,
        shared: &Shared,
        sharers: &[MemberId],
    ) -> Result<Filled, NoShares> {
        let Groups::AtOnce(at_once) = self.groups else {
            return stable_equal_saving::filled(shared, &self.limits(sharers)?);
        };
        let asked = at_once::Asked {
            at_once,
            sharers,
            owed: self.owed,
            currency: self.case.currency,
        };
        at_once::filled(shared, &asked)
    }

    /// What every group with one who shares would leave to those: the lower end of what it would pay, less
    /// what those outside the sharing owe.
    fn limits(&self, sharers: &[MemberId]) -> Result<Vec<GroupLimit>, NoShares> {
        let groups = self.each()?;
        let unknown = groups.n_unknown();
        if unknown > 0 {
            return Err(NoShares::Unknown(unknown));
        }
        let place = |member: &MemberId| sharers.binary_search(member).map_err(|_| *member);
        let limits = groups.iter().filter_map(|(coalition, group)| {
            let lower = group.cost.lower()?;
            let members = groups.named(coalition);
            let (inside, outside): (Vec<_>, Vec<_>) =
                members.iter().map(place).partition(Result::is_ok);
            let owed = outside.into_iter().filter_map(Result::err);
            let owed: Money = owed.map(|member| self.owed[member.index()]).sum();
            let group: Coalition = inside.into_iter().flatten().collect();
            let most = in_minor_units(lower - owed, self.case.currency);
            (!group.is_empty()).then_some(GroupLimit { group, most })
        });
        Ok(limits.collect())
    }

    /// Everybody pays the total, each alone its base, a group the lower end of what it would pay (S13).
    fn own_cost(
        &self,
        groups: &GroupCosts,
        coalition: Coalition,
        (sharers, bases, total): (&[MemberId], &[Decimal], Decimal),
    ) -> OwnCost {
        let inside: Vec<usize> = coalition.members().collect();
        match inside[..] {
            _ if inside.len() == sharers.len() => OwnCost::Pays(total),
            [member] => OwnCost::Pays(bases[member]),
            _ => match groups.cost(inside.iter().map(|member| sharers[*member])) {
                CoalitionCost::Known { lower, .. } => {
                    OwnCost::Pays(in_minor_units(lower, self.case.currency))
                }
                CoalitionCost::NotAvailable => OwnCost::InParts,
                CoalitionCost::Unknown => OwnCost::Unknown,
            },
        }
    }
}

/// Whether a member's charge follows from the rule: it buys, and the rule knows what to measure it by.
fn takes_part(rule: SharingRule, member: &MemberSavings) -> bool {
    match rule {
        SharingRule::Invoices => false,
        SharingRule::EqualPrice => member.n_lines > 0,
        SharingRule::EqualPercentage
        | SharingRule::StableEqualSaving
        | SharingRule::AlternativeCostAvoided
        | SharingRule::Shapley
        | SharingRule::Nucleolus => member.base != Base::LeftOut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_one_name() {
        let keys: std::collections::BTreeSet<_> =
            SharingRule::ALL.iter().map(|rule| rule.key()).collect();
        assert_eq!(keys.len(), SharingRule::ALL.len());
    }
}
