//! Travel from coordinates alone: the shortest line over the globe, times a road factor.

use super::whole::{MOST, whole};
use super::{Coordinates, Place, TravelError};
use crate::problem::delivery::{Travel, TravelMatrix};
use crate::units::Decimal;

/// How much longer roads are than the great circle, unless told otherwise.
///
/// Over motorway networks of several countries the ratio is 1.3 ± 0.1 (Wang, Bette, Schreckenberg
/// and Guhr 2024, arXiv:2406.06490). It varies: 1.2 in the United States, up to 2.1 elsewhere
/// (Ballou, Rahardja and Sakai 2002, doi:10.1016/S0965-8564(01)00044-1); bridges and mountains
/// need a matrix of their own.
pub const ROAD_FACTOR: f64 = 1.3;

/// Mean radius of the earth in metres (Moritz 2000, doi:10.1007/s001900050278). The globe is an
/// ellipsoid: distances are at most 0.6 % off, less than what a road factor can promise.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// Metres per second of one kilometre per hour.
const KM_H: f64 = 1.0 / 3.6;

/// Great-circle distance × road factor, driven at one speed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GreatCircle {
    road_factor: f64,
    speed_km_h: f64,
}

impl GreatCircle {
    /// Travel at this speed in km/h, stops at lights and the like included; roads are
    /// [`ROAD_FACTOR`] times as long as the great circle.
    ///
    /// # Errors
    /// [`TravelError::Parameter`] if the speed is not above zero and finite.
    pub fn new(speed_km_h: f64) -> Result<Self, TravelError> {
        if speed_km_h > 0.0 && speed_km_h.is_finite() {
            let road_factor = ROAD_FACTOR;
            return Ok(Self {
                road_factor,
                speed_km_h,
            });
        }
        Err(TravelError::Parameter {
            what: "speed in km/h",
            found: speed_km_h,
            expected: "a number above 0",
        })
    }

    /// The same with roads `road_factor` times as long as the great circle.
    ///
    /// # Errors
    /// [`TravelError::Parameter`] if the factor is below one or not finite.
    pub fn with_road_factor(self, road_factor: f64) -> Result<Self, TravelError> {
        if road_factor >= 1.0 && road_factor.is_finite() {
            return Ok(Self {
                road_factor,
                ..self
            });
        }
        Err(TravelError::Parameter {
            what: "road factor",
            found: road_factor,
            expected: "a number of at least 1",
        })
    }

    /// The same from decimals, as files hold them; without a factor it is [`ROAD_FACTOR`].
    ///
    /// # Errors
    /// [`TravelError::Parameter`] as the others.
    ///
    /// # Panics
    /// Never: every decimal is a number.
    pub fn from_decimals(
        speed_km_h: Decimal,
        road_factor: Option<Decimal>,
    ) -> Result<Self, TravelError> {
        let float = |value: Decimal| -> f64 {
            let text = value.to_string();
            text.parse().expect("a decimal is a number")
        };
        let travel = Self::new(float(speed_km_h))?;
        match road_factor {
            Some(factor) => travel.with_road_factor(float(factor)),
            None => Ok(travel),
        }
    }

    /// Travel between every two of the places.
    pub(super) fn matrix(&self, places: &[Place]) -> Result<TravelMatrix, TravelError> {
        let mut error = None;
        let matrix = TravelMatrix::from_fn(places.len(), |from, to| {
            let travel = self.travel(&places[from], &places[to]);
            travel.unwrap_or_else(|found| {
                error.get_or_insert(found);
                Travel::UNREACHABLE
            })
        });
        error.map_or(Ok(matrix), Err)
    }

    fn travel(&self, from: &Place, to: &Place) -> Result<Travel, TravelError> {
        let distance = self.road_factor * great_circle_m(from.coordinates, to.coordinates);
        let duration = distance / (self.speed_km_h * KM_H);
        let number = |what, value| {
            whole(value).ok_or_else(|| TravelError::Number {
                what,
                from: from.name.clone(),
                to: to.name.clone(),
                found: value,
                most: MOST,
            })
        };
        Ok(Travel {
            distance: number("distance in metres", distance)?,
            duration: number("duration in seconds", duration)?,
        })
    }
}

