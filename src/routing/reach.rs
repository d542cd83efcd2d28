//! Shortest ways to and from one place, past any others: what no route can undercut.

use super::model::Model;

/// Least distance and least time to every place, each by its own way; `None` where there is none.
pub(super) struct Reach {
    pub distances: Vec<Option<i64>>,
    pub durations: Vec<Option<i64>>,
}

impl Reach {
    /// From a place to all others.
    pub fn from(m: &Model, place: u32) -> Self {
        let ways = &m.ways;
        Self {
            distances: shortest(m.n_places, place, |at| ways.distances.from(at)),
            durations: shortest(m.n_places, place, |at| ways.durations.from(at)),
        }
    }

    /// To a place from all others.
    pub fn to(m: &Model, place: u32) -> Self {
        let ways = &m.ways;
        Self {
            distances: shortest(m.n_places, place, |at| ways.distances.to(at)),
            durations: shortest(m.n_places, place, |at| ways.durations.to(at)),
        }
    }
}

/// Dijkstra's method on a full matrix (Dijkstra 1959, 10.1007/BF01386390).
fn shortest<'m>(
    n_places: usize,
    place: u32,
    lengths: impl Fn(u32) -> &'m [i32],
) -> Vec<Option<i64>> {
    let mut least: Vec<Option<i64>> = vec![None; n_places];
    let mut is_done = vec![false; n_places];
    least[place as usize] = Some(0);
    loop {
        let open = (0u32..).zip(&least).zip(&is_done);
        let next = open
            .filter_map(|((at, least), is_done)| least.filter(|_| !is_done).map(|l| (l, at)))
            .min();
        let Some((so_far, at)) = next else {
            return least;
        };
        is_done[at as usize] = true;
        for (&length, least) in lengths(at).iter().zip(&mut least) {
            if length != i32::MAX {
                let through = so_far + i64::from(length);
                *least = Some(least.map_or(through, |known| known.min(through)));
            }
        }
    }
}
