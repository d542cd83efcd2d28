//! One check, one file: each adds what it finds to the refusals.

mod bound;
mod certificates;
mod conditions;
mod coverage;
mod drops;
mod lead_time;
mod packs;
mod place;
mod price_ceiling;
mod quote_limits;
mod references;
mod split;
mod surplus;
mod terms;
mod validity;
mod vendor_limits;
mod wishes;

pub(super) use bound::bound;
pub(super) use certificates::certificates;
pub(super) use conditions::conditions;
pub(super) use coverage::coverage;
pub(super) use drops::drops;
pub(super) use lead_time::lead_time;
pub(super) use packs::packs;
pub(super) use place::{scope, zone};
pub(super) use price_ceiling::price_ceiling;
pub(super) use quote_limits::quote_limits;
pub(super) use references::references;
pub(super) use split::split;
pub(super) use surplus::surplus;
pub(super) use terms::terms;
pub(super) use validity::validity;
pub(super) use vendor_limits::vendor_limits;
pub(super) use wishes::wishes;
