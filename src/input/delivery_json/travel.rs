//! Travel between places, in metres and seconds.

use super::context::Context;
use super::format::{Amount, Matrix, PlaceEntry, RouteFile, TravelEntry};
use crate::input::codes::Kind;
use crate::input::number::Bound;
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::units::Decimal;

/// Most places: travel between them takes 8 bytes a pair.
const PLACES_MAX: usize = 10_000;

/// Farthest coordinate, in kilometres.
const KM_MAX: u32 = 100_000;

/// Travel between all places; nothing if it has faults.
pub(super) fn matrix(file: &RouteFile, context: &Context<'_>) -> Option<TravelMatrix> {
    if file.places.len() > PLACES_MAX {
        let message = format!("expected at most {PLACES_MAX} places");
        let found = file.places.len().to_string();
        context.fault(
            Kind::OutOfBounds,
            "places",
            &found,
            &message,
            "split the file",
        );
        return None;
    }
    let travel = &file.travel;
    match (&travel.distance_km, &travel.duration_minutes) {
        (Some(distances), Some(durations)) => {
            if travel.speed_kmh.is_some() || travel.detour.is_some() {
                let message = "a matrix leaves nothing for speed_kmh and detour to say";
                context.fault(Kind::Duplicate, "travel", "", message, "remove them");
            }
            listed(file.places.len(), distances, durations, context)
        }
        (None, None) => straight(&file.places, travel, context),
        _ => {
            let message = "expected both distance_km and duration_minutes, or neither";
            context.fault(Kind::MissingColumn, "travel", "", message, "add the other");
            None
        }
    }
}

fn listed(
    n: usize,
    distances: &Matrix,
    durations: &Matrix,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    let distances = entries("travel.distance_km", n, distances, 1000, context);
    let durations = entries("travel.duration_minutes", n, durations, 60, context);
    let (distances, durations) = (distances?, durations?);
    Some(TravelMatrix::from_fn(n, |from, to| {
        let index = from * n + to;
        match (distances[index], durations[index]) {
            (Some(distance), Some(duration)) => Travel { distance, duration },
            _ => Travel::UNREACHABLE,
        }
    }))
}

/// The numbers of a matrix, row by row.
fn entries(
    path: &str,
    n: usize,
    matrix: &Matrix,
    factor: i64,
    context: &Context<'_>,
) -> Option<Vec<Option<i32>>> {
    let is_square = matrix.len() == n && matrix.iter().all(|row| row.len() == n);
    if !is_square {
        let message = format!("expected {n} rows of {n} numbers, one for each place");
        let hint = "give a row and a column for each place, in the order of places";
        context.fault(Kind::RaggedRow, path, "", &message, hint);
        return None;
    }
    let entry = |row: usize, column: usize, amount: &Amount| -> Option<i32> {
        let path = format!("{path}[{row}][{column}]");
        let whole = context.scaled(&path, amount, factor)?;
        let whole = i32::try_from(whole).ok().filter(|whole| *whole < i32::MAX);
        if whole.is_none() {
            let message = format!("expected less than {}", i64::from(i32::MAX) / factor);
            context.fault(
                Kind::OutOfRange,
                &path,
                &amount.0,
                &message,
                "write null for no way",
            );
        }
        whole
    };
    let entries: Vec<Option<Option<i32>>> = (0..n)
        .flat_map(|row| (0..n).map(move |column| (row, column)))
        .map(|(row, column)| match &matrix[row][column] {
            Some(amount) => entry(row, column, amount).map(Some),
            None => Some(None),
        })
        .collect();
    entries.into_iter().collect()
}

