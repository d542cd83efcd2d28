//! Why a stop is not visited, and what would cure it, in words.

use super::shown::Shown;
use crate::problem::delivery::Stop;
use crate::routing::Cause;

/// What failed, and the cure.
pub(super) fn words(cause: &Cause, stop: &Stop, shown: Shown<'_>) -> (String, &'static str) {
    match cause {
        Cause::NoVehicleType => (
            "no vehicle may visit it".to_owned(),
            "allow a vehicle for this stop",
        ),
        Cause::Capacity {
            dimension,
            load,
            most,
        } => capacity(*dimension, *load, *most, stop, shown),
        Cause::Unreachable => (
            "there is no way to it and back for any vehicle that may visit it".to_owned(),
            "correct the travel matrix, or let a vehicle start elsewhere",
        ),
        Cause::Window { arrival, latest } => (
            format!(
                "no vehicle is there before {}, its last window ends at {}",
                shown.moment(*arrival),
                shown.moment(*latest)
            ),
            "agree on a later window, or let a shift begin earlier",
        ),
        Cause::Shift { back, latest } => (
            format!(
                "a vehicle that visits it is back at {} at the earliest, its shift ends at {}",
                shown.moment(*back),
                shown.moment(*latest)
            ),
            "let a shift end later",
        ),
        Cause::Duration { least, most } => (
            format!(
                "a route to it takes at least {}, allowed are {}",
                shown.span(*least),
                shown.span(*most)
            ),
            "allow a longer route",
        ),
        Cause::Distance { least, most } => (
            format!(
                "a route to it is at least {} long, allowed are {}",
                shown.distance(*least),
                shown.distance(*most)
            ),
            "allow a longer route",
        ),
        Cause::Fleet => (
            "no vehicle was left for it, and none had room".to_owned(),
            "add a vehicle, or search longer with --time-limit",
        ),
    }
}

/// Only what is brought may be split.
fn capacity(
    dimension: usize,
    load: i64,
    most: i64,
    stop: &Stop,
    shown: Shown<'_>,
) -> (String, &'static str) {
    let amount = |amount: i64| {
        let mut load = vec![0; stop.delivery.len().max(dimension + 1)];
        load[dimension] = amount;
        shown.load(&load)
    };
    let has_pickup = stop.pickup.iter().any(|&amount| amount > 0);
    let cure = if has_pickup || stop.group.is_some() {
        "use a larger vehicle, or make two stops of it"
    } else {
        "use a larger vehicle, or allow the stop to be split"
    };
    let words = format!(
        "it needs {}, the largest vehicle for it holds {}",
        amount(load),
        amount(most)
    );
    (words, cure)
}
