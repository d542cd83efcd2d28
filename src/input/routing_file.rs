//! A routing file of any kind, told apart by how it begins.

use super::delivery_json;
use super::fault::Faults;
use super::vrplib::{self, Rounding};
use crate::problem::delivery::DeliveryProblem;
use crate::units::Currency;

/// What a routing file asks, and how its numbers are shown.
#[derive(Clone, Debug)]
pub struct RoutingFile {
    /// What it is called.
    pub name: String,
    /// What it asks.
    pub problem: DeliveryProblem,
    /// Names of the places, in their order.
    pub place_names: Vec<String>,
    /// What the problem's whole numbers count.
    pub units: Units,
}

/// What the whole numbers of a problem count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Units {
    /// Distance in metres, time in seconds since midnight.
    Natural {
        /// Currency of all cost.
        currency: Currency,
        /// Whole numbers to one of the currency.
        money: i64,
        /// For each load dimension.
        loads: Vec<LoadUnit>,
    },
    /// A published problem without units.
    Plain {
        /// Whole numbers to one of the file's, for distance and time.
        scale: i64,
    },
}

/// What a load dimension counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadUnit {
    /// Name, such as `weight_kg`.
    pub name: String,
    /// Whole numbers to one of the file's.
    pub scale: i64,
}

/// The problem of a text: JSON if it begins with a brace, a plain split-delivery text if it begins
/// with a digit, VRPLIB otherwise. `rounding` is for VRPLIB alone.
///
/// # Errors
/// Every fault at once.
pub fn read_routing(text: &str, name: &str, rounding: Rounding) -> Result<RoutingFile, Faults> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('{') {
        return delivery_json::read(text.trim_start_matches('\u{feff}'), name);
    }
    let is_split = start.starts_with(|first: char| first.is_ascii_digit());
    let problem = if is_split {
        vrplib::read_split(text, name)?
    } else {
        vrplib::read(text, name, rounding)?
    };
    let scale = if is_split { 1 } else { rounding.scale() };
    Ok(RoutingFile {
        name: name.to_owned(),
        place_names: (1..=problem.travel().n_places())
            .map(|number| number.to_string())
            .collect(),
        problem,
        units: Units::Plain {
            scale: i64::from(scale),
        },
    })
}
