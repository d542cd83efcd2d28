//! R9: what lines with a price of today may cost, member by member. What they do cost is measured
//! as for a budget (R8).

use crate::problem::Case;
use crate::units::{Decimal, DemandLineId};

/// What the lines cost today over the horizon, unrounded.
pub(super) fn today(case: &Case, lines: &[DemandLineId]) -> Decimal {
    let cycles = Decimal::from(case.horizon.cycles);
    let costs = lines.iter().map(|line| {
        let demand = &case.demand[*line];
        let today = demand.today.as_ref();
        let price = today
            .expect("only lines with a price of today are asked")
            .price;
        price.of(demand.quantity).value() * cycles
    });
    costs.sum()
}
