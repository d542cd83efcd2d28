//! Members: what each causes by itself.

use crate::problem::Case;
use crate::savings::{caused_by, known_lines, today_cost};
use crate::units::{DemandLineId, MemberId, Money};
use crate::verify::{StatementLine, VerifiedPlan};

use super::{Breakdown, today};

/// What one member causes by itself, over the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberView {
    /// The member.
    pub member: MemberId,
    /// Its demand lines.
    pub n_lines: usize,
    /// What it alone causes, by kind; shared charges are not in it.
    pub cost: Breakdown,
    /// Its cost today, if any of its prices of today is declared.
    pub today: Option<MemberToday>,
}

/// A member's lines with a declared price of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberToday {
    /// How many lines.
    pub n_lines: usize,
    /// What they cost today, over the horizon.
    pub today: Money,
    /// What the goods of the same lines cost under the plan, without drops and shared charges.
    pub goods: Money,
}

/// Every member, in the case's order.
pub(super) fn members(case: &Case, plan: &VerifiedPlan) -> Vec<MemberView> {
    case.members
        .ids()
        .map(|member| view(case, plan.lines(), member))
        .collect()
}

fn view(case: &Case, lines: &[StatementLine], member: MemberId) -> MemberView {
    let own = lines
        .iter()
        .filter(|line| caused_by(case, &line.charge) == Some(member));
    let is_own = |line: DemandLineId| case.member_of(line) == member;
    let known: Vec<DemandLineId> = known_lines(case).filter(|line| is_own(*line)).collect();
    MemberView {
        member,
        n_lines: case.demand.ids().filter(|line| is_own(*line)).count(),
        cost: Breakdown::of(own),
        today: (!known.is_empty()).then(|| MemberToday {
            n_lines: known.len(),
            today: known.iter().map(|line| today_cost(case, *line)).sum(),
            goods: today::goods_of(lines, |line| {
                is_own(line) && case.demand[line].today.is_some()
            }),
        }),
    }
}
