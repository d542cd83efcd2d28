//! Which coalitions' charges follow from those of others: exact linear algebra over whole numbers.

use super::Coalition;

/// Coalitions as vectors of zeros and ones, and all that sums and differences of them reach.
///
/// Kept as rows in reduced echelon form, each divided by its greatest common divisor. An entry is then
/// at most a determinant of zeros and ones; with 14 members that is below 4.1 × 10<sup>4</sup>
/// (Hadamard), so that products of two fit easily.
#[derive(Clone, Debug, Default)]
pub(super) struct Span {
    /// Rows with the place of their first entry, which is above zero and the only one at that place.
    rows: Vec<(usize, Vec<i64>)>,
}

impl Span {
    /// How many coalitions are independent.
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// Whether the charge of a coalition follows from those inserted.
    pub fn contains(&self, coalition: Coalition, n_members: usize) -> bool {
        self.rest(coalition, n_members)
            .iter()
            .all(|entry| *entry == 0)
    }

    /// Adds a coalition; false if it was reached already.
    pub fn insert(&mut self, coalition: Coalition, n_members: usize) -> bool {
        let mut rest = self.rest(coalition, n_members);
        let Some(place) = rest.iter().position(|entry| *entry != 0) else {
            return false;
        };
        if rest[place] < 0 {
            for entry in &mut rest {
                *entry = -*entry;
            }
        }
        for (_, row) in &mut self.rows {
            cancel(row, &rest, place);
        }
        self.rows.push((place, rest));
        true
    }

    /// What is left of a coalition once all rows are taken off, up to a factor.
    fn rest(&self, coalition: Coalition, n_members: usize) -> Vec<i64> {
        let mut rest: Vec<i64> = (0..n_members)
            .map(|member| i64::from(coalition.contains(member)))
            .collect();
        for (place, row) in &self.rows {
            cancel(&mut rest, row, *place);
        }
        rest
    }
}

/// Takes a multiple of `row`, whose entry at `place` is above zero, off a vector so that its own entry
/// there vanishes.
fn cancel(vector: &mut [i64], row: &[i64], place: usize) {
    let (own, pivot) = (vector[place], row[place]);
    if own == 0 {
        return;
    }
    for (entry, other) in vector.iter_mut().zip(row) {
        *entry = *entry * pivot - other * own;
    }
    let divisor = vector
        .iter()
        .fold(0, |divisor, entry| gcd(divisor, entry.abs()));
    if divisor > 1 {
        for entry in vector {
            *entry /= divisor;
        }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coalition(members: &[usize]) -> Coalition {
        members.iter().copied().collect()
    }

    #[test]
    fn what_follows_from_others_is_known() {
        let mut span = Span::default();
        assert!(span.insert(coalition(&[0, 1, 2]), 3));
        assert!(!span.contains(coalition(&[0]), 3));
        assert!(span.insert(coalition(&[0]), 3));
        assert!(span.contains(coalition(&[1, 2]), 3));
        assert!(!span.insert(coalition(&[1, 2]), 3));
        assert!(span.insert(coalition(&[0, 1]), 3));
        assert_eq!(span.rank(), 3);
        assert!(span.contains(coalition(&[1]), 3));
    }

    /// {0,1}, {1,2} and {0,2} reach everything, but only over halves.
    #[test]
    fn fractions_are_reached_too() {
        let mut span = Span::default();
        for pair in [[0, 1], [1, 2], [0, 2]] {
            assert!(span.insert(coalition(&pair), 3));
        }
        assert!(span.contains(coalition(&[1]), 3));
    }

    #[test]
    fn any_order_of_all_coalitions_ends_at_full_rank_with_small_entries() {
        for factor in [1, 37, 101, 8191] {
            let mut span = Span::default();
            for step in 1..16_384 {
                let index = (step * factor) % 16_384;
                span.insert(Coalition::from_index(index), 14);
                let largest = span.rows.iter().flat_map(|(_, row)| row).max();
                assert!(largest.is_none_or(|entry| *entry < 41_000));
            }
            assert_eq!(span.rank(), 14);
        }
    }
}
