//! All-units breaks: a price for every quote of the group at every break.

use super::group::{Break, Change, GroupRows, Head, below_zero, start, starts, step_at, warn_rise};
use super::quotes::Draft;
use crate::problem::AllUnitsTier;
use crate::units::{Decimal, Price};

/// The tiers; the first is at list prices unless a break starts at zero.
pub(super) fn all_units(
    members: &[&Draft],
    ladders: &[Vec<Break<'_>>],
    head: Head,
    rows: &GroupRows<'_>,
) -> Option<Vec<AllUnitsTier>> {
    let list: Vec<Price> = members
        .iter()
        .map(|draft| Some(draft.price(draft.list?)))
        .collect::<Option<_>>()?;
    let mut tiers = vec![AllUnitsTier {
        from: Decimal::ZERO,
        prices: list,
    }];
    for from in starts(ladders) {
        let mut prices = Vec::new();
        for (draft, ladder) in members.iter().zip(ladders) {
            let step = step_at(ladder, from, draft, rows);
            prices.push(step.and_then(|step| tier_price(draft, step)));
        }
        let prices = prices.into_iter().collect::<Option<Vec<_>>>()?;
        let before = &tiers[tiers.len() - 1].prices;
        for ((ladder, price), before) in ladders.iter().zip(&prices).zip(before) {
            if price.exceeds(*before)
                && let Some(step) = ladder.iter().find(|step| step.from == from)
            {
                warn_rise(step);
            }
        }
        if from.is_zero() {
            tiers.clear();
        }
        let from = start(from, members[0], head.counted, rows.is_own);
        tiers.push(AllUnitsTier { from, prices });
    }
    Some(tiers)
}

fn tier_price(draft: &Draft, step: &Break<'_>) -> Option<Price> {
    let list = draft.list?;
    let amount = match step.change {
        Change::Price(price) => price,
        Change::PercentOff(percent) => {
            list * (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED
        }
        Change::AmountOff(off) => list - off,
    };
    if amount < Decimal::ZERO {
        below_zero(draft, step);
        return None;
    }
    draft.price_in(&step.cell(), amount)
}
