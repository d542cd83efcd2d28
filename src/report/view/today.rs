//! Today's cost against the plan, on one basis.
//!
//! Only lines with a declared price of today are compared. Their side of the plan is their goods
//! plus the same share of everything else (fees, drops, surplus, discounts, rebates) as they have
//! of the goods; with every price declared that is the whole plan, to the cent.

use crate::plan::Reason;
use crate::problem::Case;
use crate::savings::{known_lines, today_cost};
use crate::units::rounding::statement_amount;
use crate::units::{Decimal, DemandLineId, Money};
use crate::verify::StatementLine;

use super::{Breakdown, CostKind};

/// What the lines with a declared price of today cost today and under the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Lines compared.
    pub n_lines: usize,
    /// Lines of the case.
    pub n_lines_all: usize,
    /// Their share of the plan's goods; 1 if every line is compared.
    pub share: Decimal,
    /// What they cost today, over the horizon.
    pub today: Money,
    /// What they cost under the plan, over the horizon.
    pub plan: Money,
}

impl Comparison {
    /// What is saved against today; negative if the plan costs more.
    pub fn saved(&self) -> Money {
        self.today - self.plan
    }

    /// What is saved as a share of today's cost; `None` if that is zero.
    pub fn saved_share(&self) -> Option<Decimal> {
        (!self.today.is_zero()).then(|| self.saved().value() / self.today.value())
    }
}

/// The comparison over all lines; `None` if no price of today is declared.
pub(super) fn comparison(
    case: &Case,
    lines: &[StatementLine],
    cost: &Breakdown,
) -> Option<Comparison> {
    let known: Vec<DemandLineId> = known_lines(case).collect();
    if known.is_empty() {
        return None;
    }
    let n_lines_all = case.demand.len();
    let goods_all = cost.amount(CostKind::Goods);
    let goods = goods_of(lines, |line| case.demand[line].today.is_some());
    let is_whole = known.len() == n_lines_all;
    let share = if is_whole || goods_all.is_zero() {
        let lines = Decimal::from(known.len()) / Decimal::from(n_lines_all.max(1));
        if is_whole { Decimal::ONE } else { lines }
    } else {
        goods.value() / goods_all.value()
    };
    let other = (cost.total() - goods_all) * share;
    Some(Comparison {
        n_lines: known.len(),
        n_lines_all,
        share,
        today: known.iter().map(|line| today_cost(case, *line)).sum(),
        plan: goods + statement_amount(other, case.currency),
    })
}

/// What the goods of the lines that `counts` accepts come to over the horizon.
pub(super) fn goods_of(lines: &[StatementLine], counts: impl Fn(DemandLineId) -> bool) -> Money {
    lines
        .iter()
        .filter(|line| match line.charge.reason {
            Reason::Goods(demand, _) => counts(demand),
            Reason::SurplusGoods(..)
            | Reason::SurplusCost(..)
            | Reason::BreakDiscount(_)
            | Reason::BrokenPack(..)
            | Reason::Bundle(_)
            | Reason::Rebate(_)
            | Reason::FixedFee
            | Reason::Collection
            | Reason::Drop(_)
            | Reason::Switching(..) => false,
        })
        .map(|line| line.total)
        .sum()
}
