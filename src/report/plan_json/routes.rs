//! Routes that fetch collected goods.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DecimalText;
use crate::problem::Case;
use crate::problem::delivery::Load;
use crate::report::view::View;
use crate::units::rounding::statement_amount;
use crate::units::{Decimal, VendorId};
use crate::verify::CollectionRoute;

/// One route of an order cycle, from the hub and back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteEntry {
    /// Vehicle.
    pub vehicle: String,
    /// Hub where it starts and ends.
    pub hub: String,
    /// Vendors visited, in order.
    pub stops: Vec<RouteStopEntry>,
    /// Kilometres driven.
    pub distance_km: DecimalText,
    /// Minutes from departure to return, to the nearest hundredth.
    pub duration_minutes: DecimalText,
    /// What it costs in one order cycle, to the minor unit.
    pub cost: DecimalText,
}

/// One visit of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteStopEntry {
    /// Vendor.
    pub vendor: String,
    /// Kilograms fetched; null where no vehicle's capacity asks for it.
    pub weight_kg: Option<DecimalText>,
    /// Litres fetched; null where no vehicle's capacity asks for it.
    pub volume_l: Option<DecimalText>,
}

pub(super) fn entries(view: &View) -> Vec<RouteEntry> {
    let routes = view.plan.routes().iter();
    routes.map(|route| entry(view.case, route)).collect()
}

fn entry(case: &Case, route: &CollectionRoute) -> RouteEntry {
    let vehicle = &case.resources.vehicles[route.vehicle];
    let minutes = Decimal::from(route.duration) / Decimal::from(60);
    let visits = route.visits.iter();
    RouteEntry {
        vehicle: vehicle.key.clone(),
        hub: case.resources.hubs[vehicle.hub].key.clone(),
        stops: visits
            .map(|(vendor, load)| stop(case, *vendor, load))
            .collect(),
        distance_km: thousandths(route.distance),
        duration_minutes: DecimalText::exact(minutes.round_dp(2)),
        cost: statement_amount(route.cost, case.currency).into(),
    }
}

fn stop(case: &Case, vendor: VendorId, load: &Load) -> RouteStopEntry {
    let counted = |is_counted: bool, amount: i64| is_counted.then(|| thousandths(amount));
    RouteStopEntry {
        vendor: case.vendors[vendor].key.clone(),
        weight_kg: counted(case.resources.counts_weight(), load[0]),
        volume_l: counted(case.resources.counts_volume(), load[1]),
    }
}

fn thousandths(amount: i64) -> DecimalText {
    DecimalText::exact(Decimal::new(amount, 3))
}
