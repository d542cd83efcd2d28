//! The least largest excess, as a linear program whose rows come as they are needed.

use super::span::Span;
use super::{Coalition, CostGame, CostTable, GameError};
use crate::milp::{Column, Ended, Kind, Limits, Model};

/// Largest cost in a program: the solver's tolerances of 10<sup>−7</sup> are absolute, and become
/// 10<sup>−10</sup> of the largest cost.
const COST_MAX: f64 = 1e3;

/// How far a coalition's excess may be above the least before its row is added, in scaled costs.
/// Smaller than any tolerance of the solver: a row too many costs nothing.
const VIOLATION: f64 = 1e-9;

/// Multipliers that count as above zero. Those of the coalitions sum to one, and are ratios of
/// determinants of zeros and ones, so that the smallest are near 10<sup>−5</sup>.
const MULTIPLIER_MIN: f64 = 1e-6;

/// Rows added at a time, for each member.
const ROWS_PER_MEMBER: usize = 2;

/// A game brought to one size: members alone pay nothing, and the largest cost is [`COST_MAX`].
///
/// Core, least core and nucleolus follow every such change (covariance).
pub(super) struct Scaled {
    n_members: usize,
    alone: Vec<f64>,
    factor: f64,
    costs: CostTable,
}

impl Scaled {
    pub fn of(game: &CostTable) -> Self {
        let n_members = game.n_members();
        let alone = game.alone();
        let joint = |coalition: Coalition| {
            let apart: f64 = coalition.members().map(|member| alone[member]).sum();
            let cost = game.cost(coalition) - apart;
            // What subtraction leaves of equal costs is nothing.
            let noise = 1e-13 * (game.cost(coalition).abs() + apart.abs());
            if cost.abs() <= noise { 0.0 } else { cost }
        };
        let all = Coalition::proper(n_members).chain([game.everyone()]);
        let largest = all
            .map(|coalition| joint(coalition).abs())
            .fold(0.0, f64::max);
        let factor = if largest > 0.0 {
            COST_MAX / largest
        } else {
            1.0
        };
        let costs = CostTable::of(n_members, |coalition| factor * joint(coalition));
        Self {
            n_members,
            alone,
            factor,
            costs: costs.expect("as many members, and finite costs"),
        }
    }

    /// Charges in the game's own costs.
    pub fn charges(&self, scaled: &[f64]) -> Vec<f64> {
        let rows = self.alone.iter().zip(scaled);
        rows.map(|(alone, charge)| alone + charge / self.factor)
            .collect()
    }

    /// A cost or an excess in the game's own.
    pub fn amount(&self, scaled: f64) -> f64 {
        scaled / self.factor
    }

    /// The scaled game.
    pub fn game(&self) -> &CostTable {
        &self.costs
    }
}

/// Charges that are settled: independent coalitions and what they are charged.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    pub span: Span,
    pub rows: Vec<(Coalition, f64)>,
}

impl Settled {
    /// Settles what a coalition is charged; false if it was already.
    pub fn insert(&mut self, coalition: Coalition, charge: f64, n_members: usize) -> bool {
        let is_new = self.span.insert(coalition, n_members);
        if is_new {
            self.rows.push((coalition, charge));
        }
        is_new
    }
}

/// Whether charges must be individually rational.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charges {
    /// Nobody is charged above what it would pay alone.
    Rational,
    /// Anything that sums to the cost of everybody.
    Any,
}

/// The least that the largest excess of all coalitions not settled can be.
pub(super) struct Least {
    pub excess: f64,
    pub charges: Vec<f64>,
    /// Coalitions whose excess is this in every solution: their multipliers are above zero.
    pub binding: Vec<Coalition>,
}

/// One program: minimize ε over charges with settled sums, and excess at most ε elsewhere (G5).
pub(super) struct Program<'a> {
    scaled: &'a Scaled,
    charges: Charges,
    settled: &'a Settled,
    /// Coalitions whose charge is not settled.
    open: Vec<Coalition>,
    /// Those of them that have a row.
    active: Vec<Coalition>,
}

