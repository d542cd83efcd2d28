//! What went wrong with one question, before it is known what it was asked for.

use super::{SNAP_MAX_M, ServerKind};
use crate::travel::cache::Pair;
use crate::travel::whole::MOST;
use crate::travel::{Coordinates, TravelError};

/// Why a question has no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Nobody answered.
    Away { cause: String },
    /// The server refused, other than by [`Trouble::Unconnected`].
    Refused { status: u16, message: String },
    /// The server refused because of some of the places: off its map, or not connected with the
    /// others. It may answer for a part of them.
    Unconnected,
    /// A place is not on the server's map.
    OffMap { point: Coordinates },
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
            Self::OffMap { point } => TravelError::OffMap {
                url,
                place: point.to_string(),
                snap_max_m: SNAP_MAX_M,
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
