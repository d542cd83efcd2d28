//! Routing servers: OSRM and Valhalla, asked over plain HTTP for tables of distance and time.
//!
//! Only pairs that the cache lacks are asked, in blocks that servers take as they come (see
//! [`block`]). What was answered is saved even if a later block fails.
//!
//! Servers move a place to the nearest road, however far that is. Here a place farther than
//! [`SNAP_MAX_M`] from every road of the server's map is an error: its coordinates are wrong, or
//! the map is too small.
//!
//! Not done: HTTPS. It would bring eleven more packages, a C compiler's work and a licence that
//! `deny.toml` does not list; whoever asks a server elsewhere puts a local proxy between.

mod block;
mod http;
mod osrm;
mod trouble;
mod valhalla;

#[cfg(all(test, feature = "http"))]
mod tests;

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::cache::{Asked, Cache, Pair};
use super::whole::whole;
use super::{Coordinates, Place, TravelError};
use crate::problem::delivery::{Travel, TravelMatrix};
use block::{Block, blocks};
use http::Client;
use trouble::Trouble;

/// Farthest that a place may be from the nearest road, in metres. Wide for farms and factories,
/// and far less than the 35 km within which Valhalla finds a road to a point in the sea.
const SNAP_MAX_M: u32 = 5_000;

/// Which protocol a server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServerKind {
    /// OSRM 5.18 or newer: `/table/v1/<profile>/…`; the usual profile is `driving`. Which vehicle
    /// it is for was decided when the server's map was prepared.
    Osrm,
    /// Valhalla 3: `/sources_to_targets`; its profiles are costings such as `auto` and `truck`.
    Valhalla,
}

impl ServerKind {
    /// The word for it in caches and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Osrm => "osrm",
            Self::Valhalla => "valhalla",
        }
    }
}

/// A routing server, and perhaps a file that keeps what it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    kind: ServerKind,
    url: String,
    profile: String,
    cache: Option<PathBuf>,
}

impl Server {
    /// The server at an address such as `http://127.0.0.1:8002`, asked for this profile.
    ///
    /// # Errors
    /// [`TravelError::Server`] if the address does not start with `http://`, or the profile has
    /// other characters than letters, digits, `-` and `_`.
    pub fn new(kind: ServerKind, url: &str, profile: &str) -> Result<Self, TravelError> {
        let host = url.strip_prefix("http://").unwrap_or("");
        let is_fit = |c: char| c.is_ascii_graphic() && !matches!(c, '?' | '#');
        if host.is_empty() || host.starts_with('/') || !host.chars().all(is_fit) {
            return Err(TravelError::Server {
                what: "the address of the routing server",
                found: url.to_owned(),
                expected: "http:// with host and port, such as http://127.0.0.1:8002",
                hint: "run the server on this machine or in your network; for an https server put \
                       a local proxy between",
            });
        }
        let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if profile.is_empty() || !profile.chars().all(is_fit) {
            return Err(TravelError::Server {
                what: "the profile of the routing server",
                found: profile.to_owned(),
                expected: "letters, digits, - and _",
                hint: "OSRM servers usually have driving; Valhalla has auto, truck and others",
            });
        }
        Ok(Self {
            kind,
            url: url.trim_end_matches('/').to_owned(),
            profile: profile.to_owned(),
            cache: None,
        })
    }

    /// The same with a cache file, which is made where there is none. Once it holds all pairs the
    /// server is not asked.
    #[must_use]
    pub fn with_cache(self, path: impl Into<PathBuf>) -> Self {
        let cache = Some(path.into());
        Self { cache, ..self }
    }

    /// Travel between every two of the places.
    pub(super) fn matrix(&self, places: &[Place]) -> Result<TravelMatrix, TravelError> {
        let mut cache = Cache::open(self.cache.as_deref())?;
        let needed = pairs(places);
        let answered = self.ask(&needed, &mut cache);
        cache.save()?;
        answered?;
        let asked = self.asked();
        Ok(TravelMatrix::from_fn(places.len(), |from, to| {
            let pair = (places[from].coordinates, places[to].coordinates);
            let travel = cache.get(&asked, pair);
            travel.expect("every pair was cached or asked")
        }))
    }

