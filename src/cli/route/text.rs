//! Routes as a coordinator reads them.

use std::fmt::Write as _;

use super::causes;
use super::must_be_visited;
use super::shown::Shown;
use crate::input::RoutingFile;
use crate::plan::{Halt, HaltKind, Route};
use crate::problem::delivery::Load;
use crate::report::format::count;
use crate::report::printable;
use crate::routing::Routed;
use crate::units::{Id as _, PlaceId, StopId};

const WRITTEN: &str = "writing to a text does not fail";

/// The routes, their total, and what is not visited.
pub(super) fn text(file: &RoutingFile, routed: &Routed) -> String {
    let mut text = total(file, routed);
    for (index, route) in routed.plan.routes.iter().enumerate() {
        text.push_str(&route_text(file, index, route));
    }
    text.push_str(&left_out(file, routed));
    text
}

fn total(file: &RoutingFile, routed: &Routed) -> String {
    let shown = Shown::of(file);
    let plan = &routed.plan;
    let halts = plan.routes.iter().flat_map(|route| &route.halts);
    let n_visits = halts.filter(|halt| matches!(halt.kind, HaltKind::Visit { .. }));
    let prizes = plan.cost - plan.routes.iter().map(|route| route.cost).sum::<i64>();
    let prizes = if prizes > 0 {
        format!(", of it {} for what is left out", shown.money(prizes))
    } else {
        String::new()
    };
    format!(
        "{}: {}, {}, {}, cost {}{prizes}\n",
        printable(&file.name),
        count(plan.routes.len(), "route"),
        count(n_visits.count(), "visit"),
        shown.distance(plan.routes.iter().map(|route| route.distance).sum()),
        shown.money(plan.cost)
    )
}

fn route_text(file: &RoutingFile, index: usize, route: &Route) -> String {
    let shown = Shown::of(file);
    let vehicle = &file.problem.vehicles()[route.vehicle];
    let mut text = format!(
        "\nRoute {}: {}, {}, {}, cost {}\n",
        index + 1,
        printable(&vehicle.name),
        shown.span(route.arrival - route.departure),
        shown.distance(route.distance),
        shown.money(route.cost)
    );
    let mut trips = route
        .halts
        .split(|halt| matches!(halt.kind, HaltKind::Reload { .. }));
    let first = shown.load(&carried(file, trips.next().unwrap_or(&[])));
    let mut line = |from: i64, until: Option<i64>, what: &str| {
        let until = until.map_or(String::new(), |until| format!("–{}", shown.moment(until)));
        let when = format!("{}{until}", shown.moment(from));
        writeln!(text, "  {when:<12} {what}").expect(WRITTEN);
    };
    let start = place(file, vehicle.start);
    line(
        route.departure,
        None,
        &format!("{start}: leave with {first}"),
    );
    for halt in &route.halts {
        let mut what = halt_text(file, halt, route);
        if matches!(halt.kind, HaltKind::Reload { .. }) {
            let load = shown.load(&carried(file, trips.next().unwrap_or(&[])));
            write!(what, ", leave with {load}").expect(WRITTEN);
        }
        line(halt.arrival, Some(halt.leave), &what);
    }
    let end = place(file, vehicle.end);
    line(route.arrival, None, &format!("{end}: back"));
    text
}

/// What a vehicle brings to the visits of a trip.
fn carried(file: &RoutingFile, trip: &[Halt]) -> Load {
    let mut load = vec![0; file.problem.n_dimensions()];
    for halt in trip {
        if let HaltKind::Visit { delivery, .. } = &halt.kind {
            for (sum, amount) in load.iter_mut().zip(delivery) {
                *sum += amount;
            }
        }
    }
    load
}

fn halt_text(file: &RoutingFile, halt: &Halt, route: &Route) -> String {
    let shown = Shown::of(file);
    let wait = if halt.begin > halt.arrival {
        format!(" (begin at {})", shown.moment(halt.begin))
    } else {
        String::new()
    };
    match &halt.kind {
        HaltKind::Visit {
            stop,
            delivery,
            pickup,
        } => {
            let is_some = |load: &Load| load.iter().any(|&amount| amount > 0);
            let mut what = Vec::new();
            if is_some(delivery) {
                what.push(format!("bring {}", shown.load(delivery)));
            }
            if is_some(pickup) {
                what.push(format!("take {}", shown.load(pickup)));
            }
            let what = if what.is_empty() {
                "visit".to_owned()
            } else {
                what.join(", ")
            };
            let name = printable(&file.problem.stops()[*stop].name);
            format!("{name}: {what}{wait}")
        }
        HaltKind::Reload { place: at } => format!("{}: load again{wait}", place(file, *at)),
        HaltKind::Break { .. } => {
            let pause = file.problem.vehicles()[route.vehicle].driver_break;
            let length = pause.map_or(0, |pause| pause.duration);
            format!("break of {}{wait}", shown.span(length))
        }
    }
}

fn place(file: &RoutingFile, place: PlaceId) -> String {
    printable(&file.place_names[place.index()])
}

/// What is not visited and why.
fn left_out(file: &RoutingFile, routed: &Routed) -> String {
    let unserved = &routed.plan.unserved;
    if unserved.is_empty() {
        return String::new();
    }
    let reasons: String = unserved
        .iter()
        .map(|&stop| reason(file, routed, stop))
        .collect();
    format!(
        "\nNot visited: {}\n{reasons}",
        count(unserved.len(), "stop")
    )
}

