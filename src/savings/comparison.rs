//! Rules side by side, and what no rule can change: whether there are charges that everybody accepts, and
//! whether buying all together is the cheapest (S20, S21).

use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::at_once::{AtOnce, Groups};
use super::certificate::stability;
use super::groups::{GroupCosts, buyers};
use super::oracle::GroupOracle;
use super::rules::{OwnCost, Played};
use super::witness::witness;
use super::{CoalitionCost, NoShares, Savings, SharingRule, Stability};
use crate::game::{Coalition, CostGame, GroupLimits, cheapest_partition, least_core, reserve};
use crate::problem::Case;
use crate::units::{Decimal, MemberId, Money};
use crate::verify::{GroupShares, VerifiedPlan};

/// What sharing rules charge for the same plan, and who would leave under which.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The rules, in the order asked for.
    pub rules: Vec<(SharingRule, Result<Shares, NoShares>)>,
    /// What groups would pay; `None` where there are too many members to ask for every group.
    pub groups: Option<GroupCosts>,
    /// Whether there are charges that no group objects to; `None` where that is not known.
    pub core: Option<CoreKnown>,
    /// A reserve that would be enough for charges under which no group gains, where there may be none
    /// without.
    pub reserve: Option<Money>,
    /// Smaller groups that would surely pay less in all than everybody together, if there are any.
    pub parting: Option<Parting>,
}

/// Charges by one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Who is charged what.
    pub savings: Savings,
    /// Who would leave; `None` where groups were not priced.
    pub stability: Option<Stability>,
}

/// Whether there are charges under which no group gains by leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoreKnown {
    /// There are.
    Charges,
    /// There are none: whatever is charged, some group gains at least this, and there are charges under
    /// which none gains more than the second.
    Empty(Money, Money),
    /// There are charges under which no group gains more than this; with a reserve of as much, none would
    /// gain. Whether there are charges under which none gains is not known.
    Within(Money),
    /// Costs of groups are not known well enough to tell.
    Open,
}

/// Groups that hold everybody once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The groups.
    pub groups: Vec<Vec<MemberId>>,
    /// What their own plans cost in all.
    pub cost: Money,
    /// By how much that is less than the plan for everybody.
    pub saving: Money,
}

impl Comparison {
    /// Compares rules where every group was asked for, or none; `known` as in [`Savings::by`].
    ///
    /// # Panics
    /// As [`Savings::by`].
    pub fn of(
        rules: &[SharingRule],
        case: &Case,
        plan: &VerifiedPlan,
        (alone, groups): (&[CoalitionCost], Option<GroupCosts>),
    ) -> Self {
        let shares = |rule: SharingRule| {
            let savings = Savings::by(rule, case, plan, (alone, groups.as_ref()))?;
            Ok(Shares {
                stability: groups
                    .as_ref()
                    .map(|groups| Stability::of(&savings, groups)),
                savings,
            })
        };
        let charged = Savings::of(case, plan, alone).total;
        let core = groups.as_ref().and_then(|groups| core(groups, charged));
        let may_be_empty = matches!(core, Some(CoreKnown::Empty(..) | CoreKnown::Open));
        let asked = groups.as_ref().filter(|_| may_be_empty);
        Self {
            rules: rules.iter().map(|rule| (*rule, shares(*rule))).collect(),
            core,
            reserve: asked.and_then(|groups| reserve_needed(groups, charged)),
            parting: groups.as_ref().and_then(|groups| parting(groups, plan)),
            groups,
        }
    }

    /// Compares rules where all groups are asked about at once.
    ///
    /// # Panics
    /// As [`Savings::by`].
    pub fn at_once(
        rules: &[SharingRule],
        case: &Case,
        plan: &VerifiedPlan,
        (alone, oracle): (&[CoalitionCost], &dyn GroupOracle),
    ) -> Self {
        let at_once = AtOnce::new(oracle);
        let buyers = buyers(case);
        let everybody = at_once.ask(None);
        let by = |rule| Savings::shared(rule, case, plan, (alone, Groups::AtOnce(&at_once)));
        // All charges first: what is told for one rule holds for the others.
        let charged: Vec<_> = rules.iter().map(|rule| (*rule, by(*rule))).collect();
        let certified = charged.into_iter().map(|(rule, savings)| {
            let shares = savings.map(|savings| {
                let members = savings.members.iter();
                let amounts: Vec<Money> = members.map(|member| member.charge).collect();
                let found = at_once.ask(Some(&amounts));
                let witness = witness(case, &savings, &at_once, found.as_ref());
                Shares {
                    stability: stability(&savings, &buyers, &at_once.told(), witness),
                    savings,
                }
            });
            (rule, shares)
        });
        let charged = Savings::of(case, plan, alone).total;
        let core = everybody.map(|found| within(&found.shares, charged));
        Self {
            rules: certified.collect(),
            core,
            reserve: match core {
                Some(CoreKnown::Within(left)) => Some(left),
                Some(CoreKnown::Charges | CoreKnown::Empty(..) | CoreKnown::Open) | None => None,
            },
            groups: None,
            parting: None,
        }
    }
}

