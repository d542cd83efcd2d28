//! What `plan.json` claims of routes: who visits whom in which order, with which load.
//!
//! Distances, times and costs follow from that, and are compared afterwards.

use super::claims::{ClaimFault, Place};
use crate::plan::{Award, RouteOrder, RoutePlan};
use crate::pricing::exact;
use crate::problem::Case;
use crate::problem::delivery::Load;
use crate::units::{Decimal, Id, StopId, VehicleTypeId, VendorId};

/// Greatest load read, in grams or millilitres: what routing counts.
const LOAD_MAX: i64 = 1 << 40;

/// The routes that `plan.json` claims for an award.
pub(super) fn routes(case: &Case, award: &Award, at: &Place) -> Result<RoutePlan, ClaimFault> {
    let loads = exact::collected(case, award);
    let orders: Vec<RouteOrder> = at
        .items()?
        .map(|route| order(case, &loads, &route))
        .collect::<Result<_, _>>()?;
    if loads.is_empty() {
        return Ok(RoutePlan::default());
    }
    match case.collection(&loads) {
        Ok(problem) => Ok(RoutePlan::driven(&problem, &orders)),
        Err(error) => at.fault(error.to_string()),
    }
}

fn order(case: &Case, loads: &[(VendorId, Load)], at: &Place) -> Result<RouteOrder, ClaimFault> {
    let name = at.key("vehicle")?;
    let key = name.text()?;
    let mut vehicles = case.resources.vehicles.iter();
    let vehicle = vehicles.find(|(_, vehicle)| vehicle.key == key);
    let Some((vehicle, _)) = vehicle else {
        return name.fault("the case has no such vehicle");
    };
    let stops = at.key("stops")?;
    let visits = stops.items()?.map(|stop| visit(case, loads, &stop));
    Ok(RouteOrder {
        vehicle: VehicleTypeId::from_index(vehicle.index()),
        visits: visits.collect::<Result<_, _>>()?,
    })
}

fn visit(
    case: &Case,
    loads: &[(VendorId, Load)],
    at: &Place,
) -> Result<(StopId, Load), ClaimFault> {
    let name = at.key("vendor")?;
    let key = name.text()?;
    let mut vendors = loads.iter();
    let Some(stop) = vendors.position(|(vendor, _)| case.vendors[*vendor].key == key) else {
        return name.fault("nothing that is collected is bought from such a vendor");
    };
    let load = vec![
        amount(&at.key("weight_kg")?)?,
        amount(&at.key("volume_l")?)?,
    ];
    Ok((StopId::from_index(stop), load))
}

/// Thousandths of a number; none of it if it is null.
fn amount(at: &Place) -> Result<i64, ClaimFault> {
    if at.is_null() {
        return Ok(0);
    }
    let thousandths = at.decimal()? * Decimal::ONE_THOUSAND;
    let amount = i64::try_from(thousandths).ok();
    match amount.filter(|amount| thousandths.fract().is_zero() && (0..=LOAD_MAX).contains(amount)) {
        Some(amount) => Ok(amount),
        None => at.fault("this must be a load in whole thousandths"),
    }
}
