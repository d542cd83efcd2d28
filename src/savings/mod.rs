//! Who saves what: baselines, what every member is charged, and who pays whom.
//!
//! Goes in: a case, its [`VerifiedPlan`](crate::verify::VerifiedPlan) and what every member would
//! pay by itself ([`CoalitionCost`](crate::savings::CoalitionCost), from a [`CostOracle`](crate::savings::CostOracle); the search behind it is not known
//! here). Comes out: [`Savings`](crate::savings::Savings). Everything is computed in decimal from these three, so whoever has
//! them finds the same, to the cent.
//!
//! ```
//! use rochdale::savings::{CoalitionCost, Savings};
//! use rochdale::testing::{TestCase, award, money, plan};
//! use rochdale::verify::verify;
//!
//! // Two shops need 6 and 2 kg; from 8 kg on a kg costs 5 instead of 9.
//! let mut case = TestCase::new();
//! let shops = [case.shop("hart"), case.shop("mill")];
//! let flour = case.item("flour");
//! let lines = [case.demand(shops[0], flour, 6), case.demand(shops[1], flour, 2)];
//! let mill = case.vendor("mill");
//! let quote = case.quote(mill, flour, 9);
//! case.all_units(&[quote], &[(8, 5)]);
//! let plan = verify(&case, &plan(award(&[(lines[0], quote, 6), (lines[1], quote, 2)]))).unwrap();
//!
//! // Alone they pay 54 and 18: together 40 instead of 72, so each is charged 5 ÷ 9 of that.
//! let alone = [54, 18].map(|cost| CoalitionCost::between(money(cost), money(cost)));
//! let savings = Savings::of(&case, &plan, &alone);
//! let charges: Vec<_> = savings.members.iter().map(|member| member.charge).collect();
//! assert_eq!(charges, [money(30), money(10)]);
//! ```
#![doc = include_str!("../../models/savings.md")]
#![deny(clippy::float_arithmetic)]

mod account;
mod alone;
mod apportion;
mod at_once;
mod base;
mod baseline;
mod caps;
mod certificate;
mod comparison;
mod cost;
mod division;
mod entitlement;
mod groups;
mod oracle;
mod rules;
mod settlement;
mod stability;
mod surplus;
mod witness;

pub use account::{Account, Invoice, Tax, TaxKind};
pub use alone::coalition_case;
pub use base::Base;
pub use baseline::{Incumbent, incumbent, known_lines, lines_of, today_cost};
pub use caps::{Cap, CapKind};
pub use comparison::{Comparison, CoreKnown, Parting, Shares};
pub use cost::{Breakdown, CostKind, caused_by, owner_member, shared};
pub use division::{Part, parts};
pub use groups::{Group, GroupCosts, buyers};
pub use oracle::{Charging, CoalitionCost, CostOracle, GroupOracle, SharesFound, nothing_known};
pub use rules::{NoShares, SharingRule};
pub use settlement::Transfer;
pub use stability::{Complaint, MemberStability, Stability, Witness};
pub use surplus::{OwnedSurplus, owned_surplus};

use crate::problem::Case;
use crate::units::rounding::rounded_down;
use crate::units::{Decimal, MemberId, Money};
use crate::verify::VerifiedPlan;
use at_once::Groups;
use caps::{Caps, lines_by_member};
use rules::Sharing;

/// How the cost of a plan is shared, over the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Savings {
    /// Every member, in the case's order.
    pub members: Vec<MemberSavings>,
    /// By which rule.
    pub rule: SharingRule,
    /// What is shared: the landed cost as it is invoiced, with the cooperative's fees.
    pub total: Money,
    /// What everybody below its cap saves, as a share of its base; `None` if there is nobody, or
    /// if everybody pays its own invoices.
    pub saving_share: Option<Decimal>,
    /// Who pays whom among the members.
    pub transfers: Vec<Transfer>,
}

/// One member's part, over the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberSavings {
    /// The member.
    pub member: MemberId,
    /// Its demand lines.
    pub n_lines: usize,
    /// What it pays today, if any price of today is declared.
    pub incumbent: Option<Incumbent>,
    /// What it would pay by itself.
    pub alone: CoalitionCost,
    /// What it would pay by itself at least, if that is known, rounded down to minor units.
    pub alone_at_least: Option<Money>,
    /// What its percentage is taken of.
    pub base: Base,
    /// The most it should be charged, if there is such a limit.
    pub cap: Option<Cap>,
    /// What it owes to vendors and to the cooperative.
    pub account: Account,
    /// What it is charged in the end: all it pays, less what comes back later, with what it bears
    /// itself.
    pub charge: Money,
    /// What it pays the other members; below zero: what they pay it.
    pub transfer: Money,
}

/// What a member saves against a named baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saving {
    /// Against what.
    pub baseline: Baseline,
    /// What the member would pay under the baseline.
    pub cost: Money,
    /// What it saves; below zero if it is charged more.
    pub amount: Money,
}

/// What a member would pay without the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// What it pays today.
    Incumbent,
    /// The least that buying by itself would cost, at its lower end.
    StandAlone,
}

