//! A routing file of any kind, told apart by how it begins.

use std::fmt;
use std::path::Path;

use super::delivery_json;
use super::fault::Faults;
use super::vrplib::{self, Rounding};
use crate::problem::delivery::{DeliveryProblem, TravelMatrix};
use crate::travel::{Coordinates, TravelError, TravelRequest};
use crate::units::Currency;

/// Answers what a file asks: [`TravelRequest::matrix`], or something else in a test.
pub type AskTravel<'a> = &'a dyn Fn(&TravelRequest) -> Result<TravelMatrix, TravelError>;

/// What surrounds the text of a routing file.
#[derive(Clone, Copy)]
pub struct RoutingSource<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// Folder where its relative paths begin.
    pub folder: &'a Path,
    /// How numbers of a VRPLIB text become whole.
    pub rounding: Rounding,
    /// Who is asked for distances and times that the file does not hold; only once all else is
    /// without fault. Reading a file thus never uses the network by itself.
    pub travel: AskTravel<'a>,
}

impl fmt::Debug for RoutingSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoutingSource")
            .field("name", &self.name)
            .field("folder", &self.folder)
            .field("rounding", &self.rounding)
            .finish_non_exhaustive()
    }
}

/// What a routing file asks, and how its numbers are shown.
#[derive(Clone, Debug)]
pub struct RoutingFile {
    /// What it is called.
    pub name: String,
    /// What it asks.
    pub problem: DeliveryProblem,
    /// Names of the places, in their order.
    pub place_names: Vec<String>,
    /// Where on the globe they are, as far as the file says.
    pub coordinates: Vec<Option<Coordinates>>,
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
/// with a digit, VRPLIB otherwise.
///
/// # Errors
/// Every fault at once.
pub fn read_routing(text: &str, source: &RoutingSource<'_>) -> Result<RoutingFile, Faults> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start();
    if start.starts_with('{') {
        return delivery_json::read(text, source);
    }
    let (name, rounding) = (source.name, source.rounding);
    let is_split = start.starts_with(|first: char| first.is_ascii_digit());
    let problem = if is_split {
        vrplib::read_split(text, name)?
    } else {
        vrplib::read(text, name, rounding)?
    };
    let scale = if is_split { 1 } else { rounding.scale() };
    let n_places = problem.travel().n_places();
    let short = Path::new(name).file_name().and_then(|short| short.to_str());
    Ok(RoutingFile {
        name: short.unwrap_or(name).to_owned(),
        place_names: (1..=n_places).map(|number| number.to_string()).collect(),
        coordinates: vec![None; n_places],
        problem,
        units: Units::Plain {
            scale: i64::from(scale),
        },
    })
}
