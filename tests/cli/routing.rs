//! `rochdale route` through the real binary.

use std::fs;

use super::desk::{Desk, err, out};

/// The example of the page about the format.
fn example() -> &'static str {
    let page = include_str!("../../docs/route-format.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// A desk with the example in `day.json`.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path("day.json"), example()).unwrap();
    desk
}

#[test]
fn every_fault_of_a_routing_file_is_told_and_ends_with_3() {
    let desk = desk();
    desk.edit("day.json", "\"08:00\"", "\"8\"");
    desk.edit("day.json", "USD", "dollars");
    let told = err(&desk.expect(3, &["route", "day.json"]));
    assert!(
        told.contains("error[T103]: day.json, column stops[0].windows[0]"),
        "{told}"
    );
    assert!(
        told.contains("error[T110]: day.json, column currency"),
        "{told}"
    );
    assert!(told.contains("2 errors found"), "{told}");
    desk.expect(3, &["route", "absent.json"]);
}

#[test]
fn a_published_problem_is_told_apart_by_its_text() {
    let desk = Desk::new();
    fs::write(desk.path("odd.vrp"), "DIMENSION : two\n").unwrap();
    let told = err(&desk.expect(3, &["route", "odd.vrp"]));
    assert!(
        told.contains("error[T103]: odd.vrp, row 1, column DIMENSION"),
        "{told}"
    );
}

#[test]
fn wrong_arguments_end_with_2() {
    let desk = desk();
    desk.expect(2, &["route", "day.json", "--rounding", "up"]);
    desk.expect(2, &["route"]);
}

#[test]
fn the_plan_is_text_or_data() {
    let desk = desk();
    let limits = ["route", "day.json", "--iterations", "200", "--threads", "1"];
    let run = |more: &[&str]| out(&desk.expect(0, &[&limits[..], more].concat()));
    assert!(run(&[]).starts_with("Tuesday round: "));
    let plan: serde_json::Value = serde_json::from_str(&run(&["--json"])).unwrap();
    assert_eq!(plan["currency"], "USD");
    assert_eq!(
        plan["is_complete"],
        plan["unserved"].as_array().unwrap().is_empty()
    );
}

/// The shipped day, whose places have degrees, with another travel.
fn globe(travel: &str) -> Desk {
    let desk = Desk::new();
    let text = include_str!("../../docs/route-example.json");
    fs::write(desk.path("day.json"), text).unwrap();
    if !travel.is_empty() {
        let own = "{\"kind\": \"great_circle\", \"speed_km_h\": 28, \"road_factor\": 1.35}";
        desk.edit("day.json", own, travel);
    }
    desk
}

const SHORT: [&str; 4] = ["--iterations", "200", "--threads", "1"];

#[test]
fn a_map_has_a_line_for_each_route_and_longitude_first() {
    let desk = globe("");
    let arguments = [
        &["route", "day.json", "--geojson", "map.geojson"],
        &SHORT[..],
    ]
    .concat();
    let told = out(&desk.expect(0, &arguments));
    let map = fs::read_to_string(desk.path("map.geojson")).unwrap();
    let map: serde_json::Value = serde_json::from_str(&map).unwrap();
    let features = map["features"].as_array().unwrap();
    let lines: Vec<_> = features
        .iter()
        .filter(|feature| feature["geometry"]["type"] == "LineString")
        .collect();
    assert_eq!(lines.len(), told.matches("\nRoute ").count());
    let store = &lines[0]["geometry"]["coordinates"][0];
    assert_eq!(*store, serde_json::json!([-2.1561, 53.619]));
}

#[test]
fn a_map_needs_degrees() {
    let desk = desk();
    let told = err(&desk.expect(2, &["route", "day.json", "--geojson", "map.geojson"]));
    assert!(told.contains("`lat` and `lon`"), "{told}");
    assert!(!desk.path("map.geojson").exists());
}

#[test]
fn a_map_that_cannot_be_written_ends_with_1_and_the_routes_are_printed() {
    let desk = globe("");
    let arguments = [
        &["route", "day.json", "--geojson", "no/map.geojson"],
        &SHORT[..],
    ]
    .concat();
    let output = desk.expect(1, &arguments);
    assert!(out(&output).starts_with("Saturday boxes: "));
    assert!(err(&output).contains("no/map.geojson: "));
}

#[cfg(feature = "http")]
#[test]
fn a_routing_server_that_is_away_ends_with_3_and_a_remedy() {
    let desk =
        globe("{\"kind\": \"osrm\", \"url\": \"http://127.0.0.1:1\", \"cache\": \"ways.json\"}");
    let told = err(&desk.expect(3, &["route", "day.json"]));
    assert!(
        told.contains("error[T403]: day.json, column travel.url"),
        "{told}"
    );
    assert!(
        told.contains("no answer from the routing server http://127.0.0.1:1"),
        "{told}"
    );
    assert!(told.contains("hint: check that the server runs"), "{told}");
}

#[test]
fn a_full_cache_beside_the_file_needs_no_server() {
    let desk = globe(
        "{\"kind\": \"valhalla\", \"url\": \"http://127.0.0.1:1\", \"cache\": \"ways.json\"}",
    );
    let text = fs::read_to_string(desk.path("day.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let degrees = |place: &serde_json::Value, key: &str| {
        let number = place[key].as_f64().unwrap() * 1e6;
        format!("{number:.0}")
    };
    let places = file["places"].as_array().unwrap();
    let points: Vec<String> = places
        .iter()
        .map(|place| format!("{},{}", degrees(place, "lat"), degrees(place, "lon")))
        .collect();
    let pairs: Vec<String> = points
        .iter()
        .flat_map(|from| points.iter().map(move |to| (from, to)))
        .filter(|(from, to)| from != to)
        .map(|(from, to)| format!("[{from},{to},5000,600]"))
        .collect();
    let cache = format!(
        "{{\"version\":1,\"servers\":[{{\"kind\":\"valhalla\",\"url\":\"http://127.0.0.1:1\",\
         \"profile\":\"auto\",\"pairs\":[{}]}}]}}",
        pairs.join(",")
    );
    fs::create_dir(desk.path("day")).unwrap();
    fs::rename(desk.path("day.json"), desk.path("day/day.json")).unwrap();
    fs::write(desk.path("day/ways.json"), cache).unwrap();
    let told = out(&desk.expect(0, &[&["route", "day/day.json"], &SHORT[..]].concat()));
    assert!(told.starts_with("Saturday boxes: "), "{told}");
}

#[test]
fn a_matrix_file_is_found_beside_the_routing_file_and_its_faults_are_told() {
    let desk = globe("{\"kind\": \"file\", \"path\": \"ways.csv\"}");
    let told = err(&desk.expect(3, &["route", "day.json"]));
    assert!(
        told.contains("error[T404]: day.json, column travel"),
        "{told}"
    );
    fs::write(desk.path("ways.csv"), "from,to,distance_m,duration_s\n").unwrap();
    let told = err(&desk.expect(3, &["route", "day.json"]));
    assert!(told.contains("error[T404]: ways.csv: "), "{told}");
    assert!(told.contains("Toad Lane store"), "{told}");
}
