//! What small texts mean, and that no text is too odd.

use super::{Rounding, read, read_split};
use crate::problem::delivery::{DeliveryProblem, PickupOrder, Window};
use crate::units::{GroupId, Id as _, PlaceId, VehicleTypeId};

/// Two depots, three clients, and every section.
const FULL: &str = "NAME : full
TYPE : VRPB
DIMENSION : 5
VEHICLES : 3
VEHICLES_MAX_DURATION : 90.5
VEHICLES_MAX_RELOADS : 2
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 10 0
3 1.5 2
4 3 4
5 -6 8
DEMAND_SECTION
1 0
2 0
3 5
4 0
5 7
BACKHAUL_SECTION
1 0
2 0
3 0
4 4
5 0
SERVICE_TIME_SECTION
1 0
2 0
3 1.5
4 2
5 2
TIME_WINDOW_SECTION
1 0 100
2 0 90
3 10 20
4 0 90
5 0 90
PRIZE_SECTION
1 0
2 0
3 12.5
4 0
5 0
MUTUALLY_EXCLUSIVE_GROUP_SECTION
1 4 5
CAPACITY_SECTION
1 10
2 10
3 20
VEHICLES_FIXED_COST_SECTION
1 7
2 7
3 9
VEHICLES_UNIT_DISTANCE_COST_SECTION
1 1
2 1
3 2
VEHICLES_DEPOT_SECTION
1 1
2 1
3 2
VEHICLES_RELOAD_DEPOT_SECTION
1 1
2 1
3 1 2
VEHICLES_ALLOWED_CLIENTS_SECTION
1 3 4 5
2 3 4 5
3 4 5
DEPOT_SECTION
1
2
-1
EOF
";

fn full(rounding: Rounding) -> DeliveryProblem {
    read(FULL, "full.vrp", rounding).unwrap_or_else(|faults| panic!("{faults}"))
}

fn codes(text: &str) -> Vec<String> {
    let faults = read(text, "full.vrp", Rounding::Nearest).map_err(|faults| faults.0);
    let faults = faults.err().unwrap_or_default();
    faults.iter().map(|fault| fault.code.to_string()).collect()
}

#[test]
fn every_section_reaches_the_problem() {
    let problem = full(Rounding::Thousandths);
    let stops: Vec<_> = problem.stops().values().collect();
    let types: Vec<_> = problem.vehicles().values().collect();
    assert_eq!((stops.len(), types.len()), (3, 2));
    assert_eq!((types[0].count, types[1].count), (2, 1));
    assert_eq!(stops[0].windows, [Window::new(10_000, 20_000)]);
    assert_eq!((stops[0].service, stops[0].prize), (1500, Some(12_500)));
    assert_eq!(stops[0].vehicles, Some(vec![VehicleTypeId::from_index(0)]));
    assert_eq!((&stops[1].delivery, &stops[1].pickup), (&vec![0], &vec![4]));
    assert_eq!(stops[2].group, Some(GroupId::from_index(0)));
    assert_eq!(problem.groups()[GroupId::from_index(0)].prize, None);
    assert_eq!((types[1].fixed_cost, types[1].distance_cost), (9000, 2));
    assert_eq!(types[1].start, PlaceId::from_index(1));
    assert_eq!(types[1].shift, Window::new(0, 90_000));
    assert_eq!(types[0].duration_max, Some(90_500));
    assert_eq!(types[0].pickup_order, PickupOrder::OnTheWayBack);
    let reloading = types[1].reloading.as_ref().unwrap();
    assert_eq!((reloading.places.len(), reloading.most), (2, 2));
    let [depot, first] = [0, 2].map(PlaceId::from_index);
    assert_eq!(problem.travel().get(depot, first).distance, 2500);
}

#[test]
fn the_rounding_is_that_of_all_numbers() {
    let problem = full(Rounding::Tenths);
    let stop = problem.stops().values().next().unwrap();
    assert_eq!(stop.windows, [Window::new(100, 200)]);
    assert_eq!((stop.service, stop.prize), (15, Some(125)));
    assert_eq!(stop.delivery, [5]);
}

#[test]
fn without_sections_there_are_as_many_vehicles_as_clients_and_one_depot() {
    let text = "DIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: LOWER_ROW\n\
                EDGE_WEIGHT_SECTION\n4\n5 6\nEOF\n";
    let problem = read(text, "low.vrp", Rounding::Nearest).unwrap();
    assert_eq!(problem.vehicles().values().next().unwrap().count, 2);
    assert_eq!(problem.stops().len(), 2);
    let distances: Vec<_> = problem
        .travel()
        .entries()
        .iter()
        .map(|t| t.distance)
        .collect();
    assert_eq!(distances, [0, 4, 5, 4, 0, 6, 5, 6, 0]);
}

