//! Both kinds of servers against a fake one.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod fake;

use serde_json::{Value, json};

use super::{Server, ServerKind};
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::travel::{Coordinates, Place, Provider, TravelError};
use fake::{Fake, Question};

/// Places at latitudes 0, 1, 2, … millionths of a degree.
fn places(n: i32) -> Vec<Place> {
    let place = |index: i32| Place {
        name: format!("p{index}"),
        coordinates: Coordinates::from_millionths(index, 7).unwrap(),
    };
    (0..n).map(place).collect()
}

fn ask(kind: ServerKind, url: &str, n_places: i32) -> Result<TravelMatrix, TravelError> {
    let server = Server::new(kind, url, "auto").unwrap();
    Provider::Server(server).matrix(&places(n_places))
}

fn travel(distance: i32, duration: i32) -> Travel {
    Travel { distance, duration }
}

/// The latitudes, in millionths, of the starts and ends that Valhalla is asked for.
fn asked(question: &Question) -> [Vec<i64>; 2] {
    let body: Value = serde_json::from_str(&question.body).unwrap();
    ["sources", "targets"].map(|side| {
        let points = body[side].as_array().unwrap().iter();
        #[expect(clippy::cast_possible_truncation, reason = "small and whole")]
        let lat = |point: &Value| (point["lat"].as_f64().unwrap() * 1e6).round() as i64;
        points.map(lat).collect()
    })
}

/// Answers as Valhalla: from a to b it is 100 a + b metres and 7 s.
fn valhalla(question: &Question) -> (u16, String) {
    let [starts, ends] = asked(question);
    let cell = |a: i64, b: i64| {
        let metres = i32::try_from(100 * a + b).unwrap();
        json!({ "from_index": 0, "to_index": 0, "time": 7, "distance": f64::from(metres) / 1000.0 })
    };
    let row = |a: &i64| ends.iter().map(|b| cell(*a, *b)).collect();
    let rows: Vec<Value> = starts.iter().map(row).collect();
    let text = json!({ "sources_to_targets": rows, "units": "kilometers" });
    (200, text.to_string())
}

/// The matrix of [`valhalla`].
fn expected(n_places: usize) -> TravelMatrix {
    TravelMatrix::from_fn(n_places, |from, to| {
        travel(i32::try_from(100 * from + to).unwrap(), 7)
    })
}

#[test]
fn osrm_answers_two_tables_in_metres_and_seconds() {
    let text = "{\"code\":\"Ok\",\"durations\":[[0,12.4],[12.5,0]],\
                \"distances\":[[0,100.6],[99.4,0]],\"sources\":[],\"destinations\":[]}";
    let fake = Fake::new(1, |_| (200, text.to_owned()));
    let matrix = ask(ServerKind::Osrm, &fake.url, 2).unwrap();
    let (there, back) = (travel(101, 12), travel(99, 13));
    assert_eq!(matrix.entries(), [Travel::NONE, there, back, Travel::NONE]);
    let path = &fake.questions()[0].path;
    let points = "0.000007,0.000000;0.000007,0.000001";
    let start = format!("/table/v1/auto/{points};{points}?annotations=duration,distance&");
    assert!(path.starts_with(&start), "{path}");
}

#[test]
fn null_is_no_way_for_osrm() {
    let text = "{\"code\":\"Ok\",\"durations\":[[0,null],[5,0]],\"distances\":[[0,null],[6,0]]}";
    let fake = Fake::new(1, |_| (200, text.to_owned()));
    let matrix = ask(ServerKind::Osrm, &fake.url, 2).unwrap();
    assert_eq!(matrix.entries()[1..3], [Travel::UNREACHABLE, travel(6, 5)]);
}

#[test]
fn null_is_no_way_for_valhalla() {
    let text = "{\"sources_to_targets\":[[{\"time\":0,\"distance\":0},\
                {\"time\":null,\"distance\":null}],[{\"time\":5,\"distance\":0.0064},\
                {\"time\":0,\"distance\":0}]]}";
    let fake = Fake::new(1, |_| (200, text.to_owned()));
    let matrix = ask(ServerKind::Valhalla, &fake.url, 2).unwrap();
    assert_eq!(matrix.entries()[1..3], [Travel::UNREACHABLE, travel(6, 5)]);
}