/// Straight lines at one speed.
fn straight(
    places: &[PlaceEntry],
    travel: &TravelEntry,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    let Some(speed) = &travel.speed_kmh else {
        let message = "expected speed_kmh, or distance_km and duration_minutes";
        context.fault(Kind::MissingColumn, "travel", "", message, "add the speed");
        return None;
    };
    let speed = context.number("travel.speed_kmh", speed, Bound::Positive);
    let detour = match &travel.detour {
        Some(detour) => context
            .number("travel.detour", detour, Bound::Positive)
            .filter(|value| is_detour(*value, detour, context)),
        None => Some(Decimal::ONE),
    };
    if places
        .iter()
        .any(|place| place.lat.is_some() || place.lon.is_some())
    {
        return geographic(places, speed?, detour?, context);
    }
    let points: Vec<Option<[i128; 2]>> = places
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let path = |key: &str| format!("places[{index}].{key}");
            let x = millionths(&path("x_km"), place.x_km.as_ref(), context);
            let y = millionths(&path("y_km"), place.y_km.as_ref(), context);
            Some([x?, y?])
        })
        .collect();
    let points: Vec<[i128; 2]> = points.into_iter().collect::<Option<_>>()?;
    planar(&points, speed?, detour?, context)
}

fn is_detour(value: Decimal, written: &Amount, context: &Context<'_>) -> bool {
    let is_detour = value <= Decimal::TEN;
    if !is_detour {
        let (path, message) = ("travel.detour", "expected more than 0 and at most 10");
        let hint = "1.3 means that roads are 30 % longer than straight lines";
        context.fault(Kind::OutOfBounds, path, &written.0, message, hint);
    }
    is_detour
}

/// Where coordinates on the globe will be measured.
fn geographic(
    places: &[PlaceEntry],
    _speed: Decimal,
    _detour: Decimal,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    let has_degrees = |place: &PlaceEntry| place.lat.is_some() || place.lon.is_some();
    let first = places.iter().position(has_degrees).unwrap_or(0);
    let path = format!("places[{first}]");
    let message = "latitude and longitude are not supported yet";
    let hint = "give x_km and y_km, or distance_km and duration_minutes in travel";
    context.fault(Kind::NotRoutable, &path, "", message, hint);
    None
}

fn millionths(path: &str, amount: Option<&Amount>, context: &Context<'_>) -> Option<i128> {
    let Some(amount) = amount else {
        let message = "expected a coordinate, since travel has no matrix";
        context.fault(Kind::MissingColumn, path, "", message, "add x_km and y_km");
        return None;
    };
    let value = context.number(path, amount, Bound::Within(KM_MAX))?;
    Some(of_millionths(value))
}

/// How many millionths a number with at most six decimals is.
fn of_millionths(value: Decimal) -> i128 {
    value.mantissa() * 10_i128.pow(6_u32.saturating_sub(value.scale()))
}

/// With f = 10⁶ · detour and points in millionths of a kilometre, the distance in metres is
/// f·√(dx²+dy²) / 10⁹, rounded in whole numbers to the nearest.
fn planar(
    points: &[[i128; 2]],
    speed: Decimal,
    detour: Decimal,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    const UNIT: u128 = 1_000_000_000;
    let factor = of_millionths(detour).unsigned_abs();
    let speed = of_millionths(speed).unsigned_abs();
    let mut is_too_far = false;
    let matrix = TravelMatrix::from_fn(points.len(), |from, to| {
        let ([x, y], [to_x, to_y]) = (points[from], points[to]);
        let square = (x - to_x).pow(2).unsigned_abs() + (y - to_y).pow(2).unsigned_abs();
        // At most 4 · 10¹⁴ · 8 · 10²², which 128 bits hold.
        let metres = ((4 * factor * factor * square).isqrt() + UNIT) / (2 * UNIT);
        // Metres are 3.6 · metres / (km/h) seconds.
        let seconds = (metres * 3_600_000 * 2 + speed) / (2 * speed);
        let whole = |value: u128| i32::try_from(value).ok().filter(|value| *value < i32::MAX);
        let travel = whole(metres).zip(whole(seconds));
        is_too_far |= travel.is_none();
        let (distance, duration) = travel.unwrap_or((0, 0));
        Travel { distance, duration }
    });
    if is_too_far {
        let message = "two places are too far apart for this speed";
        context.fault(
            Kind::OutOfRange,
            "travel",
            "",
            message,
            "correct speed or places",
        );
        return None;
    }
    Some(matrix)
}
