//! What a routing file asks for and does not hold.

use std::path::PathBuf;

use super::{Place, Provider, TravelError, matrix_file};
use crate::problem::delivery::TravelMatrix;

/// Travel between places, asked for and not yet known.
#[derive(Clone, Debug, PartialEq)]
pub enum TravelRequest {
    /// Between places of which a provider needs the coordinates.
    Located {
        /// Who knows.
        provider: Provider,
        /// The places, in the order of the matrix.
        places: Vec<Place>,
    },
    /// Rows of a matrix file, which knows places by their names.
    Listed {
        /// The file.
        path: PathBuf,
        /// Names of the places, in the order of the matrix.
        names: Vec<String>,
    },
}

impl TravelRequest {
    /// The answer, in metres and seconds: computed, read, or asked over the network.
    ///
    /// # Errors
    /// A [`TravelError`]; no matrix is ever partly made up.
    pub fn matrix(&self) -> Result<TravelMatrix, TravelError> {
        match self {
            Self::Located { provider, places } => provider.matrix(places),
            Self::Listed { path, names } => matrix_file::read(path, names),
        }
    }
}
