//! The cheapest routes to a few vendors, by dynamic programming over sets (Held and Karp 1962,
//! doi:10.1137/0110015).

use super::roads::Roads;

/// Most vendors: four thousand sets of twelve.
const MOST: usize = 12;

/// What routes from the hub to all these nodes cost at least, visits included, if each may be driven by any
/// vehicle of the fleet; `None` if they are too many.
pub(super) fn least_cost(fleet: &[Roads], nodes: &[usize]) -> Option<f64> {
    let n = nodes.len();
    if n > MOST {
        return None;
    }
    let mut least = vec![f64::INFINITY; 1 << n];
    for roads in fleet {
        for (least, tour) in least.iter_mut().zip(tours(roads, nodes)) {
            *least = least.min(tour);
        }
    }
    if fleet.len() > 1 {
        join(&mut least);
    }
    least.last().copied()
}

/// By set of nodes: what one route costs.
fn tours(roads: &Roads, nodes: &[usize]) -> Vec<f64> {
    let n = nodes.len();
    let is_in = |set: usize, index: usize| set >> index & 1 == 1;
    // By set and last of it: the cheapest way from the hub through the set.
    let mut ways = vec![f64::INFINITY; n << n];
    let mut tours = vec![f64::INFINITY; 1 << n];
    tours[0] = 0.0;
    for (last, node) in nodes.iter().enumerate() {
        ways[(1 << last) * n + last] = roads.way(0, *node);
    }
    for set in 1_usize..1 << n {
        let inside = (0..n).filter(|index| is_in(set, *index));
        let visits: f64 = inside.clone().map(|index| roads.fees[nodes[index]]).sum();
        for last in inside {
            let so_far = ways[set * n + last];
            let back = so_far + roads.way(nodes[last], 0);
            tours[set] = tours[set].min(roads.start_cost + back + visits);
            for next in (0..n).filter(|index| !is_in(set, *index)) {
                let longer = &mut ways[(set | 1 << next) * n + next];
                *longer = longer.min(so_far + roads.way(nodes[last], nodes[next]));
            }
        }
    }
    tours
}

/// Several routes where they are cheaper than one: different vehicles may be better on different ones.
fn join(least: &mut [f64]) {
    for set in 1..least.len() {
        let mut part = (set - 1) & set;
        while part > 0 {
            least[set] = least[set].min(least[part] + least[set & !part]);
            part = (part - 1) & set;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nodes on a line at 1, 2 and 5.
    fn line(start_cost: f64, rate: f64) -> Roads {
        let at = [0.0_f64, 1.0, 2.0, 5.0];
        let ways = at
            .iter()
            .flat_map(|from| at.iter().map(move |to| rate * (from - to).abs()));
        Roads {
            vendors: (0..3).map(crate::units::Id::from_index).collect(),
            fees: vec![0.0, 0.5, 0.0, 0.25],
            start_cost,
            ways: ways.collect(),
            seconds: Vec::new(),
            loading_seconds: Vec::new(),
        }
    }

    #[test]
    fn a_line_is_driven_there_and_back() {
        let van = [line(3.0, 1.0)];
        assert_eq!(least_cost(&van, &[]), Some(0.0));
        assert_eq!(least_cost(&van, &[2]), Some(7.0));
        assert_eq!(least_cost(&van, &[3, 1]), Some(13.75));
        assert_eq!(least_cost(&van, &[1; 13]), None);
    }

    #[test]
    fn each_route_has_its_own_vehicle() {
        // The bicycle starts for nothing, but every kilometre costs three times as much.
        let fleet = [line(6.0, 1.0), line(0.0, 3.0)];
        assert_eq!(least_cost(&fleet, &[1]), Some(6.5));
        assert_eq!(least_cost(&fleet, &[1, 3]), Some(16.75));
    }
}