#[test]
fn a_large_matrix_is_asked_in_blocks() {
    let fake = Fake::new(3, valhalla);
    let matrix = ask(ServerKind::Valhalla, &fake.url, 51).unwrap();
    assert_eq!(matrix, expected(51));
    let questions = fake.questions();
    assert!(
        questions
            .iter()
            .all(|question| asked(question)[0].len() <= 50)
    );
}

/// Answers as a Valhalla that refuses questions with the third point and `is_refused` others.
fn apart(question: &Question, is_refused: impl Fn(&[i64]) -> bool) -> (u16, String) {
    let points = asked(question).concat();
    if points.contains(&3) && is_refused(&points) {
        let text = "{\"error_code\":170,\"error\":\"Locations are in unconnected regions\"}";
        return (400, text.to_owned());
    }
    valhalla(question)
}

#[test]
fn a_place_apart_is_found_among_connected_ones() {
    let others = |points: &[i64]| points.iter().any(|&point| point != 3);
    let fake = Fake::new(100, move |question| apart(question, others));
    let matrix = ask(ServerKind::Valhalla, &fake.url, 5).unwrap();
    let expected = TravelMatrix::from_fn(5, |from, to| match (from, to) {
        (3, _) | (_, 3) => Travel::UNREACHABLE,
        _ => expected(5).entries()[5 * from + to],
    });
    assert_eq!(matrix, expected);
}

#[test]
fn a_place_off_the_map_is_named() {
    let fake = Fake::new(100, |question| apart(question, |_| true));
    let error = ask(ServerKind::Valhalla, &fake.url, 5).unwrap_err();
    let expected = format!(
        "the routing server {} has no road within 5000 m of 0.000003,0.000007\n",
        fake.url
    );
    assert!(error.to_string().starts_with(&expected), "{error}");
    let text = "{\"code\":\"NoSegment\",\"message\":\"Could not find a matching segment\"}";
    let fake = Fake::new(100, |_| (400, text.to_owned()));
    let error = ask(ServerKind::Osrm, &fake.url, 2).unwrap_err();
    assert!(matches!(error, TravelError::OffMap { .. }), "{error}");
}

