//! A plan that was checked, with its cost.

use crate::plan::{Charge, Plan};
use crate::pricing::exact;
use crate::problem::Case;
use crate::units::rounding::statement_amount;
use crate::units::{Decimal, Money};

use super::collection::CollectionRoute;
use super::rules::{RuleStanding, Rulebook};

/// A plan that keeps everything the case demands, re-priced in decimal.
#[derive(Clone, Debug)]
pub struct VerifiedPlan {
    plan: Plan,
    routes: Vec<CollectionRoute>,
    charges: Vec<Charge>,
    lines: Vec<StatementLine>,
    landed_cost: Money,
    standings: Vec<RuleStanding>,
    certified_bound: Option<Money>,
}

/// One charge as a statement shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The exact charge.
    pub charge: Charge,
    /// One occurrence, rounded to the currency's minor unit.
    pub amount: Money,
    /// How often it falls due within the horizon.
    pub occurrences: u32,
    /// The rounded amount times the occurrences.
    pub total: Money,
}

impl VerifiedPlan {
    pub(super) fn price(case: &Case, plan: Plan, routes: Vec<CollectionRoute>) -> Self {
        let mut charges = exact::charges(case, &plan.award);
        // Rules compare what vendors charge.
        let standings = Rulebook::new(case).standings(&plan.award, &charges);
        let costs: Vec<_> = routes.iter().map(CollectionRoute::bill).collect();
        charges.extend(exact::collection_charges(case, &plan.award, &costs));
        charges.sort_by_key(|charge| charge.vendor);
        let landed_cost = exact::cost(case, &charges);
        let lines = charges
            .iter()
            .map(|charge| StatementLine::of(case, *charge))
            .collect();
        Self {
            plan,
            routes,
            charges,
            lines,
            landed_cost,
            standings,
            certified_bound: None,
        }
    }

    /// Notes what the plan's internal prices prove.
    ///
    /// What divisions leave in the last digit of an exact cost is left out: such a bound is not above
    /// the plan's own objective.
    pub(super) fn certify(&mut self, bound: Option<Money>) {
        self.certified_bound = bound.map(|bound| bound.min(self.objective()));
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The routes that fetch collected goods, in the plan's order.
    pub fn routes(&self) -> &[CollectionRoute] {
        &self.routes
    }

    /// Every exact charge, by vendor.
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }

    /// Every charge as a statement shows it, in the order of [`charges`](Self::charges).
    pub fn lines(&self) -> &[StatementLine] {
        &self.lines
    }

    /// All charges over the horizon, unrounded.
    pub fn landed_cost(&self) -> Money {
        self.landed_cost
    }

    /// Where the plan stands against every rule, in the case's order: once for every group of lines
    /// about which it speaks. A switching cost has no standing; what it costs is a charge.
    pub fn standings(&self) -> &[RuleStanding] {
        &self.standings
    }

    /// What breaking soft rules costs over the horizon, unrounded.
    pub fn penalties(&self) -> Money {
        self.standings.iter().map(|standing| standing.penalty).sum()
    }

    /// What the search minimizes, unrounded: the landed cost and the penalties.
    pub fn objective(&self) -> Money {
        self.landed_cost + self.penalties()
    }

    /// No plan's objective is below this: what the plan's internal prices prove by themselves,
    /// evaluated here; `None` if it has none, or they prove nothing.
    pub fn certified_bound(&self) -> Option<Money> {
        self.certified_bound
    }

    /// All statement lines over the horizon: the landed cost as it is invoiced.
    pub fn statement_total(&self) -> Money {
        self.lines.iter().map(|line| line.total).sum()
    }
}

impl StatementLine {
    fn of(case: &Case, charge: Charge) -> Self {
        let amount = statement_amount(charge.amount, case.currency);
        let occurrences = case.horizon.occurrences(charge.per);
        Self {
            charge,
            amount,
            occurrences,
            total: amount * Decimal::from(occurrences),
        }
    }
}
