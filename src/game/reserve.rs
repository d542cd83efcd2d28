//! What would hold everybody together (G11).

use super::program::limits;
use super::{GameError, Objections};
use crate::milp::{Column, Ended, Kind, Model};

/// The total in the program; the solver's tolerances of 10<sup>−7</sup> become 10<sup>−11</sup> of it.
const TOTAL: f64 = 1e4;

/// How far above its limit a group may be, as a share of the total.
const VIOLATION: f64 = 1e-9;

/// The cost of stability (G11): the least that somebody outside would have to bear of `total` so that
/// there are charges for the rest to which no group objects; zero if there are such charges already.
///
/// Every member must be limited by some objection, else there is no charge too high for it: then the
/// answer is zero.
///
/// # Errors
/// [`GameError::Solver`] and [`GameError::Imprecise`].
pub fn reserve(
    n_members: usize,
    total: f64,
    objections: &mut dyn Objections,
) -> Result<f64, GameError> {
    if total <= 0.0 {
        return Ok(0.0);
    }
    let factor = TOTAL / total;
    let mut model = Model::default();
    let charges: Vec<Column> = (0..n_members)
        .map(|_| {
            let charge = model.add_unbounded(Kind::Continuous);
            model.charge(charge, -1.0);
            charge
        })
        .collect();
    let all = charges.iter().map(|charge| (*charge, 1.0)).collect();
    model.at_most("total", all, TOTAL);
    loop {
        let solved = model.solve(&limits(), &|_| {})?;
        let (Ended::Optimal, Some(values)) = (solved.ended, solved.values) else {
            return Err(GameError::Imprecise);
        };
        let found: Vec<f64> = charges
            .iter()
            .map(|charge| values[charge.index()] / factor)
            .collect();
        let raised = objections.raised(&found, VIOLATION * total)?;
        if raised.is_empty() {
            return Ok((total - found.iter().sum::<f64>()).max(0.0));
        }
        for objection in raised {
            let members = objection.group.members();
            let terms = members.map(|member| (charges[member], 1.0)).collect();
            model.at_most("objection", terms, factor * objection.most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{CostTable, GroupLimits};

    fn check(costs: &[f64], expected: f64) {
        let n = costs.len().ilog2() as usize;
        let game = CostTable::of(n, |coalition| costs[coalition.index()]).unwrap();
        let found = reserve(n, game.total(), &mut GroupLimits::of(&game)).unwrap();
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }

    /// Three need one each, lots of two cost 1: half each is all that no pair objects to.
    #[test]
    fn an_empty_core_needs_a_reserve() {
        check(&[0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0], 0.5);
    }

    #[test]
    fn a_core_needs_none() {
        check(&[0.0, 4.0, 4.0, 6.0, 4.0, 6.0, 6.0, 8.0], 0.0);
        check(&[0.0, 4.0, 4.0, 8.0], 0.0);
    }
}
