//! R9: what lines with a price of today may cost, member by member. What they do cost is measured
//! as for a budget (R8).

use crate::problem::Case;
use crate::units::{Decimal, DemandLineId};

/// The most that the lines may cost over the horizon where a share of today's cost is to be saved.
pub(super) fn limit(case: &Case, lines: &[DemandLineId], saving_min: Decimal) -> Decimal {
    let cycles = Decimal::from(case.horizon.cycles);
    let today = lines.iter().map(|line| {
        let demand = &case.demand[*line];
        let today = demand.today.as_ref();
        let price = today
            .expect("only lines with a price of today are asked")
            .price;
        price.of(demand.quantity).value() * cycles
    });
    today.sum::<Decimal>() * (Decimal::ONE - saving_min)
}