    /// Asks for the needed pairs that the cache does not hold, and puts them in.
    fn ask(&self, needed: &BTreeSet<Pair>, cache: &mut Cache) -> Result<(), TravelError> {
        let asked = self.asked();
        let missing = |cache: &Cache| -> BTreeSet<Pair> {
            let is_missing = |pair: &&Pair| cache.get(&asked, **pair).is_none();
            needed.iter().filter(is_missing).copied().collect()
        };
        let client = Client::new();
        let mut on_map = BTreeSet::new();
        let mut waiting = blocks(&missing(cache));
        while let Some(block) = waiting.pop() {
            match self.ask_block(&client, &block, cache, &mut on_map) {
                Ok(smaller) => waiting.extend(smaller),
                Err(trouble) => {
                    let n_missing = missing(cache).len();
                    return Err(trouble.at(self.kind, &self.url, n_missing, needed.len()));
                }
            }
        }
        Ok(())
    }

    /// Puts a block's travels into the cache, or returns smaller blocks to ask in its place: one
    /// place apart from the others is enough for a server to refuse the whole block.
    fn ask_block(
        &self,
        client: &Client,
        block: &Block,
        cache: &mut Cache,
        on_map: &mut BTreeSet<Coordinates>,
    ) -> Result<Vec<Block>, Trouble> {
        let asked = self.asked();
        match (self.answer(client, block), block.halves()) {
            (Ok(travels), _) => {
                for (pair, travel) in block.pairs().zip(travels) {
                    cache.insert(&asked, pair, travel);
                }
                Ok(Vec::new())
            }
            (Err(Trouble::Unconnected), Some(halves)) => Ok(halves.into()),
            (Err(Trouble::Unconnected), None) => {
                let (start, end) = block.only_pair();
                for point in [start, end] {
                    if on_map.insert(point) {
                        self.require_on_map(client, point)?;
                    }
                }
                cache.insert(&asked, (start, end), Travel::UNREACHABLE);
                Ok(Vec::new())
            }
            (Err(trouble), _) => Err(trouble),
        }
    }

    /// A point that the server cannot even connect with itself is not on its map.
    fn require_on_map(&self, client: &Client, point: Coordinates) -> Result<(), Trouble> {
        let (starts, ends) = (vec![point], vec![point]);
        match self.answer(client, &Block { starts, ends }) {
            Ok(_) => Ok(()),
            Err(Trouble::Unconnected) => Err(Trouble::OffMap { point }),
            Err(trouble) => Err(trouble),
        }
    }

    /// The travels of a block, in the order of its pairs.
    fn answer(&self, client: &Client, block: &Block) -> Result<Vec<Travel>, Trouble> {
        match self.kind {
            ServerKind::Osrm => osrm::answer(client, &self.url, &self.profile, block),
            ServerKind::Valhalla => valhalla::answer(client, &self.url, &self.profile, block),
        }
    }

    fn asked(&self) -> Asked {
        Asked {
            kind: self.kind.name().to_owned(),
            url: self.url.clone(),
            profile: self.profile.clone(),
        }
    }
}

/// What a server says of a pair, in metres and seconds; no way if one of them is missing.
fn travel(pair: Pair, distance: Option<f64>, duration: Option<f64>) -> Result<Travel, Trouble> {
    let (Some(distance), Some(duration)) = (distance, duration) else {
        return Ok(Travel::UNREACHABLE);
    };
    let number = |what, found| whole(found).ok_or(Trouble::Number { what, pair, found });
    Ok(Travel {
        distance: number("distance in metres", distance)?,
        duration: number("duration in seconds", duration)?,
    })
}

/// All ordered pairs of two different points.
fn pairs(places: &[Place]) -> BTreeSet<Pair> {
    let points: BTreeSet<_> = places.iter().map(|place| place.coordinates).collect();
    let pair = |&from| points.iter().map(move |&to| (from, to));
    let pairs = points.iter().flat_map(pair);
    pairs.filter(|(from, to)| from != to).collect()
}
