//! What the documented example means, and that no text is too odd.

use crate::input::routing_file::{LoadUnit, RoutingFile, RoutingSource, Units};
use crate::input::vrplib::Rounding;
use crate::input::{Faults, read_routing};
use crate::problem::delivery::{Travel, TravelMatrix, Window};
use crate::travel::{TravelError, TravelRequest};
use crate::units::{Currency, Id as _, PlaceId, StopId};
use std::path::Path;

/// The example of the page about the format.
fn example() -> &'static str {
    let page = include_str!("../../../docs/route-format.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// The file, with everything asked for answered as the program answers it.
fn read(text: &str, name: &str) -> Result<RoutingFile, Faults> {
    read_asking(text, name, &TravelRequest::matrix)
}

fn read_asking(
    text: &str,
    name: &str,
    travel: &dyn Fn(&TravelRequest) -> Result<TravelMatrix, TravelError>,
) -> Result<RoutingFile, Faults> {
    let source = RoutingSource {
        name,
        folder: Path::new("absent-folder"),
        rounding: Rounding::Nearest,
        travel,
    };
    read_routing(text, &source)
}

/// The travel of the example.
const FLAT: &str = "{\"kind\": \"flat\", \"speed_km_h\": 30, \"road_factor\": 1.3}";

/// The example on the globe, with another travel.
fn on_the_globe(travel: &str) -> String {
    example()
        .replace(FLAT, travel)
        .replace("\"x_km\": 0, \"y_km\": 0", "\"lat\": 0, \"lon\": 0")
        .replace("\"x_km\": 3, \"y_km\": 4", "\"lat\": 0, \"lon\": 0.1")
        .replace("\"x_km\": 6, \"y_km\": 8", "\"lat\": \"0.1\", \"lon\": 0")
        .replace(
            "\"x_km\": -2, \"y_km\": 1.5",
            "\"lat\": 0.10000004, \"lon\": 0.1",
        )
}

fn codes(text: &str) -> Vec<String> {
    let faults = read(text, "day.json").map_err(|faults| faults.0);
    let faults = faults.err().unwrap_or_default();
    faults.iter().map(|fault| fault.code.to_string()).collect()
}

#[test]
fn the_documented_example_is_read() {
    let file = read(example(), "day.json").unwrap_or_else(|faults| panic!("{faults}"));
    let problem = &file.problem;
    let [hub, hart, mill] = [0, 1, 2].map(PlaceId::from_index);
    // 5 km of straight line are 6.5 km of road: 13 minutes at 30 km/h.
    let way = Travel {
        distance: 6500,
        duration: 780,
    };
    assert_eq!(problem.travel().get(hub, hart), way);
    assert_eq!(problem.travel().get(hart, mill), way);
    let van = problem.vehicles().values().next().unwrap();
    assert_eq!(van.shift, Window::new(7 * 3600, 15 * 3600 + 1800));
    assert_eq!(van.capacity, [8000, 40]);
    // 90 000 units to a dollar: 0.80 a kilometre are 72 a metre, 25 an hour are 625 a second.
    assert_eq!(
        (van.fixed_cost, van.distance_cost, van.duration_cost),
        (3_600_000, 72, 625)
    );
    let stop = &problem.stops()[StopId::from_index(0)];
    assert_eq!((&stop.delivery, stop.service), (&vec![1205, 8], 600));
    assert_eq!(stop.windows[1], Window::new(13 * 3600, 14 * 3600));
    let crates = &problem.stops()[StopId::from_index(2)];
    assert_eq!(
        (&crates.pickup, crates.prize),
        (&vec![0, 12], Some(1_350_000))
    );
    let unit = |name: &str, scale| LoadUnit {
        name: name.to_owned(),
        scale,
    };
    let units = Units::Natural {
        currency: Currency::from_code("USD").unwrap(),
        money: 90_000,
        loads: vec![unit("weight_kg", 10), unit("crates", 1)],
    };
    assert_eq!(file.units, units);
}

#[test]
fn a_matrix_gives_metres_seconds_and_no_way() {
    let matrix = "{\"kind\": \"matrix\", \"distance_km\": [[0,1.5,2,3],[1,0,1,1],[1,1,0,1],[1,1,1,0]], \
                  \"duration_minutes\": [[0,2,\"2.5\",null],[1,0,1,1],[1,1,0,1],[1,1,1,0]]}";
    let text = example().replace(FLAT, matrix);
    let file = read(&text, "day.json").unwrap_or_else(|faults| panic!("{faults}"));
    let way = |to| {
        let travel = file.problem.travel();
        travel.get(PlaceId::from_index(0), PlaceId::from_index(to))
    };
    assert_eq!((way(1).distance, way(1).duration), (1500, 120));
    assert_eq!((way(2).distance, way(2).duration), (2000, 150));
    assert!(!way(3).is_reachable());
}

#[test]
fn a_fault_names_path_found_expected_and_remedy() {
    let text = example()
        .replace("10:30", "9.30")
        .replace("\"Hub\",\n", "\"Hubb\",\n");
    assert_eq!(
        read(&text, "day.json").unwrap_err().to_string(),
        "error[T103]: day.json, column stops[0].windows[0]: found \"9.30\", expected a time of \
         day such as 08:30\nhint: write hours and minutes with two digits each; 26:00 is two the \
         next day\n\n\
         error[T110]: day.json, column vehicles[0].start: found \"Hubb\", expected the name of a \
         place\nhint: write \"Hub\" if that is meant"
    );
}

/// A code, a text to replace in the example, and by what.
const CHANGES: [(&str, &str, &str); 18] = [
    ("T401", "\"stops\"", "\"halts\""),
    ("T009", "\"format_version\": 1", "\"format_version\": 2"),
    ("T401", "\"speed_km_h\": 30, ", ""),
    ("T401", "\"kind\": \"flat\"", "\"kind\": \"round\""),
    ("T102", "\"weight_kg\": 800, ", ""),
    ("T102", "\"x_km\": 3, ", ""),
    ("T103", "120.5", "\"120,5\""),
    ("T104", "120.5", "120.1234567"),
    ("T104", "0.80", "0.8001"),
    ("T105", "120.5", "-120.5"),
    ("T105", "\"road_factor\": 1.3", "\"road_factor\": 13"),
    ("T105", "[\"08:00\", \"10:30\"]", "[\"10:30\", \"08:00\"]"),
    ("T106", "[\"weight_kg\", \"crates\"]", "[]"),
    ("T110", "USD", "USX"),
    ("T111", "\"name\": \"Hart Street\"", "\"name\": \"Hub\""),
    ("T102", "\"x_km\": 0, \"y_km\": 0", "\"lat\": 0, \"lon\": 0"),
    (
        "T105",
        "\"x_km\": 0,",
        "\"lat\": 91, \"lon\": 0, \"x_km\": 0,",
    ),
    ("T402", "[\"08:00\", \"10:30\"]", "[\"08:00\", \"13:30\"]"),
];

/// Codes of each changed text, with the one expected.
pub(in crate::input) fn changes() -> Vec<(&'static str, Vec<String>)> {
    let changed = CHANGES.iter().map(|(code, from, to)| {
        assert!(example().contains(from), "{from}");
        (*code, codes(&example().replacen(from, to, 1)))
    });
    let moved = TRAVELS
        .iter()
        .map(|(code, travel)| (*code, codes(&on_the_globe(travel))));
    changed.chain(moved).collect()
}

/// Travel that cannot be had, with its code. Nobody answers at port 1.
const TRAVELS: [(&str, &str); 4] = [
    (
        "T403",
        "{\"kind\": \"osrm\", \"url\": \"http://127.0.0.1:1\"}",
    ),
    ("T404", "{\"kind\": \"file\", \"path\": \"absent.csv\"}"),
    (
        "T405",
        "{\"kind\": \"valhalla\", \"url\": \"https://here\"}",
    ),
    ("T105", "{\"kind\": \"great_circle\", \"speed_km_h\": 0}"),
];

#[test]
fn places_on_the_globe_are_a_great_circle_apart() {
    let text = on_the_globe("{\"kind\": \"great_circle\", \"speed_km_h\": 36}");
    let file = read(&text, "day.json").unwrap_or_else(|faults| panic!("{faults}"));
    // A tenth of a degree is 11 119.5 m; times 1.3, at ten metres a second.
    let way = Travel {
        distance: 14_455,
        duration: 1_446,
    };
    let [hub, hart] = [0, 1].map(PlaceId::from_index);
    assert_eq!(file.problem.travel().get(hub, hart), way);
    let farm = file.coordinates[3].map(crate::travel::Coordinates::millionths);
    assert_eq!(farm, Some((100_000, 100_000)));
}

#[test]
fn a_server_is_asked_last_with_its_usual_profile_and_the_cache_beside_the_file() {
    let server = "{\"kind\": \"valhalla\", \"url\": \"http://h:1\", \"cache\": \"ways.json\"}";
    let asked = std::cell::RefCell::new(Vec::new());
    let read = read_asking(&on_the_globe(server), "day.json", &|request| {
        asked.borrow_mut().push(format!("{request:?}"));
        Ok(TravelMatrix::from_fn(4, |_, _| Travel::NONE))
    });
    read.unwrap_or_else(|faults| panic!("{faults}"));
    let asked = asked.into_inner();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].contains("profile: \"auto\""), "{asked:?}");
    assert!(asked[0].contains("absent-folder/ways.json"), "{asked:?}");
    let text = on_the_globe(server).replace("USD", "USX");
    let read = read_asking(&text, "day.json", &|_| panic!("asked in spite of a fault"));
    assert!(read.is_err());
}

