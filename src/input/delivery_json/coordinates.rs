//! Where places are on the globe.

use super::context::Context;
use super::format::{Amount, PlaceEntry};
use super::travel::of_millionths;
use crate::input::codes::Kind;
use crate::input::number::Bound;
use crate::travel::Coordinates;
use crate::units::{DECIMALS_MAX, Decimal};

/// Coordinates of all places; nothing where a place has none, or faults.
pub(super) fn all(places: &[PlaceEntry], context: &Context<'_>) -> Vec<Option<Coordinates>> {
    let places = places.iter().enumerate();
    places
        .map(|(index, place)| one(&format!("places[{index}]"), place, context))
        .collect()
}

fn one(path: &str, place: &PlaceEntry, context: &Context<'_>) -> Option<Coordinates> {
    let (lat, lon) = match (&place.lat, &place.lon) {
        (Some(lat), Some(lon)) => (lat, lon),
        (None, None) => return None,
        _ => {
            let message = "expected both lat and lon, or neither";
            context.fault(Kind::MissingColumn, path, "", message, "add the other");
            return None;
        }
    };
    let lat = millionths(&format!("{path}.lat"), lat, 90, context);
    let lon = millionths(&format!("{path}.lon"), lon, 180, context);
    Coordinates::from_millionths(lat?, lon?).ok()
}

/// Degrees within ±`most`; maps give more decimals than the 0.1 m that six are, so they are
/// rounded.
fn millionths(path: &str, amount: &Amount, most: u32, context: &Context<'_>) -> Option<i32> {
    let rounded = Amount(rounded(&amount.0));
    let value = context.number(path, &rounded, Bound::Within(most))?;
    i32::try_from(of_millionths(value)).ok()
}

/// The number with at most six decimals; what is no number stays as it is.
fn rounded(text: &str) -> String {
    let decimals = text.split_once('.').map_or("", |(_, decimals)| decimals);
    let is_long = decimals.len() > DECIMALS_MAX as usize;
    if !is_long || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let value: Result<Decimal, _> = text.parse();
    value.map_or_else(
        |_| text.to_owned(),
        |value| value.round_dp(DECIMALS_MAX).normalize().to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needless_decimals_of_degrees_are_rounded() {
        assert_eq!(rounded("51.52835412"), "51.528354");
        assert_eq!(rounded("-0.0000004"), "0");
        assert_eq!(rounded("51.5"), "51.5");
        assert_eq!(rounded("51.5,1234567"), "51.5,1234567");
        assert_eq!(rounded("1234567"), "1234567");
    }
}