fn reason(file: &RoutingFile, routed: &Routed, id: StopId) -> String {
    let shown = Shown::of(file);
    let stop = &file.problem.stops()[id];
    let name = printable(&stop.name);
    if !must_be_visited(&file.problem, id) {
        let group = stop
            .group
            .and_then(|group| file.problem.groups()[group].prize);
        let prize = shown.money(stop.prize.or(group).unwrap_or(0));
        return format!("  {name}: left out, which costs {prize}\n");
    }
    let obstacle = routed.obstacles.iter().find(|obstacle| obstacle.stop == id);
    let causes = obstacle.map_or(&[][..], |obstacle| &obstacle.causes);
    if causes.is_empty() {
        return format!(
            "  {name}: must be visited, and no route was found for it\n    \
             hint: search longer with --time-limit\n"
        );
    }
    let lines = causes.iter().map(|cause| {
        let (why, cure) = causes::words(cause, stop, shown);
        format!("  {name}: {why}\n    hint: {cure}\n")
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::read_routing;
    use crate::input::vrplib::Rounding;
    use crate::plan::RoutePlan;
    use crate::routing::{Cause, Obstacle};
    use crate::units::VehicleTypeId;

    /// The documented example.
    fn file() -> RoutingFile {
        let page = include_str!("../../../docs/route-format.md");
        let (_, rest) = page.split_once("```json\n").unwrap();
        let text = rest.split_once("```").unwrap().0;
        read_routing(text, "day.json", Rounding::Nearest).unwrap()
    }

    fn halt(kind: HaltKind, [arrival, begin, leave]: [i64; 3]) -> Halt {
        Halt {
            kind,
            arrival: 28_800 + 60 * arrival,
            begin: 28_800 + 60 * begin,
            leave: 28_800 + 60 * leave,
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
    fn routed() -> Routed {
        let place = PlaceId::from_index(0);
        let route = Route {
            vehicle: VehicleTypeId::from_index(0),
            departure: 28_800,
            halts: vec![
                halt(visit(0, [1205, 8], [0, 0]), [13, 15, 25]),
                halt(HaltKind::Reload { place }, [38, 38, 48]),
                halt(
                    HaltKind::Break {
                        is_before_next: false,
                    },
                    [48, 48, 78],
                ),
                halt(visit(2, [0, 0], [0, 12]), [84, 84, 89]),
            ],
            arrival: 28_800 + 60 * 95,
            distance: 19_500,
            cost: 4_500_000,
        };
        Routed {
            plan: RoutePlan {
                routes: vec![route],
                unserved: vec![StopId::from_index(1)],
                cost: 4_500_000,
            },
            obstacles: vec![Obstacle {
                stop: StopId::from_index(1),
                causes: vec![Cause::Capacity {
                    dimension: 0,
                    load: 9500,
                    most: 8000,
                }],
            }],
            iterations: 7,
        }
    }

    #[test]
    fn a_route_says_when_where_what_and_what_it_costs() {
        let expected = "\
Tuesday round: 1 route, 2 visits, 19.5 km, cost 50.00 USD

Route 1: van, 1 h 35 min, 19.5 km, cost 50.00 USD
  08:00        Hub: leave with 120.5 weight_kg, 8 crates
  08:13–08:25  Hart Street kitchen: bring 120.5 weight_kg, 8 crates (begin at 08:15)
  08:38–08:48  Hub: load again, leave with nothing
  08:48–09:18  break of 0 h 30 min
  09:24–09:29  Empty crates: take 12 crates
  09:35        Hub: back

Not visited: 1 stop
  Mill Lane shop: it needs 950 weight_kg, the largest vehicle for it holds 800 weight_kg
    hint: use a larger vehicle, or allow the stop to be split
";
        assert_eq!(text(&file(), &routed()), expected);
    }

    #[test]
    fn the_data_says_the_same() {
        let text = super::super::json::text(&file(), &routed());
        let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
        let route = &plan["routes"][0];
        assert_eq!(
            (&plan["cost"], &plan["is_complete"]),
            (&"50".into(), &false.into())
        );
        assert_eq!(route["halts"][0]["delivery"]["weight_kg"], "120.5");
        assert_eq!(route["halts"][3]["arrival"], "09:24:00");
        assert_eq!(route["distance"], "19.5");
        assert_eq!(plan["unserved"][0]["stop"], "Mill Lane shop");
    }

    #[test]
    fn a_stop_that_is_proven_impossible_ends_with_4() {
        use super::super::{Exit, exit};
        let file = file();
        let mut routed = routed();
        assert_eq!(exit(&file.problem, &routed, false), Exit::Infeasible);
        routed.obstacles[0].causes = vec![Cause::Fleet];
        assert_eq!(exit(&file.problem, &routed, false), Exit::NoPlan);
        assert_eq!(exit(&file.problem, &routed, true), Exit::Interrupted);
        routed.plan.unserved = vec![StopId::from_index(2)];
        routed.obstacles.clear();
        assert_eq!(exit(&file.problem, &routed, false), Exit::Answer);
    }
}
