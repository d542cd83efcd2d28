//! The client against a real Valhalla server with real roads.
//!
//! `scripts/valhalla.sh` installs and runs the server; the extracts are beside the repository, or in
//! the folder that `ROCHDALE_DATA` names. Where one of these cannot be had, the tests say `SKIPPED`
//! and pass.
#![cfg(feature = "http")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rochdale::problem::delivery::{Travel, TravelMatrix};
use rochdale::travel::{
    Coordinates, GreatCircle, Place, Provider, Server, ServerKind, TravelError,
};
use rochdale::units::{Id as _, PlaceId};
use serde_json::Value;
use tempfile::TempDir;

/// Farthest that two places together may be from the roads they are snapped to, in metres.
const SNAP_MAX: i32 = 200;

/// Slowest and fastest plausible speed between two places of a town, in km/h.
const SPEEDS: std::ops::Range<i32> = 5..130;

/// One server after the other is set up: the first one installs Valhalla.
static SET_UP: Mutex<()> = Mutex::new(());

/// A running server, ended when dropped.
struct Valhalla {
    url: String,
    places: Vec<Place>,
    process: Child,
    folder: TempDir,
}

impl Valhalla {
    /// A server of the region's roads; `None`, with a message, where it cannot be had.
    fn start(region: &str, extract: &str) -> Option<Self> {
        let _turn = SET_UP.lock().unwrap_or_else(PoisonError::into_inner);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let data = std::env::var_os("ROCHDALE_DATA")
            .map_or_else(|| root.join("../shared/data"), PathBuf::from);
        let data = data.join("road").join(region);
        let folder = tempfile::tempdir().unwrap();
        let started = Command::new(root.join("scripts/valhalla.sh"))
            .args([data.join(extract).as_path(), folder.path()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn();
        let mut process = match started {
            Ok(process) => process,
            Err(error) => return skipped(&format!("scripts/valhalla.sh: {error}")),
        };
        let mut url = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut url).unwrap();
        if url.is_empty() {
            let status = process.wait().unwrap();
            assert_eq!(status.code(), Some(77), "scripts/valhalla.sh failed");
            return skipped("no Valhalla server, for the reason above");
        }
        let server = Self {
            url: url.trim().to_owned(),
            places: places(&data.join("points.json")),
            process,
            folder,
        };
        server.wait();
        Some(server)
    }

    fn wait(&self) {
        let address = self.url.strip_prefix("http://").unwrap();
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "no server");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Asks it for this costing; all answers are kept in one cache.
    fn provider(&self, costing: &str) -> Provider {
        let server = Server::new(ServerKind::Valhalla, &self.url, costing).unwrap();
        Provider::Server(server.with_cache(self.folder.path().join("cache.json")))
    }

    fn stop(&mut self) {
        // An error means that it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Valhalla {
    fn drop(&mut self) {
        self.stop();
    }
}

fn skipped(reason: &str) -> Option<Valhalla> {
    // Not by a macro that prints: of a test that passes, its output is not shown.
    let text = format!("SKIPPED: {reason}\n");
    std::io::stderr().write_all(text.as_bytes()).unwrap();
    None
}

fn place(name: &str, lat: f64, lon: f64) -> Place {
    let coordinates = Coordinates::new(lat, lon).unwrap();
    let name = name.to_owned();
    Place { name, coordinates }
}

/// The test points of a region: `[{"lat":43.7,"lon":7.4},…]`.
fn places(path: &Path) -> Vec<Place> {
    let points: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let points = points.as_array().unwrap().iter().enumerate();
    let degrees = |point: &Value, key| point[key].as_f64().unwrap();
    points
        .map(|(index, point)| {
            let name = format!("point {index}");
            place(&name, degrees(point, "lat"), degrees(point, "lon"))
        })
        .collect()
}

/// Every way is at least as long as the great circle, and driven at a plausible speed.
fn check_plausible(matrix: &TravelMatrix, places: &[Place]) {
    let straight = GreatCircle::new(50.0).unwrap().with_road_factor(1.0);
    let straight = Provider::GreatCircle(straight.unwrap()).matrix(places);
    let straight = straight.unwrap();
    for (travel, shortest) in matrix.entries().iter().zip(straight.entries()) {
        if !travel.is_reachable() || *travel == Travel::NONE {
            continue;
        }
        assert!(
            travel.distance + SNAP_MAX >= shortest.distance,
            "{travel:?}"
        );
        let km_h = travel.distance * 36 / (10 * travel.duration);
        assert!(SPEEDS.contains(&km_h), "{travel:?}");
    }
}

fn n_unreachable(matrix: &TravelMatrix) -> usize {
    let entries = matrix.entries().iter();
    entries.filter(|travel| !travel.is_reachable()).count()
}

#[test]
fn roads_of_monaco_are_asked_and_then_known_without_the_server() {
    let Some(mut server) = Valhalla::start("monaco", "monaco.osm.pbf") else {
        return;
    };
    let mut places = server.places.clone();
    let provider = server.provider("auto");
    let matrix = provider.matrix(&places).unwrap();
    assert_eq!(n_unreachable(&matrix), 0);
    check_plausible(&matrix, &places);
    let [a, b] = [0, 1].map(PlaceId::from_index);
    assert_ne!(matrix.get(a, b), matrix.get(b, a), "one-way streets");

    let error = server.provider("nonsense").matrix(&places).unwrap_err();
    let TravelError::Refused {
        status, message, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!(status, 400);
    assert!(message.contains("nonsense"), "{message}");

    server.stop();
    assert_eq!(provider.matrix(&places).unwrap(), matrix);
    places.push(place("new", 43.7402, 7.4300));
    let error = provider.matrix(&places).unwrap_err();
    let TravelError::Away {
        n_missing, n_pairs, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!((n_missing, n_pairs), (8, 20));
}

#[test]
fn a_place_off_the_map_is_named() {
    let Some(server) = Valhalla::start("monaco", "monaco.osm.pbf") else {
        return;
    };
    // In the sea, 20 km from the coast, and in a town on land that the extract has not.
    for (lat, lon) in [(43.55, 7.45), (44.39, 7.55)] {
        let mut places = server.places.clone();
        places.push(place("beyond", lat, lon));
        let error = server.provider("auto").matrix(&places).unwrap_err();
        let TravelError::OffMap { place, .. } = error else {
            panic!("{error}");
        };
        assert_eq!(place, places.last().unwrap().coordinates.to_string());
    }
}

#[test]
fn pairs_without_a_way_in_the_clipped_map_of_helsinki_are_unreachable() {
    let Some(server) = Valhalla::start("helsinki", "Helsinki.osm.pbf") else {
        return;
    };
    let matrix = server.provider("auto").matrix(&server.places).unwrap();
    check_plausible(&matrix, &server.places);
    // From the first point all ways leave the map, and none of the others does.
    assert_eq!(n_unreachable(&matrix), 3);
    assert_eq!(matrix.entries()[1..4], [Travel::UNREACHABLE; 3]);
}
