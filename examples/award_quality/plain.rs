//! The same program without strengthening, to show what the strong formulation is worth.
//!
//! One quantity per quote, whatever the tier; each vendor's cost is at least each tier's price for
//! its basket, less a big M where the tier is not the one reached. M is cut to the demand.

use rochdale::milp::{Column, Kind, Model};
use rochdale::problem::{BreakGroup, Case, QuoteStructure};
use rochdale::units::{Decimal, Id};
use rust_decimal::prelude::ToPrimitive;

/// The nearest float.
fn number(value: Decimal) -> f64 {
    value.to_f64().expect("every decimal has a nearest float")
}

/// The program of a generated case.
pub fn model(case: &Case) -> Model {
    let mut model = Model::default();
    let mut most = Vec::new();
    let mut columns = Vec::new();
    for quote in case.quotes.values() {
        let capacity = quote
            .capacity
            .expect("generated quotes have capacities")
            .quantity
            .value();
        let demand = case.demand.values().find(|line| line.item == quote.item);
        let demand = demand.expect("every item is demanded").quantity.value();
        most.push(number(capacity.min(demand)));
        columns.push(model.add(Kind::Integer, number(capacity.min(demand))));
    }
    for line in case.demand.values() {
        let offers = case
            .quotes
            .iter()
            .filter(|(_, quote)| quote.item == line.item);
        let terms = offers
            .map(|(quote, _)| (columns[quote.index()], 1.0))
            .collect();
        model.exactly("cover", terms, number(line.quantity.value()));
    }
    for group in case.groups.values() {
        charge_group(&mut model, group, &columns, &most);
    }
    model
}

/// One vendor's tiers and what its basket costs in the one reached.
fn charge_group(model: &mut Model, group: &BreakGroup, columns: &[Column], most: &[f64]) {
    let QuoteStructure::AllUnits(tiers) = &group.structure else {
        unreachable!("generated groups have all-units tiers");
    };
    let cost = model.add(Kind::Continuous, f64::INFINITY);
    model.charge(cost, 1.0);
    let mut one = Vec::new();
    for (index, tier) in tiers.iter().enumerate() {
        let reached = model.add_binary();
        one.push((reached, 1.0));
        let units: Vec<_> = group
            .quotes
            .iter()
            .map(|quote| (columns[quote.index()], 1.0))
            .collect();
        let all: f64 = group.quotes.iter().map(|quote| most[quote.index()]).sum();
        let mut least = units.clone();
        least.push((reached, -number(tier.from)));
        model.at_least("reach tier", least, 0.0);
        if let Some(next) = tiers.get(index + 1) {
            let below_next = number(next.from) - 1.0;
            let mut within = units;
            within.push((reached, all - below_next));
            model.at_most("stay in tier", within, all);
        }
        let prices = tier
            .prices
            .iter()
            .map(|price| number(price.amount().value()));
        let goods: Vec<_> = units_priced(group, prices, columns, most);
        let big: f64 = goods.iter().map(|(_, price, most)| price * most).sum();
        let mut charge: Vec<_> = goods
            .iter()
            .map(|(column, price, _)| (*column, -price))
            .collect();
        charge.extend([(cost, 1.0), (reached, -big)]);
        model.at_least("charge tier", charge, -big);
    }
    model.exactly("one tier", one, 1.0);
}

/// Column, price and most units of each quote of a group in one tier.
fn units_priced(
    group: &BreakGroup,
    prices: impl Iterator<Item = f64>,
    columns: &[Column],
    most: &[f64],
) -> Vec<(Column, f64, f64)> {
    let quotes = group.quotes.iter().map(|quote| quote.index());
    quotes
        .zip(prices)
        .map(|(quote, price)| (columns[quote], price, most[quote]))
        .collect()
}
