//! What the documented example means, and that no text is too odd.

use super::read;
use crate::input::routing_file::{LoadUnit, Units};
use crate::problem::delivery::{Travel, Window};
use crate::units::{Currency, Id as _, PlaceId, StopId};

/// The example of the page about the format.
fn example() -> &'static str {
    let page = include_str!("../../../docs/route-format.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0
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
    let matrix = "{\"distance_km\": [[0,1.5,2,3],[1,0,1,1],[1,1,0,1],[1,1,1,0]], \
                  \"duration_minutes\": [[0,2,\"2.5\",null],[1,0,1,1],[1,1,0,1],[1,1,1,0]]}";
    let text = example().replace("{\"speed_kmh\": 30, \"detour\": 1.3}", matrix);
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
const CHANGES: [(&str, &str, &str); 16] = [
    ("T401", "\"stops\"", "\"halts\""),
    ("T009", "\"format_version\": 1", "\"format_version\": 2"),
    ("T102", "\"speed_kmh\": 30, ", ""),
    ("T102", "\"weight_kg\": 800, ", ""),
    ("T102", "\"x_km\": 3, ", ""),
    ("T103", "120.5", "\"120,5\""),
    ("T104", "120.5", "120.1234567"),
    ("T104", "0.80", "0.8001"),
    ("T105", "120.5", "-120.5"),
    ("T105", "\"detour\": 1.3", "\"detour\": 13"),
    ("T105", "[\"08:00\", \"10:30\"]", "[\"10:30\", \"08:00\"]"),
    ("T106", "[\"weight_kg\", \"crates\"]", "[]"),
    ("T110", "USD", "USX"),
    ("T111", "\"name\": \"Hart Street\"", "\"name\": \"Hub\""),
    ("T402", "\"x_km\": 0, \"y_km\": 0", "\"lat\": 0, \"lon\": 0"),
    ("T402", "[\"08:00\", \"10:30\"]", "[\"08:00\", \"13:30\"]"),
];

/// Codes of each changed text, with the one expected.
pub(in crate::input) fn changes() -> Vec<(&'static str, Vec<String>)> {
    CHANGES
        .iter()
        .map(|(code, from, to)| {
            assert!(example().contains(from), "{from}");
            (*code, codes(&example().replacen(from, to, 1)))
        })
        .collect()
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
