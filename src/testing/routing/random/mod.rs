//! Random tiny delivery problems in which every route constraint meets every other.
//!
//! Numbers are small: shifts of at most 50, loads of at most 6, splits into at most 3 units. A
//! problem whose stops are split has fewer stops, yet fewer if vehicles reload, for the exhaustive
//! search's sake.

mod stops;
mod travel;
mod vehicles;

use super::super::dice::Dice;
use crate::problem::delivery::DeliveryProblem;

/// What a problem has of everything; each of it is in some stops or vehicle types only.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a feature that meets every other"
)]
struct Shape {
    n_stops: u32,
    n_depots: u32,
    n_dimensions: u32,
    has_windows: bool,
    has_service: bool,
    has_pickups: bool,
    has_prizes: bool,
    has_groups: bool,
    has_allowed_vehicles: bool,
    has_splits: bool,
    has_reloads: bool,
    has_breaks: bool,
    has_limits: bool,
}

/// The random problem of a seed.
///
/// # Panics
/// Never: what is drawn makes sense.
pub fn random_delivery_problem(seed: u64) -> DeliveryProblem {
    let mut dice = Dice::new(seed);
    let shape = shape(&mut dice);
    let n_types = dice.pick(&[1, 1, 1, 2, 2, 3]);
    let (stops, groups) = stops::stops(&shape, n_types, &mut dice);
    let vehicles = vehicles::vehicles(&shape, n_types, &mut dice);
    let travel = travel::travel(shape.n_depots + shape.n_stops, &mut dice);
    DeliveryProblem::new(stops, groups, vehicles, travel).expect("what is drawn makes sense")
}

fn shape(dice: &mut Dice) -> Shape {
    let has_splits = dice.one_in(4);
    let has_reloads = dice.one_in(3);
    let n_stops_max = match (has_splits, has_reloads) {
        (true, true) => 4,
        (true, false) => 5,
        (false, true | false) => 6,
    };
    Shape {
        n_stops: dice
            .between(1, n_stops_max)
            .max(dice.between(1, n_stops_max)),
        n_depots: dice.pick(&[1, 1, 2, 3]),
        n_dimensions: dice.pick(&[1, 1, 1, 2, 3]),
        has_windows: dice.one_in(2),
        has_service: dice.one_in(2),
        has_pickups: dice.one_in(3),
        has_prizes: dice.one_in(2),
        has_groups: dice.one_in(4),
        has_allowed_vehicles: dice.one_in(4),
        has_splits,
        has_reloads,
        has_breaks: dice.one_in(3),
        has_limits: dice.one_in(3),
    }
}

#[cfg(test)]
mod tests {
    use super::super::features;
    use super::*;

    #[test]
    fn every_feature_is_drawn() {
        let words: Vec<String> = (0..200)
            .map(|seed| features(&random_delivery_problem(seed)))
            .collect();
        for feature in [
            "windows",
            "pickups",
            "prizes",
            "groups",
            "allowed vehicles",
            "splits",
            "reloads",
            "breaks",
            "duration_max",
            "distance_max",
            "duration cost",
            "other end",
            "pickups after deliveries",
            "pickups on the way back",
            "no way",
        ] {
            let n_with = words.iter().filter(|words| words.contains(feature)).count();
            assert!(n_with >= 10, "{feature}: {n_with} of 200");
        }
    }

    #[test]
    fn equal_seeds_give_equal_problems() {
        assert_eq!(random_delivery_problem(7), random_delivery_problem(7));
    }
}
