//! Why there is no matrix.

use std::path::PathBuf;

use super::matrix_file::MatrixFaults;

/// Why there is no matrix; every message ends with what to do.
#[derive(Debug, thiserror::Error)]
pub enum TravelError {
    /// A latitude or longitude beyond the globe.
    #[error(
        "the {what} is {found}, expected -{most} to {most}\nhint: give degrees, latitude first"
    )]
    Degrees {
        /// Latitude or longitude.
        what: &'static str,
        /// Degrees found.
        found: f64,
        /// Greatest number of degrees.
        most: i32,
    },
    /// A speed or factor that makes no sense.
    #[error("the {what} is {found}, expected {expected}\nhint: correct it")]
    Parameter {
        /// What it is.
        what: &'static str,
        /// The value found.
        found: f64,
        /// What was expected.
        expected: &'static str,
    },
    /// A distance or duration that is negative, too great or no number.
    #[error(
        "{what} from {from} to {to}: found {found}, expected 0 to {most}\n\
         hint: check the coordinates, the speed or the routing server"
    )]
    Number {
        /// Which number, with its unit.
        what: &'static str,
        /// Start: its name, or its coordinates.
        from: String,
        /// End: its name, or its coordinates.
        to: String,
        /// The value found.
        found: f64,
        /// The greatest allowed.
        most: i32,
    },
    /// A matrix file that cannot be used.
    #[error("{0}")]
    Matrix(#[from] MatrixFaults),
    /// The operating system refused to read or write a file.
    #[error("{}: {source}\nhint: check the path and the permissions", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A cache that does not hold what it should; it is left as it is.
    #[error(
        "{}: {message}; the cache is left as it is\n\
         hint: move it away to have everything asked anew, or take it from a backup",
        path.display()
    )]
    Cache {
        /// The cache.
        path: PathBuf,
        /// What is wrong, and where.
        message: String,
    },
    /// A server's address or profile that cannot be used.
    #[error("{what} \"{found}\": expected {expected}\nhint: {hint}")]
    Server {
        /// Address or profile.
        what: &'static str,
        /// The text found.
        found: String,
        /// What was expected.
        expected: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// The server did not answer, and the cache does not hold everything.
    #[error(
        "no answer from the routing server {url} ({cause}); {n_missing} of {n_pairs} pairs of \
         places are not in the cache\nhint: check that the server runs, that the address and port \
         are right and that no firewall is between; once all pairs are in a cache, it is used \
         without the server"
    )]
    Away {
        /// Address of the server.
        url: String,
        /// What happened.
        cause: String,
        /// Pairs that only the server could tell.
        n_missing: usize,
        /// Pairs needed.
        n_pairs: usize,
    },
    /// The server refused the question.
    #[error(
        "the routing server {url} refused: status {status}, {message}\n\
         hint: check the profile, and that its map covers all places and its limits allow them"
    )]
    Refused {
        /// Address of the server.
        url: String,
        /// HTTP status.
        status: u16,
        /// What the server said.
        message: String,
    },
    /// A place far from every road that the server knows.
    #[error(
        "the routing server {url} has no road within {snap_max_m} m of {place}\n\
         hint: check the coordinates, latitude first, and that the server's map covers the place"
    )]
    OffMap {
        /// Address of the server.
        url: String,
        /// The place's coordinates.
        place: String,
        /// Farthest that a place may be from a road, in metres.
        snap_max_m: u32,
    },
    /// An answer of a shape that was not expected.
    #[error(
        "the routing server {url} answered something else than a table: {message}\n\
         hint: check that the address is that of a {kind} server of a recent version"
    )]
    Shape {
        /// Address of the server.
        url: String,
        /// Kind of server expected.
        kind: &'static str,
        /// What is wrong.
        message: String,
    },
}

impl TravelError {
    /// What is wrong, and what to do.
    pub fn parts(&self) -> (String, String) {
        let text = self.to_string();
        match text.split_once("\nhint: ") {
            Some((what, hint)) => (what.to_owned(), hint.to_owned()),
            None => (text, String::new()),
        }
    }

    /// The operating system's refusal at a path.
    pub(super) fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        let path = path.to_owned();
        Self::Io { path, source }
    }
}
