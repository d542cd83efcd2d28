//! Equal saving as far as no group objects (G9, G10).

use super::program::limits;
use super::{Coalition, CostGame, CostTable, GameError};
use crate::milp::{Column, Ended, Kind, Model};

/// What is shared, and what limits each member's charge.
#[derive(Clone, Copy, Debug)]
pub struct Sharers<'a> {
    /// What all charges sum to.
    pub total: f64,
    /// What each member's saving is a share of; above zero.
    pub bases: &'a [f64],
    /// The most each member may be charged; may be [`f64::INFINITY`].
    pub caps: &'a [f64],
}

/// A group that accepts no more than it would pay by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// The group.
    pub group: Coalition,
    /// What it would pay by itself.
    pub most: f64,
}

/// Tells which groups object to charges.
pub trait Objections {
    /// Groups whose excess is above `excess`, those furthest above it; none if there is no such group, or
    /// nothing more is to be found.
    ///
    /// # Errors
    /// [`GameError`] of whatever is asked.
    fn raised(&mut self, charges: &[f64], excess: f64) -> Result<Vec<Objection>, GameError>;
}

/// Charges under which savings are as equal as groups allow.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualSaving {
    /// What each member is charged.
    pub charges: Vec<f64>,
    /// The least that the largest excess can be, within the caps; zero if no group objects.
    pub excess: f64,
}

/// How far above the least a group's excess may be, as a share of the total.
const VIOLATION: f64 = 1e-9;

/// What the solver's tolerances may take from a limit, as a share of the total.
const SLACK: f64 = 1e-10;

/// The total in a program: the solver's tolerances of 10<sup>−7</sup> become 10<sup>−11</sup> of it.
const TOTAL: f64 = 1e4;

/// Multipliers that count as above zero; those of one program, times the bases, sum to one.
const MULTIPLIER_MIN: f64 = 1e-7;

/// Stable equal saving (G10): of the charges within the caps whose largest excess is as small as it can
/// be, at most zero if possible, those whose charged shares *x* ÷ *b*, sorted from the largest, are least in
/// dictionary order. `None` if the caps sum to less than the total.
///
/// # Errors
/// [`GameError::Solver`] and [`GameError::Imprecise`].
///
/// # Panics
/// If there are not as many caps as bases.
pub fn stable_equal_saving(
    sharers: &Sharers,
    objections: &mut dyn Objections,
) -> Result<Option<EqualSaving>, GameError> {
    assert_eq!(
        sharers.bases.len(),
        sharers.caps.len(),
        "a cap for everybody"
    );
    let all: f64 = sharers.caps.iter().sum();
    if sharers.bases.is_empty() || all < sharers.total * (1.0 - SLACK) {
        return Ok(None);
    }
    let mut known: Vec<Objection> = Vec::new();
    loop {
        let program = Program::new(sharers, &known);
        let excess = program.least_excess()?;
        let charges = program.most_equal(excess)?;
        let raised = objections.raised(&charges, excess + VIOLATION * sharers.total.abs())?;
        if raised.is_empty() {
            return Ok(Some(EqualSaving { charges, excess }));
        }
        known.extend(raised);
    }
}

/// The programs over the objections known so far, in units of which the total has [`TOTAL`].
struct Program<'a> {
    sharers: &'a Sharers<'a>,
    known: &'a [Objection],
    factor: f64,
}

impl<'a> Program<'a> {
    fn new(sharers: &'a Sharers, known: &'a [Objection]) -> Self {
        let size = sharers.total.abs();
        Self {
            sharers,
            known,
            factor: if size > 0.0 { TOTAL / size } else { 1.0 },
        }
    }

    /// The least ε ≥ 0 with which the objections can be met (G9).
    fn least_excess(&self) -> Result<f64, GameError> {
        if self.known.is_empty() {
            return Ok(0.0);
        }
        let mut model = Model::default();
        let charges = self.charges(&mut model, self.sharers.caps);
        let excess = model.add(Kind::Continuous, f64::INFINITY);
        model.charge(excess, 1.0);
        self.meet(&mut model, &charges, (Some(excess), 0.0));
        let solved = model.solve(&limits(), &|_| {})?;
        let (Ended::Optimal, Some(values)) = (solved.ended, solved.values) else {
            return Err(GameError::Imprecise);
        };
        Ok(values[excess.index()].max(0.0) / self.factor)
    }