impl Saving {
    /// The saving as a share of the baseline; `None` if that is zero.
    pub fn share(&self) -> Option<Decimal> {
        (!self.cost.is_zero()).then(|| self.amount.value() / self.cost.value())
    }
}

impl MemberSavings {
    /// What the member saves: against today where all its prices of today are known, else against
    /// buying by itself; `None` if neither is known.
    pub fn saving(&self) -> Option<Saving> {
        let incumbent = self.incumbent.as_ref().and_then(Incumbent::complete);
        incumbent
            .map(|cost| self.saving_against(Baseline::Incumbent, cost))
            .or_else(|| self.saving_alone())
    }

    /// What the member saves against buying by itself.
    pub fn saving_alone(&self) -> Option<Saving> {
        let cost = self.alone_at_least.filter(|_| self.n_lines > 0);
        cost.map(|cost| self.saving_against(Baseline::StandAlone, cost))
    }

    fn saving_against(&self, baseline: Baseline, cost: Money) -> Saving {
        Saving {
            baseline,
            cost,
            amount: cost - self.charge,
        }
    }

    /// By how much the charge is above the cap; zero if it is not.
    pub fn above_cap(&self) -> Money {
        self.cap.map_or(Money::ZERO, |cap| {
            (self.charge - cap.amount).max(Money::ZERO)
        })
    }
}

impl Savings {
    /// How the cost of a plan is shared by the rule of its case; `alone` has what every member would
    /// pay by itself.
    ///
    /// # Panics
    /// If `alone` has another length than the case has members.
    pub fn of(case: &Case, plan: &VerifiedPlan, alone: &[CoalitionCost]) -> Self {
        Self::by(SharingRule::of(case), case, plan, (alone, None))
            .expect("the rule of a case asks for no groups")
    }

    /// How the cost of a plan is shared by a rule; `known` has what every member would pay by itself,
    /// and every group where the rule asks for that.
    ///
    /// # Errors
    /// [`NoShares`]: the rule does not say what members are charged.
    ///
    /// # Panics
    /// If there is not one cost by itself for every member.
    pub fn by(
        rule: SharingRule,
        case: &Case,
        plan: &VerifiedPlan,
        (alone, groups): (&[CoalitionCost], Option<&GroupCosts>),
    ) -> Result<Self, NoShares> {
        Self::shared(rule, case, plan, (alone, Groups::of(groups)))
    }

    /// The same, whatever is known of groups.
    fn shared(
        rule: SharingRule,
        case: &Case,
        plan: &VerifiedPlan,
        (alone, groups): (&[CoalitionCost], Groups),
    ) -> Result<Self, NoShares> {
        assert_eq!(
            alone.len(),
            case.members.len(),
            "every member has a cost by itself"
        );
        let parts = parts(case, plan);
        let mut members = members(case, plan, &parts, alone);
        let owed: Vec<Money> = members.iter().map(|member| member.account.own()).collect();
        let sharing = Sharing {
            owed: &owed,
            case,
            plan,
            parts: &parts,
            groups,
        };
        let saving_share = sharing.charge(rule, &mut members)?;
        let mut savings = Self {
            rule,
            total: members.iter().map(|member| member.account.own()).sum(),
            saving_share,
            transfers: Vec::new(),
            members,
        };
        savings.transfers = settlement::transfers(&savings.nets());
        Ok(savings)
    }

    /// What each member pays the others, net.
    fn nets(&self) -> Vec<(MemberId, Money)> {
        let members = self.members.iter();
        members
            .map(|member| (member.member, member.transfer))
            .collect()
    }

    /// The cooperative's fees.
    pub fn admin_fees(&self) -> Money {
        self.members
            .iter()
            .map(|member| member.account.admin_fee)
            .sum()
    }

    /// By how much charges are above their caps together; zero if every cap is kept.
    pub fn missing(&self) -> Money {
        self.members.iter().map(MemberSavings::above_cap).sum()
    }
}

/// Every member as it stands before anything is shared: charged what it owes.
fn members(
    case: &Case,
    plan: &VerifiedPlan,
    parts: &[Part],
    alone: &[CoalitionCost],
) -> Vec<MemberSavings> {
    let accounts = account::accounts(case, plan.lines(), parts);
    let caps = Caps::new(case);
    let lines = lines_by_member(case);
    let rows = case.members.ids().zip(accounts).zip(lines).zip(alone);
    rows.map(|(((member, account), lines), alone)| {
        let incumbent = incumbent(case, member, &lines);
        let alone_at_least = alone.lower().map(|cost| rounded_down(cost, case.currency));
        let cap = caps.of(&lines, alone_at_least, incumbent.as_ref());
        MemberSavings {
            member,
            n_lines: lines.len(),
            base: Base::of(alone_at_least, incumbent.as_ref()),
            cap: cap.filter(|_| !lines.is_empty()),
            incumbent,
            alone: *alone,
            alone_at_least,
            charge: account.own(),
            account,
            transfer: Money::ZERO,
        }
    })
    .collect()
}
