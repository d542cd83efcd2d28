//! What is printed, of a hand-made plan that the verifier accepts.

use std::path::Path;

use super::answer::Answer;
use super::{geojson, json, text};
use crate::cli::Exit;
use crate::input::vrplib::Rounding;
use crate::input::{RoutingFile, RoutingSource, read_routing};
use crate::plan::{Halt, HaltKind, Route, RoutePlan};
use crate::routing::{Cause, Obstacle};
use crate::travel::TravelRequest;
use crate::units::{Id as _, PlaceId, StopId, VehicleTypeId};
use crate::verify::{VerifiedRoutes, verify_routes};

fn read(text: &str, name: &str) -> RoutingFile {
    let source = RoutingSource {
        name,
        folder: Path::new(""),
        rounding: Rounding::Nearest,
        travel: &TravelRequest::matrix,
    };
    read_routing(text, &source).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The documented example; its van may load again, and its break may be early.
fn file() -> RoutingFile {
    let page = include_str!("../../../docs/route-format.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    let reload = "\"reload\": {\"places\": [\"Hub\"], \"most\": 1, \"minutes\": 10},\n";
    let text = rest
        .split_once("```")
        .unwrap()
        .0
        .replace("\"driver_break\"", &format!("{reload}\"driver_break\""))
        .replace("[\"11:00\", \"13:00\"]", "[\"08:30\", \"09:00\"]");
    read(&text, "day.json")
}

/// Seconds after eight o'clock.
fn halt(kind: HaltKind, [arrival, begin, leave]: [i64; 3]) -> Halt {
    Halt {
        kind,
        arrival: 28_800 + arrival,
        begin: 28_800 + begin,
        leave: 28_800 + leave,
    }
}

fn visit(stop: usize, delivery: [i64; 2], pickup: [i64; 2]) -> HaltKind {
    HaltKind::Visit {
        stop: StopId::from_index(stop),
        delivery: delivery.to_vec(),
        pickup: pickup.to_vec(),
    }
}

/// One route with every kind of halt; the second stop has no visit.
fn plan() -> RoutePlan {
    let place = PlaceId::from_index(0);
    let pause = HaltKind::Break {
        is_before_next: false,
    };
    let route = Route {
        vehicle: VehicleTypeId::from_index(0),
        departure: 28_800,
        halts: vec![
            halt(visit(0, [1205, 8], [0, 0]), [780, 900, 1500]),
            halt(HaltKind::Reload { place }, [2280, 2280, 2880]),
            halt(pause, [2880, 2880, 4680]),
            halt(visit(2, [0, 0], [0, 12]), [5070, 5070, 5370]),
        ],
        arrival: 28_800 + 5760,
        distance: 19_500,
        // 40 + 19.5 · 0.80 + 1.6 · 25 = 95.60, at 90 000 units.
        cost: 8_604_000,
    };
    RoutePlan {
        routes: vec![route],
        unserved: vec![StopId::from_index(1)],
        cost: 8_604_000,
    }
}

fn verified(file: &RoutingFile, plan: &RoutePlan) -> VerifiedRoutes {
    verify_routes(&file.problem, plan).unwrap_or_else(|refused| panic!("{refused}"))
}

fn obstacles(cause: Cause) -> Vec<Obstacle> {
    vec![Obstacle {
        stop: StopId::from_index(1),
        causes: vec![cause],
    }]
}

/// Answers the example with the plan, and looks at the answer.
fn check<T>(obstacles: &[Obstacle], look: impl FnOnce(&Answer<'_>) -> T) -> T {
    let file = file();
    let routes = verified(&file, &plan());
    look(&Answer {
        file: &file,
        routes: &routes,
        obstacles,
        iterations: 7,
    })
}

const TOO_HEAVY: Cause = Cause::Capacity {
    dimension: 0,
    load: 9500,
    most: 8000,
};

#[test]
fn a_route_says_when_where_what_and_what_it_costs() {
    let expected = "\
Tuesday round: 1 route, 2 visits, 19.5 km, cost 95.60 USD

Route 1: van, 1 h 36 min, 19.5 km, cost 95.60 USD
  08:00        Hub: leave with 120.5 kg weight, 8 crates
  08:13–08:25  Hart Street kitchen: wait until 08:15, then bring 120.5 kg weight, 8 crates
  08:38–08:48  Hub: load again, leave empty
  08:48–09:18  break of 0 h 30 min
  09:24–09:29  Empty crates: take 12 crates
  09:36        Hub: back

NOT VISITED, although required: 1 stop
  Mill Lane shop: it needs 950 kg weight, the largest vehicle for it holds 800 kg weight
    hint: use a larger vehicle, or allow the stop to be split
";
    assert_eq!(check(&obstacles(TOO_HEAVY), text::text), expected);
}

#[test]
fn a_stop_without_known_cause_has_a_remedy_too() {
    let text = check(&[], text::text);
    let end = "\nNOT VISITED, although required: 1 stop\n  no route was found for Mill Lane shop\n    \
               hint: search longer with --time-limit, or add a vehicle\n";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn no_line_is_wider_than_the_report() {
    let mut file = file();
    file.place_names[0] = "long ".repeat(60);
    let routes = verified(&file, &plan());
    let answer = Answer {
        file: &file,
        routes: &routes,
        obstacles: &[],
        iterations: 7,
    };
    let text = text::text(&answer);
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    assert!(text.contains("\n               long long"), "{text}");
}

#[test]
fn the_data_says_the_same() {
    let text = check(&obstacles(TOO_HEAVY), json::text);
    let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
    let route = &plan["routes"][0];
    assert_eq!(
        (&plan["cost"], &plan["is_complete"]),
        (&"95.6".into(), &false.into())
    );
    assert_eq!(route["halts"][0]["delivery"]["weight_kg"], "120.5");
    assert_eq!(route["halts"][0]["place"], "Hart Street");
    assert_eq!(route["halts"][1]["kind"], "reload");
    assert_eq!(route["halts"][3]["arrival"], "09:24:30");
    assert_eq!(route["distance"], "19.5");
    assert_eq!(plan["unserved"][0]["stop"], "Mill Lane shop");
}

#[test]
fn a_stop_that_is_proven_impossible_ends_with_4() {
    let exit =
        |cause, is_interrupted| check(&obstacles(cause), |answer| answer.exit(is_interrupted));
    assert_eq!(exit(TOO_HEAVY, false), Exit::Infeasible);
    assert_eq!(exit(Cause::Fleet, false), Exit::NoPlan);
    assert_eq!(exit(Cause::Fleet, true), Exit::Interrupted);
    assert_eq!(check(&[], |answer| answer.exit(false)), Exit::NoPlan);
}

#[test]
fn a_refused_plan_ends_with_8() {
    let file = file();
    let mut plan = plan();
    plan.routes[0].arrival -= 60;
    let refused = verify_routes(&file.problem, &plan).unwrap_err();
    assert_eq!(super::refused_plan(&refused), Exit::Refused);
}

#[test]
fn a_published_problem_has_a_line_for_each_route() {
    let problem = "DIMENSION: 3\nCAPACITY: 5\nEDGE_WEIGHT_TYPE: EUC_2D\n\
                   NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\nDEMAND_SECTION\n1 0\n2 5\n3 5\n";
    let file = read(problem, "three.vrp");
    let route = |stop, way| Route {
        vehicle: VehicleTypeId::from_index(0),
        departure: 0,
        halts: vec![Halt {
            kind: HaltKind::Visit {
                stop: StopId::from_index(stop),
                delivery: vec![5],
                pickup: vec![0],
            },
            arrival: way,
            begin: way,
            leave: way,
        }],
        arrival: 2 * way,
        distance: 2 * way,
        cost: 2 * way,
    };
    let plan = RoutePlan {
        routes: vec![route(0, 5), route(1, 10)],
        unserved: vec![],
        cost: 30,
    };
    let routes = verified(&file, &plan);
    let answer = Answer {
        file: &file,
        routes: &routes,
        obstacles: &[],
        iterations: 1,
    };
    assert_eq!(
        text::text(&answer),
        "three.vrp: 2 routes, 2 visits, distance 30, cost 30\n\nRoute 1: 2; cost 10\nRoute 2: 3; cost 20\n"
    );
    assert!(!geojson::has_places(&file));
}
