//! Travel as the search reads it: distances and times apart, row by row by where from and by where
//! to, and each only once where they are the same. The less memory, the fewer misses.

use std::sync::Arc;

use crate::problem::delivery::{Travel, TravelMatrix};

/// Travel between all places; `i32::MAX` where there is no way.
pub(super) struct Ways {
    pub distances: Square,
    pub durations: Square,
}

impl Ways {
    pub fn new(travel: &TravelMatrix) -> Self {
        let n_places = travel.n_places();
        let numbers = |number: fn(&Travel) -> i32| travel.entries().iter().map(number).collect();
        let distances = Square::new(n_places, numbers(|travel| travel.distance));
        let durations: Vec<i32> = numbers(|travel| {
            if travel.is_reachable() {
                travel.duration
            } else {
                i32::MAX
            }
        });
        let durations = if *distances.by_from == *durations {
            distances.clone()
        } else {
            Square::new(n_places, durations)
        };
        Self {
            distances,
            durations,
        }
    }

    #[inline]
    pub fn travel(&self, from: u32, to: u32) -> Travel {
        Travel {
            distance: self.distances.from(from)[to as usize],
            duration: self.durations.from(from)[to as usize],
        }
    }
}

/// One number for each pair of places.
#[derive(Clone)]
pub(super) struct Square {
    n_places: usize,
    by_from: Arc<[i32]>,
    by_to: Arc<[i32]>,
}

impl Square {
    fn new(n_places: usize, by_from: Vec<i32>) -> Self {
        let columns = (0..n_places).map(|to| by_from.iter().skip(to).step_by(n_places));
        let by_to: Vec<i32> = columns.flatten().copied().collect();
        let is_symmetric = by_from == by_to;
        let by_from: Arc<[i32]> = by_from.into();
        let by_to = if is_symmetric {
            Arc::clone(&by_from)
        } else {
            by_to.into()
        };
        Self {
            n_places,
            by_from,
            by_to,
        }
    }

    /// Numbers from a place, by where to.
    #[inline]
    pub fn from(&self, place: u32) -> &[i32] {
        self.row(&self.by_from, place)
    }

    /// Numbers to a place, by where from.
    #[inline]
    pub fn to(&self, place: u32) -> &[i32] {
        self.row(&self.by_to, place)
    }

    #[inline]
    fn row<'w>(&self, numbers: &'w [i32], place: u32) -> &'w [i32] {
        let first = place as usize * self.n_places;
        &numbers[first..first + self.n_places]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn travel(distance: i32, duration: i32) -> Travel {
        Travel { distance, duration }
    }

    #[test]
    fn rows_and_columns_agree_with_the_matrix() {
        let matrix = TravelMatrix::from_fn(3, |from, to| match (from, to) {
            (0, 2) => Travel::UNREACHABLE,
            _ => travel(
                i32::try_from(10 * from + to).unwrap(),
                i32::try_from(from + 20 * to).unwrap(),
            ),
        });
        let ways = Ways::new(&matrix);
        for from in 0..3u32 {
            for to in 0..3u32 {
                let expected = matrix.entries()[(from * 3 + to) as usize];
                let (row, column) = (to as usize, from as usize);
                assert_eq!(ways.travel(from, to), expected);
                assert_eq!(ways.distances.from(from)[row], expected.distance);
                assert_eq!(ways.distances.to(to)[column], expected.distance);
                assert_eq!(ways.durations.from(from)[row], expected.duration);
                assert_eq!(ways.durations.to(to)[column], expected.duration);
            }
        }
    }

    #[test]
    fn the_same_numbers_are_kept_once() {
        let matrix = TravelMatrix::from_fn(2, |_, _| travel(5, 5));
        let ways = Ways::new(&matrix);
        assert!(Arc::ptr_eq(&ways.distances.by_from, &ways.durations.by_to));
    }
}
