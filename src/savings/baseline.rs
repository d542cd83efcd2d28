//! What members pay today (S1).

use crate::problem::Case;
use crate::units::rounding::statement_amount;
use crate::units::{Decimal, DemandLineId, MemberId, Money};

/// What a member pays today for its lines with a declared price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incumbent {
    /// Lines with a price of today.
    pub n_lines: usize,
    /// Lines of the member.
    pub n_lines_all: usize,
    /// What the former cost today, over the horizon, rounded as a statement would.
    pub cost: Money,
    /// Where and when these prices were recorded, and what they include.
    pub source: Option<String>,
}

impl Incumbent {
    /// Whether every line's price is known, so that the cost is one for all the member buys.
    pub fn is_complete(&self) -> bool {
        self.n_lines == self.n_lines_all
    }

    /// The cost of all the member buys, if it is known.
    pub fn complete(&self) -> Option<Money> {
        self.is_complete().then_some(self.cost)
    }
}

/// What a member with these lines pays today; `None` if no price of today is declared.
pub fn incumbent(case: &Case, member: MemberId, lines: &[DemandLineId]) -> Option<Incumbent> {
    let known = lines
        .iter()
        .filter(|line| case.demand[**line].today.is_some());
    let known: Vec<&DemandLineId> = known.collect();
    (!known.is_empty()).then(|| Incumbent {
        n_lines: known.len(),
        n_lines_all: lines.len(),
        cost: known.iter().map(|line| today_cost(case, **line)).sum(),
        source: case.members[member].today_source.clone(),
    })
}

/// A member's demand lines.
pub fn lines_of(case: &Case, member: MemberId) -> impl Iterator<Item = DemandLineId> + '_ {
    let lines = case.demand.ids();
    lines.filter(move |line| case.member_of(*line) == member)
}

/// The lines with a declared price of today.
pub fn known_lines(case: &Case) -> impl Iterator<Item = DemandLineId> + '_ {
    case.demand
        .iter()
        .filter(|(_, line)| line.today.is_some())
        .map(|(id, _)| id)
}

/// What a line costs today over the horizon, rounded as a statement would; zero if undeclared.
pub fn today_cost(case: &Case, line: DemandLineId) -> Money {
    let demand = &case.demand[line];
    demand.today.as_ref().map_or(Money::ZERO, |today| {
        statement_amount(today.price.of(demand.quantity), case.currency)
            * Decimal::from(case.horizon.cycles)
    })
}
