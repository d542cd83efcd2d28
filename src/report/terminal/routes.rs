//! Routes that fetch collected goods.

use super::super::format::{amount, count};
use super::super::table::{printable, wrapped};
use super::super::view::View;
use crate::units::Decimal;
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
    text
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