    /// The charges of least shares in dictionary order, where excesses are at most `excess`.
    ///
    /// Each program makes the largest open share as small as it can be; members whose multiplier is above
    /// zero are charged that share in every solution, and are limited to it from then on. Where the
    /// solver's arithmetic fails a later program, the charges of the one before stand.
    fn most_equal(&self, excess: f64) -> Result<Vec<f64>, GameError> {
        let mut most = self.sharers.caps.to_vec();
        let mut open: Vec<usize> = (0..most.len()).collect();
        let mut found: Option<Vec<f64>> = None;
        loop {
            let (values, share, binding) = match self.least_share(&most, &open, excess) {
                Ok(level) => level,
                Err(GameError::Imprecise) => return found.ok_or(GameError::Imprecise),
                Err(error) => return Err(error),
            };
            for member in &binding {
                most[*member] = most[*member].min(share * self.sharers.bases[*member]);
            }
            open.retain(|member| !binding.contains(member));
            if open.is_empty() || binding.is_empty() {
                return Ok(values);
            }
            found = Some(values);
        }
    }

    /// Charges whose largest share among open members is least, that share, and who is charged it always.
    fn least_share(
        &self,
        most: &[f64],
        open: &[usize],
        excess: f64,
    ) -> Result<(Vec<f64>, f64, Vec<usize>), GameError> {
        let mut model = Model::default();
        let charges = self.charges(&mut model, most);
        let share = model.add_unbounded(Kind::Continuous);
        model.charge(share, TOTAL);
        for member in open {
            let base = self.factor * self.sharers.bases[*member];
            model.at_most("share", vec![(charges[*member], 1.0), (share, -base)], 0.0);
        }
        self.meet(&mut model, &charges, (None, excess));
        let solved = model.solve(&limits(), &|_| {})?;
        let (Ended::Optimal, Some(values), Some(duals)) =
            (solved.ended, solved.values, solved.row_duals)
        else {
            return Err(GameError::Imprecise);
        };
        // The first row is the total, those of open members follow.
        let multipliers = open.iter().zip(&duals[1..]);
        let binding = multipliers.filter(|(member, dual)| {
            let base = self.factor * self.sharers.bases[**member];
            dual.abs() * base / TOTAL > MULTIPLIER_MIN
        });
        let binding = binding.map(|(member, _)| *member).collect();
        let found = charges
            .iter()
            .map(|charge| values[charge.index()] / self.factor);
        Ok((found.collect(), values[share.index()], binding))
    }

    /// A column for every member's charge, within `most`, that sum to the total.
    fn charges(&self, model: &mut Model, most: &[f64]) -> Vec<Column> {
        let charges: Vec<Column> = most
            .iter()
            .map(|_| model.add_unbounded(Kind::Continuous))
            .collect();
        let all = charges.iter().map(|charge| (*charge, 1.0)).collect();
        model.exactly("total", all, self.factor * self.sharers.total);
        for (charge, most) in charges.iter().zip(most) {
            if most.is_finite() {
                model.limit(*charge, self.factor * most + SLACK * TOTAL);
            }
        }
        charges
    }

    /// Charges whose excess is at most what is given, or a column's value.
    fn meet(&self, model: &mut Model, charges: &[Column], excess: (Option<Column>, f64)) {
        let (column, excess) = excess;
        for objection in self.known {
            let members = objection.group.members();
            let mut terms: Vec<_> = members.map(|member| (charges[member], 1.0)).collect();
            terms.extend(column.map(|column| (column, -1.0)));
            let most = self.factor * (objection.most + excess) + SLACK * TOTAL;
            model.at_most("objection", terms, most);
        }
    }
}

/// Groups with what each would pay by itself.
#[derive(Clone, Debug)]
pub struct GroupLimits {
    n_members: usize,
    groups: Vec<(Coalition, f64)>,
}

impl GroupLimits {
    /// These groups of so many members.
    pub fn new(n_members: usize, groups: Vec<(Coalition, f64)>) -> Self {
        Self { n_members, groups }
    }

    /// Every proper coalition of a game.
    pub fn of(game: &CostTable) -> Self {
        let n_members = game.n_members();
        let all = Coalition::proper(n_members);
        let groups = all.map(|coalition| (coalition, game.cost(coalition)));
        Self::new(n_members, groups.collect())
    }
}

