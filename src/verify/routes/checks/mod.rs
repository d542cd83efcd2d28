//! One check, one file: each adds what it finds to the refusals.

mod clock;
mod driver_break;
mod figures;
mod fleet;
mod groups;
mod limits;
mod load;
mod pickup_order;
mod reachable;
mod references;
mod reloads;
mod split;
mod trips;
mod unserved;
mod vehicle_types;
mod visits;
mod windows;

pub(super) use clock::clock;
pub(super) use driver_break::driver_break;
pub(super) use figures::{plan_cost, route_figures};
pub(super) use fleet::fleet;
pub(super) use groups::groups;
pub(super) use limits::limits;
pub(super) use load::load;
pub(super) use pickup_order::pickup_order;
pub(super) use reachable::reachable;
pub(super) use references::references;
pub(super) use reloads::reloads;
pub(super) use split::split;
pub(super) use trips::trips;
pub(super) use unserved::unserved;
pub(super) use vehicle_types::vehicle_types;
pub(super) use visits::visits;
pub(super) use windows::windows;
