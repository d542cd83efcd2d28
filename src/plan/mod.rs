//! The plan as plain data: what is bought under which quote, what is charged, what is proven.
//!
//! A plan is a claim. Only `verify` turns it into a verified plan.
#![deny(clippy::float_arithmetic)]

mod award;
mod charge;
mod prices;
mod proof;
mod routes;

pub use award::{Award, AwardLine, Owner, Surplus};
pub use charge::{Charge, Reason};
pub use prices::{CapacityPrice, DropPrice, InternalPrices, QuantityPrice, TierPrice, VendorPrice};
pub use proof::{BoundSource, Proof, Status, gap, is_within_gap};
pub use routes::{Halt, HaltKind, Route, RouteOrder, RoutePlan};

use crate::units::Money;

/// An award and its routes with what the search proved about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What is bought.
    pub award: Award,
    /// Who fetches what is collected in one order cycle: routes of
    /// [`Case::collection`](crate::problem::Case::collection) of the award's loads.
    pub routes: RoutePlan,
    /// What is proven about its cost.
    pub proof: Proof,
    /// Prices that prove a bound of their own, if the search found any.
    pub prices: Option<InternalPrices>,
    /// What the award would lead to if it were made before its routes; nothing where nothing is fetched, and
    /// where it was.
    pub award_first: Option<AwardFirstCosts>,
}

/// The objective of plans whose routes follow an award that was made without them, as far as a search found
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwardFirstCosts {
    /// The award knew nothing of routes.
    pub by_price: Option<Money>,
    /// The award knew an estimate for each vendor.
    pub by_estimate: Option<Money>,
}
