//! What a search proved.

use rust_decimal::prelude::FromPrimitive;

use crate::units::{Decimal, Money};

/// What is proven about a plan's objective.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// Why the search stopped.
    pub status: Status,
    /// No plan can have a lower objective than this.
    pub bound: Money,
    /// Where the bound comes from.
    pub bound_source: BoundSource,
    /// Branch-and-bound nodes.
    pub nodes: u64,
    /// Deterministic work done, in simplex iterations.
    pub work: u64,
    /// Wall-clock seconds from the case to the plan.
    pub seconds: f64,
}

/// Why the search stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The plan is proven to be within the requested gap.
    Optimal,
    /// The time limit was reached; the plan is the best found.
    TimeLimit,
    /// The work budget was used up; the plan is the best found.
    WorkLimit,
    /// The user interrupted; the plan is the best found.
    Interrupted,
    /// The solver's floating-point arithmetic was not precise enough to prove the requested gap;
    /// the plan is the best found.
    Imprecise,
    /// The award was made first and its routes afterwards, as was asked; nothing cheaper was looked for.
    AwardFirst,
    /// The search of award and routes came to its end, and can prove no more; where there is no plan, no
    /// vehicles were found that fetch what must be bought.
    Exhausted,
}

/// Where a bound comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundSource {
    /// Branch and bound on the whole award model.
    Milp,
    /// The plan's internal prices: `verify` evaluates them by itself.
    Prices,
    /// Internal prices of their own for every choice of the vendors used; a claim of the search.
    Vendors,
    /// Branch and bound over awards and what routes to their vendors cost at least; a claim of the search.
    Routes,
}

/// Share of `cost` that `bound` leaves open: (cost − bound) ÷ cost; zero if nothing is open.
pub fn gap(cost: Money, bound: Money) -> Decimal {
    if cost <= bound || cost.is_zero() {
        return Decimal::ZERO;
    }
    let open = (cost - bound).value();
    open.checked_div(cost.value().abs()).unwrap_or(Decimal::MAX)
}

/// Whether `bound` proves a plan of this cost to be within the requested gap.
///
/// A search proves its gap in floating-point arithmetic, so what its rounding explains is allowed:
/// a hundred-millionth of the cost and a hundred-thousandth of the currency unit.
pub fn is_within_gap(cost: Money, bound: Money, requested: f64) -> bool {
    const RELATIVE: Decimal = Decimal::from_parts(1, 0, 0, false, 8);
    const ABSOLUTE: Decimal = Decimal::from_parts(1, 0, 0, false, 5);
    let requested = Decimal::from_f64(requested).unwrap_or(Decimal::ZERO);
    (cost - bound).value() <= cost.value().abs() * (requested + RELATIVE) + ABSOLUTE
}
