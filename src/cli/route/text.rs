//! Routes as a coordinator reads them.

use super::answer::Answer;
use super::{left_out, plain};
use crate::plan::{Halt, HaltKind, Route};
use crate::problem::delivery::Load;
use crate::report::format::count;
use crate::report::{printable, wrapped};
use crate::units::{Id as _, PlaceId};
use crate::verify::RouteFigures;

/// Width of the column of times, with the spaces around it.
const TIMES: usize = 15;

/// The routes, their total, and what is not visited.
pub(super) fn text(answer: &Answer<'_>) -> String {
    let mut text = total(answer);
    if answer.shown().is_natural() {
        for (index, (route, figures)) in answer.routes().enumerate() {
            text.push_str(&route_text(answer, index, route, figures));
        }
    } else {
        text.push('\n');
        text.push_str(&plain::routes(answer));
    }
    text.push_str(&left_out::text(answer));
    text
}

fn total(answer: &Answer<'_>) -> String {
    let shown = answer.shown();
    let halts = answer.routes().flat_map(|(route, _)| &route.halts);
    let n_visits = halts.filter(|halt| matches!(halt.kind, HaltKind::Visit { .. }));
    let distance = answer.routes().map(|(_, figures)| figures.distance).sum();
    let distance = if shown.is_natural() {
        shown.distance(distance)
    } else {
        format!("distance {}", shown.distance(distance))
    };
    let prizes = match answer.routes.prizes() {
        0 => String::new(),
        prizes => format!(", {} of it for stops left out", shown.money(prizes)),
    };
    let total = format!(
        "{}: {}, {}, {}, cost {}{prizes}",
        answer.file.name,
        count(answer.routes().count(), "route"),
        count(n_visits.count(), "visit"),
        distance,
        shown.money(answer.routes.cost())
    );
    wrapped(&total, 2)
}

fn route_text(answer: &Answer<'_>, index: usize, route: &Route, figures: &RouteFigures) -> String {
    let shown = answer.shown();
    let vehicle = &answer.problem().vehicles()[route.vehicle];
    let head = format!(
        "Route {}: {}, {}, {}, cost {}",
        index + 1,
        vehicle.name,
        shown.span(figures.duration),
        shown.distance(figures.distance),
        shown.money(figures.cost)
    );
    let mut text = format!("\n{}", wrapped(&head, 2));
    let mut trips = route
        .halts
        .split(|halt| matches!(halt.kind, HaltKind::Reload { .. }));
    let first = loaded(answer, trips.next().unwrap_or(&[]));
    let start = place(answer, vehicle.start);
    let departure = shown.moment(route.departure);
    text.push_str(&line(&departure, &format!("{start}: {first}")));
    for halt in &route.halts {
        let mut what = halt_text(answer, halt, route);
        if matches!(halt.kind, HaltKind::Reload { .. }) {
            what.push_str(&loaded(answer, trips.next().unwrap_or(&[])));
        }
        let (from, until) = (shown.moment(halt.arrival), shown.moment(halt.leave));
        text.push_str(&line(&format!("{from}–{until}"), &what));
    }
    let end = place(answer, vehicle.end);
    text.push_str(&line(&shown.moment(route.arrival), &format!("{end}: back")));
    text
}

/// A time, and what happens then; long text goes on below itself.
fn line(when: &str, what: &str) -> String {
    let indented = format!("{:TIMES$}{what}", "");
    let body = wrapped(&indented, TIMES);
    format!("  {when:<12} {}", &body[TIMES..])
}

/// What a vehicle takes along for the visits of a trip.
fn loaded(answer: &Answer<'_>, trip: &[Halt]) -> String {
    let mut load = vec![0; answer.problem().n_dimensions()];
    for halt in trip {
        if let HaltKind::Visit { delivery, .. } = &halt.kind {
            for (sum, amount) in load.iter_mut().zip(delivery) {
                *sum += amount;
            }
        }
    }
    if load.iter().all(|amount| *amount == 0) {
        return "leave empty".to_owned();
    }
    format!("leave with {}", answer.shown().load(&load))
}

fn halt_text(answer: &Answer<'_>, halt: &Halt, route: &Route) -> String {
    let shown = answer.shown();
    let wait = if halt.begin > halt.arrival {
        format!("wait until {}, then ", shown.moment(halt.begin))
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
            if what.is_empty() {
                what.push("visit".to_owned());
            }
            let name = printable(&answer.problem().stops()[*stop].name);
            format!("{name}: {wait}{}", what.join(", "))
        }
        HaltKind::Reload { place: at } => {
            format!("{}: {wait}load again, ", place(answer, *at))
        }
        HaltKind::Break { .. } => {
            let pause = answer.problem().vehicles()[route.vehicle].driver_break;
            let length = pause.map_or(0, |pause| pause.duration);
            format!("{wait}break of {}", shown.span(length))
        }
    }
}

fn place(answer: &Answer<'_>, place: PlaceId) -> String {
    printable(&answer.file.place_names[place.index()])
}
