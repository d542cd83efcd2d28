//! Published vehicle routing problems: VRPLIB text → [`DeliveryProblem`].
//!
//! Goes in: the text of a VRPLIB file (keywords with a value, sections with rows) or of the older
//! plain format of the split-delivery instances. Comes out: a problem whose places are the file's
//! nodes in order, or every fault with its line.
//!
//! What the format leaves open is answered as the published values need it:
//!
//! - depots are the nodes of `DEPOT_SECTION`; without one, the first node;
//! - without `VEHICLES` there are as many as clients; vehicles that are alike are one type;
//! - time is distance, and costs nothing; the depot's window is the vehicle's shift;
//! - in a problem of `TYPE` `VRPB`, pickups come after the deliveries of a trip that has one;
//! - a prize of 0 is a stop that must be visited; one stop of every group must be.
//!
//! [`Rounding`] makes numbers whole: published values hold for one rounding only. Distances are
//! computed in whole numbers, so that no machine rounds otherwise. Keywords and sections that are
//! not known are faults: what would be ignored silently might have been a limit.
//!
//! Source of the format: TSPLIB (Reinelt 1991, doi:10.1287/ijoc.3.4.376), extended by CVRPLIB and
//! by others for windows, fleets and prizes.
//!
//! ```
//! use rochdale::input::vrplib::{Rounding, read};
//!
//! let text = "DIMENSION: 2\nCAPACITY: 5\nEDGE_WEIGHT_TYPE: EUC_2D\n\
//!             NODE_COORD_SECTION\n1 0 0\n2 3 4\nDEMAND_SECTION\n1 0\n2 5\n";
//! let problem = read(text, "pair.vrp", Rounding::Nearest).unwrap();
//! assert_eq!(problem.travel().entries()[1].distance, 5);
//! ```

mod document;
mod fleet;
mod nodes;
mod reader;
mod rounding;
mod split;
#[cfg(test)]
mod tests;
mod travel;
mod vehicles;

pub use rounding::Rounding;
pub use split::read_split;
#[cfg(test)]
pub(super) use tests::changes;

use super::codes::Kind;
use super::fault::{Faults, Log, Place};
use super::file::File;
use crate::problem::delivery::{DeliveryError, DeliveryProblem};
use document::Document;
use reader::Reader;

/// Most places: travel between them takes 8 bytes a pair.
const PLACES_MAX: usize = 10_000;

/// The problem of a VRPLIB text; `name` is what faults call the file.
///
/// # Errors
/// Every fault at once, each with its line.
pub fn read(text: &str, name: &str, rounding: Rounding) -> Result<DeliveryProblem, Faults> {
    let reader = Reader::new(name, rounding);
    let document = Document::of(text, &reader);
    let problem = problem(&document, &reader);
    finished(problem, reader.log, name)
}

/// Nothing if a fault was noted on the way.
fn problem(
    document: &Document<'_>,
    reader: &Reader<'_>,
) -> Option<Result<DeliveryProblem, DeliveryError>> {
    let size = nodes::size(document, reader)?;
    let travel = travel::matrix(document, size.n_nodes, reader);
    let nodes = nodes::nodes(document, &size, reader);
    let fleet = fleet::fleet(document, &size, reader);
    let (travel, mut nodes, fleet) = (travel?, nodes?, fleet?);
    fleet.restrict(&mut nodes.stops);
    if reader.log.has_errors() {
        return None;
    }
    Some(DeliveryProblem::new(
        nodes.stops.into_iter().collect(),
        nodes.groups.into_iter().collect(),
        fleet.types.into_iter().collect(),
        travel,
    ))
}

/// The problem, or all that was noted.
fn finished(
    problem: Option<Result<DeliveryProblem, DeliveryError>>,
    log: Log,
    name: &str,
) -> Result<DeliveryProblem, Faults> {
    match problem {
        Some(Ok(problem)) => Ok(problem),
        Some(Err(error)) => {
            log.push(
                Kind::NotRoutable,
                Place::file(File::Routing, name),
                error.to_string(),
                "correct what the message names",
            );
            Err(Faults(log.into_faults()))
        }
        None => Err(Faults(log.into_faults())),
    }
}
