//! Straight lines on a flat map.

use super::{of_millionths, road_factor, speed};
use crate::input::codes::Kind;
use crate::input::delivery_json::context::Context;
use crate::input::delivery_json::format::{Amount, PlaceEntry};
use crate::input::number::Bound;
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::units::Decimal;

/// Farthest coordinate, in kilometres.
const KM_MAX: u32 = 100_000;

/// Straight lines, lengthened by the factor, at one speed.
pub(super) fn matrix(
    places: &[PlaceEntry],
    (speed_km_h, factor): (&Amount, Option<&Amount>),
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    let speed = speed(speed_km_h, context);
    let factor = road_factor(factor, context);
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
    planar(&points, speed?, factor?.unwrap_or(Decimal::ONE), context)
}

fn millionths(path: &str, amount: Option<&Amount>, context: &Context<'_>) -> Option<i128> {
    let Some(amount) = amount else {
        let message = "expected a coordinate, since travel is of kind flat";
        let hint = "add x_km and y_km; with lat and lon, choose another kind of travel";
        context.fault(Kind::MissingColumn, path, "", message, hint);
        return None;
    };
    let value = context.number(path, amount, Bound::Within(KM_MAX))?;
    Some(of_millionths(value))
}

/// With f = 10⁶ · road factor and points in millionths of a kilometre, the distance in metres is
/// f·√(dx²+dy²) / 10⁹, rounded in whole numbers to the nearest.
fn planar(
    points: &[[i128; 2]],
    speed: Decimal,
    road_factor: Decimal,
    context: &Context<'_>,
) -> Option<TravelMatrix> {
    const UNIT: u128 = 1_000_000_000;
    let factor = of_millionths(road_factor).unsigned_abs();
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
