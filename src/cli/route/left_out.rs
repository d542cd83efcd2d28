//! Stops that are not visited, as people read them.

use super::answer::Answer;
use super::causes;
use crate::report::format::count;
use crate::report::{printable, wrapped};
use crate::units::StopId;

/// What is not visited and why; nothing if everything is.
pub(super) fn text(answer: &Answer<'_>) -> String {
    let unserved = answer.routes.plan().unserved.iter().copied();
    let (required, optional): (Vec<_>, Vec<_>) =
        unserved.partition(|stop| answer.must_be_visited(*stop));
    missing(answer, &required) + &for_prize(answer, &optional)
}

/// Stops that must be visited: those with a cause each on its own, the others together.
fn missing(answer: &Answer<'_>, stops: &[StopId]) -> String {
    if stops.is_empty() {
        return String::new();
    }
    let n_stops = count(stops.len(), "stop");
    let mut text = format!("\nNOT VISITED, although required: {n_stops}\n");
    let (unknown, known): (Vec<_>, Vec<_>) = stops
        .iter()
        .partition(|stop| answer.causes(**stop).is_empty());
    for id in known {
        let stop = &answer.problem().stops()[id];
        for cause in answer.causes(id) {
            let (why, cure) = causes::words(cause, stop, answer.shown());
            text.push_str(&wrapped(&format!("  {}: {why}", stop.name), 4));
            text.push_str(&wrapped(&format!("    hint: {cure}"), 4));
        }
    }
    if !unknown.is_empty() {
        let names = names(answer, &unknown);
        text.push_str(&wrapped(&format!("  no route was found for {names}"), 4));
        text.push_str("    hint: search longer with --time-limit, or add a vehicle\n");
    }
    text
}

/// Stops that may be left out, with what that costs.
fn for_prize(answer: &Answer<'_>, stops: &[StopId]) -> String {
    if stops.is_empty() {
        return String::new();
    }
    let shown = answer.shown();
    let problem = answer.problem();
    let n_stops = count(stops.len(), "stop");
    let prizes = shown.money(answer.routes.prizes());
    let total = format!("\nLeft out, which costs {prizes}: {n_stops}\n");
    if !shown.is_natural() {
        return total + &wrapped(&format!("  {}", names(answer, stops)), 2);
    }
    let line = |&id: &StopId| {
        let stop = &problem.stops()[id];
        let prize = match stop.group.map(|group| &problem.groups()[group]) {
            Some(group) => {
                let prize = shown.money(group.prize.unwrap_or(0));
                format!("{prize} for all of {}", group.name)
            }
            None => shown.money(stop.prize.unwrap_or(0)),
        };
        wrapped(&format!("  {}: {prize}", stop.name), 4)
    };
    total + &stops.iter().map(line).collect::<String>()
}

fn names(answer: &Answer<'_>, stops: &[StopId]) -> String {
    let name = |stop: &StopId| printable(&answer.problem().stops()[*stop].name);
    let separator = if answer.shown().is_natural() {
        ", "
    } else {
        " "
    };
    stops.iter().map(name).collect::<Vec<_>>().join(separator)
}
