//! What quotes and demand come to together: checks on the whole case.

use std::collections::BTreeMap;

use crate::input::cell::cell;
use crate::input::codes::Kind;
use crate::input::fault::Log;
use crate::input::records::Sheets;
use crate::pricing::lower::least_added_costs;
use crate::problem::Case;
use crate::units::{Decimal, DemandLineId, Id, ItemId};

/// Most steps that the demand for an item which may be split may come to: the search counts them
/// one by one, in floating-point numbers.
const STEPS_MAX: Decimal = Decimal::from_parts(10_000_000, 0, 0, false, 0);

/// Notes a fault where more surplus would never stop to pay: the discounts on a quote come to more
/// than its price.
pub(super) fn require_prices_left(case: &Case, sheets: &Sheets, origin: &[usize], log: &Log) {
    for (quote, added) in least_added_costs(case).iter() {
        let item = &case.items[case.quotes[quote].item];
        let added = *added + item.surplus_cost.value();
        if item.over_buy && added < Decimal::ZERO {
            let row = sheets.quotes.row(origin[quote.index()], log);
            let message = format!(
                "with every break, rebate and bundle, one more {} would cost {}",
                item.unit,
                added.round_dp(4).normalize()
            );
            let hint = "lower the percentages in rebates.csv and bundles.csv, or set over_buy = no \
                        for the item";
            cell!(row, price).fault(Kind::DiscountsExceedPrice, message, hint);
        }
    }
}

/// Notes a fault at the first demand line of an item whose demand is too finely divided.
pub(super) fn require_countable(case: &Case, sheets: &Sheets, origin: &[usize], log: &Log) {
    let mut steps: BTreeMap<ItemId, (DemandLineId, Decimal)> = BTreeMap::new();
    for (id, line) in case.demand.iter() {
        let item = &case.items[line.item];
        if item.split {
            let (_, total) = steps.entry(line.item).or_insert((id, Decimal::ZERO));
            *total += line.quantity.value() / item.step.value();
        }
    }
    for (item, (line, total)) in steps {
        if total > STEPS_MAX {
            let row = sheets.demand.row(origin[line.index()], log);
            let message = format!(
                "the demand for {} comes to {} steps of {}, expected at most {STEPS_MAX}",
                case.items[item].key,
                total.round(),
                case.items[item].step.value()
            );
            let hint = "round the quantities, or state a coarser step in items.csv";
            cell!(row, quantity).fault(Kind::TooManySteps, message, hint);
        }
    }
}
