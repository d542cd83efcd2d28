//! Rules side by side, and what no rule can change: whether there are charges that everybody accepts, and
//! whether buying all together is the cheapest (S20, S21).

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::groups::GroupCosts;
use super::rules::{OwnCost, Played};
use super::{CoalitionCost, NoShares, Savings, SharingRule, Stability};
use crate::game::{Coalition, CostGame, cheapest_partition, least_core};
use crate::problem::Case;
use crate::units::{Decimal, MemberId, Money};
use crate::verify::VerifiedPlan;

/// What sharing rules charge for the same plan, and who would leave under which.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The rules, in the order asked for.
    pub rules: Vec<(SharingRule, Result<Shares, NoShares>)>,
    /// What groups would pay; `None` where there are too many members to ask for every group.
    pub groups: Option<GroupCosts>,
    /// Whether there are charges that no group objects to; `None` where that is not known.
    pub core: Option<CoreKnown>,
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
    /// Compares rules; `known` as in [`Savings::by`].
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
        Self {
            rules: rules.iter().map(|rule| (*rule, shares(*rule))).collect(),
            core: groups.as_ref().and_then(|groups| core(groups, charged)),
            parting: groups.as_ref().and_then(|groups| parting(groups, plan)),
            groups,
        }
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
