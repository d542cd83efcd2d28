//! What went wrong with one question, before it is known what it was asked for.

use super::ServerKind;
use crate::travel::TravelError;
use crate::travel::cache::Pair;
use crate::travel::whole::MOST;

/// Why a question has no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Nobody answered.
    Away { cause: String },
    /// The server refused, other than by [`Trouble::Unconnected`].
    Refused { status: u16, message: String },
    /// The server refused because its places are not all connected; it may know some pairs.
    Unconnected,
    /// The answer is no table of the size asked for.
    Shape { message: String },
    /// A number that cannot be a distance or duration.
    Number {
        what: &'static str,
        pair: Pair,
        found: f64,
    },
}

impl Trouble {
    /// The error to show, where `n_missing` of `n_pairs` pairs are still unknown.
    pub fn at(self, kind: ServerKind, url: &str, n_missing: usize, n_pairs: usize) -> TravelError {
        let url = url.to_owned();
        match self {
            Self::Away { cause } => TravelError::Away {
                url,
                cause,
                n_missing,
                n_pairs,
            },
            Self::Refused { status, message } => TravelError::Refused {
                url,
                status,
                message,
            },
            Self::Unconnected => TravelError::Refused {
                url,
                status: 400,
                message: "the places are not connected".to_owned(),
            },
            Self::Shape { message } => TravelError::Shape {
                url,
                kind: kind.name(),
                message,
            },
            Self::Number { what, pair, found } => TravelError::Number {
                what,
                from: pair.0.to_string(),
                to: pair.1.to_string(),
                found,
                most: MOST,
            },
        }
    }
}
