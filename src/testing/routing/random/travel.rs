//! Random travel.

use crate::problem::delivery::{Travel, TravelMatrix};
use crate::testing::Dice;

/// On a grid or any which way; in both directions alike or not; at times without a way.
pub(super) fn travel(n_places: u32, dice: &mut Dice) -> TravelMatrix {
    let n_places = n_places as usize;
    let is_grid = dice.one_in(2);
    let has_detours = dice.one_in(2);
    let has_gaps = dice.one_in(5);
    let points: Vec<(u32, u32)> = (0..n_places)
        .map(|_| (dice.between(0, 4), dice.between(0, 4)))
        .collect();
    TravelMatrix::from_fn(n_places, |from, to| {
        if has_gaps && dice.one_in(6) {
            return Travel::UNREACHABLE;
        }
        let apart = points[from].0.abs_diff(points[to].0) + points[from].1.abs_diff(points[to].1);
        let (distance, duration) = if is_grid {
            let detour = if has_detours { dice.between(0, 2) } else { 0 };
            (apart, apart + detour)
        } else {
            (dice.between(1, 9), dice.between(0, 8))
        };
        Travel {
            distance: small(distance),
            duration: small(duration),
        }
    })
}

fn small(number: u32) -> i32 {
    i32::try_from(number).expect("a drawn number is small")
}
