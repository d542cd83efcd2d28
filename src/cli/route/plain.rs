//! Routes of a published problem: a line for each, stops by their numbers in the file.

use super::answer::Answer;
use crate::plan::{HaltKind, Route};
use crate::report::wrapped;

/// Spaces before the lines of a route after its first.
const HANG: usize = 4;

/// The routes, a line each unless they are long.
pub(super) fn routes(answer: &Answer<'_>) -> String {
    let lines = answer
        .routes()
        .enumerate()
        .map(|(index, (route, figures))| {
            let stops = stops(answer, route);
            let (number, cost) = (index + 1, answer.shown().money(figures.cost));
            let vehicle = vehicle(answer, route);
            wrapped(
                &format!("Route {number}{vehicle}: {stops}; cost {cost}"),
                HANG,
            )
        });
    lines.collect()
}

/// The type, where there are several.
fn vehicle(answer: &Answer<'_>, route: &Route) -> String {
    let types = answer.problem().vehicles();
    if types.len() > 1 {
        format!(" ({})", types[route.vehicle].name)
    } else {
        String::new()
    }
}

/// `12 5(30) | 7`: a part of a split stop has its load behind it, a reload is a stroke.
fn stops(answer: &Answer<'_>, route: &Route) -> String {
    let words = route.halts.iter().filter_map(|halt| match &halt.kind {
        HaltKind::Visit { stop, delivery, .. } => {
            let stop = &answer.problem().stops()[*stop];
            if *delivery == stop.delivery {
                return Some(stop.name.clone());
            }
            let amounts: Vec<String> = delivery.iter().map(i64::to_string).collect();
            Some(format!("{}({})", stop.name, amounts.join(",")))
        }
        HaltKind::Reload { .. } => Some("|".to_owned()),
        HaltKind::Break { .. } => None,
    });
    words.collect::<Vec<_>>().join(" ")
}