/// The error of a server with this answer.
fn check_error(kind: ServerKind, status: u16, text: &str, expected: &str) {
    let text = text.to_owned();
    let fake = Fake::new(1, move |_| (status, text.clone()));
    let error = ask(kind, &fake.url, 2).unwrap_err().to_string();
    let error = error.replace(&fake.url, "URL");
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_refusal_shows_status_and_message() {
    check_error(
        ServerKind::Osrm,
        400,
        "{\"code\":\"TooBig\",\"message\":\"Too many table coordinates\"}",
        "the routing server URL refused: status 400, Too many table coordinates\nhint: check the",
    );
    check_error(
        ServerKind::Valhalla,
        400,
        "{\"error_code\":125,\"error\":\"No costing method found: 'x'\",\"status_code\":400}",
        "the routing server URL refused: status 400, No costing method found: 'x'\n",
    );
    check_error(
        ServerKind::Valhalla,
        502,
        "<html>\n",
        "the routing server URL refused: status 502, <html>\n",
    );
    check_error(
        ServerKind::Osrm,
        503,
        "",
        "the routing server URL refused: status 503, without a message\n",
    );
}

#[test]
fn an_answer_of_another_shape_is_an_error() {
    let not_a_table = "the routing server URL answered something else than a table: ";
    for (text, message) in [
        ("<html>", "expected value"),
        ("{\"code\":\"Ok\"}", "there are no distances"),
        (
            "{\"code\":\"Ok\",\"durations\":[[0,1],[1,0]]}",
            "there are no distances",
        ),
        (
            "{\"code\":\"Ok\",\"durations\":[[0,1],[1]],\"distances\":[[0,1],[1,0]]}",
            "the durations are not 2 rows of 2 numbers",
        ),
        (
            "{\"code\":\"Ok\",\"durations\":[[0,NaN],[1,0]],\"distances\":[]}",
            "expected value",
        ),
    ] {
        check_error(
            ServerKind::Osrm,
            200,
            text,
            &format!("{not_a_table}{message}"),
        );
    }
    for (text, message) in [
        ("{\"trip\":{}}", "missing field"),
        (
            "{\"sources_to_targets\":[[{\"time\":0,\"distance\":0}]]}",
            "expected 2 rows of 2 cells",
        ),
        ("{\"sources_to_targets\":[[{\"time\":0}]]}", "missing field"),
        (
            "{\"sources_to_targets\":[],\"units\":\"miles\"}",
            "the distances are in miles",
        ),
    ] {
        check_error(
            ServerKind::Valhalla,
            200,
            text,
            &format!("{not_a_table}{message}"),
        );
    }
}

#[test]
fn a_number_that_is_no_distance_is_an_error() {
    let table = |number: &str| {
        let distances = format!("[[0,{number}],[1,0]]");
        format!("{{\"code\":\"Ok\",\"durations\":[[0,1],[1,0]],\"distances\":{distances}}}")
    };
    for number in ["-3", "2147483647", "1e300"] {
        let expected = "distance in metres from 0.000000,0.000007 to 0.000001,0.000007: found ";
        check_error(ServerKind::Osrm, 200, &table(number), expected);
    }
}

#[test]
fn an_address_that_cannot_be_asked_is_refused() {
    for url in [
        "https://a.example",
        "127.0.0.1:8002",
        "http://",
        "http:///x",
        "http://a b",
    ] {
        assert!(
            Server::new(ServerKind::Osrm, url, "driving").is_err(),
            "{url}"
        );
    }
    for profile in ["", "a/b", "a b", "ä"] {
        assert!(
            Server::new(ServerKind::Osrm, "http://a", profile).is_err(),
            "{profile}"
        );
    }
}

#[test]
fn a_server_that_is_away_is_named_with_what_is_missing() {
    let url = Fake::away();
    let error = ask(ServerKind::Valhalla, &url, 3).unwrap_err().to_string();
    let start = format!("no answer from the routing server {url} (");
    assert!(error.starts_with(&start), "{error}");
    assert!(
        error.contains("; 6 of 6 pairs of places are not in the cache\n"),
        "{error}"
    );
}

#[test]
fn what_is_cached_is_not_asked_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("travel.json");
    // One question for the first three places, two for the fourth; then the server is gone.
    let fake = Fake::new(3, valhalla);
    let server = Server::new(ServerKind::Valhalla, &fake.url, "auto").unwrap();
    let server = server.with_cache(&path);
    let matrix = |n: i32| Provider::Server(server.clone()).matrix(&places(n));
    assert_eq!(matrix(3).unwrap(), expected(3));
    assert_eq!(matrix(3).unwrap(), expected(3));
    assert_eq!(matrix(4).unwrap(), expected(4));
    let questions = fake.questions();
    let new: usize = questions[1..]
        .iter()
        .map(|q| asked(q).map(|side| side.len()))
        .map(|[a, b]| a * b)
        .sum();
    assert_eq!(new, 6, "three pairs there and three back");
    assert_eq!(matrix(4).unwrap(), expected(4));
    let error = matrix(5).unwrap_err().to_string();
    assert!(
        error.contains("; 8 of 20 pairs of places are not in the cache\n"),
        "{error}"
    );
    let other = Server::new(ServerKind::Valhalla, server.url.as_str(), "truck").unwrap();
    let error = Provider::Server(other.with_cache(&path)).matrix(&places(3));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("; 6 of 6 pairs"), "another profile: {error}");
}

#[test]
fn answers_are_kept_when_a_later_question_fails() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("travel.json");
    let fake = Fake::new(2, valhalla);
    let server = Server::new(ServerKind::Valhalla, &fake.url, "auto").unwrap();
    let provider = Provider::Server(server.with_cache(&path));
    let error = provider.matrix(&places(51)).unwrap_err().to_string();
    assert!(error.contains("; 2450 of 2550 pairs"), "{error}");
    assert!(path.exists());
}

#[test]
fn a_broken_cache_stops_before_anything_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("travel.json");
    std::fs::write(&path, "{").unwrap();
    let server = Server::new(ServerKind::Osrm, &Fake::away(), "driving").unwrap();
    let error = Provider::Server(server.with_cache(&path)).matrix(&places(2));
    assert!(matches!(error, Err(TravelError::Cache { .. })));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{");
}

#[test]
fn places_at_one_point_need_no_server() {
    let server = Server::new(ServerKind::Osrm, &Fake::away(), "driving").unwrap();
    let mut places = places(2);
    places[1].coordinates = places[0].coordinates;
    let matrix = Provider::Server(server).matrix(&places).unwrap();
    assert_eq!(matrix.entries(), [Travel::NONE; 4]);
}