impl Objections for GroupLimits {
    /// The groups furthest above, two for each member.
    fn raised(&mut self, charges: &[f64], excess: f64) -> Result<Vec<Objection>, GameError> {
        const PER_MEMBER: usize = 2;
        let above = self.groups.iter().filter_map(|(coalition, most)| {
            let above = super::charge(charges, *coalition) - most;
            (above > excess).then_some((above, *coalition, *most))
        });
        let mut above: Vec<(f64, Coalition, f64)> = above.collect();
        above.sort_by(|one, other| other.0.total_cmp(&one.0));
        above.truncate(PER_MEMBER * self.n_members);
        let raised = above.into_iter();
        Ok(raised
            .map(|(_, group, most)| Objection { group, most })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(costs: &[f64], caps: Option<&[f64]>) -> Option<EqualSaving> {
        let n = costs.len().ilog2() as usize;
        let game = CostTable::of(n, |coalition| costs[coalition.index()]).unwrap();
        let alone = game.alone();
        let sharers = Sharers {
            total: game.total(),
            bases: &alone,
            caps: caps.unwrap_or(&alone),
        };
        stable_equal_saving(&sharers, &mut GroupLimits::of(&game)).unwrap()
    }

    fn check(costs: &[f64], caps: Option<&[f64]>, charges: &[f64], excess: f64) {
        let found = found(costs, caps).unwrap();
        assert!((found.excess - excess).abs() < 1e-6, "{found:?}");
        for (charge, expected) in found.charges.iter().zip(charges) {
            assert!((charge - expected).abs() < 1e-6, "{found:?} {charges:?}");
        }
    }

    /// Together 40 instead of 72; nobody objects to 5 ÷ 9 of what each would pay alone.
    #[test]
    fn where_no_group_objects_everybody_saves_the_same_share() {
        check(&[0.0, 54.0, 18.0, 40.0], None, &[30.0, 10.0], 0.0);
    }

    /// Alone 100 each, the first two together 140, all three 230: equal savings would charge the two 153.33.
    #[test]
    fn a_group_that_could_do_better_pays_what_it_would_alone() {
        let costs = [0.0, 100.0, 100.0, 140.0, 100.0, 200.0, 200.0, 230.0];
        check(&costs, None, &[70.0, 70.0, 90.0], 0.0);
        // At 260 together the third is at its cap, which leaves the two 160: 20 above what they would pay.
        let costs = [0.0, 100.0, 100.0, 140.0, 100.0, 200.0, 200.0, 260.0];
        check(&costs, None, &[80.0, 80.0, 100.0], 20.0);
    }

    /// Lots of two cost 1; three members need one each, and any two pay 1 by themselves.
    #[test]
    fn an_empty_core_leaves_the_least_excess() {
        check(
            &[0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0],
            None,
            &[2.0 / 3.0; 3],
            1.0 / 3.0,
        );
    }

    #[test]
    fn caps_are_kept_and_others_bear_what_they_take_off() {
        let costs = [0.0, 100.0, 100.0, 200.0, 100.0, 200.0, 200.0, 240.0];
        check(
            &costs,
            Some(&[50.0, 100.0, 100.0]),
            &[50.0, 95.0, 95.0],
            0.0,
        );
        assert_eq!(found(&costs, Some(&[50.0, 90.0, 99.0])), None);
    }

    /// After the first two are held at 120, the third and the fourth save differently only because the
    /// third and the fifth would object.
    #[test]
    fn savings_are_made_equal_level_by_level() {
        let alone = [100.0, 100.0, 100.0, 100.0, 100.0];
        let special = |coalition: Coalition| match coalition.members().collect::<Vec<_>>()[..] {
            [0, 1] => Some(120.0),
            [2, 4] => Some(150.0),
            [0, 1, 2, 3, 4] => Some(400.0),
            _ => None,
        };
        let game = CostTable::of(5, |coalition| {
            let apart = coalition.members().map(|member| alone[member]).sum();
            special(coalition).unwrap_or(apart)
        })
        .unwrap();
        let sharers = Sharers {
            total: 370.0,
            bases: &alone,
            caps: &[f64::INFINITY; 5],
        };
        let found = stable_equal_saving(&sharers, &mut GroupLimits::of(&game)).unwrap();
        let found = found.unwrap();
        // The pairs are held at 60 and 75 each; the fourth would pay 100: just what is left.
        let expected = [60.0, 60.0, 75.0, 100.0, 75.0];
        for (charge, expected) in found.charges.iter().zip(expected) {
            assert!((charge - expected).abs() < 1e-6, "{found:?}");
        }
    }
}
