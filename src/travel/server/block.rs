//! Questions of a size that servers take.
//!
//! OSRM takes at most 100 coordinates, or 100 × 100 pairs, in one table (`--max-table-size`),
//! Valhalla 2500 pairs (`max_matrix_location_pairs`): 50 × 50 suits both.

use std::collections::BTreeSet;

use crate::travel::Coordinates;
use crate::travel::cache::Pair;

/// Most starts, and most ends, in one question.
const SIDE_MAX: usize = 50;

/// All pairs of some starts and some ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub starts: Vec<Coordinates>,
    pub ends: Vec<Coordinates>,
}

impl Block {
    /// Its pairs, row by row.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        let row = |&start| self.ends.iter().map(move |&end| (start, end));
        self.starts.iter().flat_map(row)
    }

    /// The pair of a block that has no halves.
    pub fn only_pair(&self) -> Pair {
        (self.starts[0], self.ends[0])
    }

    /// Two smaller blocks with the same pairs, cut across the longer side; none of a single pair.
    pub fn halves(&self) -> Option<[Self; 2]> {
        let (starts, ends) = (&self.starts, &self.ends);
        if starts.len().max(ends.len()) == 1 {
            return None;
        }
        Some(if starts.len() >= ends.len() {
            let (first, second) = starts.split_at(starts.len() / 2);
            [first, second].map(|half| Self {
                starts: half.to_vec(),
                ends: ends.clone(),
            })
        } else {
            let (first, second) = ends.split_at(ends.len() / 2);
            [first, second].map(|half| Self {
                starts: starts.clone(),
                ends: half.to_vec(),
            })
        })
    }
}

/// Starts that lack the same ends.
struct Group {
    starts: BTreeSet<Coordinates>,
    ends: BTreeSet<Coordinates>,
}

/// Blocks that hold the missing pairs, and besides them only pairs of a point with itself.
pub(super) fn blocks(missing: &BTreeSet<Pair>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in groups(missing) {
        let (starts, ends) = (Vec::from_iter(group.starts), Vec::from_iter(group.ends));
        for starts in starts.chunks(SIDE_MAX) {
            for ends in ends.chunks(SIDE_MAX) {
                // A point with itself is no question.
                if starts != ends || starts.len() > 1 {
                    let (starts, ends) = (starts.to_vec(), ends.to_vec());
                    blocks.push(Block { starts, ends });
                }
            }
        }
    }
    blocks
}

/// Each start is in the first group where it asks for nothing that is not missing.
fn groups(missing: &BTreeSet<Pair>) -> Vec<Group> {
    let starts: BTreeSet<_> = missing.iter().map(|pair| pair.0).collect();
    let mut groups: Vec<Group> = Vec::new();
    for start in starts {
        let lowest = (start, Coordinates::LOWEST);
        let own = missing.range(lowest..).take_while(|pair| pair.0 == start);
        let ends: BTreeSet<_> = own.map(|pair| pair.1).collect();
        match groups
            .iter_mut()
            .find(|group| is_alike(group, start, &ends))
        {
            Some(group) => {
                group.starts.insert(start);
                group.ends.extend(ends);
            }
            None => groups.push(Group {
                starts: BTreeSet::from([start]),
                ends,
            }),
        }
    }
    groups
}

/// Whether a start and a group lack the same ends, apart from themselves.
fn is_alike(group: &Group, start: Coordinates, ends: &BTreeSet<Coordinates>) -> bool {
    let mut new = ends.difference(&group.ends);
    let mut superfluous = group.ends.difference(ends);
    let is_only_start = |end: &Coordinates| group.starts.len() == 1 && group.starts.contains(end);
    new.all(is_only_start) && superfluous.all(|&end| end == start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(index: i32) -> Coordinates {
        Coordinates::from_millionths(index, 0).unwrap()
    }

    /// The pairs of each block; together they are these pairs and nothing else.
    fn check(missing: impl Iterator<Item = (i32, i32)>, expected: &[(usize, usize)]) {
        let pairs = missing.filter(|(from, to)| from != to);
        let missing: BTreeSet<Pair> = pairs.map(|(from, to)| (point(from), point(to))).collect();
        let blocks = blocks(&missing);
        let sizes = blocks
            .iter()
            .map(|block| (block.starts.len(), block.ends.len()));
        assert_eq!(sizes.collect::<Vec<_>>(), expected);
        let asked = blocks.iter().flat_map(Block::pairs);
        let asked: Vec<Pair> = asked.filter(|(from, to)| from != to).collect();
        assert_eq!(asked.len(), missing.len(), "no pair is asked twice");
        assert_eq!(BTreeSet::from_iter(asked), missing);
    }

    fn square(n: i32) -> impl Iterator<Item = (i32, i32)> {
        (0..n).flat_map(move |from| (0..n).map(move |to| (from, to)))
    }

    #[test]
    fn a_small_table_is_one_question() {
        check(square(2), &[(2, 2)]);
        check(square(50), &[(50, 50)]);
    }

    #[test]
    fn a_large_table_is_cut() {
        check(square(51), &[(50, 50), (50, 1), (1, 50)]);
        check(
            square(101),
            &[
                (50, 50),
                (50, 50),
                (50, 1),
                (50, 50),
                (50, 50),
                (50, 1),
                (1, 50),
                (1, 50),
            ],
        );
    }

    #[test]
    fn a_new_place_asks_for_its_own_pairs_only() {
        check(
            square(10).filter(|&(a, b)| a == 0 || b == 0),
            &[(1, 9), (9, 1)],
        );
        check(
            square(10).filter(|&(a, b)| a == 9 || b == 9),
            &[(9, 1), (1, 9)],
        );
    }

    #[test]
    fn scattered_pairs_are_asked_and_no_others() {
        check(
            square(9).filter(|&(a, b)| (a * 7 + b * 3) % 5 == 0),
            &[(2, 2); 4],
        );
    }

    #[test]
    fn halves_hold_the_same_pairs() {
        let starts: Vec<_> = (0..3).map(point).collect();
        let block = Block {
            starts,
            ends: vec![point(7), point(8)],
        };
        let halves = block.halves().unwrap();
        let pairs: Vec<_> = halves.iter().flat_map(Block::pairs).collect();
        assert_eq!(pairs, block.pairs().collect::<Vec<_>>());
        let single = Block {
            starts: vec![point(1)],
            ends: vec![point(2)],
        };
        assert_eq!(single.halves(), None);
    }
}