#[test]
fn a_split_text_makes_stops_that_may_be_split() {
    let problem = read_split("2 100\n60 90\n0 0\n 3 4\n-0  -10\n", "two.txt").unwrap();
    assert!(problem.stops().values().all(|stop| stop.is_splittable));
    assert_eq!(problem.travel().entries()[1].distance, 5);
    assert_eq!(problem.vehicles().values().next().unwrap().count, 4);
    for wrong in ["", "2", "2 100 60", "0 1", "1 0 5 0 0 1 1", "1 9 x 0 0 1 1"] {
        assert!(read_split(wrong, "two.txt").is_err(), "{wrong}");
    }
}

#[test]
fn a_fault_names_line_found_expected_and_remedy() {
    let text = FULL.replace("4 3 4\n5 -6 8", "4 3,5 4\n5 -6 8");
    let faults = read(&text, "full.vrp", Rounding::Nearest).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "error[T103]: full.vrp, row 12, column NODE_COORD_SECTION: found \"3,5\", expected a \
         number\nhint: write a decimal point, and no thousands separators"
    );
}

/// A code, a text to replace in [`FULL`], and by what.
pub(in crate::input) const CHANGES: [(&str, &str, &str); 9] = [
    ("T101", "VEHICLES_MAX_RELOADS", "VEHICLES_MAX_RELOAD"),
    ("T102", "DIMENSION : 5\n", ""),
    ("T103", "1 0 100", "1 0 x"),
    ("T104", "1 0 100", "1 0 1000000000000"),
    ("T105", "3 10 20", "3 20 10"),
    ("T107", "EUC_2D", "GEO"),
    ("T110", "1 4 5", "1 4 6"),
    ("T111", "3 1.5 2", "4 1.5 2"),
    ("T112", "3 1.5 2", "3 1.5"),
];

/// Codes of each changed text, with the one expected.
pub(in crate::input) fn changes() -> Vec<(&'static str, Vec<String>)> {
    let mut changes: Vec<_> = CHANGES
        .iter()
        .map(|(code, from, to)| (*code, codes(&FULL.replacen(from, to, 1))))
        .collect();
    // A client of a group with a prize of its own.
    changes.push((
        "T402",
        codes(&FULL.replace("5 0\nMUTUALLY", "5 3\nMUTUALLY")),
    ));
    changes
}

#[test]
fn every_changed_text_raises_its_code() {
    for (code, found) in changes() {
        assert!(found.iter().any(|other| other == code), "{code}: {found:?}");
    }
}

#[test]
fn faults_of_all_sections_are_told_at_once() {
    let text = FULL
        .replace("3 10 20", "3 20 10")
        .replace("3 5\n4 0", "3 five\n4 0")
        .replace("3 9\n", "3 nine\n");
    assert_eq!(codes(&text), ["T103", "T105", "T103"]);
}

/// What a word is replaced by.
const ODD: [&str; 16] = [
    "",
    "-1",
    "0",
    "9",
    "1e9",
    "1e99",
    "99999999999999999999",
    "NaN",
    ":",
    "x",
    "-",
    "1.5",
    "_SECTION",
    "EOF",
    "\u{0}",
    "é",
];

/// Texts with a word or a line changed, left out or repeated.
fn mutants() -> Vec<String> {
    let mut mutants = Vec::new();
    let lines: Vec<&str> = FULL.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let mut put = |changed: &str| {
            let mut lines = lines.clone();
            lines[at] = changed;
            mutants.push(lines.join("\n"));
        };
        for changed in ["", &format!("{line}\n{line}"), &format!("{line} 1")] {
            put(changed);
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        for (position, word) in (0..words.len()).flat_map(|p| ODD.map(|word| (p, word))) {
            let mut words = words.clone();
            words[position] = word;
            put(&words.join(" "));
        }
    }
    mutants
}

#[test]
fn no_text_is_too_odd() {
    let mut n_faulty = 0;
    for mutant in mutants() {
        for rounding in [Rounding::Nearest, Rounding::Tenths, Rounding::Thousandths] {
            n_faulty += usize::from(read(&mutant, "odd.vrp", rounding).is_err());
        }
        let _ = read_split(&mutant, "odd.txt");
    }
    assert!(n_faulty > 1000, "{n_faulty}");
    for end in 0..FULL.len() {
        let _ = read(&FULL[..end], "cut.vrp", Rounding::Tenths);
    }
}
