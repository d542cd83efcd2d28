//! Routes as a coordinator reads them.

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
        text.push_str(&format!("  {when:<12} {what}\n"));
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
            what.push_str(&format!(", leave with {load}"));
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
        return format!("  {name}: leaving it out costs {prize}, less than visiting it\n");
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
