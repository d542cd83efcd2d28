//! Distance and time between places, for routing.
//!
//! Goes in: [`Place`](crate::travel::Place)s with names and coordinates, and a
//! [`Provider`](crate::travel::Provider). Comes out: a
//! [`TravelMatrix`](crate::problem::delivery::TravelMatrix) in whole **metres** and whole
//! **seconds**, one place for each given one, in their order. Pairs without a way are
//! [`Travel::UNREACHABLE`](crate::problem::delivery::Travel::UNREACHABLE).
//!
//! - [`GreatCircle`](crate::travel::GreatCircle): the shortest line over the globe, times a road
//!   factor; needs nothing but coordinates.
//! - A file ([`matrix_file`](crate::travel::matrix_file)): rows `from,to,distance_m,duration_s`.
//! - [`Server`](crate::travel::Server): an OSRM or a Valhalla server, asked over plain HTTP for
//!   what its cache does not hold.
//!
//! A [`TravelRequest`](crate::travel::TravelRequest) is what a routing file asks for: a provider with
//! its places, or a matrix file and the names of places that need no coordinates.
//!
//! Numbers of a provider are rounded to the nearest whole one. A number below zero, above
//! 2 147 483 646 or none at all is an error, never clamped.
//!
//! Not done: rush hours, and costs of a route apart from distance and time.
//!
//! ```
//! use rochdale::problem::delivery::Travel;
//! use rochdale::travel::{Coordinates, GreatCircle, Place, Provider};
//!
//! // One degree along the equator is 111 195 m; by road 1.3 times that, at 100 km/h 5 204 s.
//! let place = |name: &str, coordinates| Place { name: name.to_owned(), coordinates };
//! let places = [
//!     place("hub", Coordinates::new(0.0, 0.0)?),
//!     place("shop", Coordinates::new(0.0, 1.0)?),
//! ];
//! let matrix = Provider::GreatCircle(GreatCircle::new(100.0)?).matrix(&places)?;
//! assert_eq!(matrix.entries()[1], Travel { distance: 144_554, duration: 5_204 });
//! # Ok::<(), rochdale::travel::TravelError>(())
//! ```

mod cache;
mod coordinates;
mod error;
mod great_circle;
/// Matrices as CSV files: read with every fault at once, written whole or not at all.
pub mod matrix_file;
mod replace;
mod request;
mod server;
mod whole;

pub use coordinates::Coordinates;
pub use error::TravelError;
pub use great_circle::{GreatCircle, ROAD_FACTOR};
pub use request::TravelRequest;
pub use server::{Server, ServerKind};

use std::path::PathBuf;

use crate::problem::delivery::TravelMatrix;

/// A place that routes begin, end or stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is called in matrix files and messages.
    pub name: String,
    /// Where it is.
    pub coordinates: Coordinates,
}

impl AsRef<str> for Place {
    /// Its name.
    fn as_ref(&self) -> &str {
        &self.name
    }
}

/// Where distances and times come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Provider {
    /// Computed from coordinates.
    GreatCircle(GreatCircle),
    /// Read from a matrix file.
    File(PathBuf),
    /// Asked of a routing server, or found in its cache.
    Server(Server),
}

impl Provider {
    /// Travel between every two of the places, in metres and seconds; one row and column per
    /// place, in their order.
    ///
    /// # Errors
    /// A [`TravelError`] of the provider; no matrix is ever partly made up.
    pub fn matrix(&self, places: &[Place]) -> Result<TravelMatrix, TravelError> {
        match self {
            Self::GreatCircle(great_circle) => great_circle.matrix(places),
            Self::File(path) => matrix_file::read(path, places),
            Self::Server(server) => server.matrix(places),
        }
    }
}