impl<'a> Program<'a> {
    /// `hint` names coalitions that are likely to bind.
    pub fn new(
        scaled: &'a Scaled,
        charges: Charges,
        settled: &'a Settled,
        hint: &[Coalition],
    ) -> Self {
        let n_members = scaled.n_members;
        let is_open = |coalition: &Coalition| !settled.span.contains(*coalition, n_members);
        let everyone = Coalition::everyone(n_members);
        // A coalition and the rest of the members together bound ε from below.
        let singles = (0..n_members).map(Coalition::of);
        let first = singles.flat_map(|single| [single, everyone.without(single)]);
        let mut active: Vec<Coalition> =
            first.chain(hint.iter().copied()).filter(is_open).collect();
        active.sort_unstable();
        active.dedup();
        Self {
            scaled,
            charges,
            settled,
            open: Coalition::proper(n_members).filter(is_open).collect(),
            active,
        }
    }

    /// Solves it, adding rows until no coalition's excess is above ε.
    pub fn solve(mut self) -> Result<Least, GameError> {
        loop {
            let least = self.solve_active()?;
            let violated = self.violated(&least);
            if violated.is_empty() {
                return Ok(least);
            }
            self.active.extend(violated);
            self.active.sort_unstable();
        }
    }

    fn solve_active(&self) -> Result<Least, GameError> {
        let mut model = Model::default();
        let members: Vec<Column> = (0..self.scaled.n_members)
            .map(|_| model.add_unbounded(Kind::Continuous))
            .collect();
        let excess = model.add_unbounded(Kind::Continuous);
        model.charge(excess, 1.0);
        let sum = |coalition: Coalition| {
            let columns = coalition.members().map(|member| (members[member], 1.0));
            columns.collect::<Vec<_>>()
        };
        for coalition in &self.active {
            let mut terms = sum(*coalition);
            terms.push((excess, -1.0));
            model.at_most("excess", terms, self.scaled.costs.cost(*coalition));
        }
        for (coalition, charge) in &self.settled.rows {
            model.exactly("settled", sum(*coalition), *charge);
        }
        if self.charges == Charges::Rational {
            for member in &members {
                model.at_most("alone", vec![(*member, 1.0)], 0.0);
            }
        }
        let solved = model.solve(&limits(), &|_| {})?;
        let (Ended::Optimal, Some(values), Some(duals)) =
            (solved.ended, solved.values, solved.row_duals)
        else {
            return Err(GameError::Imprecise);
        };
        let with_duals = self.active.iter().zip(duals);
        let binding = with_duals.filter(|(_, dual)| dual.abs() > MULTIPLIER_MIN);
        Ok(Least {
            excess: values[excess.index()],
            charges: values[..self.scaled.n_members].to_vec(),
            binding: binding.map(|(coalition, _)| *coalition).collect(),
        })
    }

    /// The coalitions without a row whose excess is furthest above ε.
    fn violated(&self, least: &Least) -> Vec<Coalition> {
        let excesses = self.open.iter().map(|coalition| {
            let charge = super::charge(&least.charges, *coalition);
            let above = charge - self.scaled.costs.cost(*coalition) - least.excess;
            (above, *coalition)
        });
        let mut violated: Vec<(f64, Coalition)> = excesses
            .filter(|(above, coalition)| {
                *above > VIOLATION && self.active.binary_search(coalition).is_err()
            })
            .collect();
        violated.sort_by(|one, other| other.0.total_cmp(&one.0));
        let n_rows = ROWS_PER_MEMBER * self.scaled.n_members;
        let worst = violated.into_iter().take(n_rows);
        worst.map(|(_, coalition)| coalition).collect()
    }
}

/// To the end, on one thread: the programs are small.
pub(super) fn limits() -> Limits {
    Limits {
        time: None,
        work: None,
        gap: 0.0,
        seed: 1,
        threads: 1,
        interrupt: std::sync::Arc::default(),
    }
}
