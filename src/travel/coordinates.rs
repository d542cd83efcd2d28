//! A point on the globe.

use std::fmt;

use super::TravelError;

/// Parts of a degree that coordinates are rounded to.
const PER_DEGREE: f64 = 1e6;

/// Greatest latitude and longitude, in millionths of a degree.
const LAT_MAX: i32 = 90_000_000;
const LON_MAX: i32 = 180_000_000;

/// Latitude and longitude (WGS 84) in whole millionths of a degree, at most 0.12 m apart.
///
/// Two places in one building that differ by less are the same point, for servers and caches too.
/// Shown as `43.738400,7.424600`: latitude first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coordinates {
    lat: i32,
    lon: i32,
}

impl Coordinates {
    /// The first in order.
    pub(super) const LOWEST: Self = Self {
        lat: -LAT_MAX,
        lon: -LON_MAX,
    };

    /// The point at these degrees, rounded to millionths.
    ///
    /// # Errors
    /// [`TravelError::Degrees`] if the latitude is not within ±90 or the longitude not within
    /// ±180.
    pub fn new(lat: f64, lon: f64) -> Result<Self, TravelError> {
        Ok(Self {
            lat: millionths("latitude", lat, LAT_MAX)?,
            lon: millionths("longitude", lon, LON_MAX)?,
        })
    }

    /// The point at these millionths of a degree.
    ///
    /// # Errors
    /// As [`Coordinates::new`].
    pub fn from_millionths(lat: i32, lon: i32) -> Result<Self, TravelError> {
        Self::new(f64::from(lat) / PER_DEGREE, f64::from(lon) / PER_DEGREE)
    }

    /// Latitude in degrees, north positive.
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / PER_DEGREE
    }

    /// Longitude in degrees, east positive.
    pub fn lon(self) -> f64 {
        f64::from(self.lon) / PER_DEGREE
    }

    /// Latitude and longitude in millionths of a degree.
    pub const fn millionths(self) -> (i32, i32) {
        (self.lat, self.lon)
    }
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6},{:.6}", self.lat(), self.lon())
    }
}

fn millionths(what: &'static str, degrees: f64, most: i32) -> Result<i32, TravelError> {
    let millionths = (degrees * PER_DEGREE).round();
    if millionths.abs() > f64::from(most) || millionths.is_nan() {
        return Err(TravelError::Degrees {
            what,
            found: degrees,
            most: most / 1_000_000,
        });
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within most")]
    Ok(millionths as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lat: f64, lon: f64, expected: Result<(i32, i32), &str>) {
        let found = Coordinates::new(lat, lon);
        let found = found.map(Coordinates::millionths);
        let found = found.map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn coordinates_are_rounded_to_a_millionth() {
        check(43.738_400_4, -7.424_600_6, Ok((43_738_400, -7_424_601)));
        check(90.0, -180.0, Ok((90_000_000, -180_000_000)));
    }

    #[test]
    fn degrees_beyond_the_globe_are_refused() {
        let hint = "hint: give degrees, latitude first";
        let text = format!("the latitude is 90.1, expected -90 to 90\n{hint}");
        check(90.1, 0.0, Err(&text));
        let text = format!("the longitude is -181, expected -180 to 180\n{hint}");
        check(0.0, -181.0, Err(&text));
        let text = format!("the latitude is NaN, expected -90 to 90\n{hint}");
        check(f64::NAN, 0.0, Err(&text));
        let text = format!("the longitude is inf, expected -180 to 180\n{hint}");
        check(0.0, f64::INFINITY, Err(&text));
    }

    #[test]
    fn millionths_come_back_as_they_were() {
        for lon in (-180_000_000..180_000_000).step_by(1_234_567) {
            let point = Coordinates::from_millionths(1, lon).unwrap();
            assert_eq!(point.millionths(), (1, lon));
        }
    }
}
