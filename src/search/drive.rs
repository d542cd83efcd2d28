//! What driving costs where one type of vehicle without limits does it all, over ways that are alike in both
//! directions.

use super::number::number;
use crate::problem::delivery::Travel;
use crate::problem::{Case, DeliveryTerms, Fee, Place};
use crate::units::{Decimal, PlaceId, VehicleTypeId, VendorId};

/// Driving as money over the horizon.
pub(super) struct Drive {
    pub vehicle: VehicleTypeId,
    /// Of a route, whatever its length.
    pub start_cost: f64,
    /// By node and node.
    pub ways: Vec<f64>,
    /// Of a second.
    second_cost: f64,
}

impl Drive {
    /// `None` if vehicles differ or have limits, or if it matters in which direction they drive.
    pub fn of(case: &Case, vendors: &[VendorId]) -> Option<Self> {
        let resources = &case.resources;
        let mut vehicles = resources.vehicles.iter();
        let (id, vehicle) = vehicles.next()?;
        let is_limited = vehicle.weight_max.is_some()
            || vehicle.volume_max.is_some()
            || vehicle.distance_max.is_some()
            || vehicle.duration_max.is_some();
        if vehicles.next().is_some() || is_limited {
            return None;
        }
        let hub = resources.place_of(Place::Hub(vehicle.hub))?;
        let places: Option<Vec<PlaceId>> = std::iter::once(Some(hub))
            .chain(
                vendors
                    .iter()
                    .map(|id| resources.place_of(Place::Vendor(*id))),
            )
            .collect();
        let (places, travel) = (places?, resources.travel.as_ref()?);
        let cycles = Decimal::from(case.horizon.cycles);
        let metre_cost = vehicle.cost_per_km.value() * cycles / Decimal::ONE_THOUSAND;
        let second_cost = vehicle.cost_per_hour.value() * cycles / Decimal::from(3600);
        let mut ways = Vec::with_capacity(places.len() * places.len());
        for from in &places {
            for to in &places {
                let (there, back) = (travel.get(*from, *to), travel.get(*to, *from));
                if there != back || !there.is_reachable() {
                    return None;
                }
                ways.push(number(way_cost(there, metre_cost, second_cost)));
            }
        }
        Some(Self {
            vehicle: id,
            start_cost: number(vehicle.fixed_cost.value() * cycles),
            ways,
            second_cost: number(second_cost),
        })
    }

    /// By node: what a vendor charges if it is used, and the time of the visit.
    pub fn fees(&self, case: &Case, vendors: &[VendorId]) -> Vec<f64> {
        let fee = |id: &VendorId| {
            let vendor = &case.vendors[*id];
            let loading = match vendor.delivery {
                DeliveryTerms::Collect { loading_seconds } => number(loading_seconds.into()),
                DeliveryTerms::Delivered { .. } | DeliveryTerms::None => 0.0,
            };
            let fee = vendor.fixed_fee.map_or(0.0, |fee| over_horizon(case, fee));
            fee + loading * self.second_cost
        };
        std::iter::once(0.0)
            .chain(vendors.iter().map(fee))
            .collect()
    }
}

fn over_horizon(case: &Case, fee: Fee) -> f64 {
    let occurrences = Decimal::from(case.horizon.occurrences(fee.per));
    number(fee.amount.value() * occurrences)
}

fn way_cost(way: Travel, metre_cost: Decimal, second_cost: Decimal) -> Decimal {
    Decimal::from(way.distance) * metre_cost + Decimal::from(way.duration) * second_cost
}
