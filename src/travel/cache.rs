//! What servers answered, kept in a file.
//!
//! JSON, one list of pairs for each server and profile that was asked:
//!
//! ```json
//! {"version":1,"servers":[{"kind":"valhalla","url":"http://127.0.0.1:8002","profile":"auto",
//!  "pairs":[[43738400,7424600,43731100,7419700,2488,198],[43738400,7424600,0,0,null,null]]}]}
//! ```
//!
//! A pair is latitude and longitude of start and end in millionths of a degree, metres and
//! seconds; two nulls say that there is no way. Pairs do not age: whoever changes a server's map
//! deletes the file. A file that holds anything else is a fault and never overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::replace::replace;
use super::whole::MOST;
use super::{Coordinates, TravelError};
use crate::problem::delivery::Travel;

/// The only version there is.
const VERSION: u32 = 1;

/// Start and end.
pub(super) type Pair = (Coordinates, Coordinates);

/// Who answered: another server, or another profile, may answer otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub kind: String,
    pub url: String,
    pub profile: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CacheFile {
    version: u32,
    servers: Vec<ServerEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerEntry {
    kind: String,
    url: String,
    profile: String,
    pairs: Vec<PairEntry>,
}

/// Start, end, metres, seconds.
type PairEntry = (i32, i32, i32, i32, Option<i32>, Option<i32>);

/// Answers by server and pair; kept in a file if there is a path.
#[derive(Debug)]
pub(super) struct Cache {
    path: Option<PathBuf>,
    answers: BTreeMap<Asked, BTreeMap<Pair, Travel>>,
    is_changed: bool,
}

impl Cache {
    /// What the file holds; nothing, if there is no file yet.
    ///
    /// # Errors
    /// [`TravelError::Cache`] if it holds what it should not, [`TravelError::Io`] if it cannot be
    /// read.
    pub fn open(path: Option<&Path>) -> Result<Self, TravelError> {
        let answers = match path {
            None => BTreeMap::new(),
            Some(path) => match fs::read(path) {
                Ok(bytes) => parse(&bytes).map_err(|message| TravelError::Cache {
                    path: path.to_owned(),
                    message,
                })?,
                Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
                Err(error) => return Err(TravelError::io(path, error)),
            },
        };
        Ok(Self {
            path: path.map(Path::to_owned),
            answers,
            is_changed: false,
        })
    }

    /// What was answered for a pair. A place is no way from itself.
    pub fn get(&self, asked: &Asked, pair: Pair) -> Option<Travel> {
        if pair.0 == pair.1 {
            return Some(Travel::NONE);
        }
        self.answers.get(asked)?.get(&pair).copied()
    }

    /// Remembers an answer.
    pub fn insert(&mut self, asked: &Asked, pair: Pair, travel: Travel) {
        if pair.0 == pair.1 {
            return;
        }
        let answers = self.answers.entry(asked.clone()).or_default();
        answers.insert(pair, travel);
        self.is_changed = true;
    }

    /// Writes the file, whole or not at all, if there is a path and anything new.
    ///
    /// # Errors
    /// [`TravelError::Io`] if it cannot be written.
    pub fn save(&mut self) -> Result<(), TravelError> {
        if let (Some(path), true) = (&self.path, self.is_changed) {
            replace(path, &text(&self.answers))?;
        }
        self.is_changed = false;
        Ok(())
    }
}

fn parse(bytes: &[u8]) -> Result<BTreeMap<Asked, BTreeMap<Pair, Travel>>, String> {
    let file: CacheFile = serde_json::from_slice(bytes)
        .map_err(|error| format!("this is no cache of distances and times: {error}"))?;
    if file.version != VERSION {
        let found = file.version;
        return Err(format!("found version {found}, expected {VERSION}"));
    }
    let mut answers = BTreeMap::new();
    for server in file.servers {
        let asked = Asked {
            kind: server.kind,
            url: server.url,
            profile: server.profile,
        };
        let mut pairs = BTreeMap::new();
        for (position, entry) in server.pairs.into_iter().enumerate() {
            let at = || format!("pair {} of {} {}", position + 1, asked.kind, asked.url);
            let (pair, travel) = pair(entry).ok_or_else(|| {
                let (expected, at) = ("expected degrees, metres and seconds", at());
                format!("{at}: found {entry:?}, {expected}")
            })?;
            if pairs.insert(pair, travel).is_some() {
                return Err(format!("{}: found {entry:?} a second time", at()));
            }
        }
        if answers.insert(asked, pairs).is_some() {
            return Err("a server is listed twice".to_owned());
        }
    }
    Ok(answers)
}

fn pair(entry: PairEntry) -> Option<(Pair, Travel)> {
    let (from_lat, from_lon, to_lat, to_lon, distance, duration) = entry;
    let from = Coordinates::from_millionths(from_lat, from_lon).ok()?;
    let to = Coordinates::from_millionths(to_lat, to_lon).ok()?;
    let travel = match (distance, duration) {
        (None, None) => Travel::UNREACHABLE,
        (Some(distance), Some(duration)) => {
            let is_fit = |number| (0..=MOST).contains(&number);
            (is_fit(distance) && is_fit(duration)).then_some(Travel { distance, duration })?
        }
        _ => return None,
    };
    Some(((from, to), travel))
}

fn text(answers: &BTreeMap<Asked, BTreeMap<Pair, Travel>>) -> String {
    let entry = |(pair, travel): (&Pair, &Travel)| -> PairEntry {
        let ((from_lat, from_lon), (to_lat, to_lon)) = (pair.0.millionths(), pair.1.millionths());
        let number = |number| travel.is_reachable().then_some(number);
        let (distance, duration) = (number(travel.distance), number(travel.duration));
        (from_lat, from_lon, to_lat, to_lon, distance, duration)
    };
    let servers = answers.iter().map(|(asked, pairs)| ServerEntry {
        kind: asked.kind.clone(),
        url: asked.url.clone(),
        profile: asked.profile.clone(),
        pairs: pairs.iter().map(entry).collect(),
    });
    let file = CacheFile {
        version: VERSION,
        servers: servers.collect(),
    };
    serde_json::to_string(&file).expect("numbers and texts are written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: i32) -> Coordinates {
        Coordinates::from_millionths(lat, -5).unwrap()
    }

    fn asked(profile: &str) -> Asked {
        Asked {
            kind: "osrm".to_owned(),
            url: "http://127.0.0.1:5000".to_owned(),
            profile: profile.to_owned(),
        }
    }

    const TRAVEL: Travel = Travel {
        distance: 7,
        duration: 8,
    };

    #[test]
    fn a_saved_cache_is_read_as_the_same_cache() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("travel.json");
        let mut cache = Cache::open(Some(&path)).unwrap();
        cache.insert(&asked("car"), (point(1), point(2)), TRAVEL);
        cache.insert(&asked("car"), (point(2), point(1)), Travel::UNREACHABLE);
        cache.insert(&asked("foot"), (point(1), point(2)), Travel::UNREACHABLE);
        cache.save().unwrap();
        let read = Cache::open(Some(&path)).unwrap();
        assert_eq!(read.answers, cache.answers);
        let get = |profile, from, to| read.get(&asked(profile), (point(from), point(to)));
        assert_eq!(get("car", 1, 2), Some(TRAVEL));
        assert_eq!(get("foot", 1, 2), Some(Travel::UNREACHABLE));
        assert_eq!(get("foot", 2, 1), None);
        assert_eq!(get("truck", 3, 3), Some(Travel::NONE));
    }

    #[test]
    fn nothing_is_written_where_nothing_is_new() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("travel.json");
        Cache::open(Some(&path)).unwrap().save().unwrap();
        assert!(!path.exists());
    }

    /// What is wrong with a cache that holds this text; the file stays as it is.
    fn check_broken(text: &str, expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("travel.json");
        fs::write(&path, text).unwrap();
        let error = Cache::open(Some(&path)).unwrap_err().to_string();
        let start = format!("{}: {expected}", path.display());
        assert!(error.starts_with(&start), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn a_broken_cache_is_a_fault_and_stays() {
        check_broken("", "this is no cache of distances and times: EOF");
        check_broken("{\"version\":1}", "this is no cache of distances and times");
        let server = |pairs: &str| {
            let head = "{\"version\":1,\"servers\":[{\"kind\":\"osrm\",\"url\":\"u\"";
            format!("{head},\"profile\":\"car\",\"pairs\":[{pairs}]}}]}}")
        };
        check_broken(
            &server("[1,2,3,4,5,null]"),
            "pair 1 of osrm u: found (1, 2, 3, 4, Some(5), None)",
        );
        check_broken(&server("[1,2,3,4,-5,0]"), "pair 1 of osrm u: found");
        check_broken(&server("[90000001,2,3,4,5,0]"), "pair 1 of osrm u: found");
        check_broken(
            &server("[1,2,3,4,5,0],[1,2,3,4,5,6]"),
            "pair 2 of osrm u: found (1, 2, 3, 4, Some(5), Some(6)) a second time",
        );
        let newer = server("").replacen('1', "2", 1);
        check_broken(&newer, "found version 2, expected 1");
    }
}