/// What shares prove of all charges: charging everybody its share and an equal part of what these leave
/// keeps every gain within that and the rest.
fn within(shares: &GroupShares, charged: Money) -> CoreKnown {
    let all: Money = shares.shares.values().copied().sum();
    let left = (charged - all).max(Money::ZERO) + shares.rest;
    if left <= Money::ZERO {
        CoreKnown::Charges
    } else {
        CoreKnown::Within(left)
    }
}

/// The share of everybody's cost below which an excess is what floating-point numbers leave.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// A member that cannot buy alone accepts whatever it is charged, up to so many times what everybody
/// pays: what nobody would ask.
const TIMES_ALL: Decimal = Decimal::TEN;

/// From the least core at lower ends and at upper ends; `None` if costs are missing.
fn core(groups: &GroupCosts, charged: Money) -> Option<CoreKnown> {
    let least = |end: fn(&CoalitionCost) -> Option<Money>| {
        let game = Played::build(groups.members().len(), |coalition| {
            own_cost(groups, charged, coalition, end)
        });
        let excess = least_core(&game.ok()?.table().ok()?).ok()??.excess;
        Decimal::from_f64(excess)
    };
    let noise = charged.value().abs() * NOISE;
    let at_lower = least(CoalitionCost::lower)?;
    if at_lower <= noise {
        return Some(CoreKnown::Charges);
    }
    let at_upper = least(CoalitionCost::upper)?;
    Some(if at_upper > noise {
        CoreKnown::Empty(Money::new(at_upper), Money::new(at_lower))
    } else {
        CoreKnown::Open
    })
}

/// The cost of stability at lower ends, over all groups that can buy; rounded up to a millionth.
fn reserve_needed(groups: &GroupCosts, charged: Money) -> Option<Money> {
    const DECIMALS: u32 = 6;
    let limits = groups.iter().filter_map(|(coalition, group)| {
        let lower = group.cost.lower()?;
        Some((coalition, lower.value().to_f64()?))
    });
    let n_members = groups.members().len();
    let mut limits = GroupLimits::new(n_members, limits.collect());
    let found = reserve(n_members, charged.value().to_f64()?, &mut limits).ok()?;
    let found = Decimal::from_f64(found)?;
    let up = RoundingStrategy::AwayFromZero;
    Some(Money::new(found.round_dp_with_strategy(DECIMALS, up)))
}

fn own_cost(
    groups: &GroupCosts,
    charged: Money,
    coalition: Coalition,
    end: fn(&CoalitionCost) -> Option<Money>,
) -> OwnCost {
    let n_members = groups.members().len();
    let cost = groups.group(coalition).cost;
    match (coalition.n_members(), end(&cost)) {
        (n, _) if n == n_members => OwnCost::Pays(charged.value()),
        (_, Some(cost)) => OwnCost::Pays(cost.value()),
        (_, None) if cost == CoalitionCost::Unknown => OwnCost::Unknown,
        (1, None) => OwnCost::Pays(charged.value() * TIMES_ALL),
        (_, None) => OwnCost::InParts,
    }
}

/// The cheapest partition at upper ends, if it surely costs less than the plan.
fn parting(groups: &GroupCosts, plan: &VerifiedPlan) -> Option<Parting> {
    let costs = OwnPlans {
        groups,
        everybody: plan.landed_cost(),
    };
    let partition = cheapest_partition(&costs);
    if partition.groups.len() < 2 {
        return None;
    }
    let own = |coalition: &Coalition| groups.group(*coalition).cost.upper();
    let cost: Money = partition.groups.iter().map(own).sum::<Option<Money>>()?;
    let saving = plan.landed_cost() - cost;
    (saving > Money::ZERO).then(|| Parting {
        groups: partition
            .groups
            .iter()
            .map(|group| groups.named(*group))
            .collect(),
        cost,
        saving,
    })
}

/// What groups' own plans cost, as a game; who has none pays without end.
struct OwnPlans<'a> {
    groups: &'a GroupCosts,
    everybody: Money,
}

impl CostGame for OwnPlans<'_> {
    fn n_members(&self) -> usize {
        self.groups.members().len()
    }

    fn cost(&self, coalition: Coalition) -> f64 {
        let cost = if coalition.n_members() == self.n_members() {
            Some(self.everybody)
        } else {
            self.groups.group(coalition).cost.upper()
        };
        cost.and_then(|cost| cost.value().to_f64())
            .unwrap_or(f64::INFINITY)
    }
}