#[test]
fn faults_of_a_matrix_file_are_told_at_their_cells() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ways.csv");
    let rows = "from,to,distance_m,duration_s\nHub,Hart Street,12x,5\n";
    std::fs::write(&path, rows).unwrap();
    let path = path.to_str().unwrap();
    let travel = format!("{{\"kind\": \"file\", \"path\": {path:?}}}");
    let faults = read(&example().replace(FLAT, &travel), "day.json").unwrap_err();
    let first = faults.0[0].to_string();
    assert!(
        first.contains("error[T404]: ") && first.contains("ways.csv"),
        "{first}"
    );
    let cell = faults.0.iter().find(|fault| fault.row == Some(2)).unwrap();
    let found = (cell.column.as_deref(), cell.found.as_deref());
    assert_eq!(found, (Some("distance_m"), Some("12x")));
}

#[test]
fn every_changed_text_raises_its_code() {
    for (code, found) in changes() {
        assert!(found.iter().any(|other| other == code), "{code}: {found:?}");
    }
}

#[test]
fn no_text_is_too_odd() {
    let text = example();
    for end in 0..text.len() {
        let _ = read(&text[..end], "cut.json");
    }
    let odd = [
        "-1", "1e300", "\"x\"", "null", "[]", "{}", "1e9", "0.000001", "true",
    ];
    let numbers = text.match_indices(|letter: char| letter.is_ascii_digit());
    for (at, _) in numbers {
        for word in odd {
            let _ = read(
                &format!("{}{word}{}", &text[..at], &text[at + 1..]),
                "odd.json",
            );
        }
    }
}
