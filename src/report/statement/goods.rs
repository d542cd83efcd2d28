//! What a member commits to, and what it owns beyond its need.

use super::text::short;
use super::{Commitment, Statement};
use crate::problem::Case;
use crate::report::format::{count, quantity};
use crate::report::table::{Align, TextTable, printable};
use crate::units::{Decimal, Price};

/// What the member commits to buy for its needs, until when.
pub(super) fn commitments(statement: &Statement) -> String {
    let case = statement.view.case;
    if statement.commitments.is_empty() {
        return String::new();
    }
    let is_limited = |commitment: &Commitment| case.quotes[commitment.quote].valid.1.is_some();
    let has_limits = statement.commitments.iter().any(is_limited);
    let mut columns = vec![
        ("Item", Align::Left),
        ("From", Align::Left),
        ("Quantity", Align::Right),
        ("Price", Align::Left),
    ];
    if has_limits {
        columns.push(("Accept until", Align::Left));
    }
    let mut table = TextTable::new(&columns);
    for commitment in &statement.commitments {
        let quote = &case.quotes[commitment.quote];
        let item = &case.items[quote.item];
        let mut row = vec![
            item.name.clone(),
            short(&case.vendors[quote.vendor].name),
            format!("{} {}", quantity(commitment.quantity.value()), item.unit),
            price(case, commitment.price, &item.unit),
        ];
        row.extend(quote.valid.1.map(|day| day.to_string()));
        table.row(row);
    }
    let until = case
        .settlement
        .until
        .map_or(String::new(), |day| format!(", until {day}"));
    let times = count(case.horizon.cycles as usize, &case.horizon.cycle);
    let what = format!(
        "What you commit to, each {} for {times}{until}",
        case.horizon.cycle
    );
    format!("{}\n{}", printable(&what), table.render(2))
}

fn price(case: &Case, price: Price, unit: &str) -> String {
    let mut value = price.amount().value().normalize();
    if value.scale() < case.currency.minor_digits() {
        value.rescale(case.currency.minor_digits());
    }
    let code = case.currency.code();
    let money = format!("{value} {code}");
    if price.per().value() == Decimal::ONE {
        format!("{money} per {unit}")
    } else {
        format!("{money} for {} {unit}", quantity(price.per().value()))
    }
}

/// What it owns beyond its need.
pub(super) fn surplus(statement: &Statement) -> String {
    let case = statement.view.case;
    if statement.surplus.is_empty() {
        return String::new();
    }
    let mut table = TextTable::new(&[
        ("", Align::Left),
        ("", Align::Left),
        ("", Align::Right),
        ("", Align::Left),
    ]);
    for owned in &statement.surplus {
        let quote = &case.quotes[owned.quote];
        let item = &case.items[quote.item];
        table.row([
            item.name.clone(),
            short(&case.vendors[quote.vendor].name),
            format!("{} {}", quantity(owned.quantity.value()), item.unit),
            if owned.is_part {
                "your part of what all who buy it own"
            } else {
                ""
            }
            .to_owned(),
        ]);
    }
    let cycle = &case.horizon.cycle;
    let what = format!("Bought beyond your need and yours, each {cycle}");
    format!("{}\n{}", printable(&what), table.render(2))
}
