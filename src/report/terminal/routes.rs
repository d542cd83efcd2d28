//! Routes that fetch collected goods.

use super::super::format::{amount, count, money_per, rounded_down, share};
use super::super::table::{printable, wrapped};
use super::super::view::View;
use crate::units::{Decimal, Money};
use crate::verify::CollectionRoute;

/// Every route, with its stops in order; nothing if nothing is collected.
pub(super) fn text(view: &View) -> String {
    let routes = view.plan.routes();
    if routes.is_empty() {
        return String::new();
    }
    let cycle = printable(&view.case.horizon.cycle);
    let currency = view.case.currency.code();
    let mut text = format!("Routes of one {cycle}, {currency}\n");
    for route in routes {
        text.push_str(&one(view, route));
    }
    text.push_str(&award_first(view));
    text
}

/// What deciding award and routes together saves.
fn award_first(view: &View) -> String {
    let plan = view.plan.plan();
    let Some(costs) = plan.award_first else {
        return String::new();
    };
    let ways = [
        ("by price alone", costs.by_price),
        ("by an estimate of delivery", costs.by_estimate),
    ];
    let ways = ways.iter().filter_map(|(way, cost)| {
        let cost = (*cost)?;
        let more = (cost - view.plan.objective()).max(Money::ZERO);
        let more = rounded_down(more, view.case.currency);
        let part = share(more.value().checked_div(cost.value())?);
        let more = money_per(more, view.case.currency, &view.case.horizon.name);
        Some(format!(
            "choosing {way} and routing afterwards, {more} ({part})"
        ))
    });
    let ways: Vec<String> = ways.collect();
    if ways.is_empty() {
        return String::new();
    }
    let text = format!(
        "Deciding award and routes together saves, beside {}.",
        ways.join("; beside ")
    );
    wrapped(&text, 2)
}

fn one(view: &View, route: &CollectionRoute) -> String {
    let case = view.case;
    let vehicle = &case.resources.vehicles[route.vehicle];
    let hub = &case.resources.hubs[vehicle.hub].name;
    let vendors = route.visits.iter();
    let vendors = vendors.map(|(vendor, _)| case.vendors[*vendor].name.as_str());
    let way: Vec<&str> = std::iter::once(hub.as_str())
        .chain(vendors)
        .chain([hub.as_str()])
        .collect();
    let km = Decimal::new(route.distance, 3).round_dp(1);
    let hours = (Decimal::from(route.duration) / Decimal::from(3600)).round_dp(1);
    let line = format!(
        "  {}: {}; {}, {km} km, {hours} h, {}",
        printable(&vehicle.name),
        printable(&way.join(" → ")),
        count(route.visits.len(), "stop"),
        amount(route.cost, case.currency),
    );
    wrapped(&line, 4)
}