/// Metres along the great circle, by the haversine formula, which is exact for near points too
/// (Sinnott 1984, Sky and Telescope 68 (2), 159).
fn great_circle_m(from: Coordinates, to: Coordinates) -> f64 {
    let (lat_from, lat_to) = (from.lat().to_radians(), to.lat().to_radians());
    let half_sine = |angle: f64| (angle / 2.0).sin().powi(2);
    let across = half_sine((to.lon() - from.lon()).to_radians());
    let haversine = half_sine(lat_to - lat_from) + lat_from.cos() * lat_to.cos() * across;
    2.0 * EARTH_RADIUS_M * haversine.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, lat: f64, lon: f64) -> Place {
        let coordinates = Coordinates::new(lat, lon).unwrap();
        let name = name.to_owned();
        Place { name, coordinates }
    }

    /// Distance and duration of both directions at 36 km/h and road factor one.
    fn check(from: (f64, f64), to: (f64, f64), distance: i32) {
        let places = [place("a", from.0, from.1), place("b", to.0, to.1)];
        let straight = GreatCircle::new(36.0).unwrap().with_road_factor(1.0);
        let matrix = straight.unwrap().matrix(&places).unwrap();
        let duration = (distance + 5) / 10;
        let travel = Travel { distance, duration };
        assert_eq!(
            matrix.entries(),
            [Travel::NONE, travel, travel, Travel::NONE]
        );
    }

    #[test]
    fn great_circles_have_their_known_lengths() {
        // A quarter and a half of the circumference 2πr = 40 030 228.9 m.
        check((0.0, 0.0), (90.0, 0.0), 10_007_557);
        check((0.0, -90.0), (0.0, 90.0), 20_015_114);
        // Across the date line: two degrees, not 358.
        check((0.0, 179.0), (0.0, -179.0), 222_390);
        // Ten metres.
        check((0.0, 0.0), (0.000_09, 0.0), 10);
    }

    #[test]
    fn the_road_factor_lengthens_distance_and_time() {
        let places = [place("a", 0.0, 0.0), place("b", 0.0, 1.0)];
        let matrix = GreatCircle::new(100.0).unwrap().matrix(&places).unwrap();
        let (distance, duration) = (144_554, 5_204);
        assert_eq!(matrix.entries()[1], Travel { distance, duration });
    }

    #[test]
    fn a_speed_or_factor_that_makes_no_sense_is_refused() {
        for speed in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(GreatCircle::new(speed).is_err(), "{speed}");
        }
        for factor in [0.9, f64::NAN, f64::INFINITY] {
            let slow = GreatCircle::new(1.0).unwrap();
            assert!(slow.with_road_factor(factor).is_err(), "{factor}");
        }
    }

    #[test]
    fn decimals_say_the_same_as_floats() {
        let decimals = GreatCircle::from_decimals(Decimal::new(625, 1), Some(Decimal::new(14, 1)));
        let floats = GreatCircle::new(62.5).and_then(|travel| travel.with_road_factor(1.4));
        assert_eq!(decimals.unwrap(), floats.unwrap());
        assert!(GreatCircle::from_decimals(Decimal::ONE, Some(Decimal::ZERO)).is_err());
    }

    #[test]
    fn a_duration_that_does_not_fit_is_an_error() {
        let places = [place("a", 0.0, 0.0), place("b", 0.0, 90.0)];
        let error = GreatCircle::new(0.001).unwrap().matrix(&places);
        let text = error.unwrap_err().to_string();
        assert!(text.starts_with("duration in seconds from a to b: found "));
        assert!(text.contains("expected 0 to 2147483646"), "{text}");
    }
}
