//! What routing is asked: stops to visit, vehicles to visit them with, and the travel between
//! places.
//!
//! All numbers are whole. Distance, time and money are in units of the asker's choice (metres,
//! seconds and hundredths of a cent, say); load is in one unit per dimension. Whoever builds a
//! [`DeliveryProblem`](crate::problem::delivery::DeliveryProblem) has it checked once by
//! [`DeliveryProblem::new`](crate::problem::delivery::DeliveryProblem::new); code past that point
//! never re-checks.

mod problem;
mod stop;
mod travel;
mod vehicle;

pub use problem::{DeliveryError, DeliveryProblem};
pub use stop::{Group, Load, Stop, Window};
pub use travel::{Travel, TravelMatrix};
pub use vehicle::{DriverBreak, PickupOrder, Reloading, VehicleType};
